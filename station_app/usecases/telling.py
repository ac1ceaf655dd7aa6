"""What a roster return says about one person, column by column."""

from dataclasses import dataclass
from datetime import date

from station_app.domain import dates, identity, returns
from station_app.domain.divisions import Divisions
from station_app.domain.identity import Mask
from station_app.domain.returns import NOT_KEPT, Cell, Period
from station_app.domain.template import Column, Template
from station_app.storage.listing import Listed

OWN = "本站"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which return is filled: of which period, on which day, with which identity numbers."""

    template: Template
    period: Period
    as_of: date
    numbers: str = "masked"
    """none, masked or whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Says what stands in each column about one person."""

    asked: Asked
    divisions: Divisions
    village: str
    station: str = ""

    def cells(self, columns: list[Column], one: Listed, number: int) -> tuple[Cell, ...]:
        """Return the texts of one person in every column."""
        return tuple(
            returns.cell("\n".join(dict.fromkeys(self._texts(column, one, number))))
            for column in columns
        )

    def _texts(self, column: Column, one: Listed, number: int) -> list[str]:
        told = [self._told(shown, one, number) for shown in column.shows]
        return [text for text in told if text] or [NOT_KEPT]

    def _told(self, shown: str, one: Listed, number: int) -> str:
        if shown == "order":
            return str(number)
        if shown in _PLAN:
            told = _PLAN[shown](one, self.asked.as_of)
            return told.replace(self.station, OWN) if shown == "owners" and self.station else told
        return {
            "name": one.name,
            "sex": one.sex,
            "standing": one.standing,
            "age": self._age(one),
            "id_number": self._number(one),
            "phone": masked_phone(one.phone),
            "kinds": self._kinds(one),
            "village": self.divisions.name(one.division) or self.village,
            "door": f"{one.group_name}{one.door}" or one.address,
            "last_visit": _day(one.last_visit, self.asked.as_of),
        }[shown]

    def _age(self, one: Listed) -> str:
        age = dates.age(one.born, self.asked.as_of)
        return "" if age is None else str(age)

    def _number(self, one: Listed) -> str:
        mask = Mask.FULL if self.asked.numbers == "whole" else Mask.BIRTH
        return identity.masked(one.id_number, mask) if one.id_number else ""

    def _kinds(self, one: Listed) -> str:
        words = {part.code: part.word for part in self.asked.template.parts}
        order = {part.code: place for place, part in enumerate(self.asked.template.parts)}
        held = sorted((code for code in one.codes if code in words), key=order.__getitem__)
        return "、".join(words[code] for code in held)


def masked_phone(number: str) -> str:
    """Return a phone number as papers that travel show it."""
    if len(number) < 7:
        return "*" * len(number)
    return f"{number[:3]}****{number[-4:]}"


def _day(on: date | None, as_of: date) -> str:
    if on is None:
        return ""
    return dates.show(on, as_of) if on.year == as_of.year else dates.show(on).replace("年", "年\n")


def _difficulties(one: Listed, _as_of: date) -> str:
    kinds = [kind for kind, _ in (one.goals or one.difficulties)]
    return "、".join(dict.fromkeys(kinds))


def _detail(one: Listed, _as_of: date) -> str:
    return _sentences([words for _, words in (one.goals or one.difficulties)])


def _measures(one: Listed, _as_of: date) -> str:
    waiting = [step for step in one.steps if not step.done] or list(one.steps)
    return _sentences([step.measure for step in waiting])


def _owners(one: Listed, _as_of: date) -> str:
    waiting = [step for step in one.steps if not step.done] or list(one.steps)
    if not waiting:
        return ""
    units = "、".join(dict.fromkeys(step.unit for step in waiting if step.unit))
    owners = "、".join(dict.fromkeys(step.owner for step in waiting))
    return "\n".join(part for part in (units or one.unit, owners) if part)


def _until(one: Listed, as_of: date) -> str:
    waiting = [step.due_on for step in one.steps if not step.done and step.due_on]
    every = waiting or [step.due_on for step in one.steps if step.due_on]
    return _day(every[0], as_of) if every else ""


def _progress(one: Listed, _as_of: date) -> str:
    return _sentences([step.progress for step in one.steps])


def _closed(one: Listed, _as_of: date) -> str:
    if not one.planned:
        return ""
    return "是" if one.closed_on else "否"


def _remark(one: Listed, as_of: date) -> str:
    closed = f"{dates.show(one.closed_on, as_of)}销号" if one.closed_on else ""
    return _sentences([closed, one.remark])


def _sentences(texts: list[str]) -> str:
    told = [text.strip().rstrip("。；") for text in texts if text.strip()]
    return "；".join(dict.fromkeys(told))


_PLAN = {
    "difficulties": _difficulties,
    "detail": _detail,
    "measures": _measures,
    "owners": _owners,
    "until": _until,
    "progress": _progress,
    "closed": _closed,
    "remark": _remark,
}
