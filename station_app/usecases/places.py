"""Which station this is: found by typing names, or typed once where the pack does not reach."""

from dataclasses import replace

from station_app.domain import divisions, names
from station_app.domain.divisions import Division
from station_app.domain.problems import Problem, RefusedFields
from station_app.domain.station import Station

OFFICE = "退役军人服务站"

_ENDINGS = ("村民委员会", "居民委员会", "村委会", "居委会", "社区", "村", "街道", "镇", "乡")


def load() -> None:
    """Read now how places sound, so that the first letters typed need not wait for it."""
    divisions.load()


def find(text: str, length: int = 0, under: str = "") -> list[Division]:
    """Return the divisions whose names contain or sound like what was typed, of one level only.

    Towns and villages are found under the code of a county or town.
    """
    return divisions.shipped().find(text, length=length, under=under)


def full_name(code: str) -> str:
    """Return the names from the province down, written together."""
    return divisions.shipped().full_name(code)


def station(
    code: str,
    *,
    name: str = "",
    town: str = "",
    village: str = "",
    short: str = "",
    county_short: str = "",
) -> Station:
    """Return the station of a village's twelve digits; what the pack does not know is given.

    A village may have been renamed since the pack was made: the name that is given counts.

    Raises RefusedFields for a code that cannot be one and for a village without a name.
    """
    if fault := divisions.code_fault(code):
        raise RefusedFields([Problem(field="code", says=fault)])
    return _station(code, name, (town, village), (short, county_short), provisional=False)


def provisional(above: str, *, village: str, town: str = "") -> Station:
    """Return a station under a county (6 digits) or town (9), its own code to be corrected once."""
    if not village.strip():
        raise RefusedFields([Problem(field="village", says="请填村名或社区名")])
    code = above + ("999" if len(above) == 9 else "999999")
    return _station(code, "", (town, village), ("", ""), provisional=True)


def renamed(old: Station, right: Station) -> Station:
    """Return the right station with the short names and receiver that follow from its names.

    What somebody changed by hand, and no longer is what followed from the old names, stays.
    """
    was, now = _following(old), _following(right)
    return replace(
        right,
        short=now.short if old.short == was.short else old.short,
        county_short=now.county_short if old.county_short == was.county_short else old.county_short,
        receiver=now.receiver if old.receiver == was.receiver else old.receiver,
    )


def _following(station: Station) -> Station:
    return replace(
        station,
        short=_short(station.village),
        county_short=f"{(station.county or station.village)[:1]}退",
        receiver=f"{station.town}{OFFICE}" if station.town else "",
    )


def _station(
    code: str, name: str, given: tuple[str, str], shorts: tuple[str, str], *, provisional: bool
) -> Station:
    known = divisions.shipped()
    town = known.name(code[:9]) or given[0].strip()
    village = given[1].strip() or known.name(code) or name.strip().removesuffix(OFFICE)
    if not village:
        raise RefusedFields([Problem(field="village", says="请填村名或社区名")])
    for word in (name, *given, *shorts):
        if says := names.fault(word.strip()):
            raise RefusedFields([Problem(field="village", says=f"站名、村名或简称{says}")])
    county = known.name(code[:6])
    return Station(
        code=code,
        name=name.strip() or village + OFFICE,
        village=village,
        town=town,
        county=county,
        city=known.name(code[:4]),
        province=known.name(code[:2]),
        short=shorts[0].strip() or _short(village),
        county_short=shorts[1].strip() or f"{(county or village)[0]}退",
        receiver=f"{town}{OFFICE}" if town else "",
        provisional=provisional,
    )


def _short(village: str) -> str:
    for ending in _ENDINGS:
        if village.endswith(ending) and len(village) > len(ending) + 1:
            return village.removesuffix(ending)
    return village
