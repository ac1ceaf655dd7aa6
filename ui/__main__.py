"""Start the window: `python -m ui [FILE.station]`."""

import gc

gc.disable()  # little of what is loaded now goes again; the first page, once seen, enables it

import sys  # noqa: E402 - what is loaded here is what counts

from ui import start  # noqa: E402


def main() -> int:
    """Run until the window is closed."""
    return start.run(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
