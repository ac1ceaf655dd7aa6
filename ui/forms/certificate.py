"""签名证书 step by step: the request, the county's answer, and until when one may sign."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from station_app.domain import certificate, dates
from station_app.errors import StationError
from station_app.usecases import certificate_files, certificates
from station_app.usecases.certificates import Requested, Status
from ui.desk import Desk
from ui.forms import save_as, settling
from ui.forms.door import password_field
from ui.theme import Look, Tone, Type
from ui.widgets.buttons import button
from ui.widgets.facts import Washed, told
from ui.widgets.fields import Field, line
from ui.widgets.keys import begin, first
from ui.widgets.layout import Part, column, empty_out, holder, margins, put, row, rule
from ui.widgets.scroll import giving
from ui.widgets.sheets import deeds, dismiss
from ui.widgets.words import picture, prose, text

COUNT = 4
ANSWERS = "县里发的证书和名单 (*.pem *.crl)"
NOTE = "申请里没有密码，U盘丢了也不要紧。没办好前照样能报：先出纸质件。"
ICONS = {Tone.DONE: "circle-check", Tone.SOON: "clock", Tone.CALM: "circle"}


class CertificateSheet(QFrame):
    """Leads from the request to the certificate; what is done already is ticked."""

    slip_wanted = Signal(object)
    installed = Signal(object)

    used = Signal(object)
    """The folder where files were put or found."""

    def __init__(
        self,
        desk: Desk,
        look: Look,
        status: Status,
        folder: Path,
        made: Requested | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self._desk, self._look, self._status = desk, look, status
        self._folder, self._requested = folder, made
        self._renewing = status.held is not None
        self._writing = self._renewing or not status.key_fingerprint
        self._replaced = ""
        self._typed = ""
        self._box = column(gap=look.px(10), margins=margins(look, 32, 24, 32, 22))
        self.setLayout(self._box)
        self.setFixedWidth(look.px(660))
        self.draw()

    @property
    def now(self) -> int:
        """Return the step that is to be done, from 1."""
        if self._writing:
            return 1
        return COUNT if self._status.held is not None else 2

    def draw(self) -> None:
        """Show the steps as they stand."""
        look = self._look
        empty_out(self._box)
        self._make_fields()
        self._said = column()
        shown = min(self.now, COUNT)
        words = "签名证书办好了" if shown == COUNT else f"签名证书：第 {shown} 步，共 {COUNT} 步"
        self.setAccessibleName(words)
        steps = column(rule(), margins=margins(look, 8, 0))
        for n in range(1, COUNT + 1):
            steps.addWidget(self._step(n))
            steps.addWidget(rule())
        steps.addLayout(self._said)
        for part in (text(look, words, Type.NAME), giving(steps), self._foot()):
            put(self._box, part)
        if self._replaced:
            self._wash(Tone.SOON, self._replaced)
        begin(self)

    def write_request(self) -> None:
        """Ask for the certificate and write the request where the worker says."""
        name = self._desk.ask(certificate_files.name_for)
        wish = str(self._folder / name)
        path = save_as.place(self, "申请存到哪里", wish, "证书申请 (*.csr)")
        if path is None:
            return
        self._use(path.parent)
        job = self._desk.do(
            certificate_files.write_request,
            path,
            self.secret.control.text(),
            anew=self._renewing,
        )
        there = partial(settling.while_there, self)
        job.then(there(lambda requested: self._written(requested, path)))
        job.unless(there(self._refused))

    def take_in(self) -> None:
        """Take in the files that the county wrote."""
        names, _ = QFileDialog.getOpenFileNames(
            self, "选县里发的文件，可以一起选", str(self._folder), ANSWERS
        )
        if names:
            self.take_files([Path(name) for name in names])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take in chosen files."""
        self._use(paths[0].parent)
        job = self._desk.do(certificate_files.take_in, paths, self._typed)
        there = partial(settling.while_there, self)
        job.then(there(self._took)).unless(there(self._refused))

    # Inside.

    def _use(self, folder: Path) -> None:
        self._folder = folder
        self.used.emit(folder)

    def _make_fields(self) -> None:
        self.secret = password_field(self._look, "您的密码")
        self.secret.setFixedWidth(self._look.px(280))
        self.secret.control.returnPressed.connect(self.write_request)
        self.digits = line(self._typed, "照县里盖章的纸输，每组四位")
        self.digits.textChanged.connect(self._keep)
        for one in (self.secret, self.digits):
            one.setParent(self)  # until a step takes it in
            one.hide()

    def _keep(self, digits: str) -> None:
        self._typed = digits

    def _step(self, n: int) -> QWidget:
        texts = (self._first, self._second, self._third, self._fourth)
        words, below, deed, inside = texts[n - 1]()
        done = n < self.now or (n == COUNT and self.now == COUNT)
        active = n == self.now or (n == 3 and self.now == 2)
        tone = Tone.DONE if done else Tone.SOON if n == self.now else Tone.CALM
        said = told(
            self._look, ICONS[tone], tone, f"{n}　{words}", below, *(deed if active else ())
        )
        parts: list[Part] = [said]
        if inside is not None:
            inside.show()
            parts += [self._look.px(8), row(self._look.px(32), inside, None)]
        return holder(column(*parts, margins=margins(self._look, 0, 7)))

    def _first(self) -> "Step":
        deed = button(self._look, "写申请", "primary", "device-floppy")
        first(self.secret.control)
        deed.clicked.connect(self.write_request)
        if not self._writing:
            return "写好申请，存到U盘", "申请已写好；密钥在登记册里，只有您的密码能打开。", (), None
        below = "会做一把新密钥，存一个申请文件。"
        if self._renewing and self._status.held is not None:
            below = "换新的会另做一把密钥，原来的证书从此不能再用。"
        return "写好申请，存到U盘", below, (deed,), self.secret

    def _second(self) -> "Step":
        slip = button(self._look, "打印核对单", "", "printer")
        slip.clicked.connect(lambda: self.slip_wanted.emit(self._requested))
        digits = certificate.in_groups(self._status.key_fingerprint)
        below = "把申请文件和打印、签字盖章的核对单一起带去，县里当场签好。"
        if self._status.key_fingerprint and not self._writing:
            below = f"县里核对这串数字：{digits}"
        return "带到县里签发", below, (slip,) if self._requested else (), None

    def _third(self) -> "Step":
        deed = button(self._look, "装入", "primary", "usb")
        deed.clicked.connect(self.take_in)
        below = "插回U盘，选县里签好的证书；第一次连同 county-ca.pem 和 county.crl 一起选。"
        if self._status.county is not None:
            below = "插回U盘，选县里签好的证书；有新的 county.crl 也一起选。"
        if self._status.county is not None or self.now != 2:
            return "装入签好的证书", below, (first(deed),), None
        first(self.digits)
        typed = Field(self._look, "县里根证书的指纹", self.digits)
        self.digits.show()
        typed.setFixedWidth(self._look.px(460))
        return "装入签好的证书", below, (deed,), typed

    def _fourth(self) -> "Step":
        held = self._status.held
        if held is None or self._writing:
            return "可以签名", "有效 2 年；到期前 60 天提醒。", (), None
        names = f"{held.subject.name}　{held.subject.role.value}"
        return f"可以签名，到 {_day(held.ends)}", names, (), None

    def _foot(self) -> QWidget:
        look = self._look
        sign = picture(look, "info-circle", "slate", 18)
        note = row(sign, gap=look.px(8))
        note.addWidget(prose(look, NOTE, Type.CAPTION, "slate"), 1)
        done = self.now == COUNT
        close = button(look, "好" if done else "关上，以后接着办", "primary" if done else "")
        close.clicked.connect(lambda: dismiss(self))
        again = button(look, "再存一次申请", "quiet", "usb")
        again.clicked.connect(self._write_again)
        left = again if self.now == 2 else None
        buttons = deeds(look, first(close) if done else close, left=left)
        return holder(column(buttons) if done else column(note, buttons))

    def _write_again(self) -> None:
        self._writing = True
        self.draw()

    def _written(self, requested: Requested, path: Path) -> None:
        self._requested, self._writing, self._renewing = requested, False, False
        if requested.replaces is not None:
            self._replaced = (
                f"原来的证书到 {_day(requested.replaces.ends)} 才到期，已经不能再用。"
                f"请县里把它作废，编号 {requested.replaces.serial}。"
            )
        self._status = self._desk.ask(certificates.status)
        self.draw()
        if not self._replaced:
            self._wash(Tone.DONE, f"申请已存好：{path.name}")

    def _took(self, status: Status) -> None:
        self._status, self._requested, self._replaced = status, None, ""
        self.draw()
        self.installed.emit(status)

    def _refused(self, error: StationError) -> None:
        self._wash(Tone.LATE, f"{error.what}{error.remedy}")

    def _wash(self, tone: Tone, words: str) -> None:
        empty_out(self._said)
        self._said.addSpacing(self._look.px(10))
        put(self._said, Washed(self._look, tone, prose(self._look, words, Type.CAPTION)))


Step = tuple[str, str, Sequence[QWidget], QWidget | None]


def _day(moment: datetime) -> str:
    return dates.show(moment.date())
