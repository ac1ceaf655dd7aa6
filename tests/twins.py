"""People who stand in the register twice, and all that is written of people."""

from station_app.domain.person import Paper
from station_app.register import Register
from station_app.storage import rows

UNNUMBERED = {"paper": Paper.NONE, "id_number": "", "number_reason": "遗失，正在补办"}
"""What a draft says of somebody whose number nobody knows."""


def everything(register: Register) -> dict[str, list[tuple[object, ...]]]:
    """Return all that is written of people, without who wrote it when."""
    content = {}
    for table in (
        "person", "phone", "person_name", "difficulty", "holding", "visit", "plan", "sheet",
        "household", "member", "honour", "income",
    ):  # fmt: skip
        left_out = {"updated_by", "updated_at", "revision"}
        found = rows.fetch(register.db, f"SELECT * FROM {table} ORDER BY uid")
        content[table] = [
            tuple((name, value) for name, value in row.items() if name not in left_out)
            for row in found
        ]
    return content


def keys(register: Register) -> list[tuple[object, ...]]:
    """Return all that people are found by."""
    return sorted(register.db.execute("SELECT key, owner, kind FROM search_key").fetchall())
