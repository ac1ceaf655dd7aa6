"""Two entries of one person side by side: what each says, field by field, and what is to stay."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cache, partial

from station_app.domain import category, dates, identity, merging, person_words
from station_app.domain.category import Holding
from station_app.domain.household import HEAD
from station_app.domain.person import Life, Paper, Person, PersonDraft, Residency
from station_app.domain.problems import Level, Problem

KINDS = "holdings"
HOME = "household"
PLACE = "division"
NOTES = ("remark", "medical")
"""Words of both may stay."""


class Side(StrEnum):
    """Whose words stay: those of the entry kept, of the one that goes into it, or of both."""

    KEPT = "留下的"
    GONE = "并入的"
    BOTH = "两样都留"


Choices = Mapping[str, Side]
"""Field to whose words stay; what is not named stays as the proposal says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One field of both entries as it is shown; `proposed` is the side that stays unasked."""

    field: str
    label: str
    kept: str
    gone: str
    proposed: Side
    both: bool = False
    """Whether the words of both may stay."""

    @property
    def differs(self) -> bool:
        """Tell whether both say something and not the same."""
        return bool(self.kept and self.gone and self.kept != self.gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """What stands together: of an address, one line; `shown` says it in words."""

    name: str
    label: str
    columns: tuple[str, ...]
    shown: Callable[[PersonDraft], str]


_TOGETHER: Mapping[str, tuple[str, ...]] = {
    "id_number": ("paper", "number_reason"),
    "division": ("group", "door", "address"),
    "residency": ("moved_out_on",),
    "life": ("died_on",),
    "contact_name": ("contact_relation", "contact_phone"),
}
"""What is true only together: the first says it in words."""

_LABELS = {"division": "住址", "life": "健在与否"}
_ASIDE = ("household", "relation", "head_name", "household_size")
"""What belongs to the household and not to the person."""


@cache
def _fields() -> tuple[_Field, ...]:
    """Return every single field of a draft; what is listed belongs to it as rows of its own."""
    follow = {name for names in _TOGETHER.values() for name in names}
    own = {one.name for one in fields(PersonDraft)} - follow - {*_ASIDE}
    return tuple(
        _Field(
            name=name,
            label=_LABELS.get(name, label),
            columns=(name, *_TOGETHER.get(name, ())),
            shown=_SHOWN.get(name) or partial(_in_words, name),
        )
        for name, label in person_words.PERSON.items()
        if name in own and not isinstance(getattr(_EMPTY, name), tuple)
    )


def compared(kept: Person, gone: Person, homes: tuple[str, str]) -> tuple[Compared, ...]:
    """Return every field of which an entry says something; `homes` says each household in words.

    Where the two live in different households, the address goes with the household that is chosen.
    """
    apart = kept.household != gone.household
    rows = [
        Compared(
            field=one.name,
            label=one.label,
            kept=_shown(one, kept, gone),
            gone=_shown(one, gone, kept),
            proposed=_proposed(one, kept, gone),
            both=one.name in NOTES,
        )
        for one in _fields()
        if one.name != PLACE or not apart
    ]
    if apart:
        here, there = homes
        rows.append(
            Compared(field=HOME, label="住址、家庭", kept=here, gone=there, proposed=Side.KEPT)
        )
    if rivals(kept, gone):
        rows.append(
            Compared(
                field=KINDS,
                label="优抚类别",
                kept=_kinds(rival_kinds(kept)),
                gone=_kinds(rival_kinds(gone)),
                proposed=Side.KEPT,
                both=True,
            )
        )
    return tuple(row for row in rows if row.kept or row.gone)


def united(kept: Person, gone: Person, choices: Choices) -> PersonDraft:
    """Return what the one entry says that stays; its phones and other rows of their own aside."""
    values: dict[str, object] = {}
    for one in _fields():
        side = choices.get(one.name) or _proposed(one, kept, gone)
        if one.name == PLACE and kept.household != gone.household:
            side = choices.get(HOME, Side.KEPT)
        source = gone if side is Side.GONE else kept
        values |= {column: getattr(source, column) for column in one.columns}
        if side is Side.BOTH and one.name in NOTES:
            values[one.name] = _joined(getattr(kept, one.name), getattr(gone, one.name))
    values["flags"] = tuple(dict.fromkeys((*kept.flags, *gone.flags)))
    values["relation"] = relation(kept, gone, choices)
    return replace(kept, **values)  # type: ignore[arg-type]  # own fields


def relation(kept: Person, gone: Person, choices: Choices) -> str:
    """Return the relation to the head in the household chosen; in one, the head stays head."""
    if kept.household != gone.household:
        return (gone if choices.get(HOME) is Side.GONE else kept).relation
    return gone.relation if gone.relation == HEAD else kept.relation or gone.relation


def rival_kinds(person: PersonDraft) -> tuple[Holding, ...]:
    """Return what a person holds now of the scheme of which one holds one kind."""
    return tuple(one for one in person.holdings if one.scheme == merging.SINGLE and not one.until)


def rivals(kept: PersonDraft, gone: PersonDraft) -> bool:
    """Tell whether the two hold different kinds of that scheme."""
    here, there = ({one.code for one in rival_kinds(entry)} for entry in (kept, gone))
    return bool(here and there) and here != there


def problems(found: list[Problem], before: list[Problem]) -> list[Problem]:
    """Return what must be put right only since the two were put together."""
    known = {(one.field, one.says) for one in before}
    return [
        one
        for one in found
        if one.level is not Level.REMINDS and (one.field, one.says) not in known
    ]


def _proposed(one: _Field, kept: Person, gone: Person) -> Side:
    """Propose what says something, else what says more, else the entry that is kept."""
    here, there = one.shown(kept), one.shown(gone)
    if not there or here == there:
        return Side.KEPT
    if not here:
        return Side.GONE
    if one.name == "id_number":
        better = identity.valid(gone.id_number) and not identity.valid(kept.id_number)
        return Side.GONE if better else Side.KEPT
    mine, theirs = str(getattr(kept, one.name)), str(getattr(gone, one.name))
    if one.name in NOTES:
        return Side.KEPT if theirs in mine else Side.GONE if mine in theirs else Side.BOTH
    if theirs != mine and theirs.startswith(mine):  # 1954-03-09 says more than 1954
        return Side.GONE
    return Side.GONE if one.name == "life" and gone.life is Life.DECEASED else Side.KEPT


def _joined(mine: str, theirs: str) -> str:
    return "；".join(dict.fromkeys(words for words in (mine, theirs) if words))


def _number(person: PersonDraft) -> str:
    paper = "" if person.paper is Paper.ID_CARD else f"{person.paper.value} "
    return paper + person.id_number if person.id_number else ""


def _shown(one: _Field, person: PersonDraft, beside: PersonDraft) -> str:
    """Say a field; of two numbers the places in which they differ are not hidden."""
    words = one.shown(person)
    if one.name != "id_number" or not words:
        return words
    number, other = person.id_number, beside.id_number
    hidden = identity.masked(number)
    if len(number) == len(other):
        places = zip(number, other, hidden, strict=True)
        hidden = "".join(own if own != its else mask for own, its, mask in places)
    fault = identity.fault(number) if person.paper is Paper.ID_CARD else ""
    doubt = f"（{fault.removeprefix('身份证号')}）" if fault else ""
    return words.removesuffix(number) + hidden + doubt


def _kinds(held: tuple[Holding, ...]) -> str:
    return "、".join(category.shipped().name(one) for one in held)


def _place(person: PersonDraft) -> str:
    return person.address or person.place


def _residency(person: PersonDraft) -> str:
    left = person.moved_out_on if person.residency is Residency.MOVED else None
    return f"{person.residency.value}（{dates.show(left)}）" if left else person.residency.value


def _life(person: PersonDraft) -> str:
    died = person.died_on if person.life is Life.DECEASED else None
    return f"{person.life.value}（{dates.show(died)}）" if died else person.life.value


def _contact(person: PersonDraft) -> str:
    return " ".join(
        word
        for word in (person.contact_name, person.contact_relation, person.contact_phone)
        if word
    )


def _in_words(name: str, person: PersonDraft) -> str:
    value = getattr(person, name)
    return person_words.column(name, int(value) if isinstance(value, bool) else value)


_EMPTY = PersonDraft()
_SHOWN: Mapping[str, Callable[[PersonDraft], str]] = {
    "id_number": _number,
    "division": _place,
    "residency": _residency,
    "life": _life,
    "contact_name": _contact,
}
