"""Tables of a pack file, read so that a missing, unknown or wrong entry is named."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeVar

W = TypeVar("W", bound=StrEnum)
V = TypeVar("V")


class Wrong(ValueError):
    """An entry of a template is missing, unknown or of the wrong kind; the message names it."""


class Entry:
    """One table of the file; every key is asked for, and what nobody asked for is a fault."""

    def __init__(self, values: object, where: str) -> None:
        if not isinstance(values, dict):
            raise Wrong(where)
        self._values = dict(values)
        self._where = where

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text."""
        value = self._take(key, default)
        if not isinstance(value, str):
            raise Wrong(self._name(key))
        return value

    def number(self, key: str, default: float) -> float:
        """Return a number."""
        value = self._take(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Wrong(self._name(key))
        return value

    def flag(self, key: str) -> bool:
        """Return true or false; false if it is not there."""
        value = self._take(key, False)
        if not isinstance(value, bool):
            raise Wrong(self._name(key))
        return value

    def day(self, key: str) -> date:
        """Return a day."""
        value = self._take(key, None)
        if type(value) is not date:
            raise Wrong(self._name(key))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise Wrong(self._name(key))
        return tuple(value)

    def word(self, key: str, kind: type[W], default: W | None = None) -> W:
        """Return one of the words of a kind."""
        value = self.text(key, default)
        try:
            return kind(value)
        except ValueError as error:
            raise Wrong(self._name(key)) from error

    def many(self, key: str, read: Callable[["Entry"], V]) -> tuple[V, ...]:
        """Return every table of a list, each read to its end."""
        value = self._take(key, [])
        if not isinstance(value, list):
            raise Wrong(self._name(key))
        made = []
        for number, one in enumerate(value, start=1):
            entry = Entry(one, f"{key} {number}")
            made.append(read(entry))
            entry.done()
        return tuple(made)

    def has(self, key: str) -> bool:
        """Say whether a key is there."""
        return key in self._values

    def part(self, key: str) -> "Entry":
        """Return a table inside this one."""
        return Entry(self._take(key, {}), key)

    def done(self) -> None:
        """Refuse what nobody asked for."""
        if self._values:
            raise Wrong(self._name(next(iter(self._values))))

    def _take(self, key: str, default: object) -> object:
        value = self._values.pop(key, default)
        if value is None:
            raise Wrong(self._name(key))
        return value

    def _name(self, key: str) -> str:
        return f"{self._where}：{key}"
