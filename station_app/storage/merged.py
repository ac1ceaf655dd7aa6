"""Two entries of one person made one.

The entry that goes leaves `person` altogether, so that no list or figure can count it; what was
its own belongs to the other from then on, and a row of `merged` remembers under which uid, name
and number it stood.
"""

from collections import defaultdict
from dataclasses import dataclass

from station_app.domain.person import PersonDraft
from station_app.storage import homes_merged, person_rows, references, rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row, Value

SAME_PERSON = "与主记录是同一人"

BOTH_HAVE = (
    ("phone", "a.number = b.number"),
    ("person_name", "a.kind = b.kind AND a.name = b.name"),
    ("holding", "a.scheme = b.scheme AND a.code = b.code AND a.until IS NULL AND b.until IS NULL"),
    ("difficulty", "a.kind = b.kind AND a.until IS NULL AND b.until IS NULL"),
)
"""The parts of a person; of what both entries have one row stays, with the words of both."""
_EACH_FOR_ITSELF = ("visit", "sheet", "plan", "merged")
"""What was done, printed or numbered twice was so, even word for word."""
_JOINED = ("note", "basis", "evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """An entry that was merged into a person, by the deed of that number."""

    gone: str
    name: str
    id_number: str
    at: str
    by: str
    number: int


def of_person(db: Database, uid: str) -> list[Former]:
    """Return the entries that are part of a person now, the latest first."""
    found = rows.fetch(
        db,
        """
        SELECT m.gone, m.name, m.id_number, m.created_at, a.name AS by, m.number
        FROM merged m
        JOIN person p ON p.id = m.person
        LEFT JOIN account a ON a.uid = m.created_by
        WHERE p.uid = :uid
        ORDER BY m.number DESC
        """,
        {"uid": uid},
    )
    return [
        Former(
            gone=rows.text(row["gone"]),
            name=rows.text(row["name"]),
            id_number=rows.text(row["id_number"]),
            at=rows.text(row["created_at"]),
            by=rows.text(row["by"]),
            number=rows.whole(row["number"]),
        )
        for row in found
    ]


def bearing(db: Database, number: str) -> list[int]:
    """Return the ids of those of whom a merged entry bore an identity number."""
    sql = """
        SELECT DISTINCT person
        FROM merged
        WHERE id_number = :number AND id_number <> '' AND person IS NOT NULL
    """
    return [rows.whole(row["person"]) for row in rows.fetch(db, sql, {"number": number})]


def numbers(db: Database) -> dict[str, tuple[str, ...]]:
    """Return the numbers under which people stood in entries merged since, by their uid."""
    found = defaultdict[str, tuple[str, ...]](tuple)
    sql = """
        SELECT p.uid, m.id_number
        FROM merged m
        JOIN person p ON p.id = m.person
        WHERE m.id_number <> '' AND m.id_number <> p.id_number
        ORDER BY m.number
    """
    for row in rows.fetch(db, sql):
        found[rows.text(row["uid"])] += (rows.text(row["id_number"]),)
    return found


def give_up(deed: Deed, person: int, scheme: str) -> None:
    """Take away what an entry holds of a scheme now, where the other entry is right about it."""
    sql = """
        SELECT id FROM holding
        WHERE person = :person AND scheme = :scheme AND until IS NULL
        ORDER BY id
    """
    for row in rows.fetch(deed.db, sql, {"person": person, "scheme": scheme}):
        deed.delete("holding", rows.whole(row["id"]))


def merge(deed: Deed, keep: int, gone: int, draft: PersonDraft, home: int) -> None:
    """Make two entries one: the draft says what the one that stays is, and where it lives."""
    before, left = (rows.by_id(deed.db, "person", one) for one in (keep, gone))
    for table, same in BOTH_HAVE:
        _absorb(deed, table, same, (keep, gone))
    for table, column in references.to(deed.db, "person"):
        _hand_over(deed, table, column, (keep, gone))
    _void_companions(deed, keep)
    deed.delete("person", gone)
    deed.update("person", keep, {**person_rows.values(draft), "household": home})
    for old in sorted({rows.whole(before["household"]), rows.whole(left["household"])} - {home}):
        homes_merged.hand_over(deed, old, home)
    values: Row = {
        "gone": left["uid"],
        "name": left["name"],
        "id_number": left["id_number"],
        "person": keep,
        "kept": before["uid"],
        "number": deed.number,
        "undone_by": None,
    }
    deed.insert("merged", values)


def _absorb(deed: Deed, table: str, same: str, both: tuple[int, int]) -> None:
    """Let go of what both have: one row stays, since the earlier day, with the words of both."""
    keep, gone = both
    sql = f"""
        SELECT a.id AS stays, b.id AS goes
        FROM {table} a
        JOIN {table} b ON {same}
        WHERE a.person = :keep AND b.person = :gone
        GROUP BY b.id
        ORDER BY b.id
    """
    for pair in rows.fetch(deed.db, sql, {"keep": keep, "gone": gone}):
        stays, goes = (
            rows.by_id(deed.db, table, rows.whole(pair[one])) for one in ("stays", "goes")
        )
        deed.update(table, rows.whole(stays["id"]), _joined(stays, goes))
        deed.delete(table, rows.whole(goes["id"]))


def _hand_over(deed: Deed, table: str, column: str, both: tuple[int, int]) -> None:
    """Give every row of a table to the entry that stays; what it has word for word is let go."""
    keep, gone = both
    sql = f'SELECT * FROM "{table}" WHERE "{column}" = :person ORDER BY id'
    there = [] if table in _EACH_FOR_ITSELF else rows.fetch(deed.db, sql, {"person": keep})
    known = [_own_words(row, column) for row in there]
    for row in rows.fetch(deed.db, sql, {"person": gone}):
        if _own_words(row, column) in known:
            deed.delete(table, rows.whole(row["id"]))
        else:
            deed.update(table, rows.whole(row["id"]), {column: keep})


def _own_words(row: Row, owner: str) -> Row:
    return {name: value for name, value in row.items() if name not in (*rows.COMMON, owner)}


def _joined(stays: Row, goes: Row) -> dict[str, Value]:
    both = (stays, goes)
    lacking: dict[str, Value] = {
        name: goes[name] for name in _own_words(stays, "person") if not stays[name]
    }
    if "since" in stays:
        days = (rows.text(one["since"]) for one in both)
        lacking["since"] = min((day for day in days if day), default="")
    if "severity" in stays:
        lacking["severity"] = max((rows.text(one["severity"]) for one in both), key=" 轻中重".find)
    for name in _JOINED:
        if name in stays:
            said = dict.fromkeys(rows.text(one[name]) for one in both)
            lacking[name] = "；".join(words for words in said if words)
    return lacking


def _void_companions(deed: Deed, person: int) -> None:
    """Nobody is met beside oneself: such a visit of both entries counts once."""
    found = rows.fetch(
        deed.db,
        """
        SELECT v.id
        FROM visit v
        JOIN visit w ON w.id = v.main
        WHERE v.person = :person AND w.person = :person AND v.void = 0
        """,
        {"person": person},
    )
    for row in found:
        deed.update("visit", rows.whole(row["id"]), {"void": 1, "void_reason": SAME_PERSON})
