"""Small returns, stamps and certificates for tests of signing and checking."""

import io
import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from station_app.domain.certificate import SigningRole, Subject
from station_app.exchange import authority, certificates, issuing, roll, seal
from station_app.exchange.authority import Office
from station_app.exchange.seal import Place, Signer

CODE = "790121101201"
STATION = "柳林镇荷塘村退役军人服务站"
PREPARER, REVIEWER = SigningRole.PREPARER, SigningRole.REVIEWER
PLACES = {
    PREPARER: Place(page=1, left=60, bottom=60, right=270, top=131),
    REVIEWER: Place(page=1, left=300, bottom=60, right=510, top=131),
}
PASSWORD = "xianli-2026-qingshi"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))


class _Catalog(pdfdoc.PDFCatalog):  # type: ignore[misc]
    __NoDefault__ = (*pdfdoc.PDFCatalog.__NoDefault__, "AF")
    __Refs__ = pdfdoc.PDFCatalog.__NoDefault__


def _face() -> str:
    if "Vera" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    return "Vera"


def return_data(**changed: Any) -> bytes:
    """Return the embedded data of a small return with something changed."""
    data = {
        "schema": 1,
        "form": "F01",
        "way": "signed",
        "station": {"code": CODE, "name": STATION},
        "period": "2027-春节",
        "rows": [],
    }
    return json.dumps(data | changed, ensure_ascii=False, sort_keys=True).encode()


def drawn(
    *,
    data: bytes | None = None,
    attachments: dict[str, bytes] | None = None,
    pages: int = 2,
    text: str = "36",
) -> bytes:
    """Draw a return without signatures, with its two attachments."""
    rl_config.invariant = 1
    if attachments is None:
        attachments = {
            "return.json": return_data() if data is None else data,
            "return.csv": "项目,人数\r\n走访合计,36\r\n".encode("utf-8-sig"),
        }
    file = io.BytesIO()
    sheet = canvas.Canvas(
        file, pagesize=(595, 842), initialFontName=_face(), invariant=1, pdfVersion=(1, 7)
    )
    sheet.setTitle("F01")
    sheet.setProducer("station-app")
    for number in range(pages):
        sheet.setFont("Vera", 12)
        sheet.drawString(80, 760, f"page {number + 1} of {pages}: {text}")
        sheet.showPage()
    _attach(sheet, attachments)
    sheet.save()
    return file.getvalue()


def _attach(sheet: canvas.Canvas, attachments: dict[str, bytes]) -> None:
    document = sheet._doc
    catalog = _Catalog()
    catalog.__dict__.update(document.Catalog.__dict__)
    document.Catalog = document._catalog = catalog
    names: list[Any] = []
    for name, content in attachments.items():
        file = PDFStream(
            dictionary=PDFDictionary({"Type": PDFName("EmbeddedFile")}), content=content
        )
        file.filters = [pdfdoc.PDFZCompress]
        reference = document.Reference(file)
        specification = document.Reference(
            PDFDictionary(
                {
                    "Type": PDFName("Filespec"),
                    "F": PDFString(name),
                    "UF": PDFString(name),
                    "AFRelationship": PDFName("Data"),
                    "EF": PDFDictionary({"F": reference, "UF": reference}),
                }
            )
        )
        names += [PDFString(name), specification]
    if names:
        catalog.AF = PDFArray(names[1::2])
        catalog.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray(names)})})


def stamp(text: str = "PREPARER") -> bytes:
    """Draw the visible block of a signature."""
    file = io.BytesIO()
    sheet = canvas.Canvas(file, pagesize=(210, 71), initialFontName=_face(), invariant=1)
    sheet.setFont("Vera", 10)
    sheet.rect(1, 1, 208, 69)
    sheet.drawString(20, 30, text)
    sheet.showPage()
    sheet.save()
    return file.getvalue()


def an_office(folder: Path, *, code: str = "790121", at: datetime = NOW) -> Office:
    """Found a county office."""
    state = roll.State(name="青石县退役军人事务局", code=code)
    return Office.found(folder, state, {authority.PASSWORD: PASSWORD}, at)


def a_subject(role: SigningRole = PREPARER, **changed: Any) -> Subject:
    """Return a person of 荷塘村 who may sign, with something changed."""
    one = Subject(
        station_name=STATION,
        station_code=CODE,
        person_number="0001" if role is PREPARER else "0002",
        name="王芳" if role is PREPARER else "李强",
        role=role,
    )
    return replace(one, **changed)


def listed(office: Office, subject: Subject) -> None:
    """Take a person into the county's list."""
    office.add_person(
        roll.Person(
            station_code=subject.station_code,
            number=subject.person_number,
            name=subject.name,
            role=subject.role,
        )
    )


def a_signer(office: Office, subject: Subject, *, at: datetime = NOW) -> Signer:
    """Let the county certify somebody in the ordinary way."""
    listed(office, subject)
    key = issuing.make_key()
    data = issuing.request(key, replace(subject, person_number=""))
    fingerprint = certificates.read_request(data).fingerprint
    pem = office.issue(data, fingerprint, at)
    return Signer(key=key, certificate=certificates.der(pem))


def certified(office: Office, subject: Subject, *, at: datetime = NOW) -> Signer:
    """Let the county's key certify what the office itself would refuse."""
    key = issuing.make_key()
    der = issuing.certify(office.root, subject, issuing.public_key(key), at)
    return Signer(key=key, certificate=der)


def prepared(signer: Signer, pdf: bytes | None = None, *, at: datetime = NOW) -> bytes:
    """Return a return with the preparer's signature only."""
    return seal.prepare(drawn() if pdf is None else pdf, signer, PLACES, stamp(), at)


def approved(signer: Signer, pdf: bytes, *, at: datetime = NOW + timedelta(minutes=3)) -> bytes:
    """Return a prepared return with the reviewer's signature added."""
    return seal.approve(pdf, signer, stamp("REVIEWER"), at)
