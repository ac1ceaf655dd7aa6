"""The slip by which a request for a certificate is compared at the county, as a page."""

from station_app.domain import certificate
from station_app.paper import fingerprint_slip
from station_app.paper.fingerprint_slip import FingerprintSlip
from station_app.paper.frame import Variant
from station_app.register import Register
from station_app.usecases.certificates import Requested
from station_app.usecases.lacking import Paper, whose

BY_HAND = "（县里填写）"


def draw(register: Register, requested: Requested) -> Paper:
    """Return the slip of a request, to be signed by hand and sealed."""
    subject = requested.subject
    slip = FingerprintSlip(
        station=subject.station_name,
        station_code=subject.station_code,
        name=subject.name,
        role=subject.role.value,
        person_number=subject.person_number or BY_HAND,
        made_at=f"{requested.made_at:%Y-%m-%d %H:%M}",
        groups=tuple(certificate.in_groups(requested.fingerprint).split(" ")),
        revoke=_revoke(requested),
    )
    variant = Variant.of(demo=register.station.demo)
    made = fingerprint_slip.compose(slip, variant=variant)
    return Paper(pdf=made.bytes(), missing=whose(made.lacking, (), slip.name))


def _revoke(requested: Requested) -> str:
    """Return the request to revoke the certificate that the new one replaces."""
    if requested.replaces is None:
        return ""
    return f"编号 {requested.replaces.serial}（{requested.why or '密钥已换'}）"
