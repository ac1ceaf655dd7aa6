"""The sections of a household's page: members, categories, who is visited together, plaque."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton, QWidget

from station_app.domain import category, dates
from station_app.domain.category import Holding
from station_app.domain.household import Member
from station_app.usecases.households import HouseholdFile
from ui.forms.person_file import span
from ui.models import events
from ui.models.table import Column, TableModel
from ui.theme import Look, Tone, Type
from ui.widgets.cells import Mark, Two
from ui.widgets.heads import section
from ui.widgets.layout import column, holder, row, rule
from ui.widgets.table import TableView, shown_only, table, tall
from ui.widgets.timeline import timeline
from ui.widgets.words import caption, prose

FEW = 6
LIGHT = "只记名的成员不算进人数，但搜得到；不满 14 岁只记姓名、关系和出生年。"
"""What is said of members who are only named, on the page and where one is typed."""


def members(look: Look, found: Sequence[Member], today: date) -> TableView:
    """Return everybody of the household; Enter opens who is on the register, or mends a name."""
    columns: tuple[Column[Member], ...] = (
        Column("姓名", lambda one: Two(one.name, _years(one, today)), 168),
        Column("与户主", lambda one: one.relation or "—", 76),
        Column("身份", lambda one: one.standing or "—", 92),
        Column("登记", _known, 92),
        Column("情况", _about),
    )
    model: TableModel[Member] = TableModel(columns)
    model.fill(found)
    made = tall(table(look, model, 40, plain=True))
    model.setParent(made)
    made.setAccessibleName("家庭成员")
    return made


def home(look: Look, people: TableView, *deeds: QWidget) -> QWidget:
    """Return the section of the members."""
    note = prose(look, LIGHT, Type.CAPTION, "faint")
    return holder(column(section(look, "家庭成员", *deeds), people, look.px(6), note))


def kinds(look: Look, held: Sequence[Holding], *deeds: QWidget) -> QWidget:
    """Return the section of the categories of the whole household."""
    head = section(look, "类别与依据", *deeds)
    if not held:
        none = caption(look, "没有整户的类别。")
        return holder(column(head, look.px(4), row(none, None)))
    columns: tuple[Column[Holding], ...] = (
        Column("整户的类别", category.shipped().short, 168),
        Column("依据", lambda one: one.basis or "还没有写"),
        Column("起止", lambda one: span(one.since, one.until), 156),
    )
    model: TableModel[Holding] = TableModel(columns)
    model.fill(held)
    view = shown_only(tall(table(look, model, 40, plain=True)))
    model.setParent(view)
    return holder(column(head, view))


def together(look: Look, file: HouseholdFile) -> QWidget:
    """Return what is to be known before the household is visited; nothing for a single person."""
    names = [one.name for one in on_register(file.members)]
    if len(names) < 2:
        return holder(column())
    said = f"{'、'.join(names)}各一张表，编号挨着；同一次走访算 1 户次、{len(names)} 人次。"
    money = "慰问金和慰问品只写在其中一张上；另一张在“同户一并走访”里写明。"
    return holder(
        column(
            section(look, "同户一并走访"),
            look.px(2),
            rule(),
            look.px(10),
            prose(look, said),
            prose(look, money, Type.CAPTION, "soft"),
        )
    )


def visits(
    look: Look,
    file: HouseholdFile,
    today: date,
    opened: Callable[[str], object],
    every: QPushButton | None,
) -> QWidget:
    """Return the visits to anybody of the household, newest first; `opened` gets one of them.

    With `every`, which shows the others, only the first few stand here.
    """
    told = file.visits
    aside = every or caption(look, f"共 {len(told)} 次" if told else "")
    head = section(look, "这一户的走访", aside)
    if not told:
        return holder(column(head, look.px(4), row(caption(look, "还没走访过。"), None)))
    names = {one.person: one.name for one in file.members if one.person}
    few = told[:FEW] if every else told
    shown = [events.of_visit(one, today, names.get(one.person, "")) for one in few]
    return holder(column(head, look.px(8), timeline(look, shown, opened)))


def on_register(found: Sequence[Member]) -> list[Member]:
    """Return who of a household can still be visited."""
    return [one for one in found if one.person and not one.deceased and not one.moved_out]


def _known(one: Member) -> Mark:
    if not one.person:
        return Mark("只记名")
    if one.deceased:
        return Mark("已去世")
    return Mark("已迁出") if one.moved_out else Mark("在册", Tone.DONE)


def _years(one: Member, today: date) -> str:
    if not one.person:
        return f"{one.born[:4]}年生" if one.born else ""
    age = dates.age(one.born, today)
    return " ".join(part for part in (one.sex, str(age) if age is not None else "") if part)


def _about(one: Member) -> str:
    return "，".join(part for part in (one.employment, one.note) if part) or "—"
