"""Valid values to change one thing of, and the world they live in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from station_app.domain.station import Station
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
