"""The skeleton of a file: anything that our own drawing has not is named."""

import io

import pytest
import sealed
from pyhanko.pdf_utils import generic, writer
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader

from station_app.exchange import looks, shapes
from station_app.paper import return_page


@pytest.fixture(scope="module")
def drawn():
    return return_page.draw(sealed.F01, sealed.a_return()).pdf


def rewritten(pdf, change):
    """Return the file written anew, after something was done to its root and its first page."""
    made = writer.copy_into_new_writer(PdfFileReader(io.BytesIO(pdf)))
    pages = made.root["/Pages"]
    page = pages
    while "/Kids" in page:
        page = page["/Kids"][0]
    change(made.root, pages, page)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def _action(root, _pages, _page):
    root[pdf_name("/OpenAction")] = generic.ArrayObject()


def _entry(_root, _pages, page):
    page[pdf_name("/AA")] = generic.DictionaryObject()


def _resource(_root, _pages, page):
    page["/Resources"][pdf_name("/Properties")] = generic.DictionaryObject()


def _larger(_root, _pages, page):
    page[pdf_name("/MediaBox")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 900, 900)))


def _doubled(_root, pages, _page):
    kids = pages["/Kids"]
    for _ in range(100):
        kids.append(kids.raw_get(0))


CHANGES = {
    "/OpenAction": _action,
    "/AA": _entry,
    "/Properties": _resource,
    "/MediaBox": _larger,
    "/Kids": _doubled,
}


def test_the_same_pages_written_anew_are_not_strange(drawn):
    assert shapes.strange(drawn, rewritten(drawn, lambda *_: None)) == ""


@pytest.mark.parametrize("named", list(CHANGES))
def test_what_we_never_draw_is_named(drawn, named):
    assert shapes.strange(drawn, rewritten(drawn, CHANGES[named])) == named


def test_a_strange_file_is_not_even_drawn(drawn):
    found = looks.compare(drawn, rewritten(drawn, _action))

    assert found.strange == "/OpenAction"
