"""Signed returns for tests of checking, honest and forged, without a register."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import signing as hands

from station_app.domain import returns
from station_app.domain.certificate import SigningRole
from station_app.domain.returns import FrozenReturn, Line, Way
from station_app.domain.template import Template
from station_app.exchange import certificates, packs, seal
from station_app.exchange.inspect import Signature
from station_app.exchange.seal import Signer
from station_app.paper import return_form, return_page
from station_app.paper.sheet import Sheet
from station_app.usecases import redrawing

NAME = "荷塘村退役军人服务站"
AT = datetime.fromisoformat("2027-01-25T16:40:00+08:00")
F01: Template = next(one for one in packs.shipped() if one.code == "F01")


def figures(**changed: int) -> tuple[Line, ...]:
    """Return the rows of a small F01; `met_persons=6` changes one figure."""
    lines = []
    for row in F01.rows:
        cells = []
        for column in F01.columns:
            if column.count is None:
                cells.append(returns.cell(row.under if column.shows == ("under",) else row.label))
                continue
            kept = F01.figures()[f"{row.key}.{column.key}"]
            value = changed.get(f"{row.key}_{column.key}", 41 if row.key == "met" else 3)
            cells.append(returns.cell(value if kept else None, column.format))
        lines.append(Line(key=row.key, cells=tuple(cells)))
    for key, fact in F01.facts.items():
        value = changed.get(key, 2) if fact.figure else None
        told = returns.cell(value, fact.format)
        lines.append(Line(key=key, cells=(returns.cell(fact.word), told)))
    lines.append(Line(key="unreached", cells=(returns.cell("未走访 1 户：外出务工 1"),)))
    return tuple(lines)


def a_return(**changed: Any) -> FrozenReturn:
    """Return a frozen F01 with something changed."""
    made = FrozenReturn(
        form="F01",
        template_version=F01.version,
        way=Way.SIGNED,
        station_code=hands.CODE,
        station_name=NAME,
        period="2027-春节",
        period_name="2027年春节",
        as_of=date(2027, 1, 25),
        filled_on=date(2027, 1, 25),
        chief="徐建民",
        phone="154-0000-0620",
        version=1,
        reason="",
        demo=False,
        previous="",
        journal_number=1234,
        journal_seal="9f3c27a10b5de648",
        columns=returns.heads(F01, date(2027, 1, 25)),
        rows=figures(),
    )
    return replace(made, **changed)


@dataclass(frozen=True)
class Pair:
    """The two who sign for the station."""

    preparer: Signer
    reviewer: Signer


def a_pair(office: Any, **changed: Any) -> Pair:
    """Let the county certify a preparer and a reviewer of 荷塘村."""
    subject = {"station_name": NAME, **changed}
    return Pair(
        hands.certified(office, hands.a_subject(SigningRole.PREPARER, **subject)),
        hands.certified(office, hands.a_subject(SigningRole.REVIEWER, **subject)),
    )


def signed(pdf: bytes, pair: Pair, frozen: FrozenReturn | None = None) -> bytes:
    """Sign any bytes in the two places of a return, as both people would."""
    half = half_signed(pdf, pair, frozen)
    stamp = redrawing.stamp(_signature(pair.reviewer))
    return seal.approve(half, pair.reviewer, stamp, AT)


def half_signed(pdf: bytes, pair: Pair, frozen: FrozenReturn | None = None) -> bytes:
    """Sign any bytes as the preparer would."""
    places = redrawing.places(return_page.draw(F01, frozen or a_return()))
    return seal.prepare(pdf, pair.preparer, places, redrawing.stamp(_signature(pair.preparer)), AT)


def honest(pair: Pair, **changed: Any) -> bytes:
    """Return a file as two honest people make it."""
    frozen = a_return(**changed)
    return signed(return_page.draw(F01, frozen).pdf, pair, frozen)


def forged(
    pair: Pair,
    *,
    shown: FrozenReturn | None = None,
    more: Callable[[Sheet], None] = lambda _sheet: None,
    after: Callable[[bytes], bytes] = lambda pdf: pdf,
) -> bytes:
    """Return a file with the honest data whose pages show something else, signed by both."""
    frozen = a_return()
    told = shown or frozen
    sheet = return_form.compose(
        return_page.layout(F01, told),
        return_page.values(F01, told),
        return_page.attachments(frozen),
    )
    more(sheet)
    return signed(after(sheet.bytes()), pair)


def _signature(signer: Signer) -> Signature:
    held = certificates.read(signer.certificate)
    return Signature(
        role=held.subject.role,
        name=held.subject.name,
        person_number=held.subject.person_number,
        organisation=held.subject.station_name,
        station_code=held.subject.station_code,
        at=AT,
        fingerprint=held.fingerprint,
        serial=held.serial,
    )
