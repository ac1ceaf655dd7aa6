"""What was chosen for headings and words of rosters, kept for the next one."""

from collections.abc import Mapping

from station_app.storage import rows
from station_app.storage.database import Database


def chosen_columns(db: Database, headings: str) -> dict[str, str]:
    """Return what was chosen before for the headings of such a sheet."""
    sql = "SELECT heading, field FROM heading_choice WHERE headings = :headings"
    found = rows.fetch(db, sql, {"headings": headings})
    return {rows.text(row["heading"]): rows.text(row["field"]) for row in found}


def chosen_words(db: Database) -> dict[tuple[str, str], str]:
    """Return what was chosen before for words that fit no code."""
    found = rows.fetch(db, "SELECT field, word, code FROM value_choice")
    return {
        (rows.text(row["field"]), rows.text(row["word"])): rows.text(row["code"]) for row in found
    }


def remember(
    db: Database, columns: Mapping[tuple[str, str], str], words: Mapping[tuple[str, str], str]
) -> None:
    """Keep what was chosen, for the next sheet of the kind."""
    db.conn.executemany(
        "INSERT OR REPLACE INTO heading_choice (headings, heading, field) VALUES (?, ?, ?)",
        [(*key, field) for key, field in columns.items()],
    )
    db.conn.executemany(
        "INSERT OR REPLACE INTO value_choice (field, word, code) VALUES (?, ?, ?)",
        [(*key, code) for key, code in words.items()],
    )
