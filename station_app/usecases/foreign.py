"""Being the child that reads foreign files for a frozen program."""

from station_app.exchange import foreign

ARGUMENT = foreign.ARGUMENT
"""The word by which the program calls itself as a reader; no worker ever types it."""


def serve() -> None:
    """Bound this process, then read what the parent asks for until it hangs up."""
    foreign.serve()
