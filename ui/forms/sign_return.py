"""The sheet on which a return is signed: both people and roles, one password or two."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from station_app.errors import StationError
from station_app.usecases.sitting import Signatory, Vouched
from ui.forms import return_sheets
from ui.theme import Look, Tone, Type
from ui.widgets.buttons import button
from ui.widgets.choices import Choice
from ui.widgets.facts import Washed
from ui.widgets.fields import Field, secret
from ui.widgets.holding import hold
from ui.widgets.keys import begin, first
from ui.widgets.layout import Part, column, empty_out, holder, margins, put, refill, row
from ui.widgets.scroll import giving
from ui.widgets.sheets import deeds, dismiss
from ui.widgets.tags import Avatar
from ui.widgets.words import caption, mark, prose, text

SAYS = "签名后这一版不能再改，要改只能出更正版。"
BY_PAPER = "先出纸质件也能按时报；新证书在“维护—签名证书”里申请，以后补签。"
LATER = "这一版已走纸质件。请在“维护—签名证书”里申请新的证书，到了再补签。"
SENT = "请在“维护—签名证书”里申请新的；来不及就退回修改，由填表人先出纸质件。"
WIDE, RING = 640, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is signed, by whom, and what was signed already."""

    facts: tuple[tuple[str, str], ...]
    preparer: Signatory
    reviewers: Sequence[Signatory]
    signed: str = ""
    """When the preparer signed; empty while he has not."""


class SignSheet(QFrame):
    """Asks for the passwords; `then` gets who signs and closes the sheet when all went well."""

    def __init__(
        self,
        look: Look,
        wanted: Wanted,
        then: Callable[["SignSheet", Vouched | None, Vouched | None], object],
        paper: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self._look, self._wanted, self._then = look, wanted, then
        self._first, self._second = secret(), secret()
        self._reviewer = 0
        self._right = column()
        self._wrong = column()
        self._why = column()
        self._deed = button(look, "", "primary", "signature")
        self._deed.clicked.connect(self.take)
        self.setAccessibleName("审核签名" if wanted.signed else "签名")
        self._may_paper = paper is not None
        self._lay_out(*self._paths(paper))
        self._say_what()
        for field in (self._first, self._second):
            field.textChanged.connect(lambda _words: self._name_deed())
            field.returnPressed.connect(self.take)

    def take(self) -> None:
        """Hand over what was typed, once it is enough."""
        self._say("")
        wanted = self._wanted
        preparer = self._vouched(wanted.preparer, self._first)
        reviewer = None
        if wanted.reviewers:
            reviewer = self._vouched(wanted.reviewers[self._reviewer], self._second)
        if (reviewer if wanted.signed else preparer) is None:
            self._say("请输入密码。")
            return
        self._deed.setEnabled(False)
        hold(self, True)  # it is closed by what becomes of the signature
        self._then(self, preparer, reviewer)

    def refuse(self, error: StationError) -> None:
        """Say what was refused; the passwords are typed anew."""
        hold(self, False)
        self._deed.setEnabled(True)
        for field in (self._first, self._second):
            field.clear()
        self._say(f"{error.what}{error.remedy}")
        begin(self)

    def close_sheet(self) -> None:
        """Take the sheet away."""
        dismiss(self)

    # Inside.

    def _lay_out(self, main: QWidget, left: QWidget | None) -> None:
        look = self._look
        back = button(look, "再看看")
        back.clicked.connect(self.close_sheet)
        ring = margins(look, RING)
        body = giving(
            column(
                self._why,
                look.px(12),
                return_sheets.strip(look, self._wanted.facts),
                *self._people(main),
                margins=ring,
            )
        )
        foot = holder(row(deeds(look, back, main, left=left), margins=(ring[0], 0, ring[2], 0)))
        name = row(text(look, self.accessibleName(), Type.NAME), margins=(ring[0], 0, 0, 0))
        box = column(name, look.px(12 - RING), body, foot)
        box.setContentsMargins(*margins(look, 32 - RING, 26, 32 - RING, 24))
        self.setLayout(box)
        self.setFixedWidth(look.px(WIDE))

    def _people(self, main: QWidget) -> list[Part]:
        """Return both people with their passwords; nobody where there is nothing to sign."""
        if main is not self._deed:
            return []
        look = self._look
        both = row(gap=look.px(32))
        both.addWidget(self._preparer(), 1, Qt.AlignmentFlag.AlignTop)
        both.addWidget(holder(self._right), 1, Qt.AlignmentFlag.AlignTop)
        self._show_reviewer(0)
        return [look.px(16), both, self._wrong]

    def _paths(self, paper: Callable[[], object] | None) -> tuple[QWidget, QWidget | None]:
        """Return the main deed and the quiet one: who cannot sign goes by paper."""
        if paper is None:
            return self._deed, None
        barred = not self._wanted.signed and not self._wanted.preparer.ready
        other = button(self._look, "先出纸质件", "primary" if barred else "quiet", "file-text")
        other.clicked.connect(paper)
        return (first(other), None) if barred else (self._deed, other)

    def _signs(self) -> Signatory | None:
        """Return whose signature is due now; None where nobody reviews yet."""
        wanted = self._wanted
        if not wanted.signed:
            return wanted.preparer
        return wanted.reviewers[self._reviewer] if wanted.reviewers else None

    def _preparer(self) -> QWidget:
        wanted, look = self._wanted, self._look
        if wanted.signed:
            said = mark(look, Tone.DONE, f"已签名　{wanted.signed}", Type.BODY)
            return holder(column(*self._who("填表人", wanted.preparer), look.px(12), said))
        return self._signer("填表人", wanted.preparer, first(self._first))

    def _show_reviewer(self, n: int) -> None:
        look, wanted = self._look, self._wanted
        self._reviewer = n
        if not wanted.reviewers:
            words = "还没有站长的账号。先签名保存，或者先出纸质件。"
            refill(self._right, caption(look, "审核人", "pine"), look.px(6), prose(look, words))
            self._name_deed()
            return
        one = wanted.reviewers[n]
        parts: list[Part] = []
        if len(wanted.reviewers) > 1:
            names = Choice(look, [who.account.name for who in wanted.reviewers], n)
            names.setAccessibleName("审核人是谁")
            names.changed.connect(self._show_reviewer)
            parts += [names, look.px(8)]
        field = first(self._second) if wanted.signed else self._second
        self._second.setParent(self)  # kept when the column is made anew
        parts.append(self._signer("审核人", one, field))
        if not wanted.signed:
            parts.append(caption(look, f"{one.account.name}不在，这里空着，以后再签。", "faint"))
        refill(self._right, *parts)
        self._name_deed()
        self._say_what()

    def _who(self, role: str, one: Signatory) -> list[Part]:
        look = self._look
        duty = caption(look, one.account.role.value)
        who = column(
            row(text(look, one.account.name, Type.STRONG), duty, None, gap=look.px(8)),
            look.px(2),
            caption(look, one.says, "faint" if one.ready else "red"),
        )
        face = Avatar(look, one.account.name, 40)
        return [caption(look, role, "pine"), look.px(6), row(face, who, None, gap=look.px(12))]

    def _signer(self, role: str, one: Signatory, field: QLineEdit) -> QWidget:
        look, due = self._look, self._signs()
        if not one.ready or due is None or not due.ready:
            field.hide()
            return holder(column(*self._who(role, one)))
        made = Field(look, f"{one.account.name}的密码", field)
        field.show()
        return holder(column(*self._who(role, one), look.px(10), made))

    def _name_deed(self) -> None:
        wanted = self._wanted
        both = bool(self._first.text() and self._second.text())
        words = "审核签名" if wanted.signed else "两人签名" if both else "签名，送站长审核"
        self._deed.setText(f" {words}")
        due = self._signs()
        self._deed.setEnabled(due is not None and due.ready)

    def _say_what(self) -> None:
        """Say what a signature means, or why none can be made today and what to do."""
        look, due = self._look, self._signs()
        if due is None or due.ready:
            refill(self._why, prose(look, SAYS))
            return
        remedy = SENT if self._wanted.signed else BY_PAPER if self._may_paper else LATER
        said = prose(look, f"{due.account.name}现在签不了名：{due.why}。", Type.STRONG)
        refill(self._why, Washed(look, Tone.LATE, said, prose(look, remedy, Type.CAPTION)))

    def _vouched(self, one: Signatory, field: QLineEdit) -> Vouched | None:
        if not field.text():
            return None
        return Vouched(account=one.account.uid, password=field.text())

    def _say(self, words: str) -> None:
        empty_out(self._wrong)
        if words:
            said = Washed(self._look, Tone.LATE, prose(self._look, words, Type.CAPTION))
            said.setContentsMargins(0, self._look.px(12), 0, 0)
            put(self._wrong, said)
