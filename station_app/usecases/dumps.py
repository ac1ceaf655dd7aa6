"""What the system would write of this process's memory if it died: names, numbers and the key."""

import sys

if sys.platform == "win32":
    import ctypes
else:
    import resource

_NO_CRITICAL_BOX, _NO_FAULT_REPORT = 0x1, 0x2
_REPORT_WITHOUT_HEAP = 0x1


def off() -> None:
    """Switch core dumps and the system's error reports off for this process and its children."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32")
        kernel.SetErrorMode(_NO_CRITICAL_BOX | _NO_FAULT_REPORT)
        kernel.WerSetFlags(_REPORT_WITHOUT_HEAP)
    else:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
