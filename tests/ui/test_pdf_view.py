from PySide6.QtGui import QColor

from ui.widgets.pdf_view import PdfView


def _page(grey):
    return b"P5 910 1286 255\n" + bytes([grey]) * (910 * 1286)


def test_a_long_file_shows_the_page_one_goes_to_and_draws_no_page_out_of_sight(look, show):
    view = PdfView(look, [_page(n) for n in range(72)])
    view.resize(860, 700)
    show(view)
    assert view.count == 72
    assert view.grab().toImage().pixelColor(400, 300) == QColor(0, 0, 0)

    view.go_to(40)

    assert view.grab().toImage().pixelColor(400, 300) == QColor(40, 40, 40)
    assert view._picture.cache_info().misses < 6


def test_other_pages_take_the_place_of_those_before(look, show):
    view = PdfView(look, [_page(10)])
    view.resize(860, 700)
    show(view)

    view.show_pages([_page(90), _page(91)])

    assert view.count == 2
    assert view.grab().toImage().pixelColor(400, 300) == QColor(90, 90, 90)
