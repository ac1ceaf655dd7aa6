"""Filling a return from the register: its figures or its people, and what does not agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from station_app.domain import campaign, dates, divisions, returns, ties
from station_app.domain.campaign import Target
from station_app.domain.problems import Level, Problem
from station_app.domain.returns import Head, Line
from station_app.domain.template import Check, Shape, Template
from station_app.register import Register
from station_app.storage import campaigns, care, figures, findings, listing, rounds
from station_app.storage import divisions as kept_divisions
from station_app.storage.figures import Scope
from station_app.storage.listing import Listed
from station_app.usecases.telling import Asked, Teller

UNVISITED_DAYS = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What the register says about a return."""

    columns: tuple[Head, ...]
    rows: tuple[Line, ...]
    people: int
    figures: Mapping[str, int | None]
    targets: tuple[Target, ...] = ()
    persons: tuple[str, ...] = ()
    """The uids of those a roster lists, in the order of its rows."""


def scope(register: Register, asked: Asked) -> tuple[Scope, tuple[Target, ...]]:
    """Return which visits and people a return speaks about, and the round of its campaign."""
    found: tuple[Target, ...] = ()
    row = None
    if asked.period.campaign:
        held = campaigns.get(register.db, asked.period.campaign)
        found = tuple(rounds.targets(register.db, held, asked.as_of))
        row = campaigns.row_id(register.db, asked.period.campaign)
        due = tuple(one.person for one in found)
    else:
        due = tuple(one.person for one in care.in_care(register.db, asked.as_of))
    spoken_of = Scope(
        begins=asked.period.begins,
        ends=asked.period.ends,
        as_of=asked.as_of,
        campaign=row,
        targets=due,
    )
    return spoken_of, found


def count(register: Register, asked: Asked) -> Counted:
    """Fill a return with what the register says on its day."""
    if asked.template.shape is Shape.ROSTER:
        return _listed(register, asked)
    spoken_of, targets = scope(register, asked)
    made = figures.count_all(register.db, asked.template.figures(), spoken_of)
    return Counted(
        columns=returns.heads(asked.template, asked.as_of),
        rows=_table(asked.template, made, _unreached(register, asked, spoken_of, targets)),
        people=0,
        figures=made,
        targets=targets,
    )


def _table(template: Template, made: Mapping[str, int | None], unreached: str) -> tuple[Line, ...]:
    lines = []
    for row in template.rows:
        cells = []
        for column in template.columns:
            words = row.under if column.shows == ("under",) else row.label
            figure = made.get(f"{row.key}.{column.key}")
            counted = column.count is not None
            cells.append(returns.cell(figure, column.format) if counted else returns.cell(words))
        lines.append(Line(key=row.key, cells=tuple(cells)))
    for key, fact in template.facts.items():
        told = returns.cell(made[key], fact.format)
        lines.append(Line(key=key, cells=(returns.cell(fact.word), told)))
    if any(line.unreached for line in template.tail):
        lines.append(Line(key="unreached", cells=(returns.cell(unreached),)))
    return tuple(lines)


def _unreached(
    register: Register, asked: Asked, spoken_of: Scope, targets: tuple[Target, ...]
) -> str:
    if asked.period.campaign:
        return campaign.coverage(list(targets)).open_says
    open_homes = findings.unvisited_homes(register.db, spoken_of)
    return f"未走访 {open_homes} 户" if open_homes else "都走到了"


def _listed(register: Register, asked: Asked) -> Counted:
    people = listing.people(register.db, asked.template.scheme, asked.as_of)
    people.sort(
        key=lambda one: (one.division, divisions.route_key(one.group_name, one.door), one.pinyin)
    )
    heads = returns.heads(asked.template, asked.as_of, numbers=asked.numbers != "none")
    known = divisions.shipped().with_these(kept_divisions.typed(register.db))
    own = register.station
    teller = Teller(asked=asked, divisions=known, village=own.village, station=own.name)
    columns = [asked.template.column(head.key) for head in heads]
    lines = tuple(
        Line(key=f"person.{number}", cells=teller.cells(columns, one, number))
        for number, one in enumerate(people, start=1)
    )
    told = returns.cell(returns.summary(asked.template, lines, heads))
    return Counted(
        columns=heads,
        rows=(*lines, Line(key="summary", cells=(told,))),
        people=len(people),
        figures={},
        persons=tuple(one.uid for one in people),
    )


def check(
    register: Register, asked: Asked, counted: Counted, before: Mapping[str, int | None]
) -> list[Problem]:
    """Say what does not agree, the gravest first."""
    found: list[Problem] = []
    for one in asked.template.checks:
        if one.rule:
            found += ties.broken(asked.template, one, counted.figures)
        elif one.change:
            found += _changed(one, counted.figures, before)
        else:
            found += _found(register, asked, one)
    order = list(Level)
    return sorted(found, key=lambda problem: order.index(problem.level))


def _changed(
    one: Check, now: Mapping[str, int | None], before: Mapping[str, int | None]
) -> list[Problem]:
    new, old = now.get(one.change), before.get(one.change)
    if new is None or old is None:
        return []
    return ties.changed(one, ties.Change(now=new, before=old))


def _found(register: Register, asked: Asked, one: Check) -> list[Problem]:
    if one.finds in {"kind_without_plan", "kind_unvisited"}:
        people = listing.people(register.db, asked.template.scheme, asked.as_of)
        told = [person for person in people if _lacks(person, one.finds, asked.as_of)]
        return [_problem(one, name=person.name, key=person.uid) for person in told]
    spoken_of, _ = scope(register, asked)
    if one.finds == "sheets_untyped":
        waiting = findings.sheets_untyped(register.db, spoken_of)
        return [_problem(one, key="all", count=str(waiting))] if waiting else []
    return [
        _problem(
            one,
            key=found["uid"],
            name=found["name"],
            died=dates.show(found["died_on"], asked.as_of),
            visited=dates.show(found["visited_on"], asked.as_of),
        )
        for found in findings.visited_after_death(register.db, spoken_of)
    ]


def _lacks(one: Listed, finds: str, as_of: date) -> bool:
    if finds == "kind_without_plan":
        return not one.planned
    return one.last_visit is None or (as_of - one.last_visit).days > UNVISITED_DAYS


def _problem(one: Check, *, key: str, **words: str) -> Problem:
    return Problem(field=f"{one.key}:{key}", says=one.says.format(**words), level=one.level)
