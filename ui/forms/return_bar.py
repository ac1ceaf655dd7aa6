"""The bar below a return: why the next step is shut, and the deeds of this step."""

from typing import Protocol

from station_app.domain.problems import Level
from station_app.domain.returns import State, Way
from station_app.domain.roles import Right
from station_app.domain.template import Shape
from station_app.usecases.reported import View
from ui.theme import Look, Room, Tone, Type
from ui.widgets import menus
from ui.widgets.buttons import button
from ui.widgets.layout import Part
from ui.widgets.menus import Entry
from ui.widgets.words import mark

Aside = tuple[str, str, menus.Deed]
NUMBERS = (("身份证号不列", "none"), ("隐去出生日期", "masked"), ("身份证号全部显示", "whole"))


class Doing(Protocol):
    """What the bar may ask of its page."""

    look: Look
    room: Room

    def may(self, right: Right) -> bool:
        """Say whether who sits here may do something."""

    def may_sign(self, view: View) -> bool:
        """Say whether the preparer may sign now."""

    def go_on(self) -> None:
        """Do what comes next."""

    def sign(self) -> None:
        """Sign."""

    def ask_paper(self) -> None:
        """Offer the way by paper."""

    def correct(self) -> None:
        """Begin a correction."""

    def preview(self) -> None:
        """Show the pages."""

    def save_file(self) -> None:
        """Save to a folder."""

    def ask_day(self) -> None:
        """Ask for another day."""

    def take_numbers(self, how: str) -> None:
        """Write identity numbers otherwise."""

    def fold(self) -> None:
        """Open or fold the pane."""


def parts(page: Doing, view: View) -> list[Part]:
    """Return what stands in the bar; where it is tight all but the next step is in ⋯."""
    look, tight = page.look, page.room is Room.TIGHT
    aside = _aside(page, view)
    made: list[Part] = [_why(page, view), None]
    if tight:
        side = button(look, "核对与名单", "quiet", "", "F8")
        side.clicked.connect(page.fold)
        made.append(side)
    entries = _seldom(page, view)
    if tight:
        also: list[Entry] = [(words, deed) for words, _icon, deed in aside]
        entries = [("预览打印", page.preview), *also, *([None, *entries] if entries else [])]
    if entries:
        made.append(menus.more(look, lambda: entries))
    if not tight:
        for words, icon, deed in aside:
            quiet = button(look, words, "quiet", icon)
            quiet.clicked.connect(deed)
            made.append(quiet)
        show = button(look, "预览打印", "", "printer")
        show.setToolTip("预览打印　Ctrl+P")
        show.clicked.connect(page.preview)
        made.append(show)
    return [*made, *_next(page, view)]


def _why(page: Doing, view: View) -> Part:
    tone, words, icon = _reason(page, view)
    return mark(page.look, tone, words, Type.BODY, icon)


def _reason(page: Doing, view: View) -> tuple[Tone, str, str]:
    version, filled = view.version, view.filled
    if version is not None:
        if version.state is State.WAITING:
            return Tone.SOON, f"{version.prepared_name}已签名，等站长审核", "clock"
        if version.way is Way.PAPER:
            return Tone.NOTE, "这一版走纸质件，手签、盖章后交", "file-text"
        who = f"{version.prepared_name}、{version.reviewed_name}已签名"
        return Tone.DONE, who, ""
    if filled is None:
        return Tone.CALM, "", ""
    if filled.sent_back and not filled.open:
        return Tone.SOON, f"退回：{filled.sent_back}", "arrow-back-up"
    return _open(page, [one.level for one in filled.open])


def _open(page: Doing, levels: list[Level]) -> tuple[Tone, str, str]:
    if blocked := levels.count(Level.BLOCKS):
        return Tone.LATE, f"还有 {blocked} 处必须改，改好再签名", "ban"
    if levels:
        return Tone.SOON, f"还有 {len(levels)} 处要写说明", "alert-triangle"
    if not page.may(Right.PREPARE):
        return Tone.NOTE, "由工作人员填报、签名，再送您审核", ""
    return Tone.DONE, "核对完了，可以签名", ""


def _seldom(page: Doing, view: View) -> list[Entry]:
    if view.version is None:
        entries: list[Entry] = [("换一个时点", page.ask_day)]
        if view.template.shape is Shape.ROSTER:
            entries.append(None)
            entries += [
                (f"{words}{'（现在）' if view.order.numbers == how else ''}", _numbers(page, how))
                for words, how in NUMBERS
            ]
        return entries
    if view.version.state is State.WAITING or view.version.people:
        return []
    return [("另存到文件夹", page.save_file)]


def _numbers(page: Doing, how: str) -> menus.Deed:
    return lambda: page.take_numbers(how)


def _aside(page: Doing, view: View) -> list[Aside]:
    """Return the deeds beside the next step: words, icon, what they do."""
    version = view.version
    if version is None:
        paper = ("先出纸质件", "file-text", page.ask_paper)
        return [paper] if page.may_sign(view) else []
    if version.state is State.WAITING or not page.may(Right.PREPARE):
        return []
    later = ("补电子签名", "signature", page.sign)
    again = ("更正", "pencil", page.correct)
    return [later, again] if version.way is Way.PAPER else [again]


def _next(page: Doing, view: View) -> list[Part]:
    look, version = page.look, view.version
    keys = "Ctrl+Enter" if page.room is Room.WIDE else ""
    if version is None:
        if not page.may(Right.PREPARE):
            return []
        made = button(look, "签名，送站长审核", "primary", "signature")
        made.setEnabled(page.may_sign(view))
    elif version.state is State.WAITING:
        made = button(look, "审核签名", "primary", "signature", keys)
    else:
        made = button(look, "导出到U盘", "primary", "usb", keys)
    made.setToolTip("Ctrl+Enter")
    made.clicked.connect(page.go_on)
    return [made]
