"""What the reviewer looks at: what changed since the version before, and who was not reached."""

from collections.abc import Mapping
from dataclasses import dataclass

from station_app.domain import returns as domain
from station_app.domain import ties
from station_app.domain.campaign import Reached, Target
from station_app.domain.returns import FrozenReturn
from station_app.domain.template import Template
from station_app.register import Register
from station_app.storage import campaigns, explanations, rounds
from station_app.storage import returns as kept
from station_app.storage.returns import Version
from station_app.usecases import returns


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """How one line moved since the return before."""

    label: str
    now: str
    before: str
    says: str
    much: bool
    explained: str = ""


def changes(register: Register, uid: str) -> list[Changed]:
    """Return how a frozen version differs from the one before, line by line."""
    version, before = kept.get(register.db, uid), version_before(register, uid)
    if before is None:
        return []
    now, old = kept.frozen(register.db, uid), kept.frozen(register.db, before.uid)
    said = explanations.of(register.db, version.form, version.period, version.version)
    return _changes(returns.used_template(version), now, old, said)


def version_before(register: Register, uid: str) -> Version | None:
    """Return what a version is compared with: the one it corrects, else the last period's."""
    version = kept.get(register.db, uid)
    corrected = [
        one
        for one in kept.of(register.db, version.form, version.period)
        if one.version < version.version
    ]
    if corrected:
        return corrected[0]
    return kept.before(register.db, version.form, returns.period(register, version.period))


def beside(register: Register, uid: str) -> str:
    """Name what a version is compared with: 上一版, or the period of the last one; else empty."""
    version, before = kept.get(register.db, uid), version_before(register, uid)
    if before is None:
        return ""
    same = before.period == version.period
    return "上一版" if same else returns.period(register, before.period).name


def _changes(
    used: Template, now: FrozenReturn, old: FrozenReturn, said: Mapping[str, str]
) -> list[Changed]:
    watched = {one.change: one for one in used.checks if one.change}
    new, past = now.figures(), old.figures()
    made = []
    for row in used.rows:
        for column in used.figure_columns:
            address = f"{row.key}.{column.key}"
            here, there = new.get(address), past.get(address)
            if here is None or there is None or here == there:
                continue
            check = watched.get(address)
            moved = ties.Change(now=here, before=there)
            difference = domain.shown(abs(here - there), column.format)
            said_of = f"{check.key}:{address}" if check else ""
            made.append(
                Changed(
                    label=f"{row.label} {column.heads[-1]}".replace("\n", ""),
                    now=domain.shown(here, column.format),
                    before=domain.shown(there, column.format),
                    says=f"{moved.words} {difference}，{moved.percent}%",
                    much=bool(check and ties.changed(check, moved)),
                    explained=said.get(said_of, ""),
                )
            )
    return made


def not_reached(register: Register, uid: str) -> list[Target]:
    """Return who of a version's campaign was not reached by its as-of date, with the reason."""
    version = kept.get(register.db, uid)
    spoken_of = returns.period(register, version.period)
    if not spoken_of.campaign:
        return []
    held = campaigns.get(register.db, spoken_of.campaign)
    every_one = rounds.targets(register.db, held, version.as_of)
    return [one for one in every_one if one.reached is not Reached.VISITED]
