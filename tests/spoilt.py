"""Files that somebody spoilt: on the way, by mistake, or on purpose."""

import io
import struct
import zipfile
from pathlib import Path

from messy import book, number

WORKBOOK_PART = "xl/worksheets/sheet1.xml"


def add_row(path: Path, row: bytes) -> Path:
    """Put one more row, as it stands in the file, behind the last of a workbook's first sheet."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts[WORKBOOK_PART] = parts[WORKBOOK_PART].replace(b"</sheetData>", row + b"</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return path


def compound(stream: str, data: bytes = b"") -> bytes:
    """Return a compound file of one stream, as old Office programs write it."""
    body = data.ljust(4096, b"\0")
    sectors = len(body) // 512
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xLLLLLLLLL", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    header += struct.pack("<109L", 0, *[0xFFFFFFFF] * 108)
    entries = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(
        stream, 2, 0xFFFFFFFF, 2, len(body)
    )
    return header + struct.pack("<128L", *fat) + entries.ljust(512, b"\0") + body


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return raw.ljust(64, b"\0") + struct.pack(
        "<HBBLLL16xL16xLQ", len(raw), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child, 0, start, size
    )


def locked_old_workbook() -> bytes:
    """Return an .xls that its writer closed with a password."""
    begins = struct.pack("<HHHHHHLL", 0x0809, 16, 0x0600, 0x0005, 0, 0, 0, 0)
    return compound("Workbook", begins + struct.pack("<HHH", 0x002F, 2, 1))


def sparse(path: Path) -> Path:
    """Write a workbook whose only cells are the first and the last that there can be."""
    row = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>'
    return add_row(book(path, ["x"]), row)


def zip_bomb(path: Path) -> Path:
    """Write a workbook of 400 KB that unpacks to 401 MB."""
    with (
        zipfile.ZipFile(book(path, ["x"]), "a", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/media/big.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(401):
            part.write(bytes(2**20))
    return path


def with_macros(path: Path) -> Path:
    """Write a sound workbook that carries macros."""
    book(path, ["姓名", "身份证号"], ["王福生", number()])
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros")
    return path


def stream_bomb() -> bytes:
    """Return a PDF of 500 KB whose page unpacks to 500 MB."""
    import zlib

    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"0 0 m 9 9 l S\n" * 74_898) for _ in range(500))
    packed += packer.flush()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    made = io.BytesIO(b"")
    made.write(b"%PDF-1.7\n")
    places = []
    for at, part in enumerate(parts, 1):
        places.append(made.tell())
        made.write(b"%d 0 obj\n%s\nendobj\n" % (at, part))
    table = made.tell()
    made.write(b"xref\n0 5\n0000000000 65535 f \n")
    made.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    made.write(b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table)
    return made.getvalue()


def with_other_data(pdf: bytes) -> bytes:
    """Return a signed return whose embedded data were replaced in a later revision."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    for at in range(1, len(names), 2):
        held = names[at]["/EF"]
        stream = generic.StreamObject(stream_data=held["/F"].data.replace(b"41", b"47"))
        reference = writer.add_object(stream)
        held["/F"] = held["/UF"] = reference
        writer.update_container(held)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def doubled_pages(pdf: bytes, *, depth: int, leaf: bool = True) -> bytes:
    """Give a file pages whose nodes each name the next one twice; `leaf` ends them in a page."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    made = IncrementalPdfFileWriter(io.BytesIO(pdf))
    name, number = generic.pdf_name, generic.NumberObject
    pages = made.root["/Pages"]
    below = [pages["/Kids"].raw_get(0)] if leaf else []
    for _ in range(depth):
        node = generic.DictionaryObject(
            {
                name("/Type"): name("/Pages"),
                name("/Count"): number(1),
                name("/Kids"): generic.ArrayObject(below),
            }
        )
        below = [made.add_object(node)] * 2
    pages[name("/Kids")] = generic.ArrayObject(below)
    made.mark_update(made.root.raw_get("/Pages"))
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()
