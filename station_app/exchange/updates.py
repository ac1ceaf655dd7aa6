"""What a signature may add to a file: its field, its block with fonts, and nothing else."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app.domain.certificate import SigningRole
from station_app.exchange.seal import Place

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import DictionaryObject, PdfObject, Reference
    from pyhanko.pdf_utils.reader import PdfFileReader

_TRAILER = {"/ID", "/Info", "/Root", "/Size", "/Prev"}
_FIELD = {"/FT", "/T", "/Type", "/Subtype", "/F", "/Rect", "/P", "/AP"}
_SIGNATURE = {"/Type", "/Filter", "/SubFilter", "/Contents", "/ByteRange", "/M"}
_CERTIFIES = (
    b"[ <<\n/Type /SigRef\n/TransformMethod /DocMDP\n/TransformParams "
    b"<<\n/Type /TransformParams\n/V /1.2\n/P 2\n>>\n>> ]"
)
_NAMED = {"/Font", "/XObject", "/ExtGState"}
_DRAWN = frozenset(
    {
        *("/Type", "/Subtype", "/BBox", "/Matrix", "/FormType", "/Resources", "/ProcSet"),
        *("/Filter", "/Length", "/Length1", "/DecodeParms", "/Font", "/XObject", "/ExtGState"),
        *("/CA", "/ca", "/BaseFont", "/FirstChar", "/LastChar", "/FontDescriptor", "/Name"),
        *("/ToUnicode", "/Widths", "/Encoding", "/DescendantFonts", "/CIDSystemInfo"),
        *("/Registry", "/Ordering", "/Supplement", "/CIDToGIDMap", "/DW", "/W"),
        *("/Ascent", "/Descent", "/CapHeight", "/Flags", "/FontBBox", "/FontFile2", "/FontName"),
        *("/ItalicAngle", "/MissingWidth", "/StemV"),
    }
)
_KINDS = {None, "/XObject", "/Font", "/FontDescriptor"}
_SUBKINDS = {None, "/Form", "/TrueType", "/Type0", "/CIDFontType2"}


class Meddled(ValueError):
    """Something was added that no signature of ours adds; the message says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Where the two fields stand, and which objects they are."""

    places: Mapping[SigningRole, Place]
    references: Mapping[SigningRole, "Reference"]


def check(reader: "PdfFileReader", signatures: int) -> Fields:
    """Compare what each signature added with the one form; Meddled when something else is there."""
    if reader.xrefs.total_revisions != 1 + signatures or reader.xrefs.hybrid_xrefs_present:
        raise Meddled("签名之外，文件还被另存或追加过")
    for revision in range(1, signatures + 1):
        _check_trailer(reader, revision)
    fields = _check_first(reader)
    if signatures > 1:
        _check_second(reader, fields)
    return fields


def _check_trailer(reader: "PdfFileReader", revision: int) -> None:
    now, before = (reader.trailer.flatten(number) for number in (revision, revision - 1))
    if not set(now) <= _TRAILER:
        raise Meddled("文件尾被改过")
    for key in ("/Root", "/Info"):
        if _raw(now.raw_get(key)) != _raw(before.raw_get(key)):
            raise Meddled("文件尾被改过")


def _check_first(reader: "PdfFileReader") -> Fields:
    """The preparer adds a form with two fields to the last page and the catalogue."""
    root = reader.root_ref
    old, new = _get(reader, root, 0), _get(reader, root, 1)
    _same_but(old, new, {"/AcroForm", "/Perms"})
    form_reference = new.raw_get("/AcroForm").reference
    form = _get(reader, form_reference, 1)
    if set(form) != {"/Fields", "/SigFlags"} or _raw(form.raw_get("/SigFlags")) != b"3":
        raise Meddled("表单被改过")
    references = dict(zip(SigningRole, _references(form.raw_get("/Fields")), strict=True))
    fields = Fields(
        places={role: _place(reader, references[role], role) for role in SigningRole},
        references=references,
    )
    signature = _signature_of(reader, fields, SigningRole.PREPARER, 1)
    if _raw(new.raw_get("/Perms")) != b"<<\n/DocMDP %d 0 R\n>>" % signature.idnum:
        raise Meddled("签名的许可被改过")
    expected = {root, form_reference, signature, *references.values()}
    expected |= _check_pages(reader, fields)
    for role in SigningRole:
        expected |= _drawn(reader, references[role], 1)
    _nothing_else(reader, 1, expected)
    return fields


def _check_pages(reader: "PdfFileReader", fields: Fields) -> "set[Reference]":
    """The pages with fields get exactly these as annotations and stay as they were otherwise."""
    pages: dict[Reference, list[bytes]] = {}
    for reference in fields.references.values():
        field = _get(reader, reference, 1)
        page = field.raw_get("/P").reference
        pages.setdefault(page, []).append(b"%d 0 R" % reference.idnum)
    for page, annotations in pages.items():
        old, new = _get(reader, page, 0), _get(reader, page, 1)
        _same_but(old, new, {"/Annots"})
        if _raw(new.raw_get("/Annots")) != b"[ " + b" ".join(annotations) + b" ]":
            raise Meddled("页面上被加了批注")
    return set(pages)


def _check_second(reader: "PdfFileReader", fields: Fields) -> None:
    """The reviewer fills the field that was waiting."""
    reference = fields.references[SigningRole.REVIEWER]
    old, new = (_get(reader, reference, number) for number in (1, 2))
    if "/V" in old:
        raise Meddled("审核人的签名栏早已填过")
    kept = {key: _raw(value) for key, value in old.items() if key != "/AP"}
    if kept != {key: _raw(value) for key, value in new.items() if key not in ("/AP", "/V")}:
        raise Meddled("审核人的签名栏被改过")
    signature = _signature_of(reader, fields, SigningRole.REVIEWER, 2)
    _nothing_else(reader, 2, {reference, signature} | _drawn(reader, reference, 2))


def _place(reader: "PdfFileReader", reference: "Reference", role: SigningRole) -> Place:
    field = _get(reader, reference, 1)
    if set(field) - {"/V"} != _FIELD:
        raise Meddled("签名栏被改过")
    values = {key: _raw(field.raw_get(key)) for key in ("/FT", "/T", "/Type", "/Subtype", "/F")}
    expected = (b"/Sig", f"({role.field})".encode(), b"/Annot", b"/Widget", b"132")
    if tuple(values.values()) != expected:
        raise Meddled("签名栏被改过")
    left, bottom, right, top = (float(number) for number in field["/Rect"])
    pages = _references(reader.root["/Pages"].raw_get("/Kids"))
    page = pages.index(field.raw_get("/P").reference)
    return Place(page=page, left=left, bottom=bottom, right=right, top=top)


def _signature_of(
    reader: "PdfFileReader", fields: Fields, role: SigningRole, revision: int
) -> "Reference":
    field = _get(reader, fields.references[role], revision)
    reference: Reference = field.raw_get("/V").reference
    signature = _get(reader, reference, revision)
    certifies = {"/Reference"} if role is SigningRole.PREPARER else set()
    if set(signature) != _SIGNATURE | certifies:
        raise Meddled("签名被改过")
    if certifies and _raw(signature.raw_get("/Reference")) != _CERTIFIES:
        raise Meddled("签名的许可被改过")
    return reference


def _drawn(reader: "PdfFileReader", field: "Reference", revision: int) -> "set[Reference]":
    """Return all objects of a field's block; only forms, fonts and opacity may be there."""
    appearance = _get(reader, field, revision).raw_get("/AP")
    if set(appearance) != {"/N"}:
        raise Meddled("签名图样被改过")
    seen: set[tuple[Reference, bool]] = set()
    waiting: list[tuple[PdfObject, bool]] = [(appearance.raw_get("/N"), False)]
    while waiting:
        node, named = waiting.pop()
        reference = getattr(node, "reference", None)
        if reference is not None:
            if (reference, named) in seen:
                continue
            if reference.idnum < _known(reader, revision):
                raise Meddled("签名图样用了别处的内容")
            seen.add((reference, named))
            node = reader.get_historical_resolver(revision).get_object(reference)
        waiting.extend(_below(node, named))
    return {reference for reference, _ in seen}


def _below(node: "PdfObject", named: bool) -> "Iterator[tuple[PdfObject, bool]]":
    """Return the parts of a drawn thing; `named` says that its keys are free names."""
    if isinstance(node, dict):
        if not named:
            if not set(node) <= _DRAWN:
                raise Meddled("签名图样里夹带了别的东西")
            if node.get("/Type") not in _KINDS or node.get("/Subtype") not in _SUBKINDS:
                raise Meddled("签名图样里夹带了别的东西")
        yield from ((value, not named and key in _NAMED) for key, value in node.items())
    elif isinstance(node, list):
        yield from ((value, False) for value in node)


def _nothing_else(reader: "PdfFileReader", revision: int, expected: "set[Reference]") -> None:
    written = reader.xrefs.explicit_refs_in_revision(revision)
    streams = reader.xrefs.object_streams_used_in(revision)  # type: ignore[no-untyped-call]
    if streams or reader.xrefs.refs_freed_in_revision(revision):
        raise Meddled("签名时删改了别的内容")
    left_behind = written - expected
    if not expected <= written or not all(
        _is_empty_form(reader, reference, revision) for reference in left_behind
    ):
        raise Meddled("签名时改动了别的内容")


def _is_empty_form(reader: "PdfFileReader", reference: "Reference", revision: int) -> bool:
    """The library leaves the empty block behind that a field had before it was signed."""
    if reference.idnum < _known(reader, revision):
        return False
    found = _get(reader, reference, revision)
    if set(found) != {"/BBox", "/Resources", "/Type", "/Subtype", "/Length"}:
        return False
    return found["/Subtype"] == "/Form" and found["/Length"] == 0 and not found["/Resources"]


def _known(reader: "PdfFileReader", revision: int) -> int:
    """Return the first object number that did not exist before a revision."""
    size: int = reader.trailer.flatten(revision - 1)["/Size"]
    return size


def _same_but(old: "DictionaryObject", new: "DictionaryObject", added: set[str]) -> None:
    if set(new) - set(old) != added or not set(old) <= set(new):
        raise Meddled("签名时改动了别的内容")
    if any(_raw(value) != _raw(new.raw_get(key)) for key, value in old.items()):
        raise Meddled("签名时改动了别的内容")


def _references(array: "PdfObject") -> "list[Reference]":
    if not isinstance(array, list):
        raise Meddled("文件结构被改过")
    return [one.reference for one in list.__iter__(array)]


def _get(reader: "PdfFileReader", reference: "Reference", revision: int) -> "DictionaryObject":
    """Return a dictionary or stream as it stood in a revision."""
    from pyhanko.pdf_utils.generic import DictionaryObject

    found = reader.get_historical_resolver(revision).get_object(reference)
    if not isinstance(found, DictionaryObject):
        raise Meddled("文件结构被改过")
    return found


def _raw(value: "PdfObject") -> bytes:
    """Return an object as it is written, with references unresolved."""
    out = io.BytesIO()
    value.write_to_stream(out, None)
    return out.getvalue()
