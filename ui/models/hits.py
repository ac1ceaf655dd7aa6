"""How people who were searched for look below the search box."""

from collections.abc import Iterable
from datetime import date

from station_app.domain import dates, search
from ui.widgets.top_bar import Hit


def shown(hits: Iterable[search.Hit], today: date) -> list[Hit]:
    """Return one line for each person found: who, what tells them apart, and why."""
    return [_line(hit, today) for hit in hits]


def _line(hit: search.Hit, today: date) -> Hit:
    age = dates.age(hit.born, today)
    years = f"{hit.sex} {age} 岁" if age is not None else hit.sex
    gone = "已去世" if hit.deceased else "已迁出" if hit.moved_out else ""
    soft = "　".join(word for word in (gone or years, f"{hit.group} {hit.door}".strip()) if word)
    return Hit(place="person", key=hit.person, name=hit.name, soft=soft, why=hit.why)
