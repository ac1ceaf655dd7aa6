"""Foreign files are read by a child that bounds itself first; the parent only sees its JSON."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from station_app.errors import StationError, Unreadable
from station_app.exchange import limits
from station_app.exchange.plain import Json, object_of

Task = Callable[[Mapping[str, Json]], Json]

SECONDS = 60.0
ARGUMENT = "read-foreign"
_ANSWER_BYTES = 200 * 2**20
_TICK = 0.1
_TOO_MUCH = Unreadable(
    "文件展开后太大，读不下去，可能被人做过手脚，或者表里有大片多余的空行空列。",
    "请用 WPS 打开，只把有内容的那一块复制到新文件里另存，再试一次。",
)
_DAMAGED = Unreadable(
    "文件已损坏，或者不是它的名字所说的那种文件，读不出来。",
    "请用 WPS 打开看看，能打开就另存一份再试；打不开就请发来的人重新发一份。",
)


def _workbook(args: Mapping[str, Json]) -> Json:
    from station_app.exchange import workbook

    return workbook.read(Path(str(args["path"])))


def _look(args: Mapping[str, Json]) -> Json:
    from station_app.exchange import senders_file

    return senders_file.look(args)


def _fill(args: Mapping[str, Json]) -> Json:
    from station_app.exchange import senders_file

    return senders_file.fill(args)


def _ready(args: Mapping[str, Json]) -> Json:
    from station_app.exchange import wire

    return wire.ready(args)


def _return(args: Mapping[str, Json]) -> Json:
    from station_app.exchange import wire

    return wire.examine(args)


def _pages(args: Mapping[str, Json]) -> Json:
    from station_app.exchange import wire

    return wire.compare(args)


TASKS: dict[str, Task] = {
    "workbook": _workbook,
    "look": _look,
    "fill": _fill,
    "ready": _ready,
    "return": _return,
    "pages": _pages,
}


def nothing() -> None:
    """Do nothing while waiting."""


class Reader:
    """One child for a batch of foreign files; a new one takes over after a fault."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def ask(
        self,
        task: str,
        args: Mapping[str, Json],
        waiting: Callable[[], None] = nothing,
        *,
        seconds: float | None = None,
    ) -> Json:
        """Return what the child read; `waiting` is called now and then and may raise to give up.

        Raises Unreadable with a plain sentence for whatever the file did to the child.
        """
        try:
            request = json.dumps({"task": task, "args": dict(args)})
            line = self._exchange(request, waiting, seconds or self._seconds)
        except BaseException:
            self.close()
            raise
        if not line.endswith(b"\n"):
            self.close()
            raise _TOO_MUCH
        with self.understanding():
            return self._opened(object_of(json.loads(line)))

    @contextlib.contextmanager
    def understanding(self) -> Iterator[None]:
        """Take an answer that no child of ours gives for damage: a file may have taken it over."""
        try:
            yield
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            self.close()
            raise _DAMAGED from error

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # a dead child takes no last words
                    pipe.close()

    def _exchange(self, request: str, waiting: Callable[[], None], seconds: float) -> bytes:
        child = self._child = self._child or _start()
        lines: queue.Queue[bytes] = queue.Queue()
        threading.Thread(
            target=_converse, args=(child, request.encode() + b"\n", lines), daemon=True
        ).start()
        for _ in range(max(1, round(seconds / _TICK))):
            try:
                return lines.get(timeout=_TICK)
            except queue.Empty:
                waiting()
        raise Unreadable(
            "文件读了很久也没有读完，已经停下。", "文件可能已损坏，请让发来的人重新发一份。"
        )

    def _opened(self, answer: dict[str, Json]) -> Json:
        if "answer" in answer:
            return answer["answer"]
        if "refused" in answer:
            refused = object_of(answer["refused"])
            raise Unreadable(str(refused["what"]), str(refused["remedy"]))
        self.close()
        if answer.get("fault") == "MemoryError":
            raise _TOO_MUCH
        raise _DAMAGED


def serve() -> None:
    """Be the child: bound this process, then answer one line for each line asked, until the end."""
    answers = os.fdopen(os.dup(1), "wb")
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    limits.bind()
    for line in sys.stdin.buffer:
        limits.allow_cpu(limits.CPU_SECONDS)
        answers.write(json.dumps(_answer(json.loads(line))).encode() + b"\n")
        answers.flush()


def _answer(request: dict[str, Json]) -> dict[str, Json]:
    args = request["args"]
    try:
        return {"answer": TASKS[str(request["task"])](args if isinstance(args, dict) else {})}
    except StationError as error:
        return {"refused": {"what": error.what, "remedy": error.remedy}}
    except Exception as error:  # noqa: BLE001  whatever a hostile file provokes is one fault
        return {"fault": type(error).__name__}


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _command() -> list[str]:
    """Return how this very program is called again as a reader."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "station_app.exchange.foreign"]
    suffix = ".exe" if sys.platform == "win32" else ""
    return [str(Path(sys.executable).with_name(f"station{suffix}")), ARGUMENT]


def _environment() -> dict[str, str]:
    """Return our environment without passwords, and with the place of this package."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STATION_")}
    if not getattr(sys, "frozen", False):
        root = str(Path(__file__).resolve().parents[2])
        kept["PYTHONPATH"] = os.pathsep.join(filter(None, (root, kept.get("PYTHONPATH"))))
    return kept


def _converse(child: subprocess.Popen[bytes], request: bytes, lines: "queue.Queue[bytes]") -> None:
    """Send the request and put the answer, or what came of it when the child died."""
    try:
        _pipe(child.stdin).write(request)
        _pipe(child.stdin).flush()
        lines.put(_pipe(child.stdout).readline(_ANSWER_BYTES))
    except (OSError, ValueError):
        lines.put(b"")


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError("the child has no pipe")
    return pipe


if __name__ == "__main__":
    serve()
