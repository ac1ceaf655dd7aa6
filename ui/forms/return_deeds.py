"""What is asked on sheets about a return that is not frozen yet: signatures, paper, a sentence."""

from collections.abc import Callable

from station_app.domain.problems import Problem
from station_app.domain.returns import State
from station_app.domain.roles import Role
from station_app.usecases import returns, sitting
from station_app.usecases.reported import Version, View
from station_app.usecases.sitting import Vouched
from ui.forms import return_sheets, settling
from ui.forms.paper_first import PaperFirst
from ui.forms.sign_return import SignSheet, Wanted
from ui.page import Page
from ui.widgets.asking import Asking

Then = Callable[[Version], object]


def sign(page: Page, view: View, then: Then, paper: Callable[[], object] | None) -> None:
    """Ask for the password of who sits here, and for the reviewer's if he is here.

    `paper` opens the way by paper; None where this version went that way already.
    """
    desk = page.desk
    workers = desk.ask(sitting.signatories, Role.WORKER)
    mine = [one for one in workers if one.account.uid == desk.account.uid]
    if not mine:
        return
    wanted = Wanted(
        facts=return_sheets.facts(view),
        preparer=mine[0],
        reviewers=desk.ask(sitting.signatories, Role.HEAD),
    )

    def take(sheet: SignSheet, preparer: Vouched | None, reviewer: Vouched | None) -> None:
        if preparer is None:
            return
        if view.version is None:
            job = desk.do(sitting.sign, view.order, preparer, reviewer)
        else:
            job = desk.do(sitting.sign_later, view.version.uid, preparer, reviewer)
        settling.held(sheet, job.say(_signed, undo=False)).then(then)

    page.show_sheet(SignSheet(page.look, wanted, take, paper))


def go_by_paper(page: Page, view: View, then: Callable[[Version, bool], object]) -> None:
    """Ask whether the return is to go on paper; `then` hears whether on a stick as well."""

    def take(sheet: PaperFirst, also: bool) -> None:
        job = page.desk.do(returns.paper_first, view.order)
        said = job.say("这一版已定下来，等手签、盖章。", undo=False)
        printed = settling.while_there(page, lambda made: then(made, also))
        settling.held(sheet, said).then(printed)

    page.show_sheet(PaperFirst(page.look, return_sheets.facts(view), take))


def explain(page: Page, view: View, problem: Problem) -> None:
    """Ask for the sentence that goes with a check, and keep it."""
    if view.filled is None:
        return
    was = view.filled.explained.get(problem.field, "")

    def keep(asked: Asking, words: str) -> None:
        job = page.desk.do(returns.explain, view.order, problem.field, words)
        settling.follow(asked, job.say("说明已写好，会印在报表下面。"))

    page.show_sheet(return_sheets.sentence(page.look, f"{problem.says}。", was, keep))


def _signed(made: Version) -> str:
    if made.state is State.WAITING:
        return f"{made.prepared_name}已签名，等站长审核。"
    return "两人已签名，可以导出了。"
