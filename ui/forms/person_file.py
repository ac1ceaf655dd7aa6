"""The sections of a person's file: facts, categories, difficulties, household, plan, visits."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from station_app.domain import care, category, dates
from station_app.domain.category import Holding
from station_app.domain.household import Member
from station_app.domain.person import Difficulty, Person, Phone, Residency
from station_app.domain.plan import Plan, Step
from station_app.usecases.people import File
from ui.models import events
from ui.models.table import Column, TableModel
from ui.theme import TONE_ICON, Look, Tone, Type
from ui.widgets.cells import Two
from ui.widgets.facts import fact, long_fact
from ui.widgets.heads import section
from ui.widgets.id_field import MaskedNumber
from ui.widgets.layout import Part, column, holder, row, rule
from ui.widgets.table import TableView, shown_only, table, tall
from ui.widgets.timeline import Event, timeline
from ui.widgets.words import caption, picture, prose

NEXT = "下次走访"
WAITS = "表已打印，待录入"
NUMBER = 30
FIRST_EVENTS = 6


def span(since: str, until: str) -> str:
    """Return from when until when something held, as it is said."""
    if until:
        return f"{dates.show(since)}至{dates.show(until)}" if since else f"{dates.show(until)}止"
    return f"{dates.show(since)}起" if since else ""


def pairs(file: File, today: date, *, waits: bool = False) -> list[tuple[str, str]]:
    """Return the facts of a file in the order they are read; what is not known is left out.

    Who has a printed sheet that `waits` to be typed was visited and is never late.
    """
    person = file.person
    phones = [("联系电话", _phone(phone)) for phone in person.phones]
    contact = f"{person.contact_name}（{person.contact_relation}）".replace("（）", "")
    lives = [_dated(person.residency.value, person.residency_since), person.residency_note]
    lives += [flag.value for flag in person.flags]
    names = [f"{other.name}（{other.kind.value}）" for other in person.other_names]
    told = [
        ("出生日期", dates.show(person.born)),
        ("生日原话", _as_said(person)),
        *phones,
        ("现住址", file.address),
        ("联系人", contact),
        ("联系人电话", Phone(number=person.contact_phone).says),
        ("居住状态", "，".join(words for words in lives if words)),
        ("多久走访", f"{person.tier.says}（{person.tier.days} 天）"),
        (NEXT, WAITS if waits and person.counts else _next(person, today)),
        ("身份", person.standing.value),
        ("主要类别", file.main_kind),
        ("民族", person.ethnicity),
        ("小名曾用名", "、".join(names)),
        ("政治面貌", person.politics),
        ("学历", person.education),
        ("婚姻", person.marriage),
        ("健康状况", person.health),
        ("从业状况", person.employment),
        ("工作单位", person.employer),
        ("医疗保障", person.medical),
        ("养老保障", person.pension),
        ("优抚待遇", _dated(person.benefit, person.benefit_since)),
        ("伤残等级", _dated(person.disability, person.disability_on, "评定")),
        ("残疾证号", person.disability_paper),
        ("入伍", dates.show(person.enlisted)),
        ("退役", dates.show(person.discharged)),
        ("军种", person.branch),
        ("退役方式", person.release),
        ("优待证", "，".join(words for words in (_card(person), person.card_bank) if words)),
    ]
    return [(label, words) for label, words in told if words]


def presses(person: Person, today: date, *, waits: bool = False) -> Tone:
    """Return how much the next visit presses, by the measure of the list of persons."""
    if waits and person.counts:
        return Tone.NOTE
    if not person.counts or person.last_visit_on is None:
        return Tone.CALM
    left = (care.due_on(person.tier, person.last_visit_on, today) - today).days
    return Tone.LATE if left < 0 else Tone.SOON if left <= care.SOON else Tone.CALM


def remarks(person: Person) -> list[tuple[str, str]]:
    """Return what was written about a person in free words, below the facts."""
    told = [("号码说明", person.number_reason), ("备注", person.remark)]
    return [(label, words) for label, words in told if words]


def facts(
    look: Look,
    file: File,
    number: MaskedNumber,
    today: date,
    *deeds: QWidget,
    waits: bool = False,
) -> QWidget:
    """Return the section of plain facts, the number behind its mask first."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.px(20))
    grid.setVerticalSpacing(0)
    shown: list[QWidget] = []
    if file.person.id_number:
        shown.append(_number(look, file.person.paper.value, number))
    pressing = {NEXT: presses(file.person, today, waits=waits)}
    shown += [
        fact(look, label, words, tone=pressing.get(label, Tone.CALM))
        for label, words in pairs(file, today, waits=waits)
    ]
    for n, one in enumerate(shown):
        grid.addWidget(one, n // 2, n % 2)
    for side in (0, 1):
        grid.setColumnStretch(side, 1)
    below = [long_fact(look, label, words) for label, words in remarks(file.person)]
    return holder(column(section(look, "基本情况", *deeds), look.px(6), rule(), grid, *below))


def categories(look: Look, held: Sequence[Holding], *deeds: QWidget) -> QWidget:
    """Return the section of categories with basis and dates."""
    known = category.shipped()
    columns: tuple[Column[Holding], ...] = (
        Column("类别", known.short, 168),
        Column("依据", _ground),
        Column("起止", lambda one: span(one.since, one.until), 156),
    )
    none = "没有类别。有证件或证明的，请加上。"
    return _table(look, section(look, "类别与依据", *deeds), columns, held, none)


def difficulties(look: Look, told: Sequence[Difficulty], *deeds: QWidget) -> QWidget:
    """Return the section of difficulties, those that are over too."""
    columns: tuple[Column[Difficulty], ...] = (
        Column("困难", lambda one: one.kind.value, 90),
        Column("轻重", lambda one: one.severity.value or "—", 60),
        Column("怎么回事", lambda one: one.note or "—"),
        Column("起止", lambda one: span(one.since, one.until), 156),
    )
    none = "没有登记困难。"
    return _table(look, section(look, "困难", *deeds), columns, told, none)


def members(look: Look, file: File, today: date) -> TableView | None:
    """Return the others of the household as a table; None for somebody who lives alone."""
    others = [one for one in file.members if one.person != file.person.uid]
    if not others:
        return None
    columns: tuple[Column[Member], ...] = (
        Column("姓名", lambda one: Two(one.name, _years(one, today)), 178),
        Column("与户主", lambda one: one.relation or "—", 90),
        Column("登记", lambda one: "在册" if one.person else "只记名", 90),
        Column("情况", _about),
    )
    model: TableModel[Member] = TableModel(columns)
    model.fill(others)
    made = tall(table(look, model, 40, plain=True))
    model.setParent(made)
    made.setAccessibleName("同户的人")
    return made


def household(look: Look, file: File, others: TableView | None, *deeds: QWidget) -> QWidget:
    """Return the section of the household."""
    head = next((one.name for one in file.members if one.is_head), "")
    whose = "户主本人" if head == file.person.name else f"户主{head}" if head else "没有户主"
    said = caption(look, f"本户 {max(len(file.members), file.household.size or 0)} 人，{whose}。")
    parts: list[Part] = [section(look, "家庭", *deeds), row(said, None)]
    return holder(column(*parts, *([others] if others else []), gap=look.px(2)))


def plan(look: Look, found: Plan | None, today: date, none: str, *deeds: QWidget) -> QWidget:
    """Return the section of the open plan and its measures."""
    box = column(section(look, "一人一策", *deeds), look.px(4))
    if found is None:
        box.addWidget(prose(look, none, Type.BODY, "soft"))
        return holder(box)
    matters = "，".join(goal.matter for goal in found.goals)
    box.addWidget(prose(look, f"困难：{matters}", Type.CAPTION))
    box.addSpacing(look.px(10))
    for step in found.steps:
        box.addWidget(_step(look, step, today))
    if not found.steps:
        box.addWidget(prose(look, f"{found.state.value}：还没有措施。", Type.BODY, "soft"))
    return holder(box)


def lacks(look: Look, file: File, *deeds: QWidget) -> list[QWidget]:
    """Return the section of what to collect next; none where nothing is missing."""
    if not file.complete.lacks or not file.person.counts:
        return []
    head = section(look, f"还缺 {len(file.complete.lacks)} 项", *deeds)
    return [holder(column(head, look.px(4), prose(look, file.complete.says, Type.BODY, "soft")))]


def visits(
    look: Look, told: Sequence[Event], opened: Callable[[str], object], *deeds: QWidget
) -> QWidget:
    """Return the section of visits, newest first; `opened` gets the one that is opened."""
    head = section(look, "走访", *deeds)
    if not told:
        none = prose(look, "还没走访过。", Type.BODY, "soft")
        return holder(column(head, look.px(4), none))
    return holder(column(head, look.px(8), timeline(look, told, opened)))


def _number(look: Look, label: str, number: MaskedNumber) -> QWidget:
    head = caption(look, "身份证号" if label == "身份证" else label, "faint")
    head.setFixedWidth(look.px(72))
    box = row(head, gap=look.px(8))
    box.addWidget(number, 1)
    made = holder(column(box, rule()))
    made.setFixedHeight(look.px(40))
    return made


def _table(
    look: Look,
    head: QWidget,
    columns: tuple[Column[Holding], ...] | tuple[Column[Difficulty], ...],
    values: Sequence[Holding] | Sequence[Difficulty],
    none: str,
) -> QWidget:
    if not values:
        return holder(column(head, look.px(4), row(caption(look, none), None)))
    model: TableModel[object] = TableModel(columns)  # type: ignore[arg-type]  # one kind at a time
    model.fill(values)
    view = shown_only(tall(table(look, model, 40, plain=True)))
    model.setParent(view)
    return holder(column(head, view))


def _step(look: Look, step: Step, today: date) -> QWidget:
    tone, what, who = events.of_step(step, today)
    sign = picture(look, TONE_ICON[tone], look.ink(tone), 20)
    said = column(prose(look, what, leading=1.5), prose(look, who, Type.CAPTION, "faint"))
    box = row(column(look.px(2), sign, None), gap=look.px(10), margins=(0, 0, 0, look.px(10)))
    box.addLayout(said, 1)
    return holder(box)


def _phone(phone: Phone) -> str:
    said = "，".join(words for words in (phone.owner, phone.best_time) if words)
    return f"{phone.says}（{said}）"


def _dated(words: str, since: str, what: str = "起") -> str:
    """Return a fact with the day from which it holds."""
    return f"{words}（{dates.show(since)}{what}）" if words and since else words


def _as_said(person: Person) -> str:
    by_the_moon = person.born_lunar and "农历" not in person.born_said
    return f"农历{person.born_said}" if by_the_moon else person.born_said


def _card(person: Person) -> str:
    return _dated(person.card, person.card_on, "")


def _ground(one: Holding) -> str:
    """Return what a category rests on: the basis, and the papers that prove it."""
    return "；".join(part for part in (one.basis, one.evidence) if part) or "还没有写"


def _years(one: Member, today: date) -> str:
    age = dates.age(one.born, today)
    if not one.person:
        return f"{one.born[:4]}年生" if one.born else ""
    if one.deceased:
        return "已去世"
    return " ".join(part for part in (one.sex, str(age) if age is not None else "") if part)


def _about(one: Member) -> str:
    gone = "已去世" if one.deceased else "已迁出" if one.moved_out else ""
    return "，".join(part for part in (gone, one.standing, one.employment, one.note) if part) or "—"


def _next(person: Person, today: date) -> str:
    if not person.counts:
        return ""
    if person.last_visit_on is None:
        return "还没走访过"
    on = care.due_on(person.tier, person.last_visit_on, today)
    left = (on - today).days
    if left < 0:
        return f"{dates.show(on, today)}前，超期 {-left} 天"
    said = f"，还剩 {left} 天" if left <= NUMBER else ""
    return f"{dates.show(on, today)}前{said}"


def gone(person: Person, today: date) -> str:
    """Return why a person is no longer visited; empty for everybody else."""
    if person.died_on:
        return f"{dates.show(person.died_on, today)}去世"
    if person.residency is Residency.MOVED:
        return f"{dates.show(person.moved_out_on, today)}迁出"
    return ""
