"""The records of a person's file: the section on the page, and the sheet that asks for one."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from station_app.domain import dates, record
from station_app.domain.record import Income, Record
from station_app.usecases import records
from ui.forms import settling
from ui.models.table import Column, TableModel
from ui.page import Page
from ui.theme import Look, Type
from ui.widgets import menus
from ui.widgets.asking import Asking, Deed
from ui.widgets.buttons import link
from ui.widgets.controls import pick
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field, line
from ui.widgets.heads import section
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, holder, row
from ui.widgets.money_field import MoneyField
from ui.widgets.short_list import short_list
from ui.widgets.words import prose

TITLE = "年度确认、收入、荣誉和喜报"
NONE = "还没有登记过。"
WORDS: Mapping[str, tuple[str, ...]] = {
    "method": record.METHODS,
    "result": record.RESULTS,
    "kind": record.SOURCES,
    "per": record.PER,
    "level": record.LEVELS,
    "merit": record.MERITS,
}
MONEY, YEARS = ("fen", "award"), ("year",)
DATED = ("confirmed_on", "received_on", "delivered_on", "since", "until")
SAYS: Mapping[type[Record], str] = {
    record.Confirmation: "每年登记一次；去世、迁移请另在“更多”里登记。",
    record.Income: "抚恤金、补助金、优待金也登记，算收入时不计入。",
    record.Honour: "授予机关只写到级别，不写部队。",
    record.GoodNews: "收到部队寄来的喜报、送到家里，都记在这一条。",
}


def recorded(page: Page, person: str, found: list[Record]) -> QWidget:
    """Return the section: what was recorded newest first, and the way to record more."""
    look, today = page.look, page.desk.register.today()
    more = link(look, "加一条", "plus")
    menus.opens(more, lambda: _kinds(page, person, today))
    head = section(look, TITLE, more)
    if not found:
        return holder(column(head, look.px(4), prose(look, NONE, Type.BODY, "soft")))
    columns: tuple[Column[Record], ...] = (
        Column("记录", lambda one: record.TITLES[type(one)], 90),
        Column("内容", record.says),
        Column("日期", lambda one: dates.show(record.when(one), today), 130),
    )
    model: TableModel[Record] = TableModel(columns)
    model.fill(found)
    view = short_list(look, model, TITLE, headless=False)
    model.setParent(view)
    view.opened.connect(lambda n: page.show_sheet(sheet(page, person, found[n])))
    incomes = [one for one in found if isinstance(one, Income) and one.on(today)]
    said = record.income_test(incomes, today).says if incomes else ""
    below: list[Part] = [look.px(6), prose(look, said, Type.CAPTION, "soft")] if said else []
    return holder(column(head, view, *below))


def sheet(page: Page, person: str, shown: Record) -> Asking:
    """Ask for a record; one that is there already can also be taken away."""
    look, today = page.look, page.desk.register.today()
    title = record.TITLES[type(shown)]
    names = [one.name for one in fields(shown) if one.name != "uid"]
    controls = {name: _control(look, name, getattr(shown, name), today) for name in names}
    first(controls[names[0]])

    def take(asked: Asking) -> None:
        told: dict[str, Any] = {name: _value(name, one) for name, one in controls.items()}
        job = page.desk.do(records.save, person, replace(shown, **told))
        settling.follow(asked, job.say(f"已登记{title}。"))

    def remove(asked: Asking) -> None:
        job = page.desk.do(records.remove, person, shown).say(f"已去掉这条{title}。")
        settling.follow(asked, job)

    parts: list[Part] = [_grid(look, controls)]
    gone = link(look, "登错了，去掉这一条")
    if shown.uid:
        parts += [look.px(10), row(gone, None)]
    deed = Deed(words="保存" if shown.uid else "登记", then=take)
    made = Asking(look, title, SAYS[type(shown)], parts, deed, width=620)
    gone.clicked.connect(lambda: remove(made))
    return made


def _kinds(page: Page, person: str, today: date) -> list[menus.Entry]:
    def asking(fresh: Record) -> Callable[[], None]:
        return lambda: page.show_sheet(sheet(page, person, fresh))

    day = today.isoformat()
    fresh: tuple[Record, ...] = (
        record.Confirmation(year=today.year, confirmed_on=day),
        Income(),
        record.Honour(year=today.year),
        record.GoodNews(received_on=day),
    )
    return [(record.TITLES[type(one)], asking(one)) for one in fresh]


def _grid(look: Look, controls: Mapping[str, QWidget]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.px(12))
    grid.setVerticalSpacing(look.px(10))
    for n, (name, control) in enumerate(controls.items()):
        alone = n % 2 == 0 and n == len(controls) - 1
        across = 2 if alone else 1  # the last one, a note mostly, takes the line it has to itself
        grid.addWidget(Field(look, record.LABELS[name], control), n // 2, n % 2, 1, across)
    for side in (0, 1):
        grid.setColumnStretch(side, 1)
    return grid


def _control(look: Look, name: str, value: str | int, today: date) -> QWidget:
    if name in WORDS:
        return pick(look, WORDS[name], str(value))
    if name in MONEY:
        return MoneyField(int(value) or None)
    if name in DATED:
        return DateField(today, str(value), partial=True)
    made = line(str(value or ""))
    if name in YEARS:
        made.setValidator(QIntValidator(1, 9999, made))
    return made


def _value(name: str, control: QWidget) -> str | int:
    """Return what stands in a control as a record keeps it; no amount that can be read is -1."""
    if isinstance(control, QComboBox):
        return control.currentText()
    if isinstance(control, MoneyField):
        return -1 if control.unreadable() else control.fen() or 0
    if isinstance(control, DateField):
        return control.partial() or control.text().strip()
    words = control.text().strip() if isinstance(control, QLineEdit) else ""
    return int(words or 0) if name in YEARS else words
