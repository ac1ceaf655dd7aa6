"""PDF/A-3U: the archive form of a return, with its data embedded beside its pages."""

import hashlib
import struct
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import IO, TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PRODUCER = "veterans-station"  # not the library with its version: same values, same bytes
CREATOR = "veterans-station"
INTENT = "sRGB IEC61966-2.1"
BEGINNING = date(2000, 1, 1)  # the date of a paper that bears none
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate><xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>
</rdf:Description></rdf:RDF></x:xmpmeta>
"""
_PADDING = (" " * 99 + "\n") * 10 + '<?xpacket end="w"?>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file embedded in a return: `relation` is its PDF/A-3 relationship to the pages."""

    name: str
    data: bytes
    mime: str
    relation: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What makes a document an archive copy: whose it is, of which day, and what is embedded."""

    author: str
    subject: str
    on: date = BEGINNING
    attachments: tuple[Attachment, ...] = ()


def canvas(
    target: IO[bytes], size: tuple[float, float], title: str, face: str, archive: Archive | None
) -> "Canvas":
    """Return a canvas whose bytes depend on what is drawn and on nothing else.

    The size is in points; with an archive the document is PDF/A-3U.
    """
    _end_streams_on_a_line_of_their_own()
    kind, version = (_canvas_class(), (1, 7)) if archive else (_plain_class(), (1, 4))
    made: Canvas = kind(
        target,
        pagesize=size,
        invariant=True,
        lang="zh-CN",
        pageCompression=1,
        pdfVersion=version,
        # PDF/A forbids the unembedded Helvetica every page would otherwise begin with.
        initialFontName=face,
    )
    made.setTitle(title)
    made.setProducer(PRODUCER)
    made.setCreator(CREATOR)
    made.setAuthor(archive.author if archive else CREATOR)
    made.setSubject(archive.subject if archive else title)
    made.setKeywords(" ")  # an empty one is left out of Info, and then disagrees with XMP
    _date(made, archive.on if archive else BEGINNING)
    if archive:
        made.__dict__["archive"] = archive
        _seed(made, archive)
    return made


def _plain_class() -> Any:  # noqa: ANN401  # reportlab's stub has other argument types
    from reportlab.pdfgen.canvas import Canvas

    return Canvas


@cache
def _canvas_class() -> Any:  # noqa: ANN401  # a class made where its base is imported
    from reportlab.pdfgen.canvas import Canvas

    class ArchiveCanvas(Canvas):
        """A canvas that adds at the end what PDF/A-3U asks for."""

        def save(self) -> None:
            """Close the document with output intent, metadata and embedded files."""
            _archive(self, self.__dict__["archive"])
            super().save()

    return ArchiveCanvas


def _date(made: "Canvas", on: date) -> None:
    """Date the document by its matter; the library's own date follows the environment."""
    stamp = _document(made)._timeStamp  # noqa: SLF001  # there is no public way
    stamp.t, stamp.dhh, stamp.dmm = 0.0, 0, 0
    stamp.YMDhms = (on.year, on.month, on.day, 0, 0, 0)


def _seed(made: "Canvas", archive: Archive) -> None:
    """Let the document's identity depend on what is embedded."""
    seed = hashlib.md5(archive.subject.encode(), usedforsecurity=False)
    for attachment in archive.attachments:
        seed.update(attachment.data)
    _document(made).signature = seed


def _document(made: "Canvas") -> Any:  # noqa: ANN401  # the stub does not know of it
    return made.__dict__["_doc"]


def _archive(made: "Canvas", archive: Archive) -> None:
    from reportlab.pdfbase import pdfdoc

    document = _document(made)
    catalog = _catalog(document.Catalog)
    document.Catalog = document._catalog = catalog  # noqa: SLF001
    profile = document.Reference(_stream(_srgb(), {"N": 3}))
    intent = {
        "Type": pdfdoc.PDFName("OutputIntent"),
        "S": pdfdoc.PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": pdfdoc.PDFString(INTENT),
        "Info": pdfdoc.PDFString(INTENT),
        "RegistryName": pdfdoc.PDFString("http://www.color.org"),
        "DestOutputProfile": profile,
    }
    catalog.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])
    kind = {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
    catalog.Metadata = _stream(_metadata(document.info, archive.on), kind, compress=False)
    names, files = [], []
    for attachment in archive.attachments:
        file = document.Reference(_file(document, attachment))
        files.append(file)
        names += [pdfdoc.PDFString(attachment.name), file]
    if files:
        catalog.AF = pdfdoc.PDFArray(files)
        listed = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray(names)})
        catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": listed})


def _file(document: Any, attachment: Attachment) -> Any:  # noqa: ANN401  # untyped library objects
    from reportlab.pdfbase import pdfdoc

    checksum = hashlib.md5(attachment.data, usedforsecurity=False).digest()
    facts = {
        "Size": len(attachment.data),
        "CheckSum": pdfdoc.PDFText(checksum, enc="raw"),
        "ModDate": pdfdoc.PDFDate(ts=document._timeStamp),  # noqa: SLF001
    }
    kind = {
        "Type": pdfdoc.PDFName("EmbeddedFile"),
        # PDFName would escape the escape.
        "Subtype": "/" + attachment.mime.replace("/", "#2F"),
        "Params": pdfdoc.PDFDictionary(facts),
    }
    data = document.Reference(_stream(attachment.data, kind))
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Filespec"),
            "F": pdfdoc.PDFString(attachment.name),
            "UF": pdfdoc.PDFString(attachment.name),
            "Desc": pdfdoc.PDFString(attachment.about),
            "AFRelationship": pdfdoc.PDFName(attachment.relation),
            "EF": pdfdoc.PDFDictionary({"F": data, "UF": data}),
        }
    )


def _catalog(old: Any) -> Any:  # noqa: ANN401  # untyped library objects
    from reportlab.pdfbase.pdfdoc import PDFCatalog

    class ArchiveCatalog(PDFCatalog):
        """A catalogue that also knows the entries of PDF/A-3."""

        __NoDefault__ = [*PDFCatalog.__NoDefault__, "OutputIntents", "AF"]  # noqa: RUF012
        __Refs__ = PDFCatalog.__NoDefault__

    made = ArchiveCatalog()
    made.__dict__.update(old.__dict__)
    return made


def _stream(data: bytes, facts: dict[str, Any], *, compress: bool = True) -> Any:  # noqa: ANN401
    from reportlab.pdfbase import pdfdoc

    made = pdfdoc.PDFStream(dictionary=pdfdoc.PDFDictionary(facts), content=data)
    made.filters = [pdfdoc.PDFZCompress] if compress else None
    return made


def _metadata(info: Any, on: date) -> bytes:  # noqa: ANN401  # untyped library objects
    facts = {
        "title": info.title,
        "author": info.author,
        "subject": info.subject,
        "creator": info.creator,
        "producer": info.producer,
        "keywords": info.keywords,
        "date": f"{on.isoformat()}T00:00:00Z",
    }
    told = _XMP.format(**{name: escape(text) for name, text in facts.items()})
    return (told + _PADDING).encode()


@cache
def _end_streams_on_a_line_of_their_own() -> None:
    """Mend a habit of the library that PDF/A forbids: 'endstream' glued to the data before it."""
    from reportlab.pdfbase.pdfdoc import PDFStream

    formatted = PDFStream.format

    def mended(self: PDFStream, document: object) -> bytes:
        made: bytes = formatted(self, document)
        tail = b"endstream\n"
        return made.removesuffix(tail) + b"\n" + tail if made.endswith(tail) else made

    PDFStream.format = mended  # type: ignore[method-assign]


@cache
def _srgb() -> bytes:
    """Return a small ICC profile (version 2.1) of the sRGB display."""
    curve = [_linear(step / 1023) for step in range(1024)]
    tone = struct.pack(">4s4xI", b"curv", len(curve)) + struct.pack(">1024H", *curve)
    name = b"sRGB\0"
    described = struct.pack(">4s4xI", b"desc", len(name)) + name + bytes(4 + 4 + 2 + 1 + 67)
    free = struct.pack(">4s4x", b"text") + b"No copyright, use freely\0"
    tags = {
        b"desc": described,
        b"cprt": free,
        b"wtpt": _xyz(0.9642, 1, 0.8249),
        b"rXYZ": _xyz(0.43607, 0.22249, 0.01392),
        b"gXYZ": _xyz(0.38515, 0.71687, 0.09708),
        b"bXYZ": _xyz(0.14307, 0.06061, 0.7141),
        b"rTRC": tone,
    }
    start, body, places = 128 + 4 + 12 * 9, b"", {}
    for tag, data in tags.items():
        body += bytes(-len(body) % 4)
        places[tag] = (start + len(body), len(data))
        body += data
    places[b"gTRC"] = places[b"bTRC"] = places[b"rTRC"]
    table = b"".join(struct.pack(">4sII", tag, *place) for tag, place in places.items())
    head = struct.pack(">I4x4B", start + len(body), 2, 0x10, 0, 0) + b"mntrRGB XYZ "
    head += struct.pack(">6H4s", 2022, 1, 1, 0, 0, 0, b"acsp") + bytes(28)
    head += _xyz(0.9642, 1, 0.8249)[8:] + bytes(48)
    return head + struct.pack(">I", len(places)) + table + body


def _xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))


def _linear(value: float) -> int:
    lin = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return round(65535 * lin)
