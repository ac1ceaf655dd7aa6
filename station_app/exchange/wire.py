"""What parent and child tell each other about a returned PDF, as plain JSON."""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime

from station_app.domain.certificate import SigningRole
from station_app.domain.verdict import Finding, Verdict
from station_app.exchange import certificates, inspect, looks, revocation
from station_app.exchange.inspect import Examination, Signature
from station_app.exchange.looks import Compared
from station_app.exchange.plain import Json, list_of, object_of
from station_app.exchange.seal import Place
from station_app.exchange.trust import Trust


def ready(_args: Mapping[str, Json]) -> Json:
    """Load the heavy libraries, so that the time of a file is its own."""
    import pypdfium2  # type: ignore[import-untyped]  # noqa: F401
    from pyhanko.sign import validation  # noqa: F401

    return True


def examine(args: Mapping[str, Json]) -> Json:
    """Be the child: examine a file and say what was found."""
    believed, at = _trust(object_of(args["trust"])), datetime.fromisoformat(str(args["at"]))
    return _plain_examination(inspect.examine(from_text(args["pdf"]), believed, at))


def compare(args: Mapping[str, Json]) -> Json:
    """Be the child: compare a file with our drawing and say what differs."""
    found = looks.compare(from_text(args["expected"]), from_text(args["actual"]))
    return {"strange": found.strange, "pages": list(found.pages)}


def plain_trust(believed: Trust) -> Json:
    """Return whom to believe, for the child."""
    return {
        "authorities": [text(one.der) for one in believed.authorities],
        "lists": [text(one.der) for one in believed.lists],
        "seen": dict(believed.seen),
    }


def examination(plain: Json) -> Examination:
    """Read what the child found; TypeError, ValueError or KeyError where it answers otherwise."""
    told = object_of(plain)
    return Examination(
        findings=tuple(_finding(object_of(one)) for one in list_of(told["findings"])),
        signatures=tuple(_signature(object_of(one)) for one in list_of(told["signatures"])),
        places={
            SigningRole(role): _place(list_of(place))
            for role, place in object_of(told["places"]).items()
        },
        data=from_text(told["data"]),
        table=from_text(told["table"]),
        drawn_digest=str(told["drawn_digest"]),
        drawn_length=int(str(told["drawn_length"])),
    )


def compared(plain: Json) -> Compared:
    """Read what the child found when comparing."""
    told = object_of(plain)
    pages = tuple(int(str(number)) for number in list_of(told["pages"]))
    return Compared(strange=str(told["strange"]), pages=pages)


def text(data: bytes) -> str:
    """Return bytes as they travel."""
    return base64.b64encode(data).decode()


def from_text(told: Json) -> bytes:
    """Return bytes that travelled."""
    return base64.b64decode(str(told), validate=True)


def _trust(told: Mapping[str, Json]) -> Trust:
    return Trust(
        authorities=tuple(
            certificates.read_authority(from_text(one)) for one in list_of(told["authorities"])
        ),
        lists=tuple(revocation.read(from_text(one)) for one in list_of(told["lists"])),
        seen={county: int(str(number)) for county, number in object_of(told["seen"]).items()},
    )


def _plain_examination(found: Examination) -> Json:
    return {
        "findings": [
            {"verdict": one.verdict.value, "says": one.says, "remedy": one.remedy}
            for one in found.findings
        ],
        "signatures": [_plain_signature(one) for one in found.signatures],
        "places": {
            role.value: [place.page, place.left, place.bottom, place.right, place.top]
            for role, place in found.places.items()
        },
        "data": text(found.data),
        "table": text(found.table),
        "drawn_digest": found.drawn_digest,
        "drawn_length": found.drawn_length,
    }


def _plain_signature(one: Signature) -> Json:
    return {
        "role": one.role.value,
        "name": one.name,
        "person_number": one.person_number,
        "organisation": one.organisation,
        "station_code": one.station_code,
        "at": one.at.isoformat(),
        "fingerprint": one.fingerprint,
        "serial": one.serial,
    }


def _finding(told: Mapping[str, Json]) -> Finding:
    return Finding(
        verdict=Verdict(str(told["verdict"])), says=str(told["says"]), remedy=str(told["remedy"])
    )


def _signature(told: Mapping[str, Json]) -> Signature:
    return Signature(
        role=SigningRole(str(told["role"])),
        name=str(told["name"]),
        person_number=str(told["person_number"]),
        organisation=str(told["organisation"]),
        station_code=str(told["station_code"]),
        at=datetime.fromisoformat(str(told["at"])),
        fingerprint=str(told["fingerprint"]),
        serial=str(told["serial"]),
    )


def _place(told: Sequence[Json]) -> Place:
    page, left, bottom, right, top = (float(str(one)) for one in told)
    return Place(page=int(page), left=left, bottom=bottom, right=right, top=top)
