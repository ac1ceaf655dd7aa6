"""Workbooks packed in memory: openpyxl alone puts every sheet in a readable temporary file."""

import io
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from openpyxl import Workbook


def packed(book: "Workbook") -> bytes:
    """Return a workbook as a file's bytes; nothing of it touches the disk."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    made = io.BytesIO()
    archive = ZipFile(made, "w", ZIP_DEFLATED)

    class Packer(ExcelWriter):
        """Writes each sheet into memory before it goes into the archive."""

        def write_worksheet(self, ws: Any) -> None:  # noqa: ANN401 - has what stubs do not name
            """Do what openpyxl does for a sheet without charts, but for the temporary file."""
            ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - openpyxl expects it there
            sheet = io.BytesIO()
            writer: Any = WorksheetWriter(ws, sheet)
            writer.write()
            ws._rels = writer._rels  # noqa: SLF001 - as above
            archive.writestr(ws.path[1:], sheet.getvalue())
            self.manifest.append(ws)

    Packer(book, archive).save()
    return made.getvalue()
