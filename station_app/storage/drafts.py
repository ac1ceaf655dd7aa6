"""Half-typed forms, kept until they are saved or thrown away."""

from dataclasses import dataclass

from station_app.storage import rows
from station_app.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What stood in a form; `body` is the form's own JSON."""

    form: str
    subject: str
    body: str
    saved_at: str


def put(db: Database, account: str, draft: Draft) -> None:
    """Keep a draft in place of the one before."""
    db.execute(
        """
        INSERT INTO draft (account, form, subject, body, saved_at)
        VALUES (:account, :form, :subject, :body, :saved_at)
        ON CONFLICT (account, form, subject) DO UPDATE
        SET body = excluded.body, saved_at = excluded.saved_at
        """,
        {
            "account": account,
            "form": draft.form,
            "subject": draft.subject,
            "body": draft.body,
            "saved_at": draft.saved_at,
        },
    )


def drop(db: Database, account: str, form: str, subject: str) -> None:
    """Throw a draft away."""
    db.execute(
        """
        DELETE FROM draft
        WHERE account = :account AND form = :form AND subject = :subject
        """,
        {"account": account, "form": form, "subject": subject},
    )


def of(db: Database, account: str) -> list[Draft]:
    """Return an account's drafts, the latest first."""
    found = rows.fetch(
        db,
        """
        SELECT form, subject, body, saved_at
        FROM draft
        WHERE account = :account
        ORDER BY saved_at DESC
        """,
        {"account": account},
    )
    return [
        Draft(
            form=rows.text(row["form"]),
            subject=rows.text(row["subject"]),
            body=rows.text(row["body"]),
            saved_at=rows.text(row["saved_at"]),
        )
        for row in found
    ]
