"""Checked files as a table: whose, what the check says, who signed, how much."""

from station_app.domain.verdict import Verdict
from station_app.usecases.verified import Verified
from ui.models.table import Column
from ui.theme import Room, Tone
from ui.widgets.cells import Mark

LOOKS = {
    Verdict.CHANGED: (Tone.LATE, "alert-octagon"),
    Verdict.UNKNOWN_SIGNER: (Tone.LATE, "user-question"),
    Verdict.INCOMPLETE: (Tone.SOON, "signature"),
    Verdict.UNSIGNED: (Tone.SOON, "file-text"),
    Verdict.UNDECIDED: (Tone.SOON, "clock"),
    Verdict.INVALID: (Tone.CALM, "file-x"),
    Verdict.TRUSTED: (Tone.DONE, "shield-check"),
}


def mark(one: Verified) -> Mark:
    """Return a verdict as its word, shape and colour."""
    tone, icon = LOOKS[one.verdict]
    return Mark(one.says, tone, icon)


def whose(one: Verified) -> str:
    """Return the place a file is of, or its name; and the folder of files that are called alike."""
    if not one.village:
        return one.named
    return f"{one.village}（{one.among}）" if one.among else one.village


def signers(one: Verified) -> str:
    """Return who signed."""
    return "、".join(signature.name for signature in one.signatures) or "—"


def columns(room: Room) -> list[Column[Verified]]:
    """Return the columns of checked files."""
    made: list[Column[Verified]] = [
        Column("村", whose, 92),
        Column("报表", lambda one: one.title or "—", 72),
        Column("结果", mark, 292),
        Column("签名人", signers, 118),
        Column("人数 · 户数 · 金额", lambda one: one.amounts or "—"),
    ]
    if room is Room.TIGHT:
        made = [made[0], made[2], made[4]]
    return made
