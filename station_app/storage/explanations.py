"""The sentences that explain what did not agree in a return, before it is frozen."""

from station_app.storage import rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed


def of(db: Database, form: str, period: str, version: int) -> dict[str, str]:
    """Return what was explained about a version that is being filled."""
    found = rows.fetch(
        db,
        """
        SELECT about, said
        FROM explanation
        WHERE form = :form AND period = :period AND version = :version
        ORDER BY id
        """,
        {"form": form, "period": period, "version": version},
    )
    return {rows.text(row["about"]): rows.text(row["said"]) for row in found}


def put(deed: Deed, place: tuple[str, str, int], about: str, asked: str, said: str) -> None:
    """Keep the sentence to a check, in place of the one before."""
    form, period, version = place
    row = rows.first(
        deed.db,
        """
        SELECT id
        FROM explanation
        WHERE form = :form AND period = :period AND version = :version AND about = :about
        """,
        {"form": form, "period": period, "version": version, "about": about},
    )
    if row is not None:
        deed.update("explanation", rows.whole(row["id"]), {"asked": asked, "said": said})
        return
    deed.insert(
        "explanation",
        {
            "form": form,
            "period": period,
            "version": version,
            "about": about,
            "asked": asked,
            "said": said,
        },
    )
