"""Four homes of 荷塘村 and their visits, small enough to be counted by hand.

Four homes of 荷塘村. 一号: 丁国强 (退役军人, 二等功, open 医疗) and 何桂枝 (军属), plaque hung.
二号: 王桂兰 (遗属, 烈属 and 鳏寡孤独). 三号, 零就业家庭: 李䶮 (退役军人) and 李小满 (其他).
四号: 邓长林 (退役军人, difficulty over), three times not met.
"""

from dataclasses import dataclass
from datetime import date

from station_app.domain.template import Figure
from station_app.storage import figures
from station_app.storage.figures import Scope

AS_OF = "2027-01-25"


@dataclass
class World:
    deed: object
    campaign: int
    people: dict[str, int]
    homes: dict[str, int]

    def visit(self, name: str, on: str, **changed: object) -> int:
        values = {
            "person": self.people[name],
            "household": self.homes[name],
            "campaign": self.campaign,
            "visited_on": on,
            "visitors": '["王芳", "徐建民"]',
            "manner": "入户",
        }
        return self.deed.insert("visit", {**values, **changed})

    def hold(self, name: str, scheme: str, code: str, **changed: object) -> None:
        values = {"person": self.people[name], "scheme": scheme, "code": code}
        self.deed.insert("holding", {**values, **changed})

    def hold_home(self, name: str, scheme: str, code: str, **changed: object) -> None:
        values = {"household": self.homes[name], "scheme": scheme, "code": code}
        self.deed.insert("holding", {**values, **changed})

    def trouble(self, name: str, kind: str, **changed: object) -> None:
        values = {"person": self.people[name], "kind": kind, "severity": "中"}
        self.deed.insert("difficulty", {**values, **changed})

    def count(self, figure: Figure, as_of: str = AS_OF, **scope: object) -> int:
        return figures.count(self.deed.db, figure, self.scope(as_of, **scope))

    def names(self, figure: Figure, as_of: str = AS_OF, **scope: object) -> list[str]:
        return [
            one.name for one in figures.behind(self.deed.db, figure, self.scope(as_of, **scope))
        ]

    def scope(self, as_of: str = AS_OF, **changed: object) -> Scope:
        values = {
            "begins": date(2027, 1, 1),
            "ends": date(2027, 3, 31),
            "as_of": date.fromisoformat(as_of),
            "campaign": self.campaign,
            **changed,
        }
        return Scope(**values)


def _person(deed, home: int, name: str, standing: str, **changed: object) -> int:
    values = {
        "household": home,
        "name": name,
        "pinyin": name,
        "paper": "无证",
        "sex": "男",
        "born": "1948-06-12",
        "standing": standing,
        "residency": "常住",
        "life": "健在",
        "tier": "B",
        "group_name": "一组",
    }
    return deed.insert("person", {**values, **changed})


def people(deed) -> World:
    """Write the four homes with their visits; the campaign runs from 4 January to 5 February."""
    homes = {n: deed.insert("household", {"door": f"{n}号"}) for n in (1, 2, 3, 4)}
    deed.update("household", homes[1], {"plaque_hung_on": "2020-07-30"})
    who = {
        "丁国强": (1, "退役军人", "户主"),
        "何桂枝": (1, "军属", "配偶"),
        "王桂兰": (2, "遗属", "户主"),
        "李䶮": (3, "退役军人", "户主"),
        "李小满": (3, "其他", "子"),
        "邓长林": (4, "退役军人", "户主"),
    }
    rows = {
        name: _person(deed, homes[home], name, standing, relation=relation, door=f"{home}号")
        for name, (home, standing, relation) in who.items()
    }
    campaign = deed.insert(
        "campaign",
        {
            "code": "2027-春节", "name": "2027年春节", "festival": "春节", "year": 2027,
            "from_on": "2027-01-04", "to_on": "2027-02-05", "groups": "[]",
        },
    )  # fmt: skip
    made = World(deed, campaign, rows, {name: homes[home] for name, (home, *_) in who.items()})
    made.hold("丁国强", "MERIT", "32")
    made.trouble("丁国强", "医疗", since="2026-09")
    made.hold("王桂兰", "YF18", "21")
    made.hold("王桂兰", "SEED7", "2")
    made.hold_home("李䶮", "SEED7", "1")
    made.trouble("邓长林", "住房", since="2025-01-01", until="2026-12-31")
    made.visit("丁国强", "2027-01-12", money=50000, letter=1, troubles='["医疗", "住房"]')
    made.visit("何桂枝", "2027-01-12")
    made.visit("丁国强", "2027-01-20", manner="电话", troubles='["医疗"]')
    made.visit("王桂兰", "2027-01-12", manner="来站", goods="食用油 1 桶", couplets=1, letter=1)
    made.visit("李䶮", "2027-01-14", money=50000, goods="米 1 袋", troubles='["就业"]')
    made.visit("李小满", "2027-01-14", troubles='["无"]')
    made.visit("邓长林", "2027-01-08", manner="未遇", missed_reason="外出务工")
    made.visit("王桂兰", "2027-01-15", void=1, void_reason="录错人", money=90000)
    made.visit("邓长林", "2026-12-30", campaign=None)
    return made
