"""The county's certificates for both people of the village, got as they would get them."""

from pathlib import Path

from makers import HEAD_PASSWORD, WORKER_PASSWORD

from station_app.exchange import authority
from station_app.usecases import certificates, county

COUNTY = "xianli-2026-qingshi"
PASSWORDS = {"王芳": WORKER_PASSWORD, "徐建民": HEAD_PASSWORD}


def certify(registers, folder: Path) -> None:
    """Let the county certify everybody at these desks."""
    now = registers[0].now()
    county.init(folder, name="青石县退役军人事务局", code="790121", password=COUNTY, at=now)
    trusted = folder / authority.TRUST
    for number, register in enumerate(registers, start=1):
        asked = certificates.request(register, PASSWORDS[register.account.name])
        person = county.person(
            code=register.station.code,
            number=f"{number:04d}",
            name=register.account.name,
            role=asked.subject.role.value,
        )
        county.person_add(folder, COUNTY, person)
        answer = county.issue(folder, COUNTY, asked.pem, asked.fingerprint, now)
        certificates.install(
            register,
            answer,
            county=(trusted / "county-ca.pem").read_bytes(),
            typed=county.fingerprint(folder),
            crl=(trusted / "county.crl").read_bytes(),
        )
