"""What a signer with tools may slip in beside a valid signature: each thing is noticed."""

from datetime import timedelta

import pytest
import signing
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm

from station_app.domain.verdict import Verdict
from station_app.exchange import authority, inspect, pen, seal, trust

LATER = signing.NOW + timedelta(hours=1)


@pytest.fixture(scope="module")
def believed(office):
    folder = office.folder / authority.TRUST
    return trust.gather(path.read_bytes() for path in sorted(folder.iterdir()))


@pytest.fixture
def slip_in(monkeypatch):
    """Let the next signer change something in the very step that signs."""

    def prepare(change):
        def signed(writer, *facts):
            change(writer)
            return plain(writer, *facts)

        plain = seal._signed
        monkeypatch.setattr(seal, "_signed", signed)

    return prepare


def field(writer, number):
    return writer.root["/AcroForm"]["/Fields"][number]


def add_info(writer):
    title = generic.DictionaryObject({pdf_name("/Title"): generic.pdf_string("别的")})
    writer.set_info(writer.add_object(title))


def add_to_trailer(writer):
    writer.set_custom_trailer_entry(pdf_name("/Extra"), generic.NumberObject(1))


def add_to_form(writer):
    writer.root["/AcroForm"][pdf_name("/DA")] = generic.pdf_string("/F1 9 Tf")


def add_to_catalogue(writer):
    writer.root[pdf_name("/OpenAction")] = generic.ArrayObject([])
    writer.update_root()


def change_the_catalogue(writer):
    writer.root[pdf_name("/PageMode")] = pdf_name("/UseAttachments")
    writer.update_root()


def add_annotation(writer):
    page = writer.root["/Pages"]["/Kids"].raw_get(1)
    note = generic.DictionaryObject({pdf_name("/Subtype"): pdf_name("/Text")})
    writer.register_annotation(page, writer.add_object(note))


def unlock_field(writer):
    field(writer, 0)[pdf_name("/F")] = generic.NumberObject(4)


def name_field_otherwise(writer):
    field(writer, 0)[pdf_name("/TU")] = generic.pdf_string("别名")


def add_pressed_look(writer):
    look = field(writer, 1)["/AP"]
    look[pdf_name("/D")] = look.raw_get("/N")


def add_object(writer):
    writer.add_object(generic.DictionaryObject({pdf_name("/Hidden"): generic.NumberObject(1)}))


def change_a_font(writer):
    font = writer.root["/Pages"]["/Kids"][0]["/Resources"]["/Font"]["/F1+0"]
    font[pdf_name("/Widths")] = generic.ArrayObject([])
    writer.update_container(font)


@pytest.mark.parametrize(
    "change",
    [
        add_info,
        add_to_trailer,
        add_to_form,
        add_to_catalogue,
        change_the_catalogue,
        add_annotation,
        unlock_field,
        name_field_otherwise,
        add_pressed_look,
        add_object,
        change_a_font,
    ],
)
def test_what_the_preparer_slips_in_is_noticed(preparer, believed, slip_in, change):
    slip_in(change)

    found = inspect.examine(signing.prepared(preparer), believed, LATER)

    assert found.verdict is Verdict.CHANGED


def move_the_field(writer):
    box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 590, 840)))
    field(writer, 1)[pdf_name("/Rect")] = box


@pytest.mark.parametrize(
    "change", [add_info, add_to_trailer, move_the_field, add_object, change_a_font]
)
def test_what_the_reviewer_slips_in_is_noticed(half_signed, reviewer, believed, slip_in, change):
    slip_in(change)

    both = signing.approved(reviewer, half_signed)

    assert inspect.examine(both, believed, LATER).verdict is Verdict.CHANGED


@pytest.mark.parametrize(
    "facts",
    [{"reason": "同意"}, {"docmdp_permissions": MDPPerm.ANNOTATE}, {"location": "别处"}],
)
def test_another_kind_of_signature_is_noticed(preparer, believed, monkeypatch, facts):
    def metadata(**given):
        return plain(**(given | facts))

    plain = signers.PdfSignatureMetadata
    monkeypatch.setattr(signers, "PdfSignatureMetadata", metadata)

    found = inspect.examine(signing.prepared(preparer), believed, LATER)

    assert found.verdict is Verdict.CHANGED


def borrowed(block, pick):
    """Draw the block as usual, then let it use something else besides."""
    painted = pen_render(block)
    page = block.resources.xobject["/Block"].get_object()
    page["/Resources"] = generic.DictionaryObject({pdf_name("/Font"): pick(block.writer)})
    return painted


pen_render = pen._Block.render


def a_font_of_the_page(writer):
    return writer.root["/Pages"]["/Kids"][0]["/Resources"].raw_get("/Font")


def a_file(writer):
    script = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Action")})
    return generic.DictionaryObject({pdf_name("/F1"): writer.add_object(script)})


@pytest.fixture(params=[a_font_of_the_page, a_file])
def _borrowing(request, monkeypatch):
    monkeypatch.setattr(pen._Block, "render", lambda block: borrowed(block, request.param))


@pytest.mark.usefixtures("_borrowing")
def test_the_preparers_block_uses_nothing_but_its_own_fonts(preparer, believed):
    found = inspect.examine(signing.prepared(preparer), believed, LATER)

    assert found.verdict is Verdict.CHANGED


@pytest.mark.usefixtures("_borrowing")
def test_the_reviewers_block_uses_nothing_but_its_own_fonts(half_signed, reviewer, believed):
    found = inspect.examine(signing.approved(reviewer, half_signed), believed, LATER)

    assert found.verdict is Verdict.CHANGED
