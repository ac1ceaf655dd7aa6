"""QR codes of digits: the modules of a code, and the bars they make."""

from collections.abc import Iterator
from functools import lru_cache


@lru_cache(maxsize=256)
def modules(digits: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a QR code of digits, medium error correction, True for black."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel, QRNumber

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QRNumber(digits))
    code.make()
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


def bars(line: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Return where the black bars of a row start and how long they are."""
    start = 0
    while start < len(line):
        length = 0
        while start + length < len(line) and line[start + length]:
            length += 1
        if length:
            yield start, length
        start += length or 1
