"""What Today and 维护 say of backups, with the deeds beside it."""

from PySide6.QtWidgets import QPushButton, QWidget

from station_app.usecases import backup_folders, backups, pc
from station_app.usecases.backups import State
from ui.forms import upkeep as sections
from ui.forms.backup_deeds import BackupDeeds
from ui.models import backups as models
from ui.page import Page
from ui.theme import Look, Tone, Type
from ui.widgets import tips
from ui.widgets.buttons import link
from ui.widgets.facts import Washed
from ui.widgets.heads import section
from ui.widgets.layout import Part, column, holder, row, rule
from ui.widgets.words import caption, mark, prose, text

READ_ONLY = "登记册是只读打开的，备份了也记不下来"


def short(page: Page, state: State, deeds: BackupDeeds) -> QWidget:
    """Return the few words that stand on Today."""
    look = page.look
    stick = _deed(page, "备份到U盘", deeds.to_stick)
    today = page.desk.register.today()
    said, warned = (
        prose(look, models.told(state, today), Type.CAPTION, "soft"),
        _warned(look, state),
    )
    parts: list[Part] = [said] if state.kept or warned is None else []
    parts += [look.px(6), warned] if warned else []
    return holder(column(section(look, "备份", stick), look.px(4), *parts))


def whole(page: Page, deeds: BackupDeeds) -> QWidget:
    """Return the section of 维护: how it stands, where backups go, and all of them."""
    look, desk = page.look, page.desk
    state, folder = desk.ask(backups.state), desk.ask(backup_folders.folder)
    now = _deed(page, "立即备份", deeds.make)
    stick = _deed(page, "备份到U盘", deeds.to_stick)
    lies = "这台电脑上" if folder.is_relative_to(pc.folder()) else str(folder)
    lines: list[sections.Line] = [
        ("备份到", lies, "换地方", deeds.choose),
        ("全部备份", "核对、恢复", "打开", deeds.show_all),
    ]
    return holder(
        column(
            section(look, "备份", now, stick),
            look.px(2),
            rule(),
            look.px(10),
            _stands(page, state),
            look.px(10),
            sections.lines(look, lines),
        )
    )


def _deed(page: Page, words: str, slot: sections.Slot) -> QPushButton:
    made = link(page.look, words)
    made.clicked.connect(slot)
    if page.desk.read_only:
        made.setEnabled(False)
        tips.tip(made, READ_ONLY)
    return made


def _stands(page: Page, state: State) -> QWidget:
    look, today = page.look, page.desk.register.today()
    warned, last = _warned(look, state), models.newest(state)
    if last is None:
        return warned or text(look, models.NONE)
    words, lies = models.short(last, today)
    below = caption(look, "")
    below.setText(lies)
    tips.tip(below, lies)
    parts: list[Part] = [row(mark(look, Tone.DONE, words, Type.BODY), None), look.px(4), below]
    parts += [look.px(8), warned] if warned else []
    return holder(column(*parts))


def _warned(look: Look, state: State) -> QWidget | None:
    if state.warning is None:
        return None
    what, remedy = state.warning
    tone = Tone.LATE if state.failure else Tone.SOON
    return Washed(look, tone, prose(look, f"{what}{remedy}", Type.CAPTION))
