"""The bounds a process sets for itself before it touches a foreign file."""

import sys

MEMORY = 700 * 2**20
CPU_SECONDS = 60


def bind() -> None:
    """Bound this process's memory and switch its core dumps off, for good."""
    if sys.platform == "win32":
        _bind_windows()
    else:
        _bind_posix()


def allow_cpu(seconds: int) -> None:
    """Let this process use that many seconds of CPU from now on, then die."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + 1 + seconds
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _PROCESS_MEMORY, _ONE_PROCESS, _DIE_WITH_JOB = 0x100, 0x8, 0x2000
    _EXTENDED_LIMITS = 9
    _NO_ERROR_BOXES = 0x1 | 0x2

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _Basic),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    def _bind_windows() -> None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.SetErrorMode(_NO_ERROR_BOXES)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = kernel.CreateJobObjectW(None, None)
        wanted = _Extended()
        wanted.BasicLimitInformation.LimitFlags = _PROCESS_MEMORY | _ONE_PROCESS | _DIE_WITH_JOB
        wanted.BasicLimitInformation.ActiveProcessLimit = 1
        wanted.ProcessMemoryLimit = MEMORY
        set_limits = kernel.SetInformationJobObject
        set_limits.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        bound = set_limits(job, _EXTENDED_LIMITS, ctypes.byref(wanted), ctypes.sizeof(wanted))
        join = kernel.AssignProcessToJobObject
        join.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        if not (bound and join(job, kernel.GetCurrentProcess())):
            raise OSError(ctypes.get_last_error(), "no job object")

else:

    def _bind_posix() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
