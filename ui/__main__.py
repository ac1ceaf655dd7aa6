"""Start the window: `python -m ui [FILE.station]`."""

import sys

from ui import start


def main() -> int:
    """Run until the window is closed."""
    return start.run(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
