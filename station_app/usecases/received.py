"""刚收到的: the workbooks that came last, offered before anybody has to look for them."""

from pathlib import Path

from station_app.exchange import received
from station_app.exchange.received import Received as Received
from station_app.register import Register

SHOWN = 8


def newest(_register: Register, home: Path | None = None) -> list[Received]:
    """Return the workbooks that came last, the newest first."""
    return received.newest(home or Path.home(), SHOWN)
