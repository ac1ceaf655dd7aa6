"""Twins of a workbook's styles that show a cell as text; everything else about them is the same."""

import re

_XFS = re.compile(rb"<((?:\w+:)?)cellXfs\b[^>]*>(.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
_XF = re.compile(rb"<(?:\w+:)?xf\b(?:[^>]*/>|[^>]*[^/]>.*?</(?:\w+:)?xf>)", re.DOTALL)
_COUNT = re.compile(rb'count="[0-9]+"')
_FORMAT = re.compile(rb'\s(?:numFmtId|applyNumberFormat)="[^"]*"')
_IS_TEXT = b'numFmtId="49"'
_AS_TEXT = b' numFmtId="49" applyNumberFormat="1"'
_MOST = 64_000
"""So many styles a workbook may have; spreadsheets refuse little more."""


class TextStyles:
    """The styles of a workbook, with twins made as they are asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._found = _XFS.search(data)
        self._kept = _XF.findall(self._found[2]) if self._found else []
        self._twins: dict[str, bytes] = {}
        self._names: dict[str, str] = {}

    def twin(self, style: str) -> str:
        """Return the style that shows a cell of this style as text."""
        place = int(style or 0)
        if place >= len(self._kept) or _IS_TEXT in self._kept[place].split(b">")[0]:
            return style
        if style not in self._names:
            if len(self._kept) + len(self._twins) >= _MOST:
                return style
            self._names[style] = str(len(self._kept) + len(self._twins))
            self._twins[style] = _as_text(self._kept[place])
        return self._names[style]

    def xml(self) -> bytes:
        """Return the styles with the twins behind them."""
        found = self._found
        if found is None or not self._twins:
            return self._data
        count = b'count="%d"' % (len(self._kept) + len(self._twins))
        opening = _COUNT.sub(count, self._data[found.start() : found.start(2)])
        inside = found[2] + b"".join(self._twins.values())
        return self._data[: found.start()] + opening + inside + self._data[found.end(2) :]


def _as_text(style: bytes) -> bytes:
    end = style.index(b">")
    opening = _FORMAT.sub(b"", style[:end])
    closed = opening.endswith(b"/")
    return opening.removesuffix(b"/") + _AS_TEXT + (b"/" if closed else b"") + style[end:]
