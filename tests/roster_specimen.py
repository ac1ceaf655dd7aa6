"""The 重点关爱对象台账 of the invented village: 31 people, each with a life of their own."""

# ruff: noqa: E501  # one person a line

from datetime import date

import cast
from cast import AIDE, DOCTOR, HEAD, TOWN_CLERK, WORKER

from station_app.paper.grid import Column, Row
from station_app.paper.return_form import ReturnLayout, ReturnValues

SIGNERS = (("填表人", ""), ("审核人", ""), ("单位负责人", ""), ("联系电话", cast.PHONE))

ON = date(2027, 3, 31)
KINDS = (
    "零就业",
    "鳏寡孤独",
    "脱贫不稳定",
    "重病重残",
    "突发严重困难",
    "二等功以上",
    "边海防官兵家庭",
)
IN_LINES = {
    "脱贫不稳定": "脱贫\n不稳定",
    "突发严重困难": "突发严重\n困难",
    "二等功以上": "二等功\n以上",
    "边海防官兵家庭": "边海防官\n兵家庭",
}
UNITS = {WORKER: "本站", HEAD: "本站", AIDE: "村委会", DOCTOR: "卫生室", TOWN_CLERK: "镇站"}
NUMERALS = "一二三四五六"
NONE = ("", "—", "—", "—", "—", "—")
# name, kinds, difficulty, in detail, measures, who, until, how it goes, last visit, remark
CARED = (
    ("刘喆", "脱贫不稳定", "就业", "厂子停产失了工，两个孩子读书，人均收入贴近监测线。", "推荐镇水厂巡线岗位；申请助学补助。", TOWN_CLERK, "4月30日", "3月1日上岗，月工资2,600元；助学材料已报。", "3月4日", ""),
    ("潘有才", "脱贫不稳定", "医疗", "妻子腰椎手术，自付1.8万元，借款未还清。", "申请临时救助和二次报销。", WORKER, "4月20日", "镇里已公示，等县里核定。", "3月16日", ""),
    ("李䶮", "零就业", "就业", "夫妻都没有活干，女儿读高二；会电焊，证已过期。", "报名县里电焊复审培训；专场招聘会推荐。", TOWN_CLERK, "5月15日", "3月22日开班，出勤正常。", "3月9日", ""),
    ("苗永顺", "突发严重困难", "医疗", "去年11月车祸，右腿骨折，半年不能做工。", "协助办理医疗救助；代缴居民医保。", AIDE, "6月30日", "救助款6,000元2月26日到账，下月复查。", "3月11日", ""),
    ("黄美玲", "边海防官兵家庭", *NONE, "1月13日", ""),
    ("葛玉山", "重病重残", "医疗", "肾透析每周三次，到县医院单程31公里。", "协调镇里车辆接送；申请大病保险。", DOCTOR, "长期", "每周一、三、五接送，没有误过。", "3月19日", ""),
    ("王桂兰", "鳏寡孤独", "养老", "烈士遗孀，独居，夜里起身摔过一次。", "装扶手和呼叫铃；邻居结对每天看一眼。", AIDE, "4月15日", "扶手2月装好，呼叫铃已到货。", "3月24日", "女儿在外省"),
    ("孟凡林", "二等功以上 重病重残", "医疗", "脑梗后右侧偏瘫，靠老伴照料。", "送康复器材；申请护理补贴。", DOCTOR, "4月30日", "轮椅已送到；补贴材料3月18日上报。", "3月23日", ""),
    ("陈𬭎", "二等功以上", "住房\n医疗", "老屋西北角漏雨；降压药、护心药每月自付186元。", "翻瓦防水；雨季前再查一次；办门诊慢特病。", AIDE, "4月30日", "2月12日修好；慢特病3月5日批下。", "3月15日", ""),
    ("贾德胜", "重病重残", "医疗", "尘肺二期，冬春喘得厉害。", "添制氧机；签家庭医生。", DOCTOR, "4月10日", "制氧机已用上，医生每旬上门。", "3月26日", ""),
    ("孔庆来", "突发严重困难", "住房", "2月灶间失火，烧了半间偏房。", "镇里补助建材，村里出工修复。", HEAD, "4月25日", "已立架上瓦，剩粉墙。", "3月28日", "先救助后补手续"),
    ("王𠅤", "鳏寡孤独", "养老", "无儿女，右眼失明，做饭不便。", "送餐协议每餐3元；办理特困供养。", WORKER, "5月31日", "3月8日起送餐；供养待县里审批。", "3月25日", ""),
    ("丁国强", "重病重残", "医疗", "因战六级，旧伤每年开春发作。", "联系优抚医院短期疗养。", TOWN_CLERK, "5月20日", "床位排到5月上旬。", "3月17日", ""),
    ("何建平", "重病重残", "医疗", "胃切除术后，体重掉了9公斤。", "每月复查陪诊；营养补助一次。", DOCTOR, "6月15日", "已陪诊两次，指标平稳。", "3月22日", ""),
    ("马守田", "重病重残", "养老", "卧床一年，儿子在家照看，轮换不开。", "每周两次上门护理，借用护理床。", DOCTOR, "长期", "护理床2月20日搬到家。", "3月29日", ""),
    ("罗秀英", "鳏寡孤独", "住房", "灶屋墙裂，下雨怕塌。", "列入农村危房改造。", HEAD, "6月20日", "3月12日鉴定为C级，等批复。", "3月18日", ""),
    ("赵堃", "鳏寡孤独 重病重残", "养老\n医疗", "91岁独居，耳背，药常吃错。", "每天一看；药按顿分装，写大字。", WORKER, "长期", "2月起没有再吃错药。", "3月30日", "高龄津贴已办"),
    ("周㛃", "突发严重困难", "医疗", "丈夫肝病住院，花去7万多元。", "医疗救助；慈善会一次性资助。", TOWN_CLERK, "4月12日", "资助5,000元已到；救助待批。", "3月20日", ""),
    ("沈玉兰", "鳏寡孤独", "养老", "独居，冬天舍不得取暖。", "添电暖器，电费补一季；志愿者周访。", AIDE, "4月30日", "已办结，本人说“屋里不冷了”。", "3月13日", "3月28日销号"),
    ("仇志远", "重病重残", "医疗", "带病回乡，肝硬化，定期抽水。", "申报门诊慢特病；送药。", DOCTOR, "4月18日", "材料齐，等下月评审。", "3月21日", ""),
    ("鲁有粮", "脱贫不稳定", "就业", "养的羊去冬病死11只，欠饲料款。", "兽医上门；小额贴息贷款2万元。", AIDE, "7月31日", "贷款3月3日放下，补栏15只。", "3月10日", ""),
    ("盖文华", "重病重残", "医疗", "白内障双眼，走路要人牵。", "联系复明工程免费手术。", DOCTOR, "5月10日", "左眼已做，右眼排在4月。", "3月27日", ""),
    ("雷振海", "零就业", "就业", "夫妻失业满一年，房贷每月1,900元。", "公益性岗位；妻子学家政。", TOWN_CLERK, "4月16日", "3月24日到护林岗，妻子在学。", "3月8日", ""),
    ("阿依古丽·买买提", "边海防官兵家庭", "其他", "丈夫守边防，孩子转学缺材料。", "联系县教育局按优待办。", WORKER, "4月8日", "已办结，孩子3月2日入学。", "3月5日", "3月20日销号"),
    ("石秀峰", "重病重残", "住房", "因公七级，上楼困难，想改一楼厕所。", "残联无障碍改造补助。", HEAD, "5月25日", "已上门量尺寸。", "3月14日", ""),
    ("韩立冬", "鳏寡孤独", "养老", "82岁，老伴去年病故，不愿出门。", "老战友结对，每周下棋；装智能手环。", AIDE, "4月22日", "下棋已四次，肯出来走动了。", "3月26日", ""),
    ("邓长林", "二等功以上", *NONE, "2月9日", ""),
    ("冯启明", "零就业", "就业", "妻子宋玉莲也待业，会开挖掘机。", "推荐到县里工程队；技能补贴。", TOWN_CLERK, "5月8日", "面试通过，4月6日上工。", "3月18日", ""),
    ("乔志成", "零就业", "就业", "外地厂子裁员回来，母亲要人照看。", "就近找活；母亲纳入日间照料。", TOWN_CLERK, "5月30日", "母亲3月15日入托，活还在找。", "3月12日", ""),
    ("单翀", "零就业", "就业", "退伍后开网店亏了本，欠6万元。", "创业担保贷款；农产品电商培训。", TOWN_CLERK, "6月10日", "培训结业，贷款在审。", "3月3日", ""),
    ("秦小满", "突发严重困难", "医疗\n就学", "儿子突发重病，孙子学费没有着落。", "申请临时救助；学校免杂费。", WORKER, "4月28日", "杂费已免，救助款待拨。", "3月29日", ""),
)  # fmt: skip


def layout() -> ReturnLayout:
    return ReturnLayout(
        title="重点关爱对象台账",
        columns=COLUMNS,
        row=8,
        largest=8.5,
        notes=(
            "长期帮扶的，时限写“长期”；没有帮扶事项的写“—”。",
            "本台账含个人信息，报送后妥善保管，不得张贴、外传。",
        ),
    )


def values(times: int = 1) -> ReturnValues:
    """`times` only makes it long."""
    people = sorted(CARED, key=lambda row: _place(cast.PEOPLE[row[0]].house))
    rows = [_row(number, *row) for number, row in enumerate(people * times)]
    counts = [(kind, sum(kind in row[1].split() for row in CARED)) for kind in KINDS]
    words = "，".join(f"{kind} {count} 人" for kind, count in counts)
    return ReturnValues(
        unit=cast.VILLAGE_STATION,
        as_of="时点：2027年3月31日",
        on=date(2027, 4, 2),
        measure=f"共 {len(rows)} 人",
        summary=f"其中：{words}；一人属几类的分别计数。",
        rows=tuple(rows),
        signers=(*SIGNERS, ("填报日期", "2027年4月2日")),
        journal="2391 · c07e5d18f2a9634b",
    )


COLUMNS = (
    Column(heads=("序\n号",), align="center"),
    Column(heads=("姓名",), whole=True, align="center"),
    Column(heads=("性\n别",), align="center"),
    Column(heads=("年\n龄",), align="center"),
    Column(heads=("身份证号\n联系电话",), align="center", figures=True, most=33),
    Column(heads=("类别",), whole=True, align="center"),
    Column(heads=("村\n组、门牌",), whole=True, align="center"),
    Column(heads=("困难\n类型",), whole=True, align="center"),
    Column(heads=("具体困难",)),
    Column(heads=("帮扶措施",)),
    Column(heads=("责任单位\n责任人",), whole=True, align="center"),
    Column(heads=("时限\n（2027年）",), whole=True, align="center"),
    Column(heads=("进展",)),
    Column(heads=("最近\n走访",), whole=True, align="center"),
    Column(heads=("是否\n销号",), align="center"),
    Column(heads=("备注",), least=15.5, most=16),
)


def _place(house: str) -> tuple[int, int]:
    group, door = house.removesuffix("号").split("组")
    return NUMERALS.index(group), int(door)


def _row(number: int, *told: str) -> Row:
    name, kinds, difficulty, detail, measures, who, until, progress, last, remark = told
    person = cast.PEOPLE[name]
    closed = "—" if who == "—" else "是" if "销号" in remark else "否"
    return Row(
        cells=(
            str(number + 1),
            name.replace("·", "·\n"),
            person.sex,
            str(person.age(ON)),
            f"{person.masked_number}\n{person.masked_phone}",
            "\n".join(IN_LINES.get(kind, kind) for kind in kinds.split()),
            f"{cast.VILLAGE}\n{person.house}",
            difficulty or "—",
            detail,
            measures,
            f"{UNITS[who]}\n{who}" if who in UNITS else who,
            until,
            progress,
            last,
            closed,
            remark or "—",
        )
    )
