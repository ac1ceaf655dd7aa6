"""Invented sheets, plan, slip and recovery sheet, as the tests of paper draw them."""

import hashlib
from datetime import date

import cast
from cast import CAMPAIGN, NOTICE, STATION

from station_app.paper.fingerprint_slip import FingerprintSlip
from station_app.paper.handover import File, HandOver
from station_app.paper.plan_sheet import PlanSheet
from station_app.paper.recovery_sheet import RecoverySheet
from station_app.paper.round_list import RoundList, Stop
from station_app.paper.visit import ToDo, Veteran, Visit, VisitSheet

NOBODY, NOTHING_YET = Veteran(), Visit()
_CHEN = cast.PEOPLE["陈𬭎"]

OLD_SOLDIER = Veteran(
    name=_CHEN.name,
    sex=_CHEN.sex,
    age=str(_CHEN.age(date(2027, 1, 24))),
    phone=f"{_CHEN.phone[:3]}-{_CHEN.phone[3:7]}-{_CHEN.phone[7:]}",
    category="二等功以上、在乡复员军人",
    id_number=_CHEN.masked_number,
    household="陈𬭎（户主本人）",
    address="荷塘村二组11号（老祠堂后）",
    contact="陈守业（次子）154-0000-0876",
    last_visit="2027年1月12日电话：血压偏高，屋顶西北角漏雨。未办结：①老屋修漏，已报镇住建办，约定春节前动工；"
    "②降压药由村医每月10日送上门。",
)

COMPLETED = Visit(
    at="2027年1月24日　9时20分",
    visitors=f"{cast.WORKER}、{cast.AIDE}",
    also="杨玉芬（妻）",
    ticks=frozenset(
        (
            "方式.入户",
            "身体.慢性病",
            "生活.住房",
            "生活.用药",
            "家庭.无变化",
            "困难.医疗",
            "困难.住房",
            "宣讲.优待证",
            "宣讲.医疗",
            "慰问.慰问金",
            "慰问.慰问品",
            "慰问.春联",
            "满意度.满意",
            "思想.基本稳定",
            "离户.已拍照",
        )
    ),
    living="老两口自理，三餐自己做，战友王𠅤常来走动；冬衣被褥够用。",
    family="与上次相同。次子每周回村一次；村民李䶮、阿依古丽·买买提农忙时来帮工。",
    difficulty="老屋西北角仍漏雨，雨天接水；降压药、护心药每月自付约186元，去镇卫生院取药要走3.5公里，冬天路滑不便。",
    request="“房子别的都好，就是下雨睡不踏实。药能送到家里，我就放心了。”",
    solved="现场联系村医，自2月起每月10日、25日两次送药上门。",
    to_do=(
        ToDo(matter="老屋西北角修漏", owner=cast.AIDE, due="2月5日前"),
        ToDo(matter="申请门诊慢特病待遇", owner=cast.WORKER, due="2月底前"),
    ),
    money="500.00",
    goods="大米10公斤、油5升　1份",
    follow_up="2027年2月8日",
)
UNREACHED = Visit(
    at="2027年1月24日　10时05分",
    visitors=f"{cast.WORKER}、{cast.AIDE}",
    ticks=frozenset(("方式.未遇",)),
    reason="外出务工",
)

LONG_REQUEST = (
    "“我这个老房子是一九七八年自己一砖一瓦盖起来的，前年大雨冲了西北角，去年修过一回，今年又漏。"
    "村里镇里来看过三次，说等春节前动工，我信得过你们。我不图别的，就想有个干爽的地方睡觉。"
    "还有一件事：同年入伍的老战友王𠅤，腿脚不好，一个人住在村西头，眼睛也看不清了，请你们得空也去看看他。"
    "我每个月的药钱够用，不要再给我加了，留给比我难的人。孙女明年考大学，想问问有没有针对退役军人家庭的助学政策，"
    "要什么材料、到哪里办、几月份办，请写在纸上给我，我让儿子念给我听。"
    "再有就是村口那段路没有路灯，晚上看病出门怕摔，能不能跟村里说一声，装一盏就够。”"
)


def sheet(number: int, veteran: Veteran = NOBODY, visit: Visit = NOTHING_YET) -> VisitSheet:
    check = (number * 48271 + 2027) % 10**8
    return VisitSheet(
        number=f"青退-荷塘-2027-{number:06d}",
        digits=lambda page: f"01790121101201{2027}{number:06d}{page:02d}{check:08d}",
        station=STATION,
        campaign=CAMPAIGN,
        veteran=veteran,
        visit=visit,
    )


def plan() -> PlanSheet:
    return PlanSheet(
        number="青策-荷塘-2027-000031",
        digits=lambda page: f"027901211012012027000031{page:02d}87654321",
        station=STATION,
        opened="建立日期　2027年1月26日",
        veteran=OLD_SOLDIER,
        leader=f"{cast.TOWN_LEADER}（镇党委副书记）",
        difficulties=(
            (
                "住房",
                "1978年自建土木结构老屋，西北角连年漏雨，2026年修补后再漏；老两口年近八十，无力自修。",
                "春节前修好漏点，雨季前做一次整体检查。",
                "2026年7月",
            ),
            (
                "医疗",
                "高血压、冠心病，需长期服药，每月自付约186元；卫生院距家3.5公里，取药不便。",
                "送药上门；办理门诊慢特病待遇。",
                "2025年11月",
            ),
        ),
        measures=(
            (
                "西北角翻瓦、换椽，做防水",
                "农村危房改造",
                f"村委会\n{cast.AIDE}",
                "2月15日",
                "2月4日开工，2月12日验收，回访“不漏了”。",
            ),
            ("雨季前整体检查一次", "—", f"村委会\n{cast.AIDE}", "4月30日", "未到期。"),
            (
                "每月10日、25日送药上门",
                "家庭医生签约服务",
                f"村卫生室\n{cast.DOCTOR}",
                "长期",
                "已送药3次，血压平稳。",
            ),
            (
                "申请门诊慢特病待遇",
                "城乡居民医保门诊慢特病",
                f"镇服务站\n{cast.TOWN_CLERK}",
                "3月20日",
                "2月20日受理，3月5日批下。",
            ),
        ),
        outcome="老屋漏点已修好；药费自付由每月186元降到约40元，取药不用出村。",
        ticks=frozenset({"本人评价.满意", "办理意见.继续帮扶"}),
        follow_up="2027年3月15日",
    )


def slip() -> HandOver:
    names = (
        ("走访慰问情况统计表.pdf", "—", "186 KB"),
        ("走访慰问情况报告.pdf", "—", "142 KB"),
        ("重点关爱对象台账.pdf", "21", "396 KB"),
    )
    files = tuple(
        File(
            name=f"{cast.VILLAGE}_2027春节_{name}",
            people=people,
            size=size,
            digest=hashlib.sha256(name.encode()).hexdigest(),
        )
        for name, people, size in names
    )
    return HandOver(
        number="青报-荷塘-2027-000012",
        digits="0479012110120120270000120187651234",
        sender=cast.VILLAGE_STATION,
        code="8838 5083 8999",
        journal="1241 · 2b7de4910fa8c365",
        receiver=cast.TOWN_STATION,
        notice=NOTICE,
        stick="青退-U-07",
        at="2027年1月25日　17时30分",
        matter=CAMPAIGN,
        files=files,
        papers="3",
    )


def recovery() -> RecoverySheet:
    secret = hashlib.sha256("荷塘村恢复单".encode()).digest()[:16]
    pieces = [int.from_bytes(secret[start : start + 2]) for start in range(0, 16, 2)]
    return RecoverySheet(
        station=STATION,
        register="荷塘村登记册（2027年1月建）",
        made_on="2027年1月4日",
        groups=tuple(f"{piece * 11:06d}" for piece in pieces),
    )


def round_list(count: int = 24) -> RoundList:
    people = sorted(cast.PEOPLE.values(), key=lambda person: person.house)[:count]
    stops = [
        Stop(
            place=person.house,
            head=person.name,
            name=person.name,
            phone=person.phone,
            category="重病重残、二等功以上" if number % 5 == 0 else "光荣之家",
            due=f"超期 {number} 天" if number % 3 == 0 else "1月31日",
            number=f"2027-{number + 120:06d}",
        )
        for number, person in enumerate(people, start=1)
    ]
    family = Stop(place=stops[0].place, head=stops[0].head, name="杨玉芬", due="1月31日")
    return RoundList(
        station=STATION,
        campaign=CAMPAIGN,
        printed_on="2027年1月24日",
        stops=(stops[0], family, *stops[1:]),
        told="应走访 47 户 60 人，已走访 32 户 41 人；本单 24 户 25 人。",
    )


def fingerprint() -> FingerprintSlip:
    return FingerprintSlip(
        station=STATION,
        station_code=cast.CODE,
        name=cast.WORKER,
        role="填表人",
        person_number="QS-0117",
        made_at="2027年1月4日　9时20分",
        groups=("4182", "0937", "5521", "7406", "3398", "6115"),
    )
