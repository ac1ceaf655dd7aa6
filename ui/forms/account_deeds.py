"""What the head does with accounts, and everybody with the own password: asked, done, told."""

from station_app.usecases import certificates, workers
from station_app.usecases.staff import Member
from ui.forms import account, settling
from ui.forms.first_run import OwnerForm
from ui.page import Page
from ui.theme import Tone
from ui.widgets.asking import Asking
from ui.widgets.sheets import question

CHANGED = "密码已改，下次用新密码登录。"
RENEWED = "密码已改，签名密钥换了新的。请到“签名证书”重新申请，并请县里作废原来的证书。"


def add(page: Page) -> None:
    """Ask for one account more."""

    def then(asked: Asking, form: OwnerForm, password: str) -> None:
        name, role = form.name.text().strip(), form.chosen_role()
        job = page.desk.do(
            workers.add_account, name=name, role=role, password=password, must_change=True
        )
        job.say(f"已加{name}的账号。", undo=False)
        settling.follow(asked, job, form.show_problems)

    page.show_sheet(account.add_sheet(page.look, page.desk.station, then))


def reset(page: Page, member: Member) -> None:
    """Ask before an account gets a one-time password."""
    name = member.account.name
    if member.account.uid == page.desk.account.uid:
        page.tell("自己的密码不能这样重设，请用右边的“改密码”。", Tone.SOON)
        return

    def then() -> None:
        job = page.desk.do(workers.reset_password, member.account.uid)
        job.then(show)

    def show(once: str) -> None:
        page.show_sheet(account.once_sheet(page.look, name, once), keep=True)

    says = account.reset_says(name, signs=member.has_signing_key)
    page.show_sheet(question(page.look, f"重设{name}的密码？", says, "重设密码", then))


def change_own(page: Page) -> None:
    """Ask for one's own password, and a new one."""

    def then(asked: account.OwnPassword, old: str, new: str) -> None:
        leaked = asked.leaked.isChecked()
        job = page.desk.do(workers.change_password, old, new, leaked=leaked)
        job.say(lambda renewed: RENEWED if renewed else CHANGED, undo=False)
        settling.follow(asked, job)

    who = (page.desk.account.name, page.desk.station)
    signs = bool(page.desk.ask(certificates.status).key_fingerprint)
    page.show_sheet(account.OwnPassword(page.look, who, then, signs=signs))
