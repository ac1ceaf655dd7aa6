"""What can go wrong, in words a station worker can act on."""


class StationError(Exception):
    """Something the worker can understand and put right; anything else is a bug of ours."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


class Refused(StationError):
    """A rule says no; nothing was written."""


class Gone(Refused):
    """What was asked for is not, or no longer, on the register."""


class Unreadable(StationError):
    """A file could not be read or is not what it claims to be."""


class Unwritable(StationError):
    """A file could not be written; nothing of it is left under its name."""


class Newer(Unreadable):
    """A file was made by a newer program; it is left as it is."""


class Stopped(StationError):
    """The worker cancelled long work; nothing of it was kept."""


class Held(Refused):
    """Another program has this register open; `user` is who started it on this PC."""

    def __init__(self, user: str) -> None:
        super().__init__(
            f"登记册正由电脑用户“{user or '不明'}”打开着。", "请先关掉那边的程序，或只读打开。"
        )
        self.user = user
