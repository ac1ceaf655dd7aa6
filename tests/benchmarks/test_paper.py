"""Printing beside a bare canvas that replays the same strings, lines and codes."""

import io
import tracemalloc
from collections.abc import Callable
from dataclasses import replace

import papers
import ratios
import roster_specimen
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel, QRNumber
from reportlab.pdfgen.canvas import Canvas
from specimens import COMPLETED

from station_app.paper import codes, fonts, linefit, return_form, typeset, visit_sheet
from station_app.paper.frame import POINTS, Placed
from station_app.paper.grid import Row
from station_app.paper.sheet import Sheet
from station_app.paper.visit import VisitSheet

PAGES = 100
FEW = 20
ROWS = 1000
DRAWN = ("line", "rect", "setLineWidth", "setDash", "setLineCap", "setLineJoin", "setFillGray")


class _Recorder:
    """Passes calls on to a canvas and keeps those that draw lines."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.calls: list[tuple[str, tuple, dict]] = []

    def __getattr__(self, name: str) -> object:
        method = getattr(self._canvas, name)
        if name not in DRAWN:
            return method

        def kept(*given, **named):
            self.calls.append((name, given, named))
            return method(*given, **named)

        return kept


def _numbered() -> list[VisitSheet]:
    return [
        replace(COMPLETED, digits=papers.sheet(n).digits, number=papers.sheet(n).number)
        for n in range(PAGES)
    ]


def _recorded() -> tuple[list[Placed], list[tuple[str, tuple, dict]]]:
    sheet = Sheet(title="走访慰问登记表")
    recorder = _Recorder(sheet.canvas)
    sheet.canvas = recorder
    visit_sheet._Form(sheet, COMPLETED).draw()
    return sheet.placed, recorder.calls


def _code(canvas: Canvas, digits: str) -> None:
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QRNumber(digits))
    code.make()
    side = 22 / len(code.modules)
    path = canvas.beginPath()
    for row, line in enumerate(code.modules):
        for start, length in codes.bars(tuple(line)):
            left, bottom = 173 + start * side, 280 - (row + 1) * side
            path.rect(left * POINTS, bottom * POINTS, length * side * POINTS, side * POINTS)
    canvas.drawPath(path, stroke=0, fill=1)


def _canvas(wide: bool = False) -> tuple[io.BytesIO, Canvas]:
    target = io.BytesIO()
    size = (297, 210) if wide else (210, 297)
    points = (size[0] * POINTS, size[1] * POINTS)
    return target, Canvas(target, pagesize=points, invariant=True, pageCompression=1)


def _texts(canvas: Canvas, placed: list[Placed], height: float) -> None:
    page = 1
    for text in placed:
        if text.page != page:
            canvas.showPage()
            page = text.page
        canvas.setFont(text.face, text.size)
        canvas.drawString(text.left * POINTS, (height - text.baseline) * POINTS, text.text)


def _forget() -> None:
    for kept in (typeset.wrap, typeset.atoms, typeset.tight, typeset._ems, linefit.fitted):
        kept.cache_clear()
    codes.modules.cache_clear()
    for face in (fonts.SONG, fonts.HEI):
        fonts._face(face)._runs.cache_clear()


def _replayed(content: list[VisitSheet], placed: list[Placed], calls: list) -> None:
    _, canvas = _canvas()
    for one in content:
        _texts(canvas, placed, 297)
        for name, given, named in calls:
            getattr(canvas, name)(*given, **named)
        _code(canvas, one.digits(1))
        canvas.showPage()
    canvas.save()


def test_a_visit_sheet_costs_little_more_than_replaying_its_marks() -> None:
    placed, calls = _recorded()
    content = _numbered()

    def ours() -> None:
        _forget()
        visit_sheet.draw(content)

    taken = ratios.medians(
        {"bare canvas": lambda: _replayed(content, placed, calls), "visit sheet": ours}
    )
    ratios.show(f"Visit sheets, {PAGES} in a batch", taken, "bare canvas", aim=1.3)
    assert taken["visit sheet"] <= 1.3 * taken["bare canvas"]


def test_a_batch_of_visit_sheets_keeps_little_more_than_a_bare_canvas() -> None:
    placed, calls = _recorded()
    content = _numbered()
    told: list[int] = []

    def bare(sheets: list[VisitSheet]) -> None:
        _replayed(sheets, placed, calls)

    def ours(sheets: list[VisitSheet]) -> None:
        visit_sheet.draw(iter(sheets), progress=told.append)

    grown = {
        name: _peak(draw, content) - _peak(draw, content[:FEW])
        for name, draw in (("bare", bare), ("ours", ours))
    }

    each = grown["ours"] / (PAGES - FEW) / 1024
    ratios.note("Memory for each further visit sheet", each, "KiB")
    ratios.note("Memory beside a bare canvas", grown["ours"] / grown["bare"], "x", aim=1.3)
    assert told[-FEW:] == list(range(1, FEW + 1))
    assert grown["ours"] <= 1.3 * grown["bare"]


def _peak(draw: Callable[[list], None], content: list[VisitSheet]) -> int:
    """Return the most memory that drawing took, after a first time that fills what is kept."""
    draw(content)
    tracemalloc.start()
    draw(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_a_roster_of_a_thousand_rows_beside_its_own_strings() -> None:
    layout = roster_specimen.layout()
    values = roster_specimen.values(times=33)
    # No two rows alike, so that nothing measured is met again.
    rows = [
        Row(cells=tuple(f"{cell}{number}" if len(cell) > 8 else cell for cell in row.cells))
        for number, row in enumerate(values.rows[:ROWS])
    ]
    values = replace(values, rows=tuple(rows))
    placed = return_form.compose(layout, values).placed

    def bare() -> None:
        _forget()
        _, canvas = _canvas(wide=True)
        _texts(canvas, placed, 210)
        canvas.save()

    def ours() -> None:
        _forget()
        return_form.draw_return(layout, values)

    taken = ratios.medians({"bare canvas": bare, "roster": ours}, rounds=3)
    ratios.show(f"Roster, {ROWS} rows, {placed[-1].page} pages", taken, "bare canvas", aim=6)
    assert taken["roster"] <= 6 * taken["bare canvas"]
