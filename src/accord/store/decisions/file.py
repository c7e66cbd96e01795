"""A file of decisions, opened: entries are appended, never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from accord.domain.audit_log import Event, LogEntry, RunRecord
from accord.domain.decision import Alert
from accord.errors import AccordError, Problem, UsageError
from accord.store.decisions.chain import START, Head, hash_of
from accord.store.decisions.json_rows import from_json, to_json
from accord.store.decisions.refusals import WAIT_SECONDS, damaged, no_decisions, refused
from accord.store.decisions.schema import APPLICATION_ID, create, is_empty

__all__ = ["DecisionFile", "open_decisions"]

_LAST_RUN = "SELECT entry FROM log WHERE register = ? ORDER BY number DESC LIMIT 1"
_ALERTS = "SELECT log.entry FROM alerts JOIN log USING (number) ORDER BY number"
_ONE_ALERT = "SELECT entry FROM log WHERE alert = ? ORDER BY number"
_ALL = "SELECT number, hash, entry FROM log ORDER BY number"


class DecisionFile:
    """A file of decisions. Use ``open_decisions``.

    Several processes of one machine may write; each append waits for the one before. Not for network
    drives, where the locks of SQLite do not hold.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def head(self) -> Head:
        """Return the end of the log."""
        row = self._connection.execute("SELECT number, hash FROM log ORDER BY number DESC LIMIT 1").fetchone()
        return START if row is None else Head(*row)

    def alerts(self) -> dict[str, Alert]:
        """Return all alerts by id as they stand, oldest change first."""
        entries = (self._entry(text) for (text,) in self._connection.execute(_ALERTS))
        return {entry.event.alert.id: entry.event.alert for entry in entries if entry.event is not None}

    def history(self, alert_id: str) -> tuple[LogEntry, ...]:
        """Return all entries about an alert, oldest first; none if there is no such alert."""
        return tuple(self._entry(text) for (text,) in self._connection.execute(_ONE_ALERT, (alert_id,)))

    def last_run(self, register: str) -> RunRecord | None:
        """Return the last screening of a register; None if there was none."""
        row = self._connection.execute(_LAST_RUN, (register,)).fetchone()
        return None if row is None else self._entry(row[0]).run

    def rows(self) -> Iterator[tuple[int, str, str]]:
        """Return number, hash and canonical JSON of all entries, unchecked."""
        return iter(self._connection.execute(_ALL))

    def objects(self) -> dict[str, str]:
        """Return the text of every table, index, view and trigger in the file, by name."""
        return dict(self._connection.execute("SELECT name, sql FROM sqlite_schema"))

    def check_pages(self) -> None:
        """Check every page and index of the database.

        Raises:
            IntegrityError: The database is damaged (ACC-414).
        """
        (found,) = self._connection.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise damaged(self.path, str(found))

    def record_run(
        self,
        register: str,
        at: datetime,
        advance: Callable[[Mapping[str, Alert], RunRecord | None], tuple[RunRecord, Sequence[Event]]],
    ) -> tuple[RunRecord, Head]:
        """Append a screening and all that it changed, in one step that happens whole or not at all.

        Args:
            register: Register that was screened.
            at: When, in UTC.
            advance: Says from the alerts and the last run what the run is and changes; nobody else can
                write while it does.
        """
        with self._writing():
            run, events = advance(self.alerts(), self.last_run(register))
            self._append(at, run=run)
            for event in events:
                self._append(at, event=event)
        return run, self.head()

    def record_event(self, alert_id: str, at: datetime, decide: Callable[[Alert], Event]) -> Event:
        """Append what a person decided about an alert.

        Args:
            alert_id: Id of the alert.
            at: When, in UTC.
            decide: Says from the alert what happens to it; nobody else can write while it does.

        Raises:
            UsageError: There is no such alert (ACC-230), or ``decide`` refuses.
        """
        with self._writing():
            event = decide(self.alert(alert_id))
            self._append(at, event=event)
        return event

    def alert(self, alert_id: str) -> Alert:
        """Return one alert as it stands.

        Raises:
            UsageError: There is no such alert (ACC-230).
        """
        history = self.history(alert_id)
        if not history or history[-1].event is None:
            raise UsageError(
                Problem(
                    id="ACC-230",
                    what="There is no such alert in this file.",
                    file=str(self.path),
                    value=alert_id,
                    expected="an id such as `accord decide list` prints",
                    fix="List the alerts and copy the whole id.",
                )
            )
        return history[-1].event.alert

    def _append(self, at: datetime, *, run: RunRecord | None = None, event: Event | None = None) -> None:
        head = self.head()
        text = to_json(LogEntry(number=head.number + 1, previous=head.hash, at=at, run=run, event=event))
        self._connection.execute(
            "INSERT INTO log (number, hash, entry) VALUES (?, ?, ?)", (head.number + 1, hash_of(text), text)
        )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def _entry(self, text: str) -> LogEntry:
        try:
            return from_json(LogEntry, text)
        except (ValueError, TypeError, RecursionError) as error:
            raise damaged(self.path, str(error)) from error


@contextmanager
def open_decisions(path: Path, *, is_new: bool = False) -> Iterator[DecisionFile]:
    """Open a file of decisions and close it afterwards.

    Args:
        path: The file.
        is_new: True to create it where there is none.

    Raises:
        UsageError: There is no such file, or it is not one of decisions (ACC-231).
        IntegrityError: The file is damaged (ACC-414).
        OutsideError: Another process keeps the file busy (ACC-513), or it cannot be written (ACC-514).
    """
    if not is_new and not path.is_file():
        raise no_decisions(path, "There is no such file of decisions.")
    try:
        connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        raise refused(path, error) from error
    try:
        _prepare(connection, path)
        yield DecisionFile(path, connection)
    except AccordError:
        raise
    except sqlite3.Error as error:
        raise refused(path, error) from error
    except UnicodeDecodeError as error:
        raise damaged(path, str(error)) from error
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    is_ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if not is_ours and not is_empty(connection):
        raise no_decisions(path, "This file is not one of decisions.")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    if is_empty(connection):
        connection.execute("BEGIN IMMEDIATE")
        if is_empty(connection):
            create(connection)
        connection.execute("COMMIT")
