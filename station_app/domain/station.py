"""The station whose register this is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """What sign lines, numbers and slips need to know about the station."""

    code: str
    name: str
    village: str = ""
    town: str = ""
    county: str = ""
    city: str = ""
    province: str = ""
    short: str
    county_short: str
    chief: str = ""
    phone: str = ""
    receiver: str = ""
    provisional: bool = False
    demo: bool = False
