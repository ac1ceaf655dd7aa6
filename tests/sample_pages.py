"""Two small pages for tests of the window."""

from ui.page import Page
from ui.widgets.fields import line
from ui.widgets.heads import heading
from ui.widgets.keys import first
from ui.widgets.layout import column
from ui.widgets.words import text


class ListPage(Page):
    """Says who is in charge."""

    TITLE = "名单"

    def __init__(self, desk, look, room):
        super().__init__(desk, look, room)
        self.reads = 0
        self.fit(room)

    def lay_out(self):
        self.said = text(self.look, "")
        return column(heading(self.look, "名单"), self.said, first(line()), None)

    def refresh(self):
        self.reads += 1
        self.said.setText(self.desk.ask(lambda register: register.station.chief))


class FormPage(Page):
    """Keeps one field through every room."""

    TITLE = "表单"
    TYPING = True

    def __init__(self, desk, look, room):
        super().__init__(desk, look, room)
        self.field = first(line())
        self.saved = True
        self.fits = []
        self._box.addWidget(self.field)

    def fit(self, room):
        self.room = room
        self.fits.append(room)

    def open(self, fact=None):
        super().open(fact)
        self.field.setText(str(fact or ""))

    def may_leave(self):
        return self.saved

    def carry(self):
        return self.field.text()

    def take_over(self, carried):
        self.field.setText(carried)
