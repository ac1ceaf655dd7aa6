"""What can go wrong, in words a station worker can act on."""


class StationError(Exception):
    """Something the worker can understand and put right; anything else is a bug of ours."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


class Refused(StationError):
    """A rule says no; nothing was written."""


class Unreadable(StationError):
    """A file could not be read or is not what it claims to be."""


class Unwritable(StationError):
    """A file could not be written; nothing of it is left under its name."""


class Newer(Unreadable):
    """A file was made by a newer program; it is left as it is."""


class Stopped(StationError):
    """The worker cancelled long work; nothing of it was kept."""
