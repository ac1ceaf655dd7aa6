"""Our own pages as pictures, for the window's preview and for the printer."""

from collections.abc import Iterator


def count(pdf: bytes) -> int:
    """Return how many pages a file of ours has."""
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def pictures(pdf: bytes, dpi: int, pages: range | None = None) -> Iterator[bytes]:
    """Yield pages as grey PGM pictures, one after the other, so that memory stays flat."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in pages if pages is not None else range(len(document)):
            page = document[number]
            bitmap = page.render(scale=dpi / 72, grayscale=True)
            yield _pgm(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            page.close()
    finally:
        document.close()


def _pgm(width: int, height: int, stride: int, grey: bytes) -> bytes:
    rows = (
        grey
        if stride == width
        else b"".join(grey[at : at + width] for at in range(0, stride * height, stride))
    )
    return b"P5 %d %d 255\n" % (width, height) + rows
