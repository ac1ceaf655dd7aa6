"""Room for more rows above the foot of a sheet: what stands below moves down, and so does who
points there.
"""

import re
from dataclasses import dataclass
from html import unescape
from xml.sax.saxutils import escape

_PLACED = re.compile(rb"<(?:\w+:)?(?:row|c)\b[^>]*>")
_OWN = re.compile(rb'(\sr=")([A-Z]*)([0-9]+)(")')
_RANGES = re.compile(
    rb"<(?:\w+:)?(mergeCell|dataValidation|conditionalFormatting|hyperlink|autoFilter|dimension"
    rb'|f|protectedRange)\b[^>]*?\s(?:ref|sqref)="([^"]*)"'
)
_FORMULAS = re.compile(
    rb"(<(?:\w+:)?(?:f|formula|formula1|formula2|definedName)(?:\s[^>]*)?(?<!/)>)([^<]+)(</)"
)
_BREAK = re.compile(rb'(<(?:\w+:)?brk\b[^>]*?\sid=")([0-9]+)(")')
_ANCHOR = re.compile(rb"(<(?:\w+:)?row>)([0-9]+)(</)")
_REFERENCE = re.compile(
    r'"[^"]*"'
    r"|(?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
    r"(?<![\w.])(?P<first>\$?[A-Z]{1,3}\$?[0-9]{1,7})(?::(?P<last>\$?[A-Z]{1,3}\$?[0-9]{1,7}))?"
    r"(?![\w(!.])"
)
_CELL = re.compile(r"(\$?[A-Z]{1,3}\$?)([0-9]+)")
_GROWS = (b"dataValidation", b"conditionalFormatting", b"protectedRange")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """So many rows put in above a row of a sheet."""

    sheet: str
    above: int
    many: int

    def sheet_xml(self, data: bytes) -> bytes:
        """Return the sheet with its rows, ranges and formulas moved."""
        data = _PLACED.sub(lambda found: _OWN.sub(self._own, found[0], count=1), data)
        data = _RANGES.sub(self._ranges, data)
        data = _BREAK.sub(lambda found: self._number(found, 0), data)
        return self.formulas(data, own=True)

    def formulas(self, data: bytes, *, own: bool) -> bytes:
        """Return a part whose formulas point where the cells are now; `own` ones name no sheet."""

        def moved(found: re.Match[bytes]) -> bytes:
            said = unescape(found[2].decode("utf-8"))
            return found[1] + escape(self.formula(said, own=own)).encode() + found[3]

        return _FORMULAS.sub(moved, data)

    def formula(self, said: str, *, own: bool) -> str:
        """Return a formula that points where the cells are now; a sum to the last row grows."""

        def moved(found: re.Match[str]) -> str:
            if not found["first"]:
                return found[0]
            sheet = (found["sheet"] or "").rstrip("!").strip("'").replace("''", "'")
            if sheet != self.sheet and (sheet or not own):
                return found[0]
            return (found["sheet"] or "") + self._square(found["first"], found["last"], grows=True)

        return _REFERENCE.sub(moved, said)

    def drawing(self, data: bytes) -> bytes:
        """Return a sheet's pictures, those below moved with their rows."""
        return _ANCHOR.sub(lambda found: self._number(found, 1), data)

    def _own(self, found: re.Match[bytes]) -> bytes:
        return found[1] + found[2] + b"%d" % self._row(int(found[3])) + found[4]

    def _ranges(self, found: re.Match[bytes]) -> bytes:
        grows = found[1] in _GROWS
        squares = [one.partition(":") for one in found[2].decode().split()]
        said = " ".join(self._square(first, last, grows=grows) for first, _, last in squares)
        start, end = (place - found.start() for place in found.span(2))
        return found[0][:start] + said.encode() + found[0][end:]

    def _number(self, found: re.Match[bytes], counted_from: int) -> bytes:
        row = self._row(int(found[2]) + counted_from) - counted_from
        return found[1] + b"%d" % row + found[3]

    def _square(self, first: str, last: str | None, *, grows: bool) -> str:
        if not last:
            return self._moved(first)
        begins, ends = _row_of(first), _row_of(last)
        if grows and begins < ends == self.above - 1:
            return f"{first}:{_CELL.sub(lambda one: f'{one[1]}{ends + self.many}', last)}"
        return f"{self._moved(first)}:{self._moved(last)}"

    def _moved(self, reference: str) -> str:
        return _CELL.sub(lambda one: f"{one[1]}{self._row(int(one[2]))}", reference)

    def _row(self, row: int) -> int:
        return row + self.many if row >= self.above else row


def _row_of(reference: str) -> int:
    found = _CELL.fullmatch(reference)
    return int(found[2]) if found else 0
