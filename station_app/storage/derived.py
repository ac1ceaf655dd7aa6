"""Derived data: what is brought up to date in the same transaction as the rows it comes from.

A table module that keeps something derived is named here once: for each table whose rows matter,
the column that names the owner (the id of the row that the derived data belong to), and the
function that derives them anew. The owner may be gone; the function then forgets it.
"""

from collections.abc import Callable, Iterable

from station_app.storage import search, visits
from station_app.storage.database import Database
from station_app.storage.journal import Change

Derive = Callable[[Database, int], None]

DERIVED: dict[str, tuple[tuple[str, Derive], ...]] = {
    "visit": (("person", visits.refresh_last_visit),),
    "person": (("id", search.derive_person),),
    "person_name": (("person", search.derive_person),),
    "phone": (("person", search.derive_person),),
    "member": (("id", search.derive_member),),
    "merged": (("person", search.derive_person),),
}


def refresh(db: Database, changes: Iterable[Change]) -> None:
    """Derive anew what depends on the changed rows, each owner once."""
    due: dict[tuple[Derive, int], None] = {}
    for change in changes:
        for column, derive in DERIVED.get(change.table, ()):
            for row in (change.before, change.after):
                owner = row.get(column) if row else None
                if isinstance(owner, int):
                    due[derive, owner] = None
    for derive, owner in due:
        derive(db, owner)
