"""What a station can do with a return: fill it, explain, freeze it, and look behind it."""

from station_app.domain import returns
from station_app.domain.problems import Level
from station_app.domain.returns import FrozenReturn, Period, State, Way
from station_app.domain.roles import Right
from station_app.domain.template import Template
from station_app.errors import Refused
from station_app.exchange import packs
from station_app.paper import return_page
from station_app.register import Register
from station_app.storage import campaigns, explanations, figures
from station_app.storage import returns as kept
from station_app.storage.figures import Behind
from station_app.storage.returns import Version
from station_app.usecases import filled_return, filling, redrawing
from station_app.usecases.filled_return import Filled as Filled
from station_app.usecases.filled_return import Order as Order
from station_app.usecases.telling import Asked

NUMBERS = ("none", "masked", "whole")


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


def paper_first(register: Register, order: Order) -> Version:
    """Freeze a version that goes by hand signatures and seal, and may be exported at once."""
    register.allow(Right.PREPARE)
    filled = fill(register, order)
    filled_return.refuse_unready(filled, order)
    frozen = filled_return.frozen_from(register, filled, order, Way.PAPER)
    drawn = filled_return.drawn_from(filled, order, frozen)
    with register.deed("先出纸质件", final=True) as deed:
        filled_return.keep_sentences(deed, filled)
        made = kept.add(deed, drawn, filled.asked.period, register.account.name, State.READY)
        deed.note(form=made.form, period=made.period, version=made.version, pdf=made.pdf_digest)
    return made


def preview(register: Register, order: Order) -> bytes:
    """Return the pages as they would be printed now, marked as a draft."""
    filled = fill(register, order)
    return return_page.draft(
        filled.template, filled_return.frozen_from(register, filled, order, Way.SIGNED)
    )


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
