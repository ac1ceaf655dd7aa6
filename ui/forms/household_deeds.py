"""What is asked before somebody leaves a household."""

from PySide6.QtWidgets import QWidget

from station_app.domain.household import Member
from station_app.usecases import households
from ui.page import Page
from ui.widgets.sheets import question


def leaving(page: Page, _household: str, member: Member) -> QWidget:
    """Ask whether somebody forms a household of his own."""
    says = f"{member.name}另立一户，住址先和这一户一样，请随后核对。"

    def then() -> None:
        page.desk.do(households.leave, member.person).say(f"{member.name}已分户。")

    return question(page.look, f"{member.name}分户", says, "分户", then)


def unnaming(page: Page, household: str, member: Member) -> QWidget:
    """Ask whether somebody who is only named is taken out."""
    says = f"{member.name}只记了名，去掉后这一户里不再有这个名字。"

    def then() -> None:
        job = page.desk.do(households.unname_member, household, member.uid)
        job.say(f"已去掉{member.name}。")

    return question(page.look, f"去掉{member.name}", says, "去掉", then)
