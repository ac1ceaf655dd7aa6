"""A register of thousands of invented people, for what must stay quick when there are many."""

from pathlib import Path

from messy import book, number

from station_app.usecases import roster

HEADS = (
    "序号", "姓名", "身份证号", "性别", "出生日期", "民族", "住址", "门牌", "联系电话",
    "与户主关系", "优抚类别", "入伍时间", "退役时间", "备注",
)  # fmt: skip
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗"
GIVEN = "福顺安平康宁和泰建国志强德明桂兰秀英春生"


def fill(register, folder: Path, people: int = 3_000) -> None:
    """Take a roster of that many people into a register."""
    rows = (_row(count) for count in range(1, people + 1))
    path = book(folder / "众人.xlsx", list(HEADS), *rows)
    roster.take_in(register, roster.preview(register, path))


def _row(count: int) -> list[object]:
    born = f"{1940 + count % 50}{1 + count % 12:02d}{1 + count % 28:02d}"
    given = GIVEN[count // 20 % 20] + GIVEN[count // 400 % 20]
    return [
        count, SURNAMES[count % 20] + given, number(born, 1 + 2 * (count // 2100 % 500)), "男",
        f"{born[:4]}-{born[4:6]}-{born[6:]}", "汉族", f"{1 + count % 9}组", f"{count}号",
        f"1540{count:07d}", "户主", "参战" if count % 3 == 0 else "", "1960-03", "1964-11", "",
    ]  # fmt: skip
