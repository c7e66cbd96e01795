"""What is wrong with a file of decisions, as errors."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from accord.errors import AccordError, IntegrityError, OutsideError, Problem, UsageError

__all__ = ["WAIT_SECONDS", "damaged", "no_decisions", "refused"]

WAIT_SECONDS = 60.0
"""How long a writer waits for the one before."""


def no_decisions(path: Path, what: str) -> UsageError:
    """Return the error that says that a file is none of decisions (ACC-231)."""
    return UsageError(
        Problem(
            id="ACC-231",
            what=what,
            file=str(path),
            expected="a file that `accord decide record` made",
            fix="Name it with --decisions, or record a screening first.",
        )
    )


def damaged(path: Path, value: str) -> IntegrityError:
    """Return the error that says that a file is damaged (ACC-414)."""
    return IntegrityError(
        Problem(
            id="ACC-414",
            what="The file of decisions is damaged.",
            file=str(path),
            value=value,
            expected="a whole SQLite database with entries of this format",
            fix="Decide nothing from this file; restore it from a copy.",
        )
    )


def refused(path: Path, error: sqlite3.Error) -> AccordError:
    """Return the error for what SQLite says: busy (ACC-513), not writable (ACC-514), else damaged."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return OutsideError(
            Problem(
                id="ACC-513",
                what="Another process keeps the file of decisions busy.",
                file=str(path),
                value=str(error),
                expected=f"a free moment within {WAIT_SECONDS:.0f} seconds",
                fix="Wait until the other command has ended, and try again.",
            )
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return OutsideError(
            Problem(
                id="ACC-514",
                what="The file of decisions cannot be read or written.",
                file=str(path),
                value=str(error),
                expected="a file and a folder in which this user may write, with room",
                fix="Repair permissions or free space; nothing was recorded.",
            )
        )
    return damaged(path, str(error))
