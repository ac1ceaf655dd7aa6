"""`station` called as a script would call it, passwords in the environment."""

import re
from pathlib import Path

from click.testing import CliRunner, Result

from station_app.__main__ import station

_PATH_OR_CODE = re.compile(r"Traceback|Errno|\bError\b|Exception|sqlcipher|None\b|/tmp/")


def call_any(*words: object, **passwords: str) -> Result:
    """Call `station`, whatever comes of it short of a fault of ours."""
    environment = {f"STATION_{name.upper()}": value for name, value in passwords.items()}
    return CliRunner().invoke(
        station, [str(word) for word in words], env=environment, catch_exceptions=False
    )


def call(*words: object, code: int = 0, **passwords: str) -> tuple[str, str]:
    """Call `station`; return what it wrote to standard output and to standard error."""
    result = call_any(*words, **passwords)
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def refused(*words: object, **passwords: str) -> str:
    """Call `station`, which must refuse in plain words: what happened, then what to do."""
    told, said = call(*words, code=1, **passwords)
    assert told == "", told
    return plain(said.splitlines()[-1])


def plain(said: str) -> str:
    """Hold that a sentence is one that a worker can act on, and return it."""
    assert any("\u4e00" <= char <= "\u9fff" for char in said), said
    assert said.endswith("。"), said
    assert not _PATH_OR_CODE.search(said), said
    return said


def left(folder: Path) -> set[str]:
    """Return the names of everything in a folder."""
    return {path.name for path in folder.rglob("*")}


def refused_after(*words: object, **passwords: str) -> str:
    """Call `station`, which says first what it looks at and then refuses in plain words."""
    _, said = call(*words, code=1, **passwords)
    return plain(said.splitlines()[-1])
