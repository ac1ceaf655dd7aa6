"""What an earlier hand-over left in a folder: a stick has one list, the next one takes it over."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from station_app.domain import handover
from station_app.domain.handover import Carried
from station_app.errors import Refused
from station_app.register import Register
from station_app.storage import handovers
from station_app.usecases import receiving


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """Returns of ours that lie there unchanged, and the slip that spoke for them until now."""

    number: str = ""
    code: str = ""
    carried: tuple[tuple[str, Carried], ...] = ()
    """Each with the version it is."""


def found(register: Register, folder: Path, names: Collection[str]) -> Lying:
    """Return what the list in a folder still speaks for, beside the files that are written now.

    Refused where the list is somebody else's and would leave files there without a code.
    """
    text = receiving.list_in(folder) or b""
    try:
        listed = handover.listed(text)
    except ValueError:
        return Lying()  # what is damaged speaks for nothing
    before = handovers.written_with(register.db, handover.check_code(text, register.station.code))
    if before is None:
        if any((folder / name).exists() for name in listed if name not in names):
            raise Refused(
                f"这里的{handover.MANIFEST}不是本登记册写的，换掉它，那几份就没有核对码可对了。",
                "请换一个U盘，或先把那些文件移走。",
            )
        return Lying()
    carried = zip(handovers.versions(register.db, before.uid), before.files, strict=True)
    return Lying(
        number=before.number,
        code=before.code,
        carried=tuple(
            (version, file)
            for version, file in carried
            if file.name not in names and _digest(folder / file.name) == file.digest
        ),
    )


def _digest(path: Path) -> str:
    """Return what lies there now; nothing for what is gone or cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
