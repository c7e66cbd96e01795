"""Fields of a JSON object are taken one by one, and none may be left over."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeVar

from accord.exchange.canonical import JsonValue, MalformedError

__all__ = ["IDENTITY", "StrictFields", "instant_text", "read_instant"]

IDENTITY = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?\Z", re.ASCII)
"""Ids of peers, keys, officers, purposes and rows: they stand in headers, paths and logs."""

_E = TypeVar("_E", bound=StrEnum)
_T = TypeVar("_T")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


def instant_text(at: datetime) -> str:
    """Return a moment as text to the second, such as ``2030-01-31T12:00:00Z``.

    Args:
        at: An aware moment; parts of a second are cut off.

    Raises:
        ValueError: The moment has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_instant(text: str, where: str) -> datetime:
    """Return the moment of a text such as ``2030-01-31T12:00:00Z``.

    Args:
        text: The text.
        where: Its place, for messages.

    Raises:
        MalformedError: It is no such text, or no such moment exists.
    """
    if not _INSTANT.match(text):
        raise MalformedError(where, "a moment such as 2030-01-31T12:00:00Z")
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise MalformedError(where, "a moment that exists") from None


class StrictFields:
    """The fields of one object that are still to be taken.

    Args:
        value: What should be an object.
        where: Its place, for messages.

    Raises:
        MalformedError: It is no object.
    """

    def __init__(self, value: JsonValue, where: str) -> None:
        if not isinstance(value, Mapping):
            raise MalformedError(where, "an object")
        self._left = dict(value)
        self.where = where

    def place(self, name: str) -> str:
        """Return the path of a field."""
        return f"{self.where}.{name}"

    def value(self, name: str) -> JsonValue:
        """Take a field of any kind.

        Raises:
            MalformedError: The field is missing.
        """
        if name not in self._left:
            raise MalformedError(self.place(name), "this field")
        return self._left.pop(name)

    def text(self, name: str, most: int = 500) -> str:
        """Take a text that is not empty, has no control characters and at most ``most`` characters."""
        value = self.value(name)
        if not isinstance(value, str) or not 0 < len(value) <= most or not value.isprintable():
            raise MalformedError(self.place(name), f"text of 1 to {most} printable characters")
        return value

    def id(self, name: str) -> str:
        """Take an id: small letters, digits, dot, line and hyphen, at most 64."""
        value = self.value(name)
        if not isinstance(value, str) or not IDENTITY.match(value):
            raise MalformedError(self.place(name), "an id of small letters, digits and . _ -")
        return value

    def number(self, name: str, least: int = 0, most: int = 2**53 - 1) -> int:
        """Take a whole number from ``least`` to ``most``."""
        value = self.value(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise MalformedError(self.place(name), f"a whole number from {least} to {most}")
        return value

    def octets(self, name: str, length: int) -> bytes:
        """Take bytes of a length, written as small hexadecimal digits."""
        value = self.value(name)
        if not isinstance(value, str) or not re.match(rf"[0-9a-f]{{{2 * length}}}\Z", value):
            raise MalformedError(self.place(name), f"{2 * length} small hexadecimal digits")
        return bytes.fromhex(value)

    def instant(self, name: str) -> datetime:
        """Take a moment such as ``2030-01-31T12:00:00Z``."""
        value = self.value(name)
        if not isinstance(value, str):
            raise MalformedError(self.place(name), "a moment such as 2030-01-31T12:00:00Z")
        return read_instant(value, self.place(name))

    def day(self, name: str) -> date:
        """Take a day such as ``2030-01-31``."""
        value = self.value(name)
        try:
            if isinstance(value, str) and _DAY.match(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise MalformedError(self.place(name), "a day such as 2030-01-31")

    def word(self, name: str, words: type[_E]) -> _E:
        """Take one of the words of an enumeration."""
        value = self.value(name)
        if isinstance(value, str) and value in {word.value for word in words}:
            return words(value)
        raise MalformedError(self.place(name), "one of " + ", ".join(word.value for word in words))

    def rows(self, name: str, most: int, read: Callable[[JsonValue, str], _T]) -> tuple[_T, ...]:
        """Take an array of at most ``most`` items, each read by ``read`` with its place."""
        value = self.value(name)
        if not isinstance(value, list | tuple) or len(value) > most:
            raise MalformedError(self.place(name), f"an array of at most {most} items")
        return tuple(read(item, f"{self.place(name)}[{place}]") for place, item in enumerate(value))

    def finish(self) -> None:
        """Make sure that nothing is left.

        Raises:
            MalformedError: A field is left that nobody asked for.
        """
        if self._left:
            raise MalformedError(self.where, f"no further fields (there are {len(self._left)})")
