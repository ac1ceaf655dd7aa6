"""Valid values to change one thing of, and the world they live in."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from station_app.domain import identity
from station_app.domain.campaign import CampaignDraft
from station_app.domain.household import HouseholdDraft
from station_app.domain.notice import CameBy, TaskDraft
from station_app.domain.person import PersonDraft, Phone, Sex, Tier, Trouble
from station_app.domain.plan import Goal, PlanDraft, Step
from station_app.domain.station import Station
from station_app.domain.visit import Manner, Mood, Satisfaction, Signed, VisitDraft
from station_app.storage.keys import Cost

CHEAP = Cost(mib=19, t=1, p=1)
WORKER_PASSWORD = "lu-se-chuang-78"
HEAD_PASSWORD = "shan-qian-qiao-26"
HETANG = Station(
    code="790121101201",
    name="荷塘村退役军人服务站",
    village="荷塘村",
    town="柳林镇",
    county="青石县",
    city="望江市",
    province="云泽省",
    short="荷塘",
    county_short="青退",
    chief="徐建民",
    phone="154-0000-0101",
    receiver="柳林镇退役军人服务站",
)


A_MONDAY = datetime.fromisoformat("2027-01-25T14:20:00+08:00")


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    at: datetime = A_MONDAY

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


def a_visit(person: str = "nobody", **changed) -> VisitDraft:
    """A visit at home yesterday by two, with nothing unusual."""
    facts = {
        "person": person,
        "on": date(2027, 1, 24),
        "at": "09:40",
        "visitors": ("王芳", "徐建民"),
        "manner": Manner.AT_HOME,
        "health": ("良好",),
        "family": ("无变化",),
        "troubles": ("无",),
        "satisfaction": Satisfaction.SATISFIED,
        "signed": Signed.OWN_HAND,
        "mood": Mood.STEADY,
    }
    return VisitDraft(**(facts | changed))


def a_step(**changed) -> Step:
    """A measure due in two months."""
    facts = {"measure": "联系镇卫生院上门配药", "owner": "王芳", "due_on": date(2027, 3, 31)}
    return Step(**(facts | changed))


def a_goal(**changed) -> Goal:
    """A difficulty with one measure."""
    facts = {
        "kind": Trouble.MEDICAL,
        "matter": "看病取药不便",
        "since": "2026-11",
        "goal": "按月有药吃",
        "steps": (a_step(),),
    }
    return Goal(**(facts | changed))


def a_plan(person: str = "nobody", **changed) -> PlanDraft:
    """A plan with one difficulty and one measure."""
    facts = {"person": person, "goals": (a_goal(),), "leader": "徐建民"}
    return PlanDraft(**(facts | changed))


def a_task(**changed) -> TaskDraft:
    """A task in three fields, due on Wednesday at five."""
    facts = {
        "subject": "重点关爱对象台账",
        "report_to": "柳林镇",
        "due_on": date(2027, 1, 27),
        "due_time": time(17, 0),
        "came_by": CameBy.CHAT,
    }
    return TaskDraft(**(facts | changed))


def a_campaign(**changed) -> CampaignDraft:
    """The visits before the Spring Festival of 2027, for everybody."""
    facts = {
        "festival": "春节",
        "year": 2027,
        "from_on": date(2027, 1, 4),
        "to_on": date(2027, 2, 5),
        "groups": (),
    }
    return CampaignDraft(**(facts | changed))


def a_person(**changed) -> PersonDraft:
    """谢长林, a veteran of group 6 with a number without fault; give another number for another."""
    facts = {
        "name": "谢长林",
        "id_number": a_number(),
        "sex": Sex.MALE,
        "born": "1954-03-09",
        "ethnicity": "汉族",
        "division": "790121101201",
        "group": "6组",
        "door": "2号",
        "phones": (Phone(number="15400005713"),),
        "tier": Tier.C,
    }
    return PersonDraft(**(facts | changed))


def a_number(born: str = "1954-03-09", sequence: int = 123) -> str:
    """A fictional identity number without fault; odd sequences are men."""
    return identity.with_check(f"790121{born.replace('-', '')}{sequence:03d}")


def a_household(**changed) -> HouseholdDraft:
    """A household in group 6."""
    facts = {"division": "790121101201", "group": "6组", "door": "2号"}
    return HouseholdDraft(**(facts | changed))
