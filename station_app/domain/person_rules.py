"""What makes a person's draft acceptable, and what the program proposes about a person."""

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from station_app.domain import (
    dates,
    divisions,
    identity,
    names,
    person_details,
    search,
    secrecy,
    service,
    spans,
    word_lists,
)
from station_app.domain.category import Holding, Schemes
from station_app.domain.identity import Sex
from station_app.domain.person import (
    Difficulty,
    Flag,
    Life,
    OtherName,
    Paper,
    PersonDraft,
    Phone,
    Residency,
    Standing,
    Tier,
)
from station_app.domain.problems import Level, Problem

Held = TypeVar("Held", Holding, Difficulty)

OLD_AGE = 80
LIVES_ALONE_FROM = 60
OLDEST = 120

_WORDS = (
    "name", "number_reason", "ethnicity", "group", "door", "address", "contact_name",
    "contact_relation", "relation", "head_name", "disability", "medical", "remark",
    *person_details.CODED, *person_details.FREE,
)  # fmt: skip
_words_of = attrgetter(*_WORDS)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0\d{2,3}-?)?\d{7,8}([-转]\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Something the program proposes about a person, and why."""

    says: str
    flag: Flag | None = None
    tier: Tier | None = None
    kind: Holding | None = None

    @property
    def deed(self) -> str:
        """Return the words of the click that takes it."""
        if self.tier:
            return f"改为{self.tier.says}走访"
        return f"标上{self.flag}" if self.flag else "登记这一类"


def tidied(draft: PersonDraft) -> PersonDraft:
    """Return a draft as it is kept; birth and sex are taken from a number without fault."""
    number = identity.tidy(draft.id_number)
    sex, born = draft.sex, dates.tidy(draft.born)
    changed: dict[str, Any] = {**person_details.tidied(draft)}
    if draft.paper is Paper.ID_CARD and identity.valid(number):
        number = identity.to18(number)
        sex = identity.sex_of(number) if sex is Sex.UNKNOWN else sex
        born = born or str(identity.birth_of(number))
    return replace(
        draft,
        name=names.normalise(draft.name),
        id_number=number,
        sex=sex,
        born=born,
        group=divisions.tidy_group(draft.group),
        door=divisions.tidy_door(draft.door),
        address=draft.address.strip(),
        contact_name=names.normalise(draft.contact_name),
        head_name=names.normalise(draft.head_name),
        phones=tuple(_tidy_phone(phone) for phone in draft.phones if phone.number.strip()),
        other_names=_tidy_names(draft.other_names),
        holdings=tuple(_tidy_span(holding) for holding in draft.holdings),
        difficulties=tuple(_tidy_span(trouble) for trouble in draft.difficulties),
        enlisted=dates.tidy(draft.enlisted),
        discharged=dates.tidy(draft.discharged),
        medical=word_lists.tidy("medical", draft.medical),
        remark=draft.remark.strip(),
        **changed,
    )


def problems(
    draft: PersonDraft, today: date, schemes: Schemes, areas: Container[str] = ()
) -> list[Problem]:
    """Say what is wrong with a tidied draft; a reason given turns 需说明 into 提醒."""
    return [
        *_name_problems(draft),
        *_paper_problems(draft, areas),
        *_birth_problems(draft, today),
        *_phone_problems(draft),
        *_status_problems(draft, today),
        *service.problems(draft, today),
        *person_details.problems(draft, today),
        *spans.holding_problems(draft, today, schemes),
        *spans.difficulty_problems(draft, today),
        *secrecy.problems(_told(draft)),
    ]


def suggestions(draft: PersonDraft, living_in_household: int, today: date) -> list[Suggestion]:
    """Propose flags and how often to visit, each with its reason."""
    found = []
    age = dates.age(draft.born, today)
    alone = living_in_household <= 1 and age is not None and age >= LIVES_ALONE_FROM
    if alone and Flag.ALONE not in draft.flags:
        found.append(Suggestion(says=f"{age} 岁，本户只有一人，是不是独居？", flag=Flag.ALONE))
    tier, reason = _tier(draft, today)
    if tier.days < draft.tier.days:
        found.append(Suggestion(says=f"{reason}，按规定{tier.says}走访。", tier=tier))
    return found


def tags(draft: PersonDraft, schemes: Schemes, today: date) -> tuple[str, ...]:
    """Return the short words that stand beside a name: categories held, age, flags, standing."""
    held = [holding for holding in draft.holdings if holding.on(today)]
    words = [schemes.short(holding) for holding in held if not schemes.mark(holding)]
    flags = [flag.value for flag in draft.flags]
    if _is_old(draft, today):
        flags = [word for word in flags if word != Flag.ALONE.value]
        words.append("高龄独居" if Flag.ALONE in draft.flags else "高龄")
    if draft.disability:
        words.append(draft.disability)
        flags = [word for word in flags if word != Flag.DISABLED.value]
    words += flags
    if draft.standing is not Standing.VETERAN:
        words.append(draft.standing.value)
    return tuple(dict.fromkeys(words))


def _tier(draft: PersonDraft, today: date) -> tuple[Tier, str]:
    held = {(holding.scheme, holding.code) for holding in draft.holdings if holding.on(today)}
    heavy = []
    if ("SEED7", "4") in held:
        heavy.append("重病重残")
    if ("SEED7", "2") in held or Flag.CHILDLESS in draft.flags:
        heavy.append("孤老")
    if Flag.ALONE in draft.flags and _is_old(draft, today):
        heavy.append("高龄独居")
    if Flag.DEPENDENT in draft.flags:
        heavy.append("失能")
    if heavy:
        return Tier.A, "、".join(heavy)
    if draft.open_difficulties(today):
        return Tier.B, "有困难还没解决"
    if any(scheme in ("SEED7", "YF18") for scheme, _ in held):
        return Tier.B, "重点关爱或优抚对象"
    return Tier.C, ""


def _is_old(draft: PersonDraft, today: date) -> bool:
    age = dates.age(draft.born, today)
    return age is not None and age >= OLD_AGE


def _tidy_span(held: Held) -> Held:
    return replace(held, since=dates.tidy(held.since), until=dates.tidy(held.until))


def _tidy_phone(phone: Phone) -> Phone:
    typed = "".join(unicodedata.normalize("NFKC", phone.number).split())
    digits = search.digits_of(typed)
    number = digits if _MOBILE.fullmatch(digits) else typed
    return replace(
        phone,
        number=number,
        owner=phone.owner.strip() or "本人",
        best_time=phone.best_time.strip(),
    )


def _told(draft: PersonDraft) -> Iterator[tuple[str, str]]:
    """Yield every field in which a worker writes words of his own."""
    yield from zip(_WORDS, _words_of(draft), strict=True)
    for other in draft.other_names:
        yield "other_names", other.name
    for place, phone in enumerate(draft.phones):
        yield f"phones.{place}", f"{phone.owner}\n{phone.best_time}"
    for place, trouble in enumerate(draft.difficulties):
        yield f"difficulties.{place}", trouble.note
    for place, holding in enumerate(draft.holdings):
        yield f"holdings.{place}", f"{holding.basis}\n{holding.evidence}"


def _tidy_names(others: tuple[OtherName, ...]) -> tuple[OtherName, ...]:
    tidy = [replace(other, name=names.normalise(other.name)) for other in others]
    return tuple(dict.fromkeys(other for other in tidy if other.name))


def _name_problems(draft: PersonDraft) -> Iterator[Problem]:
    if not draft.name:
        yield Problem(field="name", says="没有填姓名")
    for field, title in (("name", "姓名"), ("head_name", "户主姓名"), ("contact_name", "联系人")):
        if says := names.fault(getattr(draft, field)):
            yield Problem(field=field, says=f"{title}{says}")
    if char := names.odd(draft.name):
        says = f"姓名里有“{char}”，请照身份证核对"
        yield Problem(field="name", says=says, level=Level.REMINDS)
    for hidden in names.private_use(draft.name):
        yield Problem(field="name", says=hidden.says, level=Level.REMINDS)


def _paper_problems(draft: PersonDraft, areas: Container[str]) -> Iterator[Problem]:
    if draft.paper is Paper.ID_CARD:
        yield from _number_problems(draft, areas)
    elif draft.paper is Paper.NONE:
        yield _needs_reason(draft, "number_reason", "没有证件，请写明原因")
    elif not draft.id_number:
        yield Problem(field="id_number", says="没有填证件号码")


def _number_problems(draft: PersonDraft, areas: Container[str]) -> Iterator[Problem]:
    number, fault = draft.id_number, identity.fault(draft.id_number)
    if fault and not identity.well_formed(number):
        yield Problem(field="id_number", says=fault)
        return
    if fault:
        yield _needs_reason(draft, "id_number", f"{fault}，请照身份证核对")
    elif number[:6] not in areas:
        says = identity.area_remark(number, areas)
        yield Problem(field="id_number", says=says, level=Level.REMINDS)
    born = identity.birth_of(number)
    if born and draft.born and not str(born).startswith(draft.born):
        yield _needs_reason(draft, "born", "出生日期和身份证号不一致")
    if draft.sex not in (Sex.UNKNOWN, identity.sex_of(number)):
        yield _needs_reason(draft, "sex", "性别和身份证号不一致")


def _needs_reason(draft: PersonDraft, field: str, says: str) -> Problem:
    level = Level.REMINDS if draft.number_reason.strip() else Level.NEEDS_REASON
    return Problem(field=field, says=says, level=level)


def _birth_problems(draft: PersonDraft, today: date) -> Iterator[Problem]:
    if fault := dates.fault(draft.born, today):
        yield Problem(field="born", says=f"出生日期{fault}")
    elif (dates.age(draft.born, today) or 0) > OLDEST:
        yield Problem(field="born", says=f"年龄超过 {OLDEST} 岁，请核对", level=Level.REMINDS)
    elif not draft.born:
        yield Problem(field="born", says="没有出生日期", level=Level.REMINDS)


def _phone_problems(draft: PersonDraft) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, phone in enumerate(draft.phones):
        field = f"phones.{index}"
        if phone.number in seen:
            yield Problem(field=field, says=f"电话 {phone.number} 写了两遍")
        seen.add(phone.number)
        if not (_MOBILE.fullmatch(phone.number) or _LANDLINE.fullmatch(phone.number)):
            says = f"{phone.number} 不像手机号或座机号"
            yield Problem(field=field, says=says, level=Level.REMINDS)


def _status_problems(draft: PersonDraft, today: date) -> Iterator[Problem]:
    moved, died = draft.residency is Residency.MOVED, draft.life is Life.DECEASED
    if moved != (draft.moved_out_on is not None):
        says = "迁出要写日期" if moved else "没有迁出，不用写迁出日期"
        yield Problem(field="moved_out_on", says=says)
    if died != (draft.died_on is not None):
        says = "去世要写日期" if died else "健在的人不用写去世日期"
        yield Problem(field="died_on", says=says)
    for field, day in (("moved_out_on", draft.moved_out_on), ("died_on", draft.died_on)):
        if day and day > today:
            yield Problem(field=field, says="日期在今天以后")
        if day and day.isoformat() < draft.born:
            yield Problem(field=field, says="日期早于出生日期")
