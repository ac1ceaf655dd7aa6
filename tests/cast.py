"""The invented people of the papers in tests: 荷塘村 in 云泽省, which does not exist."""

from dataclasses import dataclass
from datetime import date

VILLAGE, TOWN, COUNTY = "荷塘村", "柳林镇", "青石县"
STATION = f"{COUNTY}{TOWN}{VILLAGE}退役军人服务站"
VILLAGE_STATION, TOWN_STATION = f"{VILLAGE}退役军人服务站", f"{TOWN}退役军人服务站"
BUREAU = f"{COUNTY}退役军人事务局"
CAMPAIGN, NOTICE = "2027年春节走访慰问", "青双拥办〔2026〕12号"
WORKER, HEAD = "王芳", "徐建民"
DOCTOR, AIDE, TOWN_CLERK, TOWN_HEAD, TOWN_LEADER = "孙志勤", "吕文斌", "张海燕", "顾正平", "梁少华"
STAFF = (WORKER, HEAD, DOCTOR, AIDE, TOWN_CLERK, TOWN_HEAD, TOWN_LEADER)
PHONE, TOWN_PHONE = "154-0000-0620", "0790-0000123"
CODE = "790121101201"
JOURNAL, TOWN_JOURNAL = "1234 · 9f3c27a10b5de648", "8207 · 41d6e09b73c2a85f"

# 应走访 and 走访合计 of the village on 25 January, and why the rest were not met.
DUE_PEOPLE, DUE_HOMES, MET_PEOPLE, MET_HOMES = 60, 47, 41, 32
UNREACHED = (("外出务工", 7), ("住院", 3), ("未安排", 3), ("三次未遇", 2))


@dataclass(frozen=True, slots=True)
class Person:
    """One of the village, as lists and sheets need them."""

    name: str
    sex: str
    birth: str
    house: str

    @property
    def number(self) -> str:
        """Return an identity number of the unassigned province 79 with a right check digit."""
        order = sum(map(ord, self.name)) % 400 * 2 + (self.sex == "男")
        body = f"790121{self.birth}{order:03d}"
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        return (
            body
            + "10X98765432"[
                sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11
            ]
        )

    @property
    def masked_number(self) -> str:
        """Return the number as papers that travel show it."""
        return f"{self.number[:6]}********{self.number[14:]}"

    @property
    def phone(self) -> str:
        """Return a number nobody has."""
        return f"1540000{sum(map(ord, self.name)) % 10000:04d}"

    @property
    def masked_phone(self) -> str:
        """Return the phone as lists show it."""
        return f"{self.phone[:3]}****{self.phone[-4:]}"

    def age(self, on: date) -> int:
        """Return the age on a day."""
        return on.year - int(self.birth[:4]) - (self.birth[4:] > f"{on:%m%d}")


def _all(*rows: str) -> dict[str, Person]:
    return {row.split()[0]: Person(*row.split()) for row in rows}


PEOPLE = _all(
    "罗秀英 女 19450312 三组17号",
    "马守田 男 19430509 三组12号",
    "丁国强 男 19511103 三组4号",
    "何建平 男 19550821 三组9号",
    "沈玉兰 女 19490214 四组12号",
    "刘喆 男 19780105 一组8号",
    "李䶮 男 19680620 一组22号",
    "陈𬭎 男 19480612 二组11号",
    "周㛃 女 19560229 四组3号",
    "赵堃 男 19351103 三组21号",
    "王桂兰 女 19530718 二组2号",
    "仇志远 男 19620211 四组19号",
    "盖文华 男 19470809 五组1号",
    "阿依古丽·买买提 女 19790415 五组9号",
    "黄美玲 女 19700101 一组30号",
    "单翀 男 19910930 六组15号",
    "邓长林 男 19500326 六组3号",
    "冯启明 男 19720914 六组8号",
    "潘有才 男 19811212 一组16号",
    "石秀峰 男 19540405 五组14号",
    "孟凡林 男 19490301 二组7号",
    "王𠅤 男 19461120 二组26号",
    "葛玉山 男 19590412 一组3号",
    "贾德胜 男 19631005 二组14号",
    "孔庆来 男 19570923 二组20号",
    "雷振海 男 19660130 五组6号",
    "乔志成 男 19700817 六组11号",
    "苗永顺 男 19850225 一组27号",
    "鲁有粮 男 19520402 四组22号",
    "韩立冬 男 19441107 五组18号",
    "秦小满 女 19580521 六组24号",
)
