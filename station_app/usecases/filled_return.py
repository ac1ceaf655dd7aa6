"""A return as it is filled: what is asked, what still stands in its way, what is frozen of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from station_app.domain import returned, returns, ties
from station_app.domain.campaign import Target
from station_app.domain.problems import Level, Problem
from station_app.domain.returned import Malformed
from station_app.domain.returns import FrozenReturn, Head, Line, Way
from station_app.domain.template import Template
from station_app.errors import Refused
from station_app.paper import return_page
from station_app.register import Register
from station_app.storage import explanations, journal
from station_app.storage import returns as kept
from station_app.storage.journal import Deed
from station_app.storage.returns import Drawn, Version
from station_app.usecases import redrawing
from station_app.usecases.telling import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A return as the register says it now; nothing of it is frozen."""

    asked: Asked
    columns: tuple[Head, ...]
    rows: tuple[Line, ...]
    people: int
    persons: tuple[str, ...]
    version: int
    problems: tuple[Problem, ...]
    explained: Mapping[str, str]
    figures: Mapping[str, int | None]
    targets: tuple[Target, ...] = ()
    before: Version | None = None
    waiting: Version | None = None
    sent_back: str = ""

    @property
    def template(self) -> Template:
        """Return the template that is filled."""
        return self.asked.template

    @property
    def open(self) -> tuple[Problem, ...]:
        """Return what still stands in the way of a signature."""
        return tuple(ties.open_ones(list(self.problems), self.explained))

    @property
    def sentences(self) -> dict[str, str]:
        """Return the sentence to each check that asks for one now; older ones are not printed."""
        asked = [one.field for one in self.problems if one.level is Level.NEEDS_REASON]
        said = {about: self.explained.get(about, "").strip() for about in asked}
        return {about: words for about, words in said.items() if words}

    @property
    def agreeing(self) -> int:
        """Return how many checks found nothing to say."""
        spoken = {problem.field.partition(":")[0] for problem in self.problems}
        return len([one for one in self.template.checks if one.key not in spoken])


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which return is meant, and how: the answers of the sheet before the signature."""

    form: str
    period: str
    as_of: date | None = None
    numbers: str = "masked"
    reason: str = ""
    explained: Mapping[str, str] = field(default_factory=dict)


def same_as(register: Register, filled: Filled, version: Version) -> bool:
    """Say whether a frozen version still says what the register says on the same day."""
    then, gone = kept.frozen(register.db, version.uid), filled.asked.template.page.gives_way
    keys = {head.key for head in then.columns}
    dropped = tuple(key for key in gone if key not in keys)
    now = returns.without_columns(replace(then, columns=filled.columns, rows=filled.rows), dropped)
    same = (_told(then.rows), then.columns) == (_told(now.rows), now.columns)
    return same and then.as_of == filled.asked.as_of


def frozen_from(register: Register, filled: Filled, order: Order, way: Way) -> FrozenReturn:
    """Return the values that will be printed, embedded and signed."""
    asked, station, head = filled.asked, register.station, journal.head(register.db)
    told = tuple(
        Line(key=f"explained.{number}", cells=(returns.cell(said),))
        for number, said in enumerate(dict.fromkeys(filled.sentences.values()), start=1)
    )
    made = FrozenReturn(
        form=asked.template.code,
        template_version=asked.template.version,
        way=way,
        station_code=station.code,
        station_name=station.name,
        period=asked.period.code,
        period_name=asked.period.name,
        as_of=asked.as_of,
        filled_on=register.today(),
        chief=station.chief,
        phone=station.phone,
        version=filled.version,
        reason=order.reason.strip() if filled.version > 1 else "",
        demo=station.demo,
        previous=kept.previous_digest(register.db),
        journal_number=head.number,
        journal_seal=head.seal[:16],
        columns=filled.columns,
        rows=(*filled.rows, *told),
    )
    return returns.without_columns(made, return_page.fitting(asked.template, made))


def refuse_unready(filled: Filled, order: Order) -> None:
    """Raise Refused unless everything agrees or is explained, and a correction has its reason."""
    if filled.waiting is not None:
        raise Refused(
            f"{filled.waiting.prepared_name}填好的这一版正在等审核。", "请先审核签名，或退回修改。"
        )
    if filled.version > 1 and not order.reason.strip():
        raise Refused("签名后的报表只能出更正版。", "请写一句更正的原因。")
    if filled.open:
        says = "；".join(problem.says for problem in filled.open[:3])
        remedy = "请改好必须改的，并给需要说明的写一句说明。"
        raise Refused(f"还有 {len(filled.open)} 处没有对上：{says}。", remedy)


def keep_sentences(deed: Deed, filled: Filled) -> None:
    """Keep what was explained in the order itself beside what was explained before."""
    place = (filled.template.code, filled.asked.period.code, filled.version)
    asked = {one.field: one.says for one in filled.problems}
    for about, said in filled.sentences.items():
        explanations.put(deed, place, about, asked[about], said)


def drawn_from(filled: Filled, order: Order, frozen: FrozenReturn) -> Drawn:
    """Draw a frozen return as it will be kept; what could not be checked later is refused now."""
    try:
        returned.read(returns.to_json(frozen))
    except Malformed as error:
        raise Refused(f"报表存不下来：{error}。", "请把更正原因或说明写短些再试。") from error
    if lacking := redrawing.lacking_characters(filled.template, frozen):
        raise Refused(
            f"这台电脑缺“{'”“'.join(lacking)}”的字形，印出来会缺字。", "请装上生僻字字库再出表。"
        )
    printed = return_page.draw(filled.template, frozen)
    return Drawn(
        frozen=frozen,
        pdf=printed.pdf,
        pages=printed.pages,
        people=filled.people,
        options={"numbers": order.numbers},
    )


def _told(rows: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line for line in rows if not line.key.startswith("explained."))
