"""A log of an invented police force, its entries, and a disk that stops at a step."""

from __future__ import annotations

from pathlib import Path

from accord.exchange.logbook import Entry, EntryKind, Logbook, LogDisk, entry_bytes
from exchange.inspected import NOW, signing_key

ORIGIN = "accord/police-aldoria"
KEY = signing_key("log-key")


class CrashError(Exception):
    """The world ended here."""


class CrashingDisk(LogDisk):
    """A disk that stops the world before a step, counted from 0."""

    def __init__(self, at: int = -1) -> None:
        self.left = at
        self.steps: list[str] = []

    def step(self, name: str) -> None:
        self.steps.append(name)
        if self.left == 0:
            raise CrashError(name)
        self.left -= 1


def entry(number: int) -> bytes:
    fields: dict[str, str | int] = {"about": "a-test", "code": "number", "number": number}
    return entry_bytes(Entry(kind=EntryKind.ALARM, at=NOW, fields=fields))


def opened(folder: Path, disk: LogDisk | None = None, at_least: int = 0) -> Logbook:
    return Logbook(folder, origin=ORIGIN, key=KEY, now=NOW, disk=disk, at_least=at_least)


def numbers(log: Logbook) -> list[int]:
    """Numbers of the test's own entries, without alarms about torn ends."""
    return [
        int(found.fields["number"]) for _, found in log.entries() if found.fields.get("about") == "a-test"
    ]
