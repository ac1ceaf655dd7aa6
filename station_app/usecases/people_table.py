"""The people of a list as a table: any entry a person has, under headings that we read back."""

from collections.abc import Iterable, Iterator

from station_app.domain import fill, fill_ways, fill_words, headings
from station_app.domain.export import Column, Order
from station_app.domain.fill_words import Manner
from station_app.domain.heading_words import pack
from station_app.domain.selection import Selection
from station_app.register import Register
from station_app.storage import selection
from station_app.usecases import fill_people
from station_app.usecases.tables import Source

_GROUPS = (
    ("本人", "name sex age born born_said ethnicity paper id_number former_name pet_name standing "
             "politics education marriage health employment employer"),
    ("联系", "phone phone2 kin_phone contact_name contact_relation contact_phone"),
    ("住处与家庭", "county town village group door address division household_number head_name "
                   "relation household_size plaque residency life died_on alone empty_nest "
                   "childless"),
    ("类别与服役", "category priority merit collected lawful aided monitored disability "
                   "disability_nature disability_paper disability_on enlisted discharged branch "
                   "release"),
    ("待遇与保障", "benefit benefit_since medical pension card card_on"),
    ("困难、走访与帮扶", "trouble trouble_note tier last_visit visited plan plan_leader "
                         "plan_step"),
)  # fmt: skip
_REST = "其他"
"""The group of entries that came to be after these were put in order."""
_TWICE = frozenset({"place", "kinds", "station"})
"""Entries that say together what others say apart, or the same in every row."""
_USUAL = ("name", "sex", "age", "id_number", "phone", "village", "group", "door", "category",
          "priority")  # fmt: skip
_PUBLIC = frozenset({"name", "sex", "age", "county", "town", "village", "group", "merit"})
"""What a public notice may show; neither kinds nor difficulties, which tell of health."""
_LONG = 10


def source(register: Register, wanted: Selection, title: str = "人员名单") -> Source:
    """Return the people who fit the conditions, in the order of their list."""
    persons, _homes = selection.counts(register.db, wanted, register.today())
    return Source(
        title=title,
        count=persons,
        columns=columns(),
        usual=_USUAL,
        rows=lambda inside, order: _rows(inside, wanted, order),
        numbered=True,
    )


def columns() -> tuple[Column, ...]:
    """Return every column there is, group by group; an entry that is new stands in the last."""
    known = [key for key in fill.labels() if key in fill_words.WRITERS and key not in _TWICE]
    groups = [(group, keys.split()) for group, keys in _GROUPS]
    placed = {key for _, keys in groups for key in keys}
    groups.append((_REST, [key for key in known if key not in placed]))
    return tuple(
        Column(key=key, label=_heading(key), group=group, public=key in _PUBLIC)
        for group, keys in groups
        for key in keys
        if key in known
    )


def _heading(key: str) -> str:
    """Return the words of an entry that our own import takes for just that, or passes over."""
    label, words = fill.labels()[key], {**pack().fields, **pack().derived}
    wanted = key if key in pack().labels else ""
    said = [label, *(word for word, field in words.items() if field == key)]
    fitting = (one for one in said if len(one) <= _LONG and _is_read_as(one, wanted))
    return next(fitting, label)


def _is_read_as(heading: str, field: str) -> bool:
    match = headings.understand(heading)
    sure = headings.Sure.KNOWN if field else headings.Sure.UNUSED
    return (match.field, match.sure) == (field, sure)


def _rows(register: Register, wanted: Selection, order: Order) -> Iterator[tuple[str, ...]]:
    """Read the people piece by piece, so that a county's list takes no more memory than a page."""
    keys = selection.page(register.db, wanted, register.today(), None, -1)
    manners = [(key, _manner(key, order)) for key in order.columns]
    for facts in fill_people.facts_of(register, [row_id for _, row_id in keys]):
        yield tuple(str(fill_words.said(key, facts, how)) for key, how in manners)


def _manner(key: str, order: Order) -> Manner:
    if key == "id_number":
        return Manner(way=order.mask.value)
    if key in fill_ways.NUMBERED:
        return Manner(way="full" if order.whole_phones else "masked")
    offered: Iterable[tuple[str, str]] = fill_ways.ways(key)
    return Manner(way=next((way for way, _ in offered), ""))
