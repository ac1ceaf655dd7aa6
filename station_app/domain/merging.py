"""What a draft adds to somebody already known, and where the two differ."""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from station_app.domain import category, person_details, search, wording
from station_app.domain.category import Holding
from station_app.domain.person import Difficulty, PersonDraft, Phone, Sex

SINGLE = "YF18"
"""The scheme of which a person holds one kind: another one is no addition but a difference."""

_TEXTS = (
    "name", "sex", "ethnicity", "standing", "division", "group", "door", "address", "residency",
    "life", "died_on", "contact_name", "contact_relation", "contact_phone", "tier",
    "disability", "medical", *person_details.CODED, *person_details.FREE,
)  # fmt: skip
_PARTIAL = ("born", "enlisted", "discharged", *person_details.DATED)
_NOTES = ("remark",)
_LABELS = {"standing": "人员身份", "holdings": "对象类别", "person": "是不是同一人"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field in which two sources disagree, as it is shown."""

    field: str
    register: str
    sheet: str
    where: str = "登记册里"

    @property
    def label(self) -> str:
        """Return the field's words on the screen."""
        return _label(self.field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A draft with its blanks filled, the fields that were, and what differs still."""

    draft: PersonDraft
    filled: tuple[str, ...]
    differences: tuple[Difference, ...]
    says: tuple[str, ...]


def merge(old: PersonDraft, new: PersonDraft, given: Collection[str]) -> Merged:
    """Fill the blanks of a draft from another one; what differs is named and left."""
    filled: dict[str, object] = {}
    differences: list[Difference] = []
    says: list[str] = []
    for name in _single_fields(given):
        before, after = getattr(old, name), getattr(new, name)
        if _same(name, before, after):
            continue
        if _fills(name, before, after):
            filled[name] = after
            says.append(f"补上{_label(name)}：{_shown(after)}")
        else:
            differences.append(Difference(field=name, register=_shown(before), sheet=_shown(after)))
    for name, grow in _LISTS.items():
        if name in given:
            grown, said = grow(getattr(old, name), getattr(new, name))
            if said:
                filled[name] = grown
                says += said
    if rival := _rival(old.holdings, new.holdings):
        differences.append(rival)
        filled.pop("holdings", None)
    return Merged(
        draft=_with(old, filled),
        filled=tuple(filled),
        differences=tuple(differences),
        says=tuple(says),
    )


def apply(draft: PersonDraft, new: PersonDraft, fields: Iterable[str]) -> PersonDraft:
    """Return a draft with the fields of another one in which that one is right."""
    values: dict[str, object] = {}
    for name in fields:
        if name == "holdings":
            kept = tuple(one for one in draft.holdings if one.scheme != SINGLE)
            values[name] = (*kept, *new.holdings)
        else:
            values[name] = getattr(new, name)
    return _with(draft, values)


def _with(draft: PersonDraft, values: Mapping[str, object]) -> PersonDraft:
    return replace(draft, **values) if values else draft  # type: ignore[arg-type]  # own fields


def _single_fields(given: Collection[str]) -> list[str]:
    return [name for name in (*_TEXTS, *_PARTIAL, *_NOTES) if name in given]


def _same(name: str, before: object, after: object) -> bool:
    if before == after or after in ("", None, Sex.UNKNOWN):
        return True
    if name in _PARTIAL:
        return str(before).startswith(str(after))
    if not isinstance(before, str) or not isinstance(after, str):
        return False
    said, anew = _flat(before), _flat(after)
    return said == anew or (name in _NOTES and anew in said)


def _flat(text: str) -> str:
    """Return a text without what a spreadsheet or our reading of it may have changed."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _fills(name: str, before: object, after: object) -> bool:
    if before in ("", None, Sex.UNKNOWN):
        return True
    if name in _PARTIAL:
        return str(after).startswith(str(before))
    return name in _NOTES and str(before) in str(after)


def _grow_phones(
    old: tuple[Phone, ...], new: tuple[Phone, ...]
) -> tuple[tuple[Phone, ...], list[str]]:
    known = {search.digits_of(one.number) for one in old}
    added = tuple(one for one in new if search.digits_of(one.number) not in known)
    return (*old, *added), ["多登一个电话" if old else "补上电话" for _ in added[:1]]


def _grow_holdings(
    old: tuple[Holding, ...], new: tuple[Holding, ...]
) -> tuple[tuple[Holding, ...], list[str]]:
    known = {(one.scheme, one.code) for one in old}
    added = tuple(one for one in new if (one.scheme, one.code) not in known)
    says = [f"补上类别：{category.shipped().name(one)}" for one in added]
    return (*old, *added), says


def _rival(old: tuple[Holding, ...], new: tuple[Holding, ...]) -> Difference | None:
    """Return the clash of two kinds in the scheme of which one person holds one."""
    had = [one for one in old if one.scheme == SINGLE and not one.until]
    has = [one for one in new if one.scheme == SINGLE]
    if not had or not has or {one.code for one in has} <= {one.code for one in had}:
        return None
    schemes = category.shipped()
    return Difference(
        field="holdings",
        register="、".join(schemes.name(one) for one in had),
        sheet="、".join(schemes.name(one) for one in has),
    )


def _grow_difficulties(
    old: tuple[Difficulty, ...], new: tuple[Difficulty, ...]
) -> tuple[tuple[Difficulty, ...], list[str]]:
    known = {one.kind for one in old if not one.until}
    added = tuple(one for one in new if one.kind not in known)
    return (*old, *added), [f"补上困难：{one.kind.value}" for one in added]


def _grow(
    words: str,
) -> Callable[[tuple[object, ...], tuple[object, ...]], tuple[object, list[str]]]:
    def grown(old: tuple[object, ...], new: tuple[object, ...]) -> tuple[object, list[str]]:
        added = tuple(one for one in new if one not in old)
        return (*old, *added), [f"补上{words}" for _ in added[:1]]

    return grown


_LISTS: Mapping[str, Callable[..., tuple[object, list[str]]]] = {
    "phones": _grow_phones,
    "holdings": _grow_holdings,
    "difficulties": _grow_difficulties,
    "other_names": _grow("别的名字"),
    "flags": _grow("特殊情况"),
}


def _label(name: str) -> str:
    return _LABELS.get(name) or wording.label(name)


def _shown(value: object) -> str:
    return value.value if isinstance(value, StrEnum) else str(value)
