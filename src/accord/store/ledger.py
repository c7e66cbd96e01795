"""Settles what published transactions mean, by rules given as SQL, into tables of a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import duckdb

from accord.errors import IntegrityError, Problem
from accord.store.tables import read_note

__all__ = ["LEDGER", "LEDGER_TABLES", "Asked", "Ledger", "RateRow", "RuleTexts", "Settled", "settle"]

LEDGER = "money"
"""Folder of a snapshot in which the tables lie."""
LEDGER_TABLES: Mapping[str, str] = {
    "flows": "SELECT * FROM flows ORDER BY file, byte, partner",
    "reconciliation": "SELECT * FROM reconciliation ORDER BY ALL",
    "exclusions": "SELECT * FROM exclusions ORDER BY ALL",
    "hierarchy_decisions": "SELECT * FROM hierarchy_decisions ORDER BY ALL",
    "budgets_counted": "SELECT * FROM budgets_counted ORDER BY ALL",
    "quality": "SELECT * FROM quality ORDER BY ALL",
    "files": "SELECT * FROM files ORDER BY file",
    "titles": "SELECT activity, iati_identifier, title FROM activities ORDER BY activity",
    "joined_flows": "SELECT * FROM joined_flows ORDER BY ALL",
}
"""Tables that are kept, and how each is taken from the relations of the rules."""

_CHUNK = 1000
Asked = tuple[str, date]
"""Currency and day for which a rate is asked."""


class RateRow(NamedTuple):
    """A rate as the rules read it: units of the currency for one of the target, or a reason for none."""

    currency: str
    day: date
    rate: Decimal | None
    rate_day: date | None
    table_id: str | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTexts:
    """The rules as SQL.

    Attributes:
        inputs: Relations that the rules need beside the tables: column definitions by name.
        before: Texts up to the relation ``rates_needed``, in order.
        after: Texts that need the relation ``rates``, in order.
    """

    inputs: Mapping[str, str]
    before: Sequence[str]
    after: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What is to be settled.

    Attributes:
        tables: Folder that ``write_tables`` wrote.
        rules: The rules.
        relations: Rows of the relations that the rules need, by name; a relation without rows is empty.
        quote: Answers which rates hold for currencies on days.
        questions: Queries over what the rules made, by name.
    """

    tables: Path
    rules: RuleTexts
    relations: Mapping[str, Iterable[tuple[object, ...]]] = field(default_factory=dict)
    quote: Callable[[Sequence[Asked]], Iterable[RateRow]]
    questions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What the rules made of published transactions.

    Attributes:
        tables: Parquet files by name, as ``LEDGER_TABLES`` lists them.
        joined: Rows of ``joined_flows``: flows that belong to a commitment.
        answers: Rows by the name of the question.
    """

    tables: Mapping[str, bytes]
    joined: Sequence[Mapping[str, object]]
    answers: Mapping[str, Sequence[Mapping[str, object]]] = field(default_factory=dict)


def settle(ledger: Ledger) -> Settled:
    """Apply the rules.

    Args:
        ledger: What is to be settled.

    Returns:
        The tables and the flows that were joined to commitments. The same input gives the same bytes.

    Raises:
        UsageError: There are no tables to settle (ACC-212).
        IntegrityError: What came in is not what was counted, left out and left unconverted (ACC-407).
    """
    with (
        TemporaryDirectory() as name,
        duckdb.connect(
            config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        ) as connection,
    ):
        _apply(connection, ledger)
        _check(connection)
        connection.execute("SET threads = 1")
        tables = {}
        for table, query in LEDGER_TABLES.items():
            path = Path(name) / f"{table}.parquet"
            connection.sql(query).write_parquet(str(path), compression="zstd")
            tables[table] = path.read_bytes()
        answers = {name: _rows(connection, text) for name, text in ledger.questions.items()}
        return Settled(
            tables=tables, joined=_rows(connection, LEDGER_TABLES["joined_flows"]), answers=answers
        )


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, object]]:
    relation = connection.sql(query)
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def _apply(connection: duckdb.DuckDBPyConnection, ledger: Ledger) -> None:
    """Run the rules over the tables."""
    for name in read_note(ledger.tables):
        source = str(ledger.tables / f"{name}.parquet").replace("'", "''")
        connection.execute(f"CREATE VIEW {name} AS FROM read_parquet('{source}')")
    for name, columns in ledger.rules.inputs.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
        _insert(connection, name, ledger.relations.get(name, ()))
    for text in ledger.rules.before:
        connection.execute(text)
    asked = connection.execute("SELECT currency, day FROM rates_needed ORDER BY ALL").fetchall()
    _insert(connection, "rates", ledger.quote(asked))
    for text in ledger.rules.after:
        connection.execute(text)


def _insert(connection: duckdb.DuckDBPyConnection, name: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Insert rows, many in one statement."""
    held = list(rows)
    for start in range(0, len(held), _CHUNK):
        part = held[start : start + _CHUNK]
        places = ", ".join(f"({', '.join('?' * len(part[0]))})" for _row in part)
        connection.execute(
            f"INSERT INTO {name} VALUES {places}",  # noqa: S608
            [cell for row in part for cell in row],
        )


def _check(connection: duckdb.DuckDBPyConnection) -> None:
    """Check that what came in is counted, left out or unconverted, to the last digit."""
    wrong = connection.execute(
        """SELECT publisher, partner, year, measure, currency, amount_in, counted, excluded, unconverted
           FROM reconciliation WHERE amount_in <> counted + excluded + unconverted
              OR flows_in <> flows_counted + flows_excluded + flows_unconverted LIMIT 1"""
    ).fetchone()
    if wrong is not None:
        raise IntegrityError(
            Problem(
                id="ACC-407",
                what="What came in is not what was counted, left out and left unconverted.",
                row=", ".join(str(cell) for cell in wrong[:5]),
                value=", ".join(str(cell) for cell in wrong[5:]),
                expected="amount in = counted + excluded + unconverted",
                fix="Publish nothing of it; report the files with which this happened.",
            )
        )
