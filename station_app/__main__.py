"""The register without a screen: `station --help` names the commands."""

import signal
import sys

import click

from station_app import __version__
from station_app.commands import backups, demo, registers, returns, trust, work
from station_app.usecases import dumps, foreign


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="station")
def station() -> None:
    """退役军人服务站登记册：不开窗口也能办的事。"""


for one in (
    demo.make,
    *registers.COMMANDS,
    *backups.COMMANDS,
    *trust.COMMANDS,
    *work.COMMANDS,
    *returns.COMMANDS,
):
    station.add_command(one)


def _end(_number: int, _frame: object) -> None:
    """End as after Ctrl-C, so that nothing half-written stays."""
    raise KeyboardInterrupt


def main() -> None:
    """Run one command; UTF-8 whatever the console says."""
    dumps.off()
    if sys.argv[1:] == [foreign.ARGUMENT]:
        foreign.serve()
        return
    signal.signal(signal.SIGTERM, _end)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    station()


if __name__ == "__main__":
    main()
