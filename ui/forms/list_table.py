"""A list as a table: which columns, what for, how far numbers are masked; then it is saved."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from station_app.domain import export
from station_app.domain.export import Order
from station_app.errors import StationError
from station_app.register import Progress, Register
from station_app.usecases import tables
from station_app.usecases.listing import Listing
from station_app.usecases.tables import Source
from ui.forms import long_work, save_as
from ui.forms.list_columns import Columns
from ui.page import Page
from ui.theme import Look
from ui.widgets import menus
from ui.widgets.asking import Asking, Deed
from ui.widgets.choices import Choice
from ui.widgets.controls import pick, tick
from ui.widgets.fields import Field, line
from ui.widgets.keys import first
from ui.widgets.layout import Part, holder, row
from ui.widgets.words import caption

WIDE = 740
"""In big type no wider than a small screen."""
NOTED = "写全号的，会记下谁存的、做什么用"
POSTED = "公示只存能公开的列：不写号码、电话，也不写健康和困难。"
TEXT = "每一格都按文字存，长号码不变样，也不会被当成公式。"


def ways(printed: menus.Deed, saved: menus.Deed) -> list[menus.Entry]:
    """Return what may be done with a list as a whole, for the menu of its page."""
    return [("打印这张名单　Ctrl+P", printed), ("另存为表格　Ctrl+Shift+S", saved)]


def show(page: Page, read: Callable[[Register], Listing]) -> None:
    """Read a list as it stands on the page, then ask how it is saved."""
    show_source(page, lambda register: tables.of_listing(read(register)))


def show_source(page: Page, read: Callable[[Register], Source]) -> None:
    """Read what a table may show in the job thread, then ask how it is saved."""

    def found(register: Register, _step: Progress) -> tuple[Source, Order]:
        source = read(register)
        return source, tables.before(register, source)

    page.desk.start(found).then(lambda asked: _ask(page, *asked))


def _ask(page: Page, source: Source, order: Order, refused: StationError | None = None) -> None:
    """Show the sheet with an order in it, and why it was refused if it was."""

    def take(asked: Asking, wanted: Order) -> None:
        if wrong := export.problems(wanted, source.columns):
            asked.complain(wrong)
            return
        asked.close_sheet()
        title, kinds = source.title, "Excel 工作簿 (*.xlsx)"
        if path := save_as.place(page, f"另存{title}", f"{title}.xlsx", kinds):
            _save(page, source, wanted, path)

    made = TableSheet(page.look, source, order, take)
    if refused is not None:
        made.refuse(refused)
    page.show_sheet(made)


def _save(page: Page, source: Source, order: Order, path: Path) -> None:
    """Write the table as long work; a refusal brings the sheet back as it was."""
    long_work.of(page).run(
        "正在存表格",
        lambda register, step: tables.save(register, source, order, path, step),
        lambda count: page.tell(f"已另存为 {path.name}，{count} 行。"),
        lambda error: _ask(page, source, order, error),
    )


class TableSheet(Asking):
    """Purpose, columns and masking of one table; `then` gets the order as it stands."""

    def __init__(
        self, look: Look, source: Source, order: Order, then: Callable[[Asking, Order], object]
    ) -> None:
        self._source = source
        self.purpose, self.notice = first(line(order.purpose)), line(order.notice)
        public = any(one.public for one in source.columns)
        words = [one for one in export.PURPOSES if public or one != export.NOTICE_BOARD]
        self.usual = Choice(look, words)
        self.usual.setAccessibleName("常用的用途")
        self.columns = Columns(look, source, order.columns)
        masks = [words for _, words in export.MASKS]
        self.number_style = pick(look, masks, dict(export.MASKS)[order.mask], width=220)
        self.phones = tick(look, "电话写全号", order.whole_phones)
        says = f"共 {source.count} 行。{TEXT}"
        do = Deed(words="选地方存", then=lambda asked: then(asked, self.order()))
        super().__init__(look, f"另存为表格：{source.title}", says, self._parts(look), do, WIDE)
        self.usual.changed.connect(lambda _n: self.purpose.setText(self.usual.word()))
        self.purpose.textChanged.connect(self._follow)
        self._follow(order.purpose)

    def order(self) -> Order:
        """Return what is asked for now."""
        made = Order(
            columns=self.columns.chosen(),
            purpose=self.purpose.text().strip(),
            notice=self.notice.text().strip(),
        )
        if not self._source.numbered or made.posted:
            return made
        words = self.number_style.currentText()
        mask = next(mask for mask, called in export.MASKS if called == words)
        return replace(made, mask=mask, whole_phones=self.phones.isChecked())

    def _parts(self, look: Look) -> list[Part]:
        why = row(gap=look.px(12))
        why.addWidget(Field(look, "做什么用", self.purpose), 3)
        why.addWidget(Field(look, "哪份来文要的（文号，可不填）", self.notice), 2)
        style = Field(look, "身份证号", self.number_style)
        phones = Field(look, "电话", self.phones)
        told = caption(look, NOTED, "faint")
        self.numbers = holder(row(style, phones, told, None, gap=look.px(24)))
        parts: list[Part] = [why, look.px(8), self.usual, look.px(14)]
        if self._source.numbered:
            parts += [self.numbers, look.px(14)]
        self.posted = caption(look, POSTED, "soft")
        return [*parts, self.posted, self.columns]

    def _follow(self, purpose: str) -> None:
        """Show the usual purpose that is typed; what is posted shows no numbers at all."""
        self.usual.show_word(purpose.strip())
        posted = purpose.strip() == export.NOTICE_BOARD
        self.columns.only_public(posted)
        self.posted.setVisible(posted)
        self.numbers.setVisible(self._source.numbered and not posted)
