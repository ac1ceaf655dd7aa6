"""How often a person is visited, and what is special about the circumstances."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QBoxLayout

from station_app.domain.person import Flag, PersonDraft, Tier
from station_app.domain.person_rules import Suggestion
from ui.forms.part import FormPart
from ui.theme import Look, Room
from ui.widgets.buttons import link
from ui.widgets.choices import Choice, Ticks
from ui.widgets.fields import Field
from ui.widgets.layout import column, holder, row, sized, swap
from ui.widgets.words import caption, picture

HALF = len(Flag) // 2


class CarePart(FormPart[PersonDraft]):
    """How often a person is visited, with the program's proposal and its reason beside it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._proposed: list[Suggestion] = []
        self.often = Choice(look, [one.says for one in Tier])
        flags = [one.value for one in Flag]
        self.flags = (Ticks(look, flags[:HALF], places=4), Ticks(look, flags[HALF:], places=4))
        self._because = column(gap=look.px(4))
        often = sized(look, Field[Choice](look, "多久走访", self.often, "J"), 182)
        side = column(caption(look, "特别情况"), look.px(2), *self.flags)
        self._box = row(column(often, None), gap=look.px(14))
        self._box.addLayout(side, 1)
        self.block("六", "走访", self._box, look.px(2), self._because)
        self.often.changed.connect(lambda _n: self.changed.emit())
        for group, words in zip(self.flags, ("特别情况，一", "特别情况，二"), strict=True):
            group.setAccessibleName(words)
            group.changed.connect(self.changed)

    def show_draft(self, draft: PersonDraft) -> None:
        """Show how often, and what is special."""
        self.often.show_word(draft.tier.says)
        for group in self.flags:
            group.blockSignals(True)
            group.show_words(flag.value for flag in draft.flags)
            group.blockSignals(False)

    def put(self, draft: PersonDraft) -> PersonDraft:
        """Return the draft with what stands here."""
        tiers = {one.says: one for one in Tier}
        words = [word for group in self.flags for word in group.words()]
        return replace(
            draft,
            tier=tiers.get(self.often.word(), Tier.C),
            flags=tuple(Flag(word) for word in words),
        )

    def fit(self, room: Room) -> None:
        """Set the circumstances beside how often, or below it."""
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if room is Room.WIDE else ways.TopToBottom)
        self._box.setSpacing(self.look.px(14 if room is Room.WIDE else 6))

    def show_suggestions(self, found: Sequence[Suggestion]) -> None:
        """Show what the program proposes, why, and the word that does it."""
        if list(found) == self._proposed:
            return
        self._proposed = list(found)
        look, lines = self.look, []
        for one in found:
            words = f"改为{one.tier.says}" if one.tier else f"标上{one.flag}"
            deed = link(look, words)
            deed.clicked.connect(lambda _on=False, one=one: self._accept(one))
            sign = picture(look, "info-circle", "slate", 16)
            said = caption(look, one.says, "slate")
            line_ = row(sign, said, look.px(6), deed, None, gap=look.px(6))
            lines.append(holder(line_))
        swap(self._because, *lines)

    def _accept(self, one: Suggestion) -> None:
        if one.tier:
            self.often.show_word(one.tier.says)
        if one.flag:
            for group in self.flags:
                group.show_words((*group.words(), one.flag.value))
        self.changed.emit()
