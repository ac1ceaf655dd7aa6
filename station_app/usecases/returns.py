"""What a station can do with a return: fill it, explain, freeze it, and look behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from station_app.domain import returned, returns, ties
from station_app.domain.campaign import Target
from station_app.domain.problems import Level, Problem
from station_app.domain.returned import Malformed
from station_app.domain.returns import FrozenReturn, Head, Line, Period, State, Way
from station_app.domain.roles import Right
from station_app.domain.template import Template
from station_app.errors import Refused
from station_app.exchange import packs
from station_app.paper import return_page
from station_app.register import Register
from station_app.storage import campaigns, explanations, figures, journal
from station_app.storage import returns as kept
from station_app.storage.figures import Behind
from station_app.storage.journal import Deed
from station_app.storage.returns import Drawn, Version
from station_app.usecases import filling, redrawing
from station_app.usecases.telling import Asked

NUMBERS = ("none", "masked", "whole")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A return as the register says it now; nothing of it is frozen."""

    asked: Asked
    columns: tuple[Head, ...]
    rows: tuple[Line, ...]
    people: int
    persons: tuple[str, ...]
    version: int
    problems: tuple[Problem, ...]
    explained: Mapping[str, str]
    figures: Mapping[str, int | None]
    targets: tuple[Target, ...] = ()
    before: Version | None = None
    waiting: Version | None = None
    sent_back: str = ""

    @property
    def template(self) -> Template:
        """Return the template that is filled."""
        return self.asked.template

    @property
    def open(self) -> tuple[Problem, ...]:
        """Return what still stands in the way of a signature."""
        return tuple(ties.open_ones(list(self.problems), self.explained))

    @property
    def sentences(self) -> dict[str, str]:
        """Return the sentence to each check that asks for one now; older ones are not printed."""
        asked = [one.field for one in self.problems if one.level is Level.NEEDS_REASON]
        said = {about: self.explained.get(about, "").strip() for about in asked}
        return {about: words for about, words in said.items() if words}

    @property
    def agreeing(self) -> int:
        """Return how many checks found nothing to say."""
        spoken = {problem.field.partition(":")[0] for problem in self.problems}
        return len([one for one in self.template.checks if one.key not in spoken])


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which return is meant, and how: the answers of the sheet before the signature."""

    form: str
    period: str
    as_of: date | None = None
    numbers: str = "masked"
    reason: str = ""
    explained: Mapping[str, str] = field(default_factory=dict)


def templates(register: Register) -> list[Template]:
    """Return the newest version of each return that is in force today."""
    newest: dict[str, Template] = {}
    for one in packs.shipped():
        if one.effective <= register.today():
            newest[one.code] = one
    return list(newest.values())


def template(register: Register, form: str) -> Template:
    """Return the version of a return in force today; an unknown code is refused with the list."""
    found = {one.code: one for one in templates(register)}
    if form not in found:
        raise Refused(f"没有“{form}”这张报表。", f"现有：{'、'.join(found)}。")
    return found[form]


def periods(register: Register) -> list[Period]:
    """Return what can be reported on: the campaigns, this year, and the quarters up to now."""
    today = register.today()
    year, quarter = today.year, (today.month - 1) // 3 + 1
    codes = [f"{year}-Q{number}" for number in range(quarter, 0, -1)]
    codes += [str(year), f"{year - 1}-Q4", str(year - 1)]
    made = [_campaign_period(one.code, register) for one in campaigns.every(register.db)]
    return made + [found for code in codes if (found := returns.period(code))]


def period(register: Register, code: str) -> Period:
    """Return the period of a campaign's code, a year or a quarter; others are refused."""
    return returns.period(code) or _campaign_period(code, register)


def _campaign_period(code: str, register: Register) -> Period:
    held = campaigns.get(register.db, code)
    return Period(
        code=code,
        name=returns.name_of(code),
        begins=held.from_on,
        ends=held.to_on,
        campaign=code,
    )


def fill(register: Register, order: Order) -> Filled:
    """Fill a return with what the register says now, and say what does not agree."""
    asked = _asked(register, order)
    counted = filling.count(register, asked)
    versions = kept.of(register.db, order.form, order.period)
    waiting = versions[0] if versions and versions[0].state is State.WAITING else None
    version = _next(versions)
    before = _before(register, asked, versions)
    figures_before = kept.frozen(register.db, before.uid).figures() if before else {}
    said = explanations.of(register.db, order.form, order.period, version)
    sent = kept.last_sent_back(register.db, order.form, order.period)
    return Filled(
        asked=asked,
        columns=counted.columns,
        rows=counted.rows,
        people=counted.people,
        persons=counted.persons,
        version=version,
        problems=tuple(filling.check(register, asked, counted, figures_before)),
        explained=said | dict(order.explained),
        figures=counted.figures,
        targets=counted.targets,
        before=before,
        waiting=waiting,
        sent_back=sent.sent_back if sent else "",
    )


def _asked(register: Register, order: Order) -> Asked:
    if order.numbers not in NUMBERS:
        raise Refused("身份证号的写法不对。", "请选不列、隐去出生日期或全部显示。")
    spoken_of = period(register, order.period)
    as_of = order.as_of or returns.as_of_default(spoken_of, register.today())
    if as_of > register.today():
        raise Refused("时点在今天以后。", "请把时点改到今天或更早。")
    if as_of < spoken_of.begins:
        raise Refused(f"时点早于{spoken_of.name}的开始。", "请换一个时点或期间。")
    return Asked(
        template=template(register, order.form),
        period=spoken_of,
        as_of=as_of,
        numbers=order.numbers,
    )


def _next(versions: list[Version]) -> int:
    if not versions:
        return 1
    newest = versions[0]
    return newest.version if newest.state is State.WAITING else newest.version + 1


def _before(register: Register, asked: Asked, versions: list[Version]) -> Version | None:
    signed = [one for one in versions if one.state is not State.WAITING]
    return signed[0] if signed else kept.before(register.db, asked.template.code, asked.period)


def explain(register: Register, order: Order, about: str, said: str) -> None:
    """Keep the sentence to a check that asks for one."""
    register.allow(Right.PREPARE)
    filled = fill(register, order)
    asked = [one for one in filled.problems if one.field == about]
    if not asked or asked[0].level is not Level.NEEDS_REASON:
        raise Refused("这一项不用说明，或者已经对上了。", "请刷新后再看。")
    if not said.strip():
        raise Refused("说明是空的。", "请写一句，例如“新认定 9 人”。")
    place = (order.form, order.period, filled.version)
    with register.deed("写报表说明") as deed:
        explanations.put(deed, place, about, asked[0].says, said.strip())


def drill(register: Register, order: Order, address: str) -> list[Behind]:
    """List the people or visits behind a figure, such as `merit.persons` or `letters`."""
    asked = _asked(register, order)
    figure = asked.template.figures().get(address)
    if figure is None:
        return []
    spoken_of, _ = filling.scope(register, asked)
    return figures.behind(register.db, figure, spoken_of)


def same_as(register: Register, filled: Filled, version: Version) -> bool:
    """Say whether a frozen version still says what the register says on the same day."""
    then, gone = kept.frozen(register.db, version.uid), filled.asked.template.page.gives_way
    keys = {head.key for head in then.columns}
    dropped = tuple(key for key in gone if key not in keys)
    now = returns.without_columns(replace(then, columns=filled.columns, rows=filled.rows), dropped)
    same = (_told(then.rows), then.columns) == (_told(now.rows), now.columns)
    return same and then.as_of == filled.asked.as_of


def _told(rows: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line for line in rows if not line.key.startswith("explained."))


def frozen_from(register: Register, filled: Filled, order: Order, way: Way) -> FrozenReturn:
    """Return the values that will be printed, embedded and signed."""
    asked, station, head = filled.asked, register.station, journal.head(register.db)
    told = tuple(
        Line(key=f"explained.{number}", cells=(returns.cell(said),))
        for number, said in enumerate(dict.fromkeys(filled.sentences.values()), start=1)
    )
    made = FrozenReturn(
        form=asked.template.code,
        template_version=asked.template.version,
        way=way,
        station_code=station.code,
        station_name=station.name,
        period=asked.period.code,
        period_name=asked.period.name,
        as_of=asked.as_of,
        filled_on=register.today(),
        chief=station.chief,
        phone=station.phone,
        version=filled.version,
        reason=order.reason.strip() if filled.version > 1 else "",
        demo=station.demo,
        previous=kept.previous_digest(register.db),
        journal_number=head.number,
        journal_seal=head.seal[:16],
        columns=filled.columns,
        rows=(*filled.rows, *told),
    )
    return returns.without_columns(made, return_page.fitting(asked.template, made))


def refuse_unready(filled: Filled, order: Order) -> None:
    """Raise Refused unless everything agrees or is explained, and a correction has its reason."""
    if filled.waiting is not None:
        raise Refused(
            f"{filled.waiting.prepared_name}填好的这一版正在等审核。", "请先审核签名，或退回修改。"
        )
    if filled.version > 1 and not order.reason.strip():
        raise Refused("签名后的报表只能出更正版。", "请写一句更正的原因。")
    if filled.open:
        says = "；".join(problem.says for problem in filled.open[:3])
        remedy = "请改好必须改的，并给需要说明的写一句说明。"
        raise Refused(f"还有 {len(filled.open)} 处没有对上：{says}。", remedy)


def paper_first(register: Register, order: Order) -> Version:
    """Freeze a version that goes by hand signatures and seal, and may be exported at once."""
    register.allow(Right.PREPARE)
    filled = fill(register, order)
    refuse_unready(filled, order)
    frozen = frozen_from(register, filled, order, Way.PAPER)
    drawn = drawn_from(filled, order, frozen)
    with register.deed("先出纸质件", final=True) as deed:
        keep_sentences(deed, filled)
        made = kept.add(deed, drawn, filled.asked.period, register.account.name, State.READY)
        deed.note(form=made.form, period=made.period, version=made.version, pdf=made.pdf_digest)
    return made


def keep_sentences(deed: Deed, filled: Filled) -> None:
    """Keep what was explained in the order itself beside what was explained before."""
    place = (filled.template.code, filled.asked.period.code, filled.version)
    asked = {one.field: one.says for one in filled.problems}
    for about, said in filled.sentences.items():
        explanations.put(deed, place, about, asked[about], said)


def drawn_from(filled: Filled, order: Order, frozen: FrozenReturn) -> Drawn:
    """Draw a frozen return as it will be kept; what could not be checked later is refused now."""
    try:
        returned.read(returns.to_json(frozen))
    except Malformed as error:
        raise Refused(f"报表存不下来：{error}。", "请把更正原因或说明写短些再试。") from error
    if lacking := redrawing.lacking_characters(filled.template, frozen):
        raise Refused(
            f"这台电脑缺“{'”“'.join(lacking)}”的字形，印出来会缺字。", "请装上生僻字字库再出表。"
        )
    printed = return_page.draw(filled.template, frozen)
    return Drawn(
        frozen=frozen,
        pdf=printed.pdf,
        pages=printed.pages,
        people=filled.people,
        options={"numbers": order.numbers},
    )


def preview(register: Register, order: Order) -> bytes:
    """Return the pages as they would be printed now, marked as a draft."""
    filled = fill(register, order)
    return return_page.draft(filled.template, frozen_from(register, filled, order, Way.SIGNED))


def every(register: Register) -> list[Version]:
    """Return all frozen versions, the newest first, those sent back among them."""
    return kept.every(register.db)


def waiting(register: Register) -> list[Version]:
    """Return the versions that wait for the reviewer."""
    return [one for one in kept.every(register.db) if one.state is State.WAITING]


def get(register: Register, uid: str) -> Version:
    """Return one version."""
    return kept.get(register.db, uid)


def frozen(register: Register, uid: str) -> FrozenReturn:
    """Return what a version says, as it was frozen."""
    return kept.frozen(register.db, uid)


def pdf(register: Register, uid: str) -> bytes:
    """Return the bytes of a version, for preview and print."""
    return kept.pdf(register.db, uid)


def file_name(register: Register, version: Version) -> str:
    """Return the name a version has on the stick."""
    title = used_template(version).title
    return returns.file_name(kept.frozen(register.db, version.uid), title)


def used_template(version: Version) -> Template:
    """Return the template a version was drawn with; refused where it is not here any more."""
    found = redrawing.template_of(version.form, version.template_version)
    if found is None:
        raise Refused("这一版报表的表样不在这台电脑上。", "请装上原来的表样再看。")
    return found
