"""What this PC remembers about the window: its place, its type size, its folders."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from station_app.usecases import pc

LEAST_IDLE, MOST_IDLE, IDLE = 3, 30, 10


class Settings:
    """Typed settings of this PC user; nothing of a register stands here."""

    def __init__(self, path: Path) -> None:
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def big_type(self) -> bool:
        """Say whether type is big."""
        return self._flag("look/big")

    @big_type.setter
    def big_type(self, on: bool) -> None:
        self._kept.setValue("look/big", on)

    @property
    def high_contrast(self) -> bool:
        """Say whether contrast is high."""
        return self._flag("look/contrast")

    @high_contrast.setter
    def high_contrast(self, on: bool) -> None:
        self._kept.setValue("look/contrast", on)

    @property
    def idle_minutes(self) -> int:
        """Return after how many idle minutes the window locks itself."""
        kept = self._kept.value("lock/minutes", IDLE)
        minutes = int(kept) if isinstance(kept, int | str) and str(kept).isdecimal() else IDLE
        return max(LEAST_IDLE, min(minutes, MOST_IDLE))

    @idle_minutes.setter
    def idle_minutes(self, minutes: int) -> None:
        self._kept.setValue("lock/minutes", minutes)

    @property
    def geometry(self) -> QByteArray:
        """Return where the window stood; empty at the first start."""
        kept = self._kept.value("window/geometry", QByteArray())
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._kept.setValue("window/geometry", geometry)

    @property
    def last_register(self) -> Path | None:
        """Return the register that was open last, if it is still there."""
        kept = str(self._kept.value("register/last", ""))
        return Path(kept) if kept and Path(kept).is_file() else None

    @last_register.setter
    def last_register(self, path: Path) -> None:
        self._kept.setValue("register/last", str(path))

    def folder(self, purpose: str) -> Path | None:
        """Return the folder used last for a purpose, if it is still there."""
        kept = str(self._kept.value(f"folder/{purpose}", ""))
        return Path(kept) if kept and Path(kept).is_dir() else None

    def remember_folder(self, purpose: str, folder: Path) -> None:
        """Remember the folder used for a purpose."""
        self._kept.setValue(f"folder/{purpose}", str(folder))

    def save(self) -> None:
        """Write what is remembered."""
        self._kept.sync()

    @classmethod
    def of_this_pc(cls) -> "Settings":
        """Return what this PC remembers; all that are made of one file know the same at once."""
        return cls(pc.folder() / "window.ini")

    def _flag(self, key: str) -> bool:
        return str(self._kept.value(key, "false")).lower() == "true"
