"""Draw the program's screens: `screenshots.py --out DIR [--register FILE] NAME…`.

NAME is a page's key in `ui/routes.py` or one of SCENES below. After a colon stands what the page
shows, for persons and households a name will do, a return is `return:F01/2027-春节`; after an @ the
keys to be pressed there, one after the other, with =words typed and !words clicked: `people@F8`,
`person:罗秀英@!更多 Down Return`.
Every picture begins anew with signing in. Without `--register` a small empty register is made.
The password comes from STATION_PASSWORD.
The picture of the README: `--size 1366x768 --out resources/help/pictures today` on a demo register.
"""

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt  # noqa: E402 - the platform is chosen first
from PySide6.QtGui import QCursor, QInputMethodEvent, QKeySequence  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget  # noqa: E402

from station_app.domain.roles import Role  # noqa: E402
from station_app.storage.keys import Cost  # noqa: E402
from station_app.usecases import first_run, people, places, workers  # noqa: E402
from ui import start  # noqa: E402
from ui.forms.roster_intake import Step  # noqa: E402
from ui.pages.first_run import FirstRunPage  # noqa: E402
from ui.pages.roster import RosterPage  # noqa: E402
from ui.program import Program  # noqa: E402
from ui.settings import Settings  # noqa: E402
from ui.theme import CONTRAST, Look  # noqa: E402
from ui.widgets.codes import RecoveryPaper  # noqa: E402

SIZES = ((1366, 768), (1093, 543), (1024, 600))
CHEAP = Cost(mib=19, t=1, p=1)
PASSWORD = "chunfeng-songnuan"  # of the invented register only
VILLAGE = "790121101201"
CALM = 200
"""Milliseconds after the last key by which a form has checked what was typed."""
NAMED = ("person", "person_form", "household", "visit")


def main() -> int:
    """Draw what the command line names."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("names", nargs="+")
    wanted.add_argument("--out", type=Path, required=True)
    wanted.add_argument("--register", type=Path)
    wanted.add_argument("--account", default="王芳")
    wanted.add_argument("--big", action="store_true")
    wanted.add_argument("--contrast", action="store_true")
    wanted.add_argument("--size", choices=[f"{wide}x{high}" for wide, high in SIZES])
    given = wanted.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STATION_DATA"] = folder
        draw(given, Path(folder))
    return 0


def draw(given: argparse.Namespace, folder: Path) -> None:
    """Open the program once and draw every named screen at every size."""
    app = start.application(["screenshots"])
    register = given.register or small_register(folder)
    settings = Settings(folder / "window.ini")
    program = Program(app, settings)
    look = Look().with_big_type(given.big)
    program.change_look(Look(CONTRAST, look.scale) if given.contrast else look)
    program.show()
    program.activateWindow()
    QCursor.setPos(5000, 5000)
    for name in given.names:
        for size in SIZES:
            if given.size not in (None, f"{size[0]}x{size[1]}"):
                continue
            program.resize(*size)
            settings.remember_folder("register", Path(tempfile.mkdtemp(dir=folder)))
            if program.desk is not None:
                program.leave()
            show(program, name, register, given.account)
            finish(program)
            QTest.qWait(CALM)
            finish(program)
            label = "-big" * given.big + "-contrast" * given.contrast
            path = given.out / f"{named(name)}{label}-{size[0]}x{size[1]}.png"
            program.grab().save(str(path))
            print(path)
    if program.desk is not None:
        program.leave()  # else a form that was typed in would keep the window open
    program.close()
    settle(app)


def named(name: str) -> str:
    """Return a file name for a scene."""
    return "-".join(re.findall(r"\w+", name))


def show(program: Program, name: str, register: Path, account: str) -> None:
    """Bring a screen up: a scene of its own, or a page of the open register; then press keys."""
    place, _, keys = name.partition("@")
    if place in SCENES:
        SCENES[place](program, register, account)
    else:
        sit_down(program, register, account)
        open_page(program, *place.partition(":")[::2])
    for key in keys.split():
        finish(program)
        press(program, key)


def open_page(program: Program, key: str, fact: str) -> None:
    """Open a page of the window; a person or a household may be named, a return by its period."""
    window = program.window_now
    if window is None or program.desk is None:
        return
    ask = program.desk.ask
    found = ask(people.find, fact).hits if key in NAMED and fact else []
    if found:
        file = ask(people.get, found[0].person)
        fact = file.household.uid if key == "household" else file.person.uid
    pair = tuple(fact.split("/")) if key == "return" and "/" in fact else None
    window.open(key, pair or fact or None)


def press(program: Program, key: str) -> None:
    """Press a key where the keyboard is, type words into it, or click a button."""
    busy = QApplication.focusWidget() or program
    if key.startswith("!"):
        QTest.mouseClick(button(program, key[1:]), Qt.MouseButton.LeftButton)
    elif key.startswith("="):
        typed = QInputMethodEvent()
        typed.setCommitString(key[1:])
        QApplication.sendEvent(busy, typed)
    else:
        QTest.keySequence(QApplication.activePopupWidget() or busy, QKeySequence(key))


def button(inside: QWidget, words: str) -> QAbstractButton:
    """Return the visible button that carries these words."""
    found = [one for one in inside.findChildren(QAbstractButton) if one.isVisible()]
    return next(one for one in found if words in one.text() + one.accessibleName())


def sit_down(program: Program, register: Path, account: str) -> None:
    """Sign in, as somebody who knows the password."""
    password = os.environ.get("STATION_PASSWORD", PASSWORD)
    job = program.jobs.run(lambda _step: workers.sign_in(register, account, password))
    job.then(program.sit_down)
    finish(program)


def settle(app: QApplication) -> None:
    """Let everything be laid out, read and painted."""
    for _ in range(4):
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def small_register(folder: Path) -> Path:
    """Make an empty register of the invented village."""
    path = folder / "荷塘村.station"
    station = places.station(VILLAGE, county_short="青退")
    begun = first_run.begin(station, name="徐建民", role=Role.HEAD, password=PASSWORD, cost=CHEAP)
    register = first_run.create(path, begun)
    workers.add_account(register, name="王芳", role=Role.WORKER, password=PASSWORD, cost=CHEAP)
    register.close()
    return path


def _sign_in(program: Program, register: Path, _account: str) -> None:
    program.sign_in(register)


def _recover(program: Program, register: Path, _account: str) -> None:
    program.recover(register)


def _restore(program: Program, register: Path, _account: str) -> None:
    program.restore(register)


def _turned_away(program: Program, register: Path, _account: str) -> None:
    program.sign_in(register.with_name("没有这个文件.station"))


def _locked(program: Program, register: Path, account: str) -> None:
    sit_down(program, register, account)
    program.lock(10)


def _crash(program: Program, register: Path, account: str) -> None:
    sit_down(program, register, account)
    program.break_down(ZeroDivisionError())


def _first_run(step: int) -> Callable[[Program, Path, str], None]:
    def scene(program: Program, _register: Path, _account: str) -> None:
        program.start_first()
        page = program.currentWidget()
        if isinstance(page, FirstRunPage):
            _walk(page, step)
            finish(program)

    return scene


def _walk(page: FirstRunPage, step: int) -> None:
    page.where.county.show_pick(VILLAGE[:6], "青石县")
    page.where.town.show_pick(VILLAGE[:9], "柳林镇")
    if step == 0:
        page.where.village.field.setFocus()
        page.where.village.field.insert("荷")
        page.where.village.field.textEdited.emit("荷")
        return
    page.where.show_station(places.station(VILLAGE))
    page.take_station()
    page.owner.name.setText("王芳")
    for field in (page.owner.secret, page.owner.again):
        field.setText(PASSWORD)
    page.owner.secret.textEdited.emit(PASSWORD)
    if step > 1:
        page.take_owner()
    if step > 2:
        groups = page.findChild(RecoveryPaper).accessibleName().partition("：")[2].split("，")
        page.copy()
        given = groups[: len(groups) * step // 4] if step > 3 else [*groups[:4], groups[4][::-1]]
        for box, group in zip(page.copied.boxes.boxes, given, strict=False):
            box.setText(group)
            box.textEdited.emit(group)
    if step > 3:
        button(page, "下一步").click()


def _roster(step: Step, *, mend: bool = False) -> Callable[[Program, Path, str], None]:
    """Return a step of the import of `roster.xlsx` beside the register."""

    def scene(program: Program, register: Path, account: str) -> None:
        sit_down(program, register, account)
        window = program.window_now
        if window is None:
            return
        window.open("roster", [register.with_name("roster.xlsx")])
        page = window.page
        finish(program)
        while isinstance(page, RosterPage) and page.intake.step < step:
            page.go_on()
            finish(program)
        if mend and isinstance(page, RosterPage) and page.result is not None:
            page.result.open_row(0)

    return scene


def finish(program: Program) -> None:
    """Let the job thread end and the window hear of it."""
    for _ in range(4):  # a page may ask for more once its first answer is there
        program.jobs.wait()
        settle(QApplication.instance())


SCENES: dict[str, Callable[[Program, Path, str], None]] = {
    "sign-in": _sign_in,
    "recover": _recover,
    "restore": _restore,
    "turned-away": _turned_away,
    "locked": _locked,
    "crash": _crash,
    "first-run-station": _first_run(0),
    "first-run-owner": _first_run(1),
    "first-run-sheet": _first_run(2),
    "first-run-copied": _first_run(3),
    "first-run-further": _first_run(4),
    "roster-match": _roster(Step.MATCH),
    "roster-words": _roster(Step.WORDS),
    "roster-result": _roster(Step.RESULT),
    "roster-mend": _roster(Step.RESULT, mend=True),
}

if __name__ == "__main__":
    sys.exit(main())
