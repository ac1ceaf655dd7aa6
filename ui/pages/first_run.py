"""The first run: which station, who sits here, the recovery sheet, a further account."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from station_app.domain import endings
from station_app.domain.problems import Problem, RefusedFields
from station_app.domain.roles import Role
from station_app.domain.station import Station
from station_app.errors import Refused, StationError
from station_app.register import Register
from station_app.usecases import first_run
from station_app.usecases.first_run import FirstRun
from ui.forms import documents, save_as
from ui.forms.first_run import OwnerForm, OwnerTyped, StationForm, StationTyped
from ui.forms.further_account import FurtherAccount
from ui.forms.guide import guide, ways
from ui.forms.recovery_copy import RecoveryCopy
from ui.forms.recovery_shown import RecoveryShown
from ui.jobs import Jobs
from ui.theme import Look, Room, Tone, Type
from ui.widgets import tips
from ui.widgets.bare import BareDesk
from ui.widgets.buttons import button, link
from ui.widgets.facts import Washed
from ui.widgets.layout import column, empty_out, frame, holder, margins, put, row
from ui.widgets.words import caption, prose, text

STEPS = ("本站", "您和密码", "恢复单", "别的账号")
OWNER, SHEET, FURTHER = 1, 2, 3


class FirstRunPage(BareDesk):
    """A guide of four steps; the register is made only once its recovery sheet is kept."""

    signed_in = Signal(object)
    made = Signal(object)
    """The register, once it is made: somebody must close it should the program end now."""
    elsewhere = Signal()
    restoring = Signal()

    def __init__(self, jobs: Jobs, look: Look, folder: Path | None = None) -> None:
        super().__init__(look)
        self._jobs = jobs
        self._folder = folder or documents.folder()
        self._path: Path | None = None
        self._station: Station | None = None
        self._begun: FirstRun | None = None
        self._register: Register | None = None
        self._copying = self._kept = self._void = False
        self._given: tuple[Station, OwnerTyped] | None = None
        self._places: StationTyped | None = None
        self._people: dict[int, OwnerTyped] = {}
        self._copied: list[str] = []
        self._step = 0
        self.draw()

    def sheet(self) -> QWidget:
        """Return the sheet of this step, with the guide beside it."""
        self._said = column()
        body, deeds = self._body()
        others = (self.elsewhere, self.restoring)
        self._guide = guide(self.look, STEPS, self._step, () if self._register else others)
        self._other = holder(row(*ways(self.look, others), gap=self.look.px(14)))
        low = row(self._other, None, *deeds, gap=self.look.px(10))
        self._inner = column(self._said, body, None, low)
        inner = holder(self._inner)
        self._frame = frame("sheet", row(self._guide, inner, margins=(1, 1, 1, 1)))
        self.fit(self.room)
        return self._frame

    def wear(self, look: Look) -> None:
        """Draw everything anew in another look, with what was typed."""
        self._carry()
        super().wear(look)

    def draw(self) -> None:
        """Draw the step; what was copied before is judged again."""
        super().draw()
        if self._step == SHEET and self._copying and self._copied:
            self.copied.judge()

    def fit(self, room: Room) -> None:
        """Leave the guide away where there is no place for it, but not its way to a register."""
        look, tight = self.look, room is Room.TIGHT
        self._guide.setVisible(not tight)
        self._other.setVisible(tight and self._register is None)
        self._inner.setContentsMargins(
            *margins(look, 36, 18 if tight else 32, 36, 18 if tight else 28)
        )
        self._frame.setFixedWidth(look.px(600 if tight else 860))
        self._frame.setMinimumHeight(look.px(410 if tight else 488))

    def _body(self) -> tuple[QVBoxLayout, list[QPushButton]]:
        steps = (self._station_step, self._owner_step, self._sheet_step, self._further_step)
        return steps[self._step]()

    def _carry(self) -> None:
        """Keep what is typed at this step; passwords only in memory, until the register is made."""
        if self._step == 0:
            self._places = self.where.typed()
        elif self._step in (OWNER, FURTHER):
            self._people[self._step] = self.owner.typed()
        elif self._copying:
            self._copied = self.copied.typed()

    def _go(self, step: int) -> None:
        self._carry()
        self._step = step
        self.draw()

    # 1 Which station.

    def _station_step(self) -> tuple[QVBoxLayout, list[QPushButton]]:
        self.where = StationForm(self.look)
        if self._places is not None:
            self.where.show_typed(self._places)
        further = button(self.look, "下一步", "primary")
        further.clicked.connect(self.take_station)
        self.where.gone_on.connect(further.click)
        return column(self.where), [further]

    def take_station(self) -> None:
        """Take the station, or say what is missing."""
        try:
            self._station = self.where.station()
        except RefusedFields as refused:
            self.where.show_problems(refused.problems)
            return
        self._path = self._folder / f"{self._station.village}{endings.REGISTER}"
        self._go(OWNER)

    # 2 Who sits here.

    def _owner_step(self) -> tuple[QVBoxLayout, list[QPushButton]]:
        look, station = self.look, self._picked()
        self.owner = OwnerForm(look, station, role=Role.WORKER, own=True)
        if OWNER in self._people:
            self.owner.show_typed(self._people[OWNER])
        name = text(look, f"站名　{station.name}", Type.BODY, "soft")
        says = "密码忘了，谁也打不开登记册。下一步会给一张登记册密码恢复单，凭它可以重设。"
        where = caption(look, "")
        where.setText(f"登记册文件：{self._path}")
        tips.tip(where, str(self._path))
        other = link(look, "换地方")
        other.clicked.connect(self._choose_place)
        back, further = button(look, "上一步"), button(look, "下一步", "primary")
        back.clicked.connect(lambda: self._go(0))
        further.clicked.connect(self.take_owner)
        self.owner.again.returnPressed.connect(further.click)
        said = prose(look, says, Type.CAPTION, "soft")
        place = row(where, look.px(12), other, None)
        body = column(name, look.px(14), self.owner, look.px(8), said, look.px(8), place)
        return body, [back, further]

    def _choose_place(self) -> None:
        if path := save_as.register(self, self._path):
            self._path = path
            self._folder = self._path.parent
            self._go(OWNER)

    def take_owner(self) -> None:
        """Take the name and the password, or say what is wrong."""
        if self._path is not None and self._path.exists():
            self._say(Refused(f"已经有一个 {self._path.name}。", "请换一个地方。"))
            return
        given = (self._picked(), self.owner.typed())
        try:
            password = self.owner.password()
            if given != self._given:
                self._begin(password)
        except RefusedFields as refused:
            self.owner.show_problems(refused.problems)
            return
        self._given = given
        self._go(SHEET)

    def _begin(self, password: str) -> None:
        """Make another secret: what was printed of the one before is void."""
        self._begun = first_run.begin(
            self._picked(),
            name=self.owner.name.text(),
            role=self.owner.chosen_role(),
            password=password,
        )
        self._void = self._void or self._kept
        self._kept, self._copying, self._copied = False, False, []

    # 3 The recovery sheet.

    def _sheet_step(self) -> tuple[QVBoxLayout, list[QPushButton]]:
        return self._copy_part() if self._copying else self._shown_part()

    def _shown_part(self) -> tuple[QVBoxLayout, list[QPushButton]]:
        file = self._path.name if self._path else ""
        shown = RecoveryShown(self.look, self._jobs, self._made(), file, void=self._void)
        shown.kept.connect(self.keep)
        shown.copying.connect(self.copy)
        shown.failed.connect(self._say)
        back, self._further = button(self.look, "上一步"), button(self.look, "下一步")
        back.clicked.connect(lambda: self._go(OWNER))
        self._further.setEnabled(self._kept)
        if not self._kept:
            self._further.setToolTip("留好恢复单以后才能往下走")
        self._further.clicked.connect(self._create)
        return column(shown), [back, self._further]

    def keep(self) -> None:
        """Open the way on, now that the sheet is on paper."""
        self._kept = True
        self._further.setToolTip("")
        self._further.setEnabled(True)
        self._further.setFocus()

    def copy(self) -> None:
        """Ask for the numbers once more, as they were copied by hand."""
        self._copying = True
        self.draw()

    def _copy_part(self) -> tuple[QVBoxLayout, list[QPushButton]]:
        self.copied = RecoveryCopy(self.look, self._made())
        if self._copied:
            self.copied.show_typed(self._copied)
        self._further = button(self.look, "下一步", "primary")
        self._further.setEnabled(False)
        self._further.clicked.connect(self._create)
        self.copied.judged.connect(self._further.setEnabled)
        self.copied.filled.connect(self._further.setFocus)
        again = button(self.look, "再看一次数字")
        again.clicked.connect(self._look_again)
        return column(self.copied), [again, self._further]

    def _look_again(self) -> None:
        self._carry()
        self._copying = False
        self.draw()

    def _create(self) -> None:
        begun, path = self._made(), self._path
        if path is None:
            return
        self._further.setEnabled(False)
        job = self._jobs.run(lambda _step: first_run.create(path, begun))
        job.then(self._created).unless(self._not_created)

    def _created(self, register: Register) -> None:
        self._register = register
        self.made.emit(register)
        self._people.clear()
        self._go(FURTHER)

    def _not_created(self, error: StationError) -> None:
        self._further.setEnabled(True)
        self._say(error)

    # 4 A further account.

    def _further_step(self) -> tuple[QVBoxLayout, list[QPushButton]]:
        further = FurtherAccount(self.look, self._jobs, self._opened(), self._made())
        self.owner = further.owner
        if FURTHER in self._people:
            self.owner.show_typed(self._people[FURTHER])
        further.over.connect(lambda: self.signed_in.emit(self._register))
        further.failed.connect(self._say)
        return column(further), further.deeds

    # What stands around the steps.

    def _say(self, error: StationError) -> None:
        empty_out(self._said)
        words = prose(self.look, f"{error.what}{error.remedy}", Type.CAPTION)
        put(self._said, Washed(self.look, Tone.LATE, words, icon="ban"))
        self._said.addSpacing(self.look.px(10))

    def _picked(self) -> Station:
        if self._station is None:
            raise RefusedFields([Problem(field="village", says="请先选本站")])
        return self._station

    def _opened(self) -> Register:
        if self._register is None:
            raise RefusedFields([Problem(field="village", says="请先建登记册")])
        return self._register

    def _made(self) -> FirstRun:
        if self._begun is None:
            raise RefusedFields([Problem(field="password", says="请先设密码")])
        return self._begun
