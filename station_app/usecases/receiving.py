"""What arrived on a stick, held against its list and against the code on the printed slip."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from station_app.domain import handover, unseen
from station_app.usecases.verified import Verified

_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Stick:
    """One folder that was checked: its code to compare with the slip, and what does not agree.

    The code is empty where there is no list, or no station it could be of.
    """

    folder: Path
    listed: int = 0
    code: str = ""
    faults: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    """Returns that the list does not name, as those of an earlier hand-over."""

    @property
    def says(self) -> str:
        """Say the code and what to do with it, then what does not agree."""
        if not (self.listed or self.faults):
            return f"这里没有{handover.MANIFEST}，没有核对码可对。"
        code = f"核对码 {handover.in_groups(self.code)}" if self.code else "没有核对码"
        if self.faults:
            said = f"{code}。{_some(self.faults, '；')}。先不要打√，请对方重新导出。"
        else:
            said = (
                f"{code}，和报送单上的一样才打√。"
                f"{handover.MANIFEST}里的 {self.listed} 份都在，都没有变。"
            )
        return said + (f"清单以外还有 {_some(self.beside, '、')}。" if self.beside else "")


def sticks(paths: Sequence[Path], checked: Sequence[Verified]) -> tuple[Stick, ...]:
    """Return what is to be said of each folder among the places whose files were checked."""
    folders = [path for path in dict.fromkeys(paths) if os.path.isdir(path)]  # noqa: PTH112
    return tuple(
        _stick(folder, [one for one in checked if one.path.parent == folder]) for folder in folders
    )


def list_in(folder: Path) -> bytes | None:
    """Return the list as it lies there; one that is too long or unreadable is not ours."""
    path = folder / handover.MANIFEST
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(handover.MOST_LISTED + 1)
    except OSError:
        return b""


def _stick(folder: Path, checked: list[Verified]) -> Stick:
    text = list_in(folder)
    if text is None:
        return Stick(folder=folder)
    try:
        listed = handover.listed(text)
    except ValueError:
        return Stick(folder=folder, faults=(f"{handover.MANIFEST}不是导出时的样子，逐个对不了",))
    listed = {unseen.visible(name): digest for name, digest in listed.items()}
    there = {one.file: one for one in checked}
    stations = {
        found.frozen.station_code
        for name in listed
        if (found := there.get(name)) is not None and found.frozen is not None
    }
    faults = [fault for name, digest in listed.items() if (fault := _fault(name, digest, there))]
    if len(stations) > 1:
        faults.append("清单里的报表不是同一个站的")
    if not stations and there.keys() & listed.keys():
        faults.append("清单里的报表读不出是哪个站的")
    return Stick(
        folder=folder,
        listed=len(listed),
        code=handover.check_code(text, stations.pop()) if len(stations) == 1 else "",
        faults=tuple(faults),
        beside=tuple(name for name in there if name not in listed),
    )


def _fault(name: str, digest: str, there: dict[str, Verified]) -> str:
    found = there.get(name)
    if found is None:
        return f"清单里有，这里没有：{name}"
    return "" if found.digest == digest else f"和清单对不上：{name}"


def _some(words: Sequence[str], between: str) -> str:
    """Return the first few; a list that somebody wrote may be as long as he likes."""
    more = f"……共 {len(words)} 处" if len(words) > _NAMED else ""
    return between.join(words[:_NAMED]) + more
