"""Who belongs to a group of a figure, as conditions of a statement."""

from collections.abc import Sequence

from station_app.domain.template import Condition, Group
from station_app.storage.rows import Value

_ON_THE_DAY = "{0}.since <= :as_of AND ({0}.until IS NULL OR {0}.until = '' OR {0}.until > :as_of)"

_PLAQUE = """EXISTS (
        SELECT 1
        FROM household w
        WHERE w.id = {home}
          AND w.plaque_hung_on <= :as_of
          AND (w.plaque_taken_on IS NULL OR w.plaque_taken_on > :as_of)
      )"""

_DIFFICULTY = """EXISTS (
        SELECT 1
        FROM difficulty d
        WHERE d.person = p.id
          AND {kinds}
          AND {held}
      )"""

_HOLDS = """EXISTS (
        SELECT 1
        FROM holding h
        WHERE (h.person = p.id OR h.household = {home})
          AND h.scheme = :{scheme}
          AND {codes}
          AND {held}
      )"""


def belonging(group: Group, home: str, values: dict[str, Value]) -> str:
    """Return the condition of belonging to a group; what the pack says goes in as parameters."""
    if not group.any_of:
        return "1 = 1"
    return "(" + " OR ".join(_meets(one, home, values) for one in group.any_of) + ")"


def one_of(column: str, words: Sequence[str], values: dict[str, Value]) -> str:
    """Return the condition that a column holds one of some words; adds them as parameters."""
    names = ", ".join(f":{_named(word, values)}" for word in words)
    return f"{column} IN ({names})"


def _meets(condition: Condition, home: str, values: dict[str, Value]) -> str:
    parts = []
    if condition.standing:
        parts.append(one_of("p.standing", condition.standing, values))
    if condition.scheme:
        parts.append(_holds(condition, home, values))
    if condition.plaque:
        parts.append(_PLAQUE.format(home=home))
    if condition.difficulty or condition.any_difficulty:
        kinds = one_of("d.kind", condition.difficulty, values) if condition.difficulty else "1 = 1"
        parts.append(_DIFFICULTY.format(kinds=kinds, held=_ON_THE_DAY.format("d")))
    return "(" + " AND ".join(parts) + ")"


def _holds(condition: Condition, home: str, values: dict[str, Value]) -> str:
    scheme = _named(condition.scheme, values)
    codes = "1 = 1"
    if condition.codes:
        codes = one_of("h.code", condition.codes, values)
    if condition.but:
        codes += f" AND NOT {one_of('h.code', condition.but, values)}"
    return _HOLDS.format(home=home, scheme=scheme, codes=codes, held=_ON_THE_DAY.format("h"))


def _named(word: str, values: dict[str, Value]) -> str:
    name = f"v{len(values)}"
    values[name] = word
    return name
