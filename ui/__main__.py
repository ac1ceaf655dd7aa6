"""Start the window: `python -m ui [FILE.station]`; `--smoke FILE.station` only tries it."""

import gc

gc.disable()  # for good: `ui.tidying` collects, in the window's thread

import sys  # noqa: E402 - what is loaded here is what counts
from pathlib import Path  # noqa: E402

from station_app.usecases import dumps  # noqa: E402
from ui import start  # noqa: E402

SMOKE = "--smoke"


def main() -> int:
    """Run until the window is closed."""
    dumps.off()
    if sys.argv[1:2] == [SMOKE] and len(sys.argv) == 3:
        from ui import smoke  # noqa: PLC0415 - for trials only

        return smoke.run(Path(sys.argv[2]))
    return start.run(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
