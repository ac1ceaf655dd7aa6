"""Which rows written by deeds refer to a table."""

from station_app.storage import rows
from station_app.storage.database import Database


def to(db: Database, table: str) -> list[tuple[str, str]]:
    """Return table and column of every reference to a table from rows that deeds write."""
    found = rows.fetch(
        db,
        """
        SELECT child.name AS child, reference."from" AS field
        FROM sqlite_schema AS child
        JOIN pragma_foreign_key_list(child.name) AS reference
        JOIN pragma_table_info(child.name) AS field
        WHERE child.type = 'table' AND reference."table" = :table AND field.name = 'uid'
        ORDER BY child.name, reference."from"
        """,
        {"table": table},
    )
    return [(rows.text(row["child"]), rows.text(row["field"])) for row in found]
