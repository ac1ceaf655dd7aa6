"""What a table cell may say besides plain words, and the roles tables read it by."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from ui.theme import Tone

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
CELL = Qt.ItemDataRole.UserRole
WIDTH = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell that says a state: shape, colour, word; its `end` stays where the words are cut."""

    words: str
    tone: Tone = Tone.CALM
    icon: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Two:
    """A cell with a main word and a softer one after it."""

    words: str
    soft: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A cell of a row that was voided a moment ago."""

    words: str


@dataclass(frozen=True, slots=True)
class Picked:
    """A cell that is a tick box."""

    on: bool


@dataclass(frozen=True, slots=True)
class Damaged:
    """A cell whose words are wrong from `start` to `stop`."""

    words: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A cell that opens a list of words; `words` are those chosen now."""

    words: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """A cell in the softer ink: an example, not what the row is about."""

    words: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """A cell that leads from the one before it to the one after it."""


Cell = str | Mark | Two | Gone | Picked | Damaged | Listed | Quiet | Arrow | tuple[str, ...]


def spoken(said: object) -> str:
    """Return what a screen reader says of a cell."""
    if isinstance(said, Mark | Gone | Damaged | Listed | Quiet):
        return said.words + (said.end if isinstance(said, Mark) else "")
    if isinstance(said, Arrow):
        return ""
    if isinstance(said, Two):
        return f"{said.words} {said.soft}"
    if isinstance(said, Picked):
        return "已选" if said.on else "未选"
    if isinstance(said, tuple):
        return "、".join(map(str, said))
    return str(said)
