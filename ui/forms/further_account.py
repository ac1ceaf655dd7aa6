"""A further account at the end of the first run: somebody else who fills in or reviews."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from station_app.domain.problems import RefusedFields
from station_app.domain.roles import Role
from station_app.register import Register
from station_app.usecases import workers
from station_app.usecases.first_run import FirstRun
from ui.forms.first_run import OwnerForm
from ui.jobs import Jobs
from ui.theme import Look
from ui.widgets.buttons import button
from ui.widgets.layout import column
from ui.widgets.words import prose

SAYS = "报表要两个人签：工作人员填报，站长审核。现在可以给另一位加账号，也可以以后再加。"


class FurtherAccount(QWidget):
    """Offers an account in the other role; `over` once it is there or left for later.

    The register is open in the job thread only, so who and where come from what was begun.
    """

    over = Signal()
    failed = Signal(object)

    def __init__(self, look: Look, jobs: Jobs, register: Register, begun: FirstRun) -> None:
        super().__init__()
        self._jobs, self._register = jobs, register
        other = Role.WORKER if begun.account.role is Role.HEAD else Role.HEAD
        self.owner = OwnerForm(look, begun.station, role=other, own=False)
        later, add = button(look, "以后再加"), button(look, "加上，进入登记册", "primary")
        self.deeds: list[QPushButton] = [later, add]
        later.clicked.connect(self.over)
        add.clicked.connect(self.add)
        self.owner.again.returnPressed.connect(add.click)
        self.setLayout(column(prose(look, SAYS), look.px(14), self.owner))

    def add(self) -> None:
        """Add the account, or say beside the fields what is wrong."""
        try:
            password = self.owner.password()
        except RefusedFields as refused:
            self.owner.show_problems(refused.problems)
            return
        register, name, role = self._register, self.owner.name.text(), self.owner.chosen_role()
        self._free(False)
        job = self._jobs.run(
            lambda _step: workers.add_account(register, name=name, role=role, password=password)
        )
        job.refused.connect(lambda _what, _remedy: self._free(True))
        job.then(lambda _account: self.over.emit())
        job.otherwise(self.owner.show_problems).unless(self.failed.emit)

    def _free(self, on: bool) -> None:
        for deed in self.deeds:
            deed.setEnabled(on)
