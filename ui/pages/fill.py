"""照来表填: take the sender's table in, match its columns, choose the people, look, save."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QLayout, QWidget

from station_app.domain import unseen
from station_app.usecases import fill, notices, received
from station_app.usecases.fill import Filling, Saved, Seen
from station_app.usecases.fill_people import Candidate
from station_app.usecases.listing import Listing
from station_app.usecases.received import Received
from ui.desk import Desk
from ui.forms import fill_named, fill_save, fill_work, list_paper, save_as
from ui.forms.fill_bar import Deeds, FillBar
from ui.forms.fill_columns import all_columns
from ui.forms.fill_done import done_step
from ui.forms.fill_drop import DropStep
from ui.forms.fill_intake import WORDS, Intake, Step, begun
from ui.forms.fill_match import MatchStep
from ui.forms.fill_result import ResultStep
from ui.forms.fill_who import WhoStep
from ui.forms.intake_page import IntakePage
from ui.forms.people_parts import places
from ui.models import fill as columns
from ui.theme import Look, Room, Tone
from ui.widgets.asking import Asking
from ui.widgets.heads import leaf
from ui.widgets.keys import first


class FillPage(IntakePage[Intake]):
    """One sender's table on its way."""

    TITLE = "照来表填"
    FIRST, LAST = Step.DROP, Step.DONE

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.drop: DropStep | None = None
        self.match: MatchStep | None = None
        self.who: WhoStep | None = None
        self.result: ResultStep | None = None
        self._deeds = Deeds(
            back=self.go_one_back,
            people=self.choose_people,
            fill=self.fill_in,
            save=self.ask_save,
            print=self.print_result,
            anew=self.begin_anew,
            report=self.report,
        )
        self.key("Ctrl+P", self.print_result)
        self.fit(room)

    # What the window calls.

    def fresh(self, why: str = "") -> Intake:
        """Return the first step."""
        return Intake(said=why)

    def refresh(self) -> None:
        """Read what was filled before, and look for what came lately."""
        if self.drop is None:
            return
        self.drop.show_before(self.desk.ask(fill.before))
        self.desk.do(received.newest).then(self._show_received)

    def lay_out(self) -> QLayout:
        """Return the page at its step."""
        look, room, step = self.look, self.room, self.intake.step
        self.drop = self.match = self.who = self.result = None
        made: dict[Step, Callable[[], QWidget]] = {
            Step.DROP: self._drop,
            Step.MATCH: self._match,
            Step.WHO: self._who,
            Step.RESULT: self._result,
            Step.DONE: lambda: done_step(look, room, self.intake),
        }
        body = made[step]()
        head = self.head(self.intake.below, WORDS, min(step, len(WORDS)))
        return leaf(head, body, self._foot())

    # What the worker does.

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read the first of some files."""
        path, name = paths[0], unseen.visible(paths[0].name)
        if len(paths) > 1:
            self.tell(f"一次填一张表，先填“{name}”。", Tone.SOON)
        self._work.run(f"正在读“{name}”", fill_work.read(path), self._seen, self.say_unread)

    def take_sheet(self, name: str) -> None:
        """Fill another sheet of the same workbook."""
        if self.intake.seen is not None:
            work = fill_work.read(self.intake.seen.sent.path, name)
            self._work.run(f"正在读“{name}”", work, self._seen)

    def go_one_back(self) -> None:
        """Go one step back."""
        if self.intake.step is Step.MATCH:
            self._turn_columns(False) if self.intake.all_columns else self.begin_anew()
            return
        self.intake.step = Step(self.intake.step - 1)
        self.show_step()

    def choose_people(self) -> None:
        """Find whose rows there may be, and show them."""
        work = fill_work.people(self.intake)
        self._work.run("正在找人", work, self._found)

    def fill_in(self) -> None:
        """Fill the cells, and show them."""
        if not self.intake.chosen:
            self.tell("还没有要填的人，请加条件，或勾上几个人。", Tone.SOON)
            return
        work = fill_work.fill_in(self.intake)
        self._work.run("正在填表", work, self._filled)

    def ask_who(self, n: int) -> None:
        """Ask whom a row of the sheet means; of a row that was answered take the answer back."""
        one, answers = self.intake.people[n], self.intake.answers

        def take(uid: str) -> None:
            answers[one.row] = uid
            self.choose_people()

        if one.person:
            answers.pop(one.row, None)
            self.choose_people()
        elif one.may_be:
            self.show_sheet(fill_named.ask(self.look, one, take))
        else:
            self.tell(fill_named.unknown(one), Tone.SOON)

    def ask_save(self) -> None:
        """Ask for the purpose, then where the filled table goes."""
        filling = self.intake.filling
        if filling is None:
            return
        before = filling.seen.before
        town = self.desk.station.town
        task = filling.seen.task
        asked = f"报{task.report_to}：{task.subject}" if task else f"报{town}：{filling.seen.title}"
        purpose = before.purpose if before else asked
        today = self.desk.register.today()
        self.show_sheet(fill_save.ask(self.look, filling, purpose, today, self._choose_place))

    def report(self) -> None:
        """Note that the task that asked for the table was answered."""
        seen = self.intake.seen
        if seen is not None and seen.task is not None:
            self.desk.do(notices.done, seen.task.uid).say(f"任务“{seen.task.subject}”已标为已报。")

    def print_result(self) -> None:
        """Put the filled table on paper as it stands on the screen."""
        filling = self.intake.filling
        if filling is None or self.intake.step is not Step.RESULT:
            return
        entries = columns.shown_columns(filling, self.room)
        made = columns.result_columns(entries, len(entries))
        heads, cells = list_paper.words(made, filling.lines)
        told = f"照来表填，{len(filling.lines)} 人，{len(entries)} 列"
        listing = Listing(title=filling.seen.title, heads=heads, cells=cells, told=told)
        list_paper.show(self, lambda _register: listing)

    # Steps.

    def _drop(self) -> QWidget:
        today = self.desk.register.today()
        self.drop = DropStep(self.look, self.room, self.intake.said, today)
        self.drop.given.connect(self.take_files)
        return self.drop

    def _match(self) -> QWidget:
        today = self.desk.register.today()
        if self.intake.all_columns:
            return all_columns(self.look, self.room, self.intake, today)
        self.match = MatchStep(self.look, self.room, self.intake, today)
        self.match.sheet_wanted.connect(self.take_sheet)
        self.match.turned.connect(lambda: self._turn_columns(True))
        return self.match

    def _who(self) -> QWidget:
        today, known = self.desk.register.today(), places(self.desk)
        self.who = WhoStep(self.look, self.room, self.intake, known, today)
        self.who.changed.connect(self.choose_people)
        self.who.asked.connect(self.ask_who)
        return self.who

    def _result(self) -> QWidget:
        filling = self.intake.filling
        if filling is None:
            return self._drop()
        self.result = ResultStep(self.look, self.room, self.intake, filling)
        return self.result

    def _foot(self) -> QWidget | None:
        made = FillBar(self.look, self.room, self.intake, self._deeds)
        self.main = made.main
        if self.main is not None and self.match is not None and not self.match.picks:
            first(self.main)
        return made.widget()

    # What comes back.

    def _show_received(self, found: list[Received]) -> None:
        if self.drop is not None:
            self.drop.show_received(found)

    def _seen(self, seen: Seen) -> None:
        self.intake = begun(seen)
        if seen.task is not None:
            self.intake.until = self.desk.ask(notices.says, seen.task)
        self.show_step()
        if seen.sent.old:
            self.tell("来表是 .xls 老格式，填好后存成 .xlsx。", Tone.NOTE)

    def _found(self, found: tuple[Seen, list[Candidate]]) -> None:
        self.intake.seen, people = found
        self.intake.take_people(people)
        self.intake.step = Step.WHO
        self.show_step()

    def _filled(self, filling: Filling) -> None:
        self.intake.filling, self.intake.step = filling, Step.RESULT
        self.show_step()

    def _choose_place(self, asked: Asking, purpose: str, collect_by: date | None) -> None:
        filling = self.intake.filling
        if filling is None:
            return
        if not purpose.strip():
            asked.say("请写一句这张表交给谁、做什么用。")
            return
        asked.close_sheet()
        sent = filling.seen.sent
        desktop = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
        there = str(Path(desktop) / sent.name)
        kinds = f"工作簿 (*{Path(sent.name).suffix})"
        if path := save_as.place(self, "填好，另存为原表", there, kinds):
            work = fill_work.save(filling, path, purpose, collect_by)
            self._work.run("正在写表", work, self._saved)

    def _saved(self, saved: Saved) -> None:
        self.intake.saved, self.intake.step = saved, Step.DONE
        self.show_step()

    # Inside.

    def _turn_columns(self, on: bool) -> None:
        self.intake.all_columns = on
        self.show_step()
