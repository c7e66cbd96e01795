"""The chain of hashes: each entry carries the hash of the one before, so that none can change unseen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accord.domain.audit_log import LogEntry
from accord.errors import IntegrityError, Problem, UsageError
from accord.store.decisions.json_rows import from_json, to_json
from accord.store.manifest import sha256_of

__all__ = ["START", "Head", "checked", "hash_of", "read_head"]

_HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log: whoever keeps it elsewhere can tell later that nothing before it changed.

    Attributes:
        number: Number of the last entry; 0 for an empty log.
        hash: Its hash; 64 zeros for an empty log.
    """

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


START = Head(0, "0" * 64)
"""The head of an empty log."""


def read_head(text: str) -> Head:
    """Return a head from the form in which it is printed, ``NUMBER:HASH``.

    Raises:
        UsageError: It is no such text (ACC-230).
    """
    found = _HEAD.fullmatch(text.strip())
    if found is None:
        raise UsageError(
            Problem(
                id="ACC-230",
                what="This is no head of a log.",
                value=text[:100],
                expected="NUMBER:HASH, as `accord decide verify` prints it",
                fix="Copy the whole head.",
            )
        )
    return Head(int(found[1]), found[2])


def hash_of(text: str) -> str:
    """Return the hash of an entry: SHA-256 of its canonical JSON, which holds the hash before."""
    return sha256_of(text.encode())


def checked(rows: Iterable[tuple[int, str, str]], file: str) -> Iterator[tuple[Head, LogEntry]]:
    """Check entries one by one and return each with the head after it.

    Args:
        rows: Number, hash and canonical JSON of all entries, in order of their numbers.
        file: The file, for messages.

    Raises:
        IntegrityError: The first entry that was changed, left out, moved or put in (ACC-411).
    """
    head = START
    for number, claimed, text in rows:
        if number != head.number + 1:
            raise _changed(file, head.number + 1, f"the next entry is {number}", "no gap")
        if not isinstance(text, str) or not isinstance(claimed, str):
            raise _changed(file, number, "it is not text", "canonical JSON and its hash")
        if hash_of(text) != claimed:
            raise _changed(file, number, "its content", f"content whose hash is {claimed}")
        try:
            entry = from_json(LogEntry, text)
        except (ValueError, RecursionError) as error:
            raise _changed(file, number, f"it cannot be read: {error}", "an entry") from error
        if entry.number != number or entry.previous != head.hash or to_json(entry) != text:
            raise _changed(file, number, "it does not follow the entry before it", f"after {head.hash}")
        head = Head(number, claimed)
        yield head, entry


def _changed(file: str, number: int, value: str, expected: str) -> IntegrityError:
    return IntegrityError(
        Problem(
            id="ACC-411",
            what="An entry of the audit log was changed, left out, moved or put in.",
            file=file,
            row=f"entry {number}",
            value=value,
            expected=expected,
            fix="Decide nothing from this file; restore it from a copy and find out who wrote to it.",
        )
    )
