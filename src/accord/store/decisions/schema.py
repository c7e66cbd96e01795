"""The tables of a file of decisions: one log, guarded by triggers, and two views of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

__all__ = ["APPLICATION_ID", "OBJECTS", "create", "is_empty"]

APPLICATION_ID = 0x41434344
"""Marks the file as one of decisions ("ACCD") in the header of SQLite."""

OBJECTS: Mapping[str, str] = {
    "log": """CREATE TABLE log (
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    entry TEXT NOT NULL,
    register TEXT GENERATED ALWAYS AS (json_extract(entry, '$.run.register')) VIRTUAL,
    alert TEXT GENERATED ALWAYS AS (json_extract(entry, '$.event.alert.id')) VIRTUAL
)""",
    "log_by_alert": "CREATE INDEX log_by_alert ON log (alert, number)",
    "log_by_register": "CREATE INDEX log_by_register ON log (register, number)",
    "log_is_never_updated": """CREATE TRIGGER log_is_never_updated BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
    "log_is_never_deleted": """CREATE TRIGGER log_is_never_deleted BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
    "log_is_never_replaced": """CREATE TRIGGER log_is_never_replaced BEFORE INSERT ON log
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM log)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
    "alerts": """CREATE VIEW alerts AS
SELECT alert, max(number) AS number FROM log WHERE alert IS NOT NULL GROUP BY alert""",
    "decisions": """CREATE VIEW decisions AS
SELECT number, alert, json_extract(entry, '$.at') AS at,
    json_extract(entry, '$.event.kind') AS kind, json_extract(entry, '$.event.by') AS person,
    json_extract(entry, '$.event.because') AS because
FROM log
WHERE json_extract(entry, '$.event.kind') IN ('proposed', 'proposal confirmed', 'proposal refused')""",
}
"""Everything in the file, by name, as SQLite keeps its text.

The log is all that is stored. Where an alert stands is the last entry about it, so that nothing can differ
from the log. The triggers stop a slip, not someone who may write to the file; against that stands the chain.
"""


def is_empty(connection: sqlite3.Connection) -> bool:
    """Tell whether nothing was ever created in the file."""
    row = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return bool(row[0] == 0)


def create(connection: sqlite3.Connection) -> None:
    """Create the tables in an empty file, within the transaction of the caller."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in OBJECTS.values():
        connection.execute(statement)
