"""Money: yuan are typed, fen are kept."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

FEN = 100
TIDY = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


class MoneyField(QLineEdit):
    """An amount in yuan, set right, two places; empty is no amount."""

    changed = Signal()

    def __init__(self, fen: int | None = None) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textEdited.connect(lambda _words: self.changed.emit())
        self.editingFinished.connect(self._show_tidy)
        self.show_fen(fen)

    def show_fen(self, fen: int | None) -> None:
        """Show an amount."""
        self.setText("" if fen is None else f"{fen // FEN}.{fen % FEN:02d}")

    def fen(self) -> int | None:
        """Return the amount in fen; None when nothing or no amount is typed."""
        words = self.text().translate(TIDY).replace(",", "").removesuffix("元").strip()
        try:
            yuan = Decimal(words)
        except InvalidOperation:
            return None
        fen = yuan * FEN
        return int(fen) if yuan.is_finite() and fen == int(fen) and fen >= 0 else None

    def unreadable(self) -> bool:
        """Say whether something is typed that is no amount."""
        return bool(self.text().strip()) and self.fen() is None

    def _show_tidy(self) -> None:
        if self.fen() is not None:
            self.show_fen(self.fen())
