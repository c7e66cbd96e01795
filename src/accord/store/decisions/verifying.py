"""Whether a file of decisions is what it was: every entry, the guards around them, and the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from accord.domain.audit_log import LogEntry
from accord.errors import IntegrityError, Problem
from accord.store.decisions.chain import START, Head, checked
from accord.store.decisions.file import DecisionFile
from accord.store.decisions.schema import OBJECTS

__all__ = ["verified_entries"]


def verified_entries(file: DecisionFile, known_head: Head | None = None) -> Iterator[tuple[Head, LogEntry]]:
    """Check the whole file and yield each entry with the head after it.

    What this cannot find: someone who may write to the file can cut its end off, or write a new chain from
    any entry on. A head that was kept elsewhere shows both.

    Args:
        file: The file.
        known_head: A head of this log that was kept elsewhere; None if there is none.

    Raises:
        IntegrityError: The first entry that is not what it was (ACC-411); the log does not contain the
            known head (ACC-412); a table, view or trigger is not what it was (ACC-413); the database is
            damaged (ACC-414).
    """
    head = START
    for head, entry in checked(file.rows(), str(file.path)):
        if known_head is not None and head.number == known_head.number and head != known_head:
            raise _other_head(file.path, head, known_head)
        yield head, entry
    if known_head is not None and head.number < known_head.number:
        raise _other_head(file.path, head, known_head)
    _check_objects(file)
    file.check_pages()


def _check_objects(file: DecisionFile) -> None:
    found = file.objects()
    for name in dict.fromkeys((*OBJECTS, *found)):
        if found.get(name) != OBJECTS.get(name):
            raise IntegrityError(
                Problem(
                    id="ACC-413",
                    what="A table, view or trigger of the file of decisions is not what it was.",
                    file=str(file.path),
                    row=name,
                    value=(found.get(name) or "it is missing").split("\n")[0],
                    expected=(OBJECTS.get(name) or "nothing of this name").split("\n")[0],
                    fix="Decide nothing from this file; restore it from a copy and find out who wrote to it.",
                )
            )


def _other_head(path: Path, head: Head, known: Head) -> IntegrityError:
    return IntegrityError(
        Problem(
            id="ACC-412",
            what="The log does not contain the head that was kept elsewhere: it was cut off or rewritten.",
            file=str(path),
            row=f"entry {known.number}",
            value=str(head),
            expected=str(known),
            fix="Decide nothing from this file; restore it from a copy that contains this head.",
        )
    )
