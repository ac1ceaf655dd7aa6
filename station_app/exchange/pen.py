"""The signing library's parts as we need them; it is heavy, so this module is imported late."""

import io

from asn1crypto import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from pyhanko.pdf_utils.content import PdfContent, ResourceType
from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import Signer
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from station_app.exchange import issuing

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256
HALF_ORDER = _ORDER // 2
_BLOCK = "/Block"


class Hand(Signer):
    """Signs with a key that stays loaded, always in the low-s form.

    Of the two values s and n - s that verify alike only the smaller is used, so that nobody can
    make a second valid file out of a signed one.
    """

    def __init__(self, key: bytes, certificate: bytes) -> None:
        super().__init__(
            signing_cert=x509.Certificate.load(certificate),
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
            embed_roots=False,
        )
        self._key = issuing.private(key)

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Return the signature of data in DER."""
        signed = self._key.sign(data, ec.ECDSA(hashes.SHA256()))
        r, s = utils.decode_dss_signature(signed)
        return utils.encode_dss_signature(r, min(s, _ORDER - s))


class Writer(IncrementalPdfFileWriter):
    """Adds signatures and nothing else: no extension marks, no new Info, no wall clock.

    What is added to the drawn pages can then be compared object by object, and PDF/A's
    agreement of Info and XMP stays as it was drawn.
    """

    def register_extension(self, ext: DeveloperExtension) -> None:
        """Leave the catalogue's extensions as they were drawn."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Leave the version as it was drawn, PDF 1.7 as PDF/A-3 wants it."""

    def _update_meta(self) -> None:
        """Leave Info and XMP as they were drawn."""

    def finished(self) -> bytes:
        """Return the file with what was added."""
        out = io.BytesIO()
        self.write(out)  # type: ignore[no-untyped-call]
        return out.getvalue()


class _Block(PdfContent):
    """The first page of a small PDF, under a name that is the same every time."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        super().__init__()

    def render(self) -> bytes:
        """Take the page over into the file being written and return how to paint it."""
        writer = self._ensure_writer
        page = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        self.set_resource(ResourceType.XOBJECT, pdf_name(_BLOCK), page)
        return f"{_BLOCK} Do".encode()


def style(pdf: bytes) -> StaticStampStyle:
    """Return the style of a block that shows this PDF's first page to the edges of its field."""
    layout = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins()
    )
    return StaticStampStyle(background=_Block(pdf), background_layout=layout, border_width=0)
