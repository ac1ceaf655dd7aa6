"""What a bulk deed changed, read from where it keeps its before-images."""

import json

from station_app.storage import rows
from station_app.storage.database import Database


def of(db: Database, number: int, person: str) -> list[dict[str, object]]:
    """Return the changes that an import made to one person, as a journal entry would say them."""
    found = rows.fetch(
        db,
        """
        SELECT r.before AS before
        FROM import_row AS r
        JOIN import_batch AS b ON b.id = r.batch
        WHERE b.number = :number AND r.person = :person AND r.before IS NOT NULL
        ORDER BY r.line
        """,
        {"number": number, "person": person},
    )
    return [change for row in found for change in json.loads(rows.text(row["before"]))]
