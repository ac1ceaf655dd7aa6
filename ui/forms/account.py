"""Sheets about accounts: one more, a one-time password, one's own password, the idle minutes."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame

from station_app.domain import passwords
from station_app.domain.problems import Problem, RefusedFields
from station_app.domain.roles import Role
from station_app.domain.station import Station
from ui.forms.door import password_field
from ui.forms.first_run import OwnerForm
from ui.settings import LEAST_IDLE, MOST_IDLE
from ui.theme import Look, Type
from ui.widgets.asking import Asking, Deed
from ui.widgets.buttons import button
from ui.widgets.controls import tick
from ui.widgets.fields import Field, line
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, frame, holder, row, sized
from ui.widgets.sheets import deeds, dismiss, sheet
from ui.widgets.strength import Strength
from ui.widgets.words import prose, text

MAY = {
    Role.WORKER: "能登记人员、走访和报表，签名只签“填表人”；不能加账号，不能审核。",
    Role.HEAD: "能审核报表、加账号、重设密码、撤销导入、改本站资料，签名只签“审核人”；不能填报。",
}

RENEWS = "勾上就换一把新的签名密钥，原来的证书不能再用：要重新申请，并请县里作废。"


def add_sheet(
    look: Look, station: Station, then: Callable[[Asking, OwnerForm, str], object]
) -> Asking:
    """Ask for somebody's name and role, and a password to begin with."""
    form = OwnerForm(look, station, role=Role.WORKER, own=False)
    may = prose(look, MAY[Role.WORKER], Type.CAPTION, "soft")
    form.role.changed.connect(lambda _n: may.say(MAY[form.chosen_role()]))
    later = prose(look, "第一次登录时由本人改成自己的密码。", Type.CAPTION, "soft")

    def take(asked: Asking) -> None:
        form.show_problems(())
        try:
            password = form.password()
        except RefusedFields as refused:
            form.show_problems(refused.problems)
        else:
            then(asked, form, password)

    parts = (form, look.px(4), later, look.px(10), may)
    return Asking(look, "加账号", "", parts, Deed(words="加账号", then=take), width=600)


def reset_says(name: str, *, signs: bool) -> str:
    """Say what a reset does."""
    lost = f"{name}的签名证书会作废，要重新申请。" if signs else ""
    return f"会给出一个一次性密码，只显示一次，请当面交给{name}；登录时由本人改成新的。{lost}"


def once_sheet(look: Look, name: str, password: str) -> QFrame:
    """Show a one-time password; when the sheet is closed nobody can read it again."""
    said = text(look, password, Type.SECTION)
    said.setFont(look.digits(24))
    said.setAccessibleName(f"一次性密码　{password}")
    paper = frame("strip", row(None, said, None, margins=(0, look.px(16), 0, look.px(16))))
    done = first(button(look, "记下了", "primary"))
    made = sheet(
        look,
        f"{name}的一次性密码",
        prose(look, f"只在这里显示一次。请抄给{name}，登录时由本人改成自己的密码。"),
        look.px(14),
        paper,
        deeds(look, done),
        width=520,
    )
    done.clicked.connect(lambda: dismiss(made))
    return made


class OwnPassword(Asking):
    """Asks for the password now, the new one twice, and whether others may know the old one."""

    def __init__(
        self,
        look: Look,
        who: tuple[str, Station],
        then: Callable[["OwnPassword", str, str], object],
        *,
        signs: bool = False,
    ) -> None:
        self._who, self._change = who, then
        self.old = password_field(look, "现在的密码")
        self.new, self.again = (
            password_field(look, "新密码"),
            password_field(look, "新密码再输一遍"),
        )
        first(self.old.control)
        self._strength = Strength(look)
        self.leaked = tick(look, "原来的密码可能被别人知道")
        both = row(column(self.new, None), column(self.again, None), gap=look.px(14))
        parts: tuple[Part, ...] = (
            self.old, look.px(14), both, look.px(6), self._strength, look.px(8), self.leaked,
        )  # fmt: skip
        if signs:
            parts = (*parts, prose(look, RENEWS, Type.CAPTION, "soft"))
        deed = Deed(words="改密码", then=self._take)
        super().__init__(look, "改自己的密码", "", parts, deed)
        self.new.control.textEdited.connect(self._judge)

    def complain(self, problems: Sequence[Problem]) -> None:
        """Say beside the new password what is wrong with it."""
        self.new.complain("；".join(one.says for one in problems))

    def _take(self, _asked: Asking) -> None:
        for field in (self.old, self.new, self.again):
            field.complain()
        problems = self._problems()
        if problems:
            self.new.complain(problems[0].says)
        elif self.new.control.text() != self.again.control.text():
            self.again.complain("两遍不一样，请再输一遍")
        else:
            self._change(self, self.old.control.text(), self.new.control.text())

    def _problems(self) -> list[Problem]:
        name, station = self._who
        return passwords.problems(self.new.control.text(), names=(name,), station=station)

    def _judge(self) -> None:
        problems = self._problems()
        says = problems[0].says if problems else ""
        self._strength.show_password(self.new.control.text(), says)


def idle_sheet(look: Look, minutes: int, then: Callable[[Asking, int], object]) -> Asking:
    """Ask after how many idle minutes the window locks itself."""
    typed = first(line(str(minutes)))
    typed.setValidator(QIntValidator(0, 99, typed))
    field = Field(look, "离开几分钟后锁定", typed, hint=f"{LEAST_IDLE} 到 {MOST_IDLE} 分钟")

    def take(asked: Asking) -> None:
        number = int(typed.text() or 0)
        if LEAST_IDLE <= number <= MOST_IDLE:
            then(asked, number)
        else:
            field.complain(f"请填 {LEAST_IDLE} 到 {MOST_IDLE}")

    says = "只管这台电脑。锁定后没写完的还在，输入密码接着办。"
    parts = (holder(row(sized(look, field, 200), None)),)
    return Asking(look, "自动锁定", says, parts, Deed(words="保存", then=take), width=480)
