"""Taking a whole import back: asked before, followed, and told afterwards."""

from collections.abc import Callable

from station_app.domain.batch import Batch, Undone
from station_app.domain.roles import Right, may, who_may
from station_app.register import Progress, Register
from station_app.usecases import roster
from ui.page import Page
from ui.theme import Tone, Type
from ui.widgets.buttons import button
from ui.widgets.keys import first
from ui.widgets.progress import progress_sheet
from ui.widgets.sheets import deeds, dismiss, question, sheet
from ui.widgets.words import prose

SAYS = (
    "这次新增的人会去掉，更新过的改回原样。导入以后走访过或改过的人不动，会列出来。"
    "这一步不能再撤销。"
)
Then = Callable[[Undone, list[str]], object]
NAMED = 40
"""More names than this are counted."""


def ask(page: Page, batch: Batch, then: Then | None = None) -> None:
    """Ask before a whole import is taken back, or say why it can't be; `then` tells its own way."""
    if not may(page.desk.account.role, Right.UNDO_IMPORT):
        page.tell(f"撤销整次导入要{who_may(Right.UNDO_IMPORT).value}来办。", Tone.SOON)
        return
    if batch.undone_by:
        page.tell("这次导入已经撤销过，不用再撤销。", Tone.SOON)
        return
    title = f"撤销导入“{batch.file}”？"
    page.show_sheet(
        question(
            page.look, title, SAYS, "撤销整次导入", lambda: _undo(page, batch, then), danger=True
        )
    )


def _undo(page: Page, batch: Batch, then: Then | None) -> None:
    inside, progress, _stop = progress_sheet(page.look, "正在撤销导入", _counted)
    page.show_sheet(inside, keep=True)

    def work(register: Register, step: Progress) -> tuple[Undone, list[str]]:
        undone = roster.undo(register, batch.uid, step)
        return undone, roster.kept_names(register, undone)

    job = page.desk.start(work)
    progress.stopped.connect(job.cancel)
    job.progressed.connect(progress.show_step)
    job.done.connect(lambda _found: dismiss(inside))
    job.refused.connect(lambda _what, _remedy: dismiss(inside))
    job.broke.connect(lambda _error: dismiss(inside))
    job.then(lambda found: then(*found) if then else _told(page, *found))


def _told(page: Page, undone: Undone, kept: list[str]) -> None:
    words = f"已撤销这次导入：去掉 {undone.removed} 人，改回 {undone.restored} 人。"
    if not kept:
        page.tell(words)
        return
    names = "、".join(kept[:NAMED]) + (f"等 {len(kept)} 人" if len(kept) > NAMED else "")
    close = first(button(page.look, "知道了", "primary"))
    made = sheet(
        page.look,
        "撤销了整次导入",
        prose(page.look, words),
        page.look.px(12),
        prose(page.look, f"导入以后走访过或改过，没有动的 {len(kept)} 人：", Type.STRONG),
        page.look.px(4),
        prose(page.look, names),
        deeds(page.look, close),
        width=560,
    )
    close.clicked.connect(lambda: dismiss(made))
    page.show_sheet(made)


def _counted(done: int, total: int) -> str:
    return f"第 {done} 人，共 {total} 人" if total else "正在核对哪些人后来动过"
