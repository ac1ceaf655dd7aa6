"""What the register says of a person in a column of a sender's table, in that table's words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from station_app.domain import (
    category,
    dates,
    divisions,
    fill_ways,
    identity,
    person_details,
    wording,
)
from station_app.domain.category import Holding, Kind
from station_app.domain.identity import Mask
from station_app.domain.person import DATED, Flag, NameKind, Person, Phone, Standing

Value = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A person, and what is told of one besides the person's own entries."""

    person: Person
    today: date
    village: str = ""
    town: str = ""
    county: str = ""
    station: str = ""
    head: str = ""
    household_number: str = ""
    people: int | None = None
    plaque: bool = False
    planned: bool = False
    leader: str = ""
    steps: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a column is written: a way by its key, and the words that this table uses for kinds."""

    way: str = ""
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)


def _day(name: str, facts: Facts, manner: Manner) -> Value:
    found: date | str | None = getattr(facts.person, name)
    return fill_ways.dated(str(found), manner.way) if found else ""


def _text(name: str, facts: Facts, _manner: Manner) -> Value:
    return str(getattr(facts.person, name))


def _own(name: str, facts: Facts, _manner: Manner) -> Value:
    return str(getattr(facts, name))


def _number(facts: Facts, manner: Manner) -> Value:
    mask = Mask(manner.way) if manner.way in set(Mask) else Mask.FULL
    return identity.masked(facts.person.id_number, mask)


def _sex(facts: Facts, _manner: Manner) -> Value:
    return "" if facts.person.sex is identity.Sex.UNKNOWN else facts.person.sex.value


def _other_name(kind: NameKind, facts: Facts, _manner: Manner) -> Value:
    return "、".join(one.name for one in facts.person.other_names if one.kind is kind)


def _phone(phone: Phone | None, manner: Manner) -> str:
    if phone is None:
        return ""
    return phone.masked if manner.way == "masked" else phone.number


def _own_phone(place: int, facts: Facts, manner: Manner) -> Value:
    own = [one for one in facts.person.phones if one.owner == "本人"]
    if not own and not place:
        own = list(facts.person.phones)
    return _phone(own[place] if place < len(own) else None, manner)


def _kin_phone(facts: Facts, manner: Manner) -> Value:
    found = (one for one in facts.person.phones if one.owner != "本人")
    return _phone(next(found, None), manner)


def _contact_phone(facts: Facts, manner: Manner) -> Value:
    number = facts.person.contact_phone
    return _phone(Phone(number=number), manner) if number else ""


def _address(facts: Facts, _manner: Manner) -> Value:
    person = facts.person
    if person.address:
        return person.address
    return divisions.address_of(facts.village, person.group, person.door)


def _place(facts: Facts, _manner: Manner) -> Value:
    return f"{facts.person.group}{facts.person.door}"


def _size(facts: Facts, _manner: Manner) -> Value:
    return facts.people if facts.people else ""


def _age(facts: Facts, manner: Manner) -> Value:
    on = dates.day(manner.way) or facts.today
    found = dates.age(facts.person.born, on)
    return "" if found is None else found


def _marked(on: bool, manner: Manner) -> str:
    return fill_ways.MARKS.get(manner.way, fill_ways.MARKS["是/否"])[0 if on else 1]


def _flag(flag: Flag, facts: Facts, manner: Manner) -> Value:
    return _marked(flag in facts.person.flags, manner)


def _plaque(facts: Facts, manner: Manner) -> Value:
    return _marked(facts.plaque, manner)


def _planned(facts: Facts, manner: Manner) -> Value:
    return _marked(facts.planned, manner)


def _visited(facts: Facts, manner: Manner) -> Value:
    last = facts.person.last_visit_on
    return _marked(last is not None and last.year == facts.today.year, manner)


def _steps(facts: Facts, _manner: Manner) -> Value:
    return facts.steps


def _kind(held: Holding, manner: Manner) -> str:
    if words := manner.words.get((held.scheme, held.code)):
        return words
    schemes = category.shipped()
    if manner.way == "code":
        return held.code
    return schemes.name(held) if manner.way == "name" else schemes.short(held)


def _kinds(schemes: Sequence[str], facts: Facts, manner: Manner) -> Value:
    held = [one for one in facts.person.holdings if one.on(facts.today)]
    found = [one for one in held if not schemes or one.scheme in schemes]
    return "、".join(dict.fromkeys(_kind(one, manner) for one in found))


def _category(facts: Facts, manner: Manner) -> Value:
    """Say the 优抚 kinds; of somebody without any the standing, as tables of both ask for it."""
    return _kinds(("YF18",), facts, manner) or _standing(facts, manner)


def _standing(facts: Facts, manner: Manner) -> Value:
    standing = facts.person.standing
    return manner.words.get(("standing", standing.value), standing.value)


def _nature(facts: Facts, _manner: Manner) -> Value:
    return next((one for one in ("因战", "因公", "因病") if one in facts.person.disability), "")


def _troubles(facts: Facts, _manner: Manner) -> Value:
    return "、".join(one.kind.value for one in facts.person.open_difficulties(facts.today))


def _trouble_notes(facts: Facts, _manner: Manner) -> Value:
    return "；".join(one.note for one in facts.person.open_difficulties(facts.today) if one.note)


def _tier(facts: Facts, _manner: Manner) -> Value:
    return facts.person.tier.says


Writer = Callable[[Facts, Manner], Value]

WRITERS: Mapping[str, Writer] = {
    **{
        name: partial(_text, name)
        for name in (
            "name", "paper", "ethnicity", "division", "group", "door", "relation", "disability",
            "residency", "life", "contact_name", "contact_relation", "medical", "remark",
            *person_details.CODED, "born_said", "employer", "disability_paper",
        )
    },
    **{
        name: partial(_own, name)
        for name in ("village", "town", "county", "station", "household_number")
    },
    **{name: partial(_day, name) for name in DATED},
    "id_number": _number,
    "sex": _sex,
    "former_name": partial(_other_name, NameKind.FORMER),
    "pet_name": partial(_other_name, NameKind.PET),
    "phone": partial(_own_phone, 0),
    "phone2": partial(_own_phone, 1),
    "kin_phone": _kin_phone,
    "contact_phone": _contact_phone,
    "address": _address,
    "place": _place,
    "head_name": partial(_own, "head"),
    "household_size": _size,
    "category": _category,
    **{name: partial(_kinds, (scheme,)) for name, scheme in fill_ways.SCHEMES.items()},
    "kinds": partial(_kinds, ()),
    "standing": _standing,
    "disability_nature": _nature,
    "alone": partial(_flag, Flag.ALONE),
    "empty_nest": partial(_flag, Flag.EMPTY_NEST),
    "childless": partial(_flag, Flag.CHILDLESS),
    "trouble": _troubles,
    "trouble_note": _trouble_notes,
    "tier": _tier,
    "age": _age,
    "plaque": _plaque,
    "last_visit": partial(_day, "last_visit_on"),
    "visited": _visited,
    "plan": _planned,
    "plan_leader": partial(_own, "leader"),
    "plan_step": _steps,
}  # fmt: skip
"""How each entry is said; what is not here the register cannot fill."""

SERIAL = "serial"
"""The running number, which belongs to the row and to no person."""
MAY_LACK = frozenset(
    {
        *fill_ways.SCHEMES, "kinds", "disability", "disability_nature", "disability_paper",
        "disability_on", "benefit", "benefit_since", "card", "card_on", "employer", "born_said",
        "trouble", "trouble_note", "died_on", "former_name", "pet_name", "phone2", "kin_phone",
        "plan_leader", "plan_step", "remark", "last_visit", "household_number",
    }
)  # fmt: skip
"""Entries whose emptiness is an answer: nothing has to be collected for them."""


MEANINGS: Mapping[str, Callable[[str], object]] = {
    "sex": lambda word: wording.SEXES.get(word.upper()),
    "ethnicity": wording.ethnicity,
    "relation": wording.RELATIONS.get,
    "tier": lambda word: getattr(wording.TIERS.get(word), "says", None),
}
"""What a word of a table means in the register, where tables have words of their own."""


def said(name: str, facts: Facts, manner: Manner) -> Value:
    """Return what a column says of a person; an empty text where nothing is known."""
    value = WRITERS[name](facts, manner)
    return manner.words.get((name, str(value)), value)


def in_words_of(words: Sequence[str], name: str = "") -> dict[tuple[str, str], str]:
    """Return how a table calls kinds and other things, from the words that stand in its column."""
    from_table: dict[tuple[str, str], str] = {}
    if name in MEANINGS:
        for word in words:
            from_table.setdefault((name, str(MEANINGS[name](word) or "")), word)
        return from_table
    schemes = category.shipped()
    for word in words:
        meant: Kind | None = schemes.read(word)
        if meant is not None:
            from_table.setdefault((meant.scheme, meant.code), word)
        elif word in set(Standing):
            from_table.setdefault(("standing", word), word)
    return from_table
