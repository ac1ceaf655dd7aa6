"""The strict examination of one returned PDF: everything that is not as we make it is named."""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from station_app.domain.certificate import SigningRole
from station_app.domain.verdict import Finding, Verdict, decide
from station_app.errors import Unreadable
from station_app.exchange import certificates, closed_cms, trust, updates
from station_app.exchange.seal import Places
from station_app.exchange.trust import Trust

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import EmbeddedPdfSignature

DATA, TABLE = "return.json", "return.csv"
MOST_BYTES = 32 * 2**20
_TAIL = 2048  # the end mark is looked for here, by us and by other programs


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature as it stands in a file; whether to believe it is in the findings."""

    role: SigningRole
    name: str
    person_number: str
    organisation: str
    station_code: str
    at: datetime
    fingerprint: str
    serial: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What a file holds and what was found wrong; the pages themselves are compared later."""

    findings: tuple[Finding, ...]
    signatures: tuple[Signature, ...] = ()
    places: Places = field(default_factory=dict)
    data: bytes = b""
    table: bytes = b""
    drawn_digest: str = ""
    drawn_length: int = 0

    @property
    def verdict(self) -> Verdict:
        """Return the verdict as far as the file alone decides it."""
        return decide(self.findings)


def examine(pdf: bytes, believed: Trust, at: datetime) -> Examination:
    """Examine a file that anybody may have made; it never raises, an error is `invalid`."""
    try:
        return _examine(pdf, believed, at)
    except Exception:  # noqa: BLE001  whatever a hostile file provokes, it is not valid
        return _invalid("文件已损坏，或者不是本程序导出的")


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    pdf: bytes
    reader: "PdfFileReader"
    attachments: Mapping[str, bytes]


def _examine(pdf: bytes, believed: Trust, at: datetime) -> Examination:
    from pyhanko.pdf_utils.reader import PdfFileReader

    if says := _unlike_a_return(pdf):
        return _invalid(says)
    reader = PdfFileReader(io.BytesIO(pdf), strict=True)
    if reader.encrypted:
        return _invalid("文件加了密码，打不开")
    attachments = _attachments(reader)
    if attachments.keys() != {DATA, TABLE}:
        return _invalid("文件里没有本程序的数据，不是本程序导出的")
    file = _File(pdf=pdf, reader=reader, attachments=attachments)
    if reader.embedded_signatures:
        return _signed(file, believed, at)
    return _unsigned(file)


def _unlike_a_return(pdf: bytes) -> str:
    """Say why bytes are not worth reading; this also keeps a reader from searching for long."""
    if not pdf.startswith(b"%PDF-"):
        return "这不是 PDF 文件"
    if len(pdf) > MOST_BYTES:
        return "文件太大，不会是一份报表"
    if b"%%EOF" not in pdf[-_TAIL:]:
        return "文件不完整，后面缺了一截或多了一截"
    return ""


def _unsigned(file: _File) -> Examination:
    finding = Finding(verdict=Verdict.INCOMPLETE, says="应有两个电子签名，都不在")
    if json.loads(file.attachments[DATA])["way"] == "paper":
        finding = Finding(verdict=Verdict.UNSIGNED, says="没有电子签名，以签字盖章的纸质件为准")
    return _examination(file, [finding], drawn=len(file.pdf))


def _signed(file: _File, believed: Trust, at: datetime) -> Examination:
    embedded = file.reader.embedded_signatures
    roles = list(SigningRole)[: len(embedded)]
    if [one.field_name for one in embedded] != [role.field for role in roles]:
        return _examination(file, [_changed("签名栏不是本程序做的")])
    findings = [_missing(role) for role in SigningRole if role not in roles]
    places: Places = {}
    try:
        places = updates.check(file.reader, len(embedded)).places
    except updates.Meddled as error:
        findings.append(_changed(str(error)))
    signatures, keys = [], []
    for role, one in zip(roles, embedded, strict=True):
        read = _read_signature(file, one, role, findings)
        if read is None:
            continue
        signature, certificate = read
        signatures.append(signature)
        keys.append(certificates.public_key_of(certificate))
        findings += _judge(one, certificate, one is embedded[-1], believed, at)
    findings += _compare(file, signatures, keys)
    drawn = _end_of_drawn(file)
    return _examination(file, findings, drawn=drawn, places=places, signatures=signatures)


def _read_signature(
    file: _File, one: "EmbeddedPdfSignature", role: SigningRole, findings: list[Finding]
) -> tuple[Signature, bytes] | None:
    """Return a signature with its certificate; what keeps it from being read is a finding."""
    try:
        certificate = closed_cms.certificate_of(closed_cms.envelope(_contents(file, one)))
        held = certificates.read(certificate)
    except closed_cms.Open as error:
        findings.append(_changed(f"{role.value}的{error}"))
        return None
    except Unreadable:
        findings.append(_unknown(f"{role.value}用的不是服务站的签名证书"))
        return None
    except (ValueError, TypeError, KeyError):
        findings.append(_changed(f"{role.value}的签名数据已损坏"))
        return None
    stated = one.self_reported_timestamp
    if stated is None or stated.tzinfo is None:
        findings.append(_changed(f"{role.value}的签名没有时间"))
        return None
    if held.subject.role is not role:
        says = f"{role.value}栏里是{held.subject.role.value}{held.subject.name}的签名"
        findings.append(_unknown(says))
    signature = Signature(
        role=role,
        name=held.subject.name,
        person_number=held.subject.person_number,
        organisation=held.subject.station_name,
        station_code=held.subject.station_code,
        at=stated,
        fingerprint=held.fingerprint,
        serial=held.serial,
    )
    return signature, certificate


def _contents(file: _File, one: "EmbeddedPdfSignature") -> bytes:
    """Return the hexadecimal digits in the gap of a signature that covers all else of its part."""
    start, first, second, length = (int(number) for number in one.byte_range)
    end = second + length
    gap = file.pdf[first:second]
    last = one is file.reader.embedded_signatures[-1]
    if start != 0 or not first < second <= end or (last and end != len(file.pdf)):
        raise closed_cms.Open("签名没有盖住整个文件")
    if (
        gap[:1] != b"<"
        or gap[-1:] != b">"
        or bytes.fromhex(gap[1:-1].decode()) != (one.pkcs7_content)
    ):
        raise closed_cms.Open("签名没有盖住整个文件")
    return gap[1:-1]


def _judge(
    one: "EmbeddedPdfSignature", certificate: bytes, last: bool, believed: Trust, at: datetime
) -> list[Finding]:
    """Let the signing library verify as well; only what both accept is accepted."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    held = certificates.read(certificate)
    found = trust.judge(certificate, held, believed, at)
    status = validate_pdf_signature(one, trust.context(believed, at))
    if not (status.intact and status.valid):
        found.append(_changed(f"内容和{held.subject.name}签名时不一样"))
    if last and status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        found.append(_changed("签名之后，文件又被追加过内容"))
    level = status.modification_level
    if level is None or level > ModificationLevel.FORM_FILLING or not status.docmdp_ok:
        found.append(_changed("签名之后，文件又被追加过内容"))
    if not found and not status.bottom_line:
        found.append(_unknown(f"{held.subject.name}的证书没有通过核验"))
    return found


def _compare(file: _File, signatures: list[Signature], keys: list[bytes]) -> list[Finding]:
    """Hold the signers against each other and against the station the figures are of."""
    found = []
    try:
        station = json.loads(file.attachments[DATA])["station"]
        code, name = station["code"], station["name"]
    except (ValueError, TypeError, KeyError):
        return [_changed("文件里的数据读不出来")]
    for one in signatures:
        if one.station_code != code:
            found.append(_unknown(f"{one.name}是 {one.station_code} 的，报表是 {code} 的"))
        if one.organisation != name:
            found.append(_unknown(f"{one.name}是“{one.organisation}”的，报表是“{name}”的"))
    if len(signatures) < len(SigningRole):
        return found
    preparer, reviewer = signatures
    if preparer.person_number == reviewer.person_number or keys[0] == keys[1]:
        found.append(_unknown("填表人和审核人是同一个人"))
    if reviewer.at < preparer.at:
        says = "审核人的签名时间早于填表人，请留意签名电脑的时间"
        found.append(Finding(verdict=Verdict.TRUSTED, says=says))
    return found


def _end_of_drawn(file: _File) -> int:
    """Return where the pages as they were drawn end and the first signature's part begins."""
    begins = file.reader.xrefs.get_startxref_for_revision(0)
    return file.pdf.index(b"%%EOF\n", begins) + len(b"%%EOF\n")


def _attachments(reader: "PdfFileReader") -> dict[str, bytes]:
    """Return the attached files by name; a list of another shape than ours holds none."""
    try:
        tree = reader.root["/Names"]["/EmbeddedFiles"]
        names = [tree["/Names"][number] for number in range(len(tree["/Names"]))]
    except KeyError:
        return {}
    if set(tree) != {"/Names"}:
        return {}
    files = {
        str(name): bytes(specification["/EF"]["/F"].data)
        for name, specification in zip(names[::2], names[1::2], strict=True)
    }
    return files if 2 * len(files) == len(names) else {}


def _examination(
    file: _File,
    findings: list[Finding],
    *,
    drawn: int = 0,
    places: Places | None = None,
    signatures: Sequence[Signature] = (),
) -> Examination:
    return Examination(
        findings=tuple(dict.fromkeys(findings)),
        signatures=tuple(signatures),
        places=places or {},
        data=file.attachments[DATA],
        table=file.attachments[TABLE],
        drawn_digest=hashlib.sha256(file.pdf[:drawn]).hexdigest(),
        drawn_length=drawn,
    )


def _invalid(says: str) -> Examination:
    return Examination(findings=(Finding(verdict=Verdict.INVALID, says=says),))


def _missing(role: SigningRole) -> Finding:
    return Finding(verdict=Verdict.INCOMPLETE, says=f"缺{role.value}签名")


def _changed(says: str) -> Finding:
    return Finding(verdict=Verdict.CHANGED, says=says)


def _unknown(says: str) -> Finding:
    return Finding(verdict=Verdict.UNKNOWN_SIGNER, says=says)
