"""The faces of the screen: bundled ones first, the system's where a bundled one is missing."""

from PySide6.QtGui import QFontDatabase

from station_app.resources import resource

RARE = ["HanaMinB", "SimSun-ExtB"]
_HEI = ["Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC"]
SANS = ["Microsoft YaHei UI", "Microsoft YaHei", *_HEI, *RARE]
SERIF = ["Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", *SANS]
MONO = ["Consolas", "Noto Sans Mono CJK SC", "DejaVu Sans Mono", *SANS]


def load() -> list[str]:
    """Offer the bundled faces to Qt; return the families that came."""
    folder = resource("fonts")
    families: list[str] = []
    for path in sorted(folder.glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(number)
    return families
