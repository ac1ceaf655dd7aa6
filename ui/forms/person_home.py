"""The third part of a person's form: a household to make, or one to join."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator

from station_app.domain.household import HEAD
from station_app.domain.person import PersonDraft
from ui.forms.part import FormPart
from ui.theme import Look
from ui.widgets.buttons import link
from ui.widgets.choices import Choice
from ui.widgets.fields import Complaint, Field, line
from ui.widgets.layout import column, holder, refill, row, sized
from ui.widgets.picker import Found, Picker
from ui.widgets.words import caption

NEW, JOIN = "新立一户", "加入一户"
Finder = Callable[[str], Sequence[Found]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A household that may be joined: its uid, and how it is called."""

    uid: str
    words: str


class HomePart(FormPart[PersonDraft]):
    """Making a household or joining one; a person on the register stays where he is."""

    opened = Signal(str)

    def __init__(self, look: Look, find: Finder) -> None:
        super().__init__(look)
        self.which = Choice(look, (NEW, JOIN), 0)
        self.head, self.relation, self.people = line(), line(), line()
        self.people.setValidator(QIntValidator(1, 40, self.people))
        self.home = Picker(look, find)
        self._here = caption(look, "")
        self._near = row(gap=look.px(12))
        self._stays = ""
        self._near_shown: tuple[object, ...] = ()
        self._lay_out()
        self._listen()

    def show_draft(self, draft: PersonDraft) -> None:
        """Show a new person's household: one of its own."""
        self._stays = ""
        self.which.choose(1 if draft.household else 0)
        self.head.setText(draft.head_name or "本人")
        self.relation.setText(draft.relation)
        self.relation.setEnabled(True)
        self.people.setText(str(draft.household_size or ""))
        self.home.show_pick("", "")
        self._fit()

    def show_home(self, draft: PersonDraft, words: str) -> None:
        """Show the household of somebody who is on the register."""
        self._stays = draft.household
        self.relation.setText(draft.relation)
        self.relation.setEnabled(draft.relation != HEAD)
        self.people.setText(str(draft.household_size or ""))
        self._here.setText(words)
        self.show_near(())
        self._fit()

    def show_joined(self, home: Home) -> None:
        """Show the household somebody new was to join."""
        self.home.show_pick(home.uid, home.words)

    def put(self, draft: PersonDraft) -> PersonDraft:
        """Return the draft with what stands here."""
        size = int(self.people.text()) if self.people.text().strip() else None
        relation = self.relation.text().strip()
        if self._stays:
            return replace(draft, household=self._stays, relation=relation, household_size=size)
        if self.which.word() == JOIN:
            return replace(
                draft,
                household=self.home.key,
                relation=relation,
                head_name="",
                household_size=size,
            )
        head = self.head.text().strip()
        own = head in ("", "本人", draft.name.strip())
        return replace(
            draft,
            household="",
            head_name="" if own else head,
            relation="" if own else relation,
            household_size=size,
        )

    def lacks_home(self) -> bool:
        """Tell whether a household is to be joined and none is chosen yet."""
        return not self._stays and self.which.word() == JOIN and not self.home.key

    def show_near(self, homes: Sequence[Home]) -> None:
        """Show which households stand at the same door."""
        look = self.look
        shown = (self._stays, self.which.word(), *homes)
        if shown == self._near_shown:
            return
        self._near_shown = shown
        if self._stays or self.which.word() == JOIN:
            refill(self._near, None)
            return
        if not homes:
            refill(self._near, caption(look, "填了门牌，同门牌的户会列在这里。", "faint"), None)
            return
        parts = [caption(look, f"同门牌有{homes[0].words}：")]
        deed = link(look, "加入这一户")
        deed.clicked.connect(lambda: self.join(homes[0]))
        refill(self._near, *parts, deed, None)

    def join(self, home: Home) -> None:
        """Choose a household to join."""
        self.which.choose(1)
        self.home.show_pick(home.uid, home.words)
        self.relation.setFocus()
        self.changed.emit()

    # Inside.

    def _lay_out(self) -> None:
        look = self.look
        which = Field(look, "这个人", self.which, "H")
        self._which_field = sized(look, which, 190)
        self._head_field = Field(look, "户主", self.head)
        self._home_field = Field(look, "哪一户", self.home, hint="打这一户里一个人的名字")
        relation = sized(look, Field(look, "与户主关系", self.relation), 112)
        self._relation_field = relation
        self._size_field = sized(look, Field(look, "家里几口人", self.people), 96)
        fields = row(self._which_field, gap=look.px(10))
        fields.addWidget(self._head_field, 1)
        fields.addWidget(self._home_field, 1)
        fields.addWidget(relation)
        fields.addWidget(self._size_field)
        self._spare = holder(row(None))
        fields.addWidget(self._spare, 1)
        deed = link(look, "打开这一户")
        deed.clicked.connect(lambda: self.opened.emit(self._stays))
        self._stay_line = holder(row(self._here, None, deed))
        self.fields = {
            "household": self._home_field,
            "relation": relation,
            "head_name": self._head_field,
        }
        told = Complaint(look, above=4)
        self.crowded = {"head_name": told, "relation": told}
        near = column(self._near)
        self.block("三", "家庭", fields, told, look.px(4), near, self._stay_line)

    def _listen(self) -> None:
        self.which.changed.connect(self._turned)
        self.home.picked.connect(lambda _key: self.changed.emit())
        for field in (self.head, self.relation, self.people):
            field.textEdited.connect(self._edited)

    def _edited(self, _words: str) -> None:
        self._fit()
        self.changed.emit()

    def _turned(self, _n: int) -> None:
        self._fit()
        self.show_near(())
        self.changed.emit()

    def _fit(self) -> None:
        stays, joins = bool(self._stays), self.which.word() == JOIN
        self._which_field.setVisible(not stays)
        self._head_field.setVisible(not stays and not joins)
        self._home_field.setVisible(not stays and joins)
        another = self.head.text().strip() not in ("", "本人")
        self._relation_field.setVisible(stays or joins or another)
        self._size_field.setVisible(not joins or stays)
        self._spare.setVisible(stays)
        self._stay_line.setVisible(stays)
