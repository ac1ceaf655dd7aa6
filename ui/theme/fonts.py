"""The faces of the screen: bundled ones first, the system's where a bundled one is missing."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from station_app.resources import resource

RARE = ["HanaMinB", "SimSun-ExtB"]
_HEI = ["Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC"]
SANS = ["Microsoft YaHei UI", "Microsoft YaHei", *_HEI, *RARE]
SERIF = ["Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", *SANS]
MONO = ["Consolas", "Noto Sans Mono CJK SC", "DejaVu Sans Mono", *SANS]


def load() -> list[str]:
    """Offer all bundled faces to Qt; return the families that came."""
    return [*load_plain(), *load_rare()]


def load_plain() -> list[str]:
    """Offer the faces that every page needs."""
    return _offer(path for path in _files() if path.stem not in RARE)


def load_rare() -> list[str]:
    """Offer the large faces of characters that few names need."""
    return _offer(path for path in _files() if path.stem in RARE)


def _files() -> list[Path]:
    return sorted(resource("fonts").glob("*.ttf"))


def _offer(files: Iterable[Path]) -> list[str]:
    numbers = [QFontDatabase.addApplicationFont(str(path)) for path in files]
    return [name for one in numbers for name in QFontDatabase.applicationFontFamilies(one)]
