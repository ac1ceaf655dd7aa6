"""Whether what the register keeps twice still agrees."""

from station_app.storage import journal, rows, seals, workers
from station_app.storage.database import Database


def accounts_match(db: Database) -> bool:
    """Tell whether accounts and slots are as the last journal entry about them left them."""
    entries = journal.touching(db, workers.ACCOUNTS)
    if not entries or entries[-1].facts is None:
        return False
    last = entries[-1]
    told = (last.facts or {}).get("accounts")
    return seals.sound(db, last.number) and told == workers.digest(db)


def stale_last_visits(db: Database) -> int:
    """Count the persons whose kept day of the last visit is not that of their visits."""
    return rows.number(
        db,
        """
        SELECT count(*)
        FROM person
        WHERE last_visit_on <> coalesce(
          (
            SELECT max(visited_on)
            FROM visit
            WHERE visit.person = person.id AND void = 0 AND manner <> '未遇'
          ),
          ''
        )
        """,
    )
