"""The file of a node, opened: by one process for writing, by any for reading.

SQLite in WAL mode with ``synchronous=FULL``: what a transaction wrote is on the disk when it returns, and a
transaction happens whole or not at all. Several threads may share a store; their transactions wait for each
other.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from threading import RLock
from typing import BinaryIO, TypeAlias

from accord.exchange.storing.schema import APPLICATION_ID, SCHEMA, SCHEMA_VERSION

__all__ = ["MOST_BACK", "NodeStore", "StoreError", "StoreRefusal", "microseconds", "moment"]

Cell: TypeAlias = "str | int | bytes | None"

MOST_BACK = timedelta(minutes=2)
"""How far the clock may run back before the store refuses to go on."""
_WAIT_MS = 5_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class StoreRefusal(StrEnum):
    """Why a store is not opened or not written."""

    IN_USE = "another process has the store open for writing"
    FOREIGN = "the file is no store of a node"
    NEWER = "a newer version of this program wrote the store"
    OLDER = "the store has an older form that this version cannot read"
    DAMAGED = "the file is damaged"
    READ_ONLY = "the store was opened for reading"
    CLOCK = "the clock runs behind what the store has seen"
    BEHIND = "the store lacks a request that is in the log: it was lost, or an older copy was put back"
    SQLITE = "SQLite is older than 3.37 and has no strict tables"


class StoreError(Exception):
    """A store is refused.

    Attributes:
        refusal: Why.
    """

    def __init__(self, refusal: StoreRefusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.value)


def microseconds(at: datetime) -> int:
    """Return a moment as whole microseconds since 1970.

    Raises:
        ValueError: The moment has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return (at - _EPOCH) // _MICROSECOND


def moment(count: int) -> datetime:
    """Return the moment of whole microseconds since 1970."""
    return _EPOCH + count * _MICROSECOND


class NodeStore:
    """A store that is open. Close it, or use it in a ``with`` statement.

    Args:
        path: The file; made if it is missing, unless it is opened for reading.
        is_read_only: Open for reading, beside a process that writes.
        step: Called with a name before each durable change; tests stop the world there.

    Raises:
        StoreError: Another process writes it, or it is no store of this version.
        OSError: It cannot be opened, or is to be read and is not there.
    """

    def __init__(
        self, path: Path, *, is_read_only: bool = False, step: Callable[[str], None] = lambda _: None
    ) -> None:
        if sqlite3.sqlite_version_info < (3, 37):
            raise StoreError(StoreRefusal.SQLITE)
        self.path = path
        self.is_read_only = is_read_only
        self._step = step
        self._mutex = RLock()
        self._depth = 0
        self._lock = None if is_read_only else _locked(path)
        try:
            self._connection = _connected(path, is_read_only)
            self._check_form()
        except sqlite3.OperationalError as error:
            self._release()
            raise OSError(f"the store cannot be opened: {error}") from error
        except sqlite3.DatabaseError:
            self._release()
            raise StoreError(StoreRefusal.DAMAGED) from None
        except BaseException:
            self._release()
            raise

    def __enter__(self) -> NodeStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let another process write it; what was not committed is gone."""
        with self._mutex:
            self._connection.close()
            self._release()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything in a ``with`` block happen whole or not at all; a block within a block joins it.

        Raises:
            StoreError: The store was opened for reading.
        """
        if self.is_read_only:
            raise StoreError(StoreRefusal.READ_ONLY)
        with self._mutex:
            if self._depth:
                yield
                return
            self._connection.execute("BEGIN IMMEDIATE")
            self._depth = 1
            try:
                yield
                self._step("commit")
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self._depth = 0
            self._step("committed")

    def rows(self, sql: str, cells: Sequence[Cell] = ()) -> list[tuple[Cell, ...]]:
        """Return all rows of a query."""
        with self._mutex:
            return self._connection.execute(sql, cells).fetchall()

    def number(self, sql: str, cells: Sequence[Cell] = ()) -> int:
        """Return the one number that a query gives; 0 if it gives none."""
        found = self.rows(sql, cells)
        value = found[0][0] if found else 0
        return value if isinstance(value, int) else 0

    def change(self, sql: str, cells: Sequence[Cell] = ()) -> int:
        """Make a change, in the open transaction or one of its own, and return how many rows it met."""
        with self.transaction():
            return self._connection.execute(sql, cells).rowcount

    def advance_clock(self, now: datetime) -> None:
        """Remember the latest moment that the store has seen.

        Raises:
            StoreError: ``now`` is more than ``MOST_BACK`` before it: quotas and clocks would start again.
        """
        stamp = microseconds(now)
        with self.transaction():
            latest = self.number("SELECT number FROM facts WHERE name = 'latest'")
            if stamp < latest - MOST_BACK // _MICROSECOND:
                raise StoreError(StoreRefusal.CLOCK)
            self.change(
                "INSERT INTO facts (name, number) VALUES ('latest', ?) "
                "ON CONFLICT (name) DO UPDATE SET number = max(number, excluded.number)",
                (stamp,),
            )

    def check(self) -> None:
        """Check every page, index and reference of the file.

        Raises:
            StoreError: It is damaged.
        """
        try:
            is_good = self.rows("PRAGMA integrity_check(1)") == [("ok",)]
            is_good = is_good and not self.rows("PRAGMA foreign_key_check")
        except sqlite3.DatabaseError:
            is_good = False
        if not is_good:
            raise StoreError(StoreRefusal.DAMAGED)

    def _check_form(self) -> None:
        version = self.number("PRAGMA user_version")
        is_empty = self.number("SELECT count(*) FROM sqlite_schema") == 0
        if is_empty and not self.is_read_only:
            self._create()
        elif self.number("PRAGMA application_id") != APPLICATION_ID:
            raise StoreError(StoreRefusal.FOREIGN)
        elif version > SCHEMA_VERSION:
            raise StoreError(StoreRefusal.NEWER)
        elif version < SCHEMA_VERSION:
            raise StoreError(StoreRefusal.OLDER)

    def _create(self) -> None:
        self._connection.executescript(
            f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA application_id = {APPLICATION_ID}; "
            f"PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        )

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.close()


def _locked(path: Path) -> BinaryIO:
    lock = path.with_name(path.name + ".lock")
    file = os.fdopen(os.open(lock, os.O_WRONLY | os.O_CREAT, 0o600), "wb")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise StoreError(StoreRefusal.IN_USE) from None
    return file


def _connected(path: Path, is_read_only: bool) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={'ro' if is_read_only else 'rwc'}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    if not is_read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
    return connection
