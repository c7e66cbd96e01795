"""Answers about the published transactions of a snapshot: sums, what was left out, single flows."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from accord.errors import Problem, UsageError
from accord.store.flow_query import FlowQuery
from accord.store.ledger import LEDGER, LEDGER_TABLES

__all__ = [
    "DIMENSIONS",
    "MoneyRow",
    "flows",
    "has_money",
    "money_by",
    "rows_of",
]

DIMENSIONS: Mapping[str, str] = {
    "partner": "partner",
    "year": "year",
    "type": "measure",
    "publisher": "publisher",
    "currency": "currency",
    "kind": "kind",
    "receiver": "receiver_name",
    "rule": "rule",
    "status": "status",
}
"""What sums can be grouped by, and the column of ``flows`` that holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRow:
    """The sums of one group of flows.

    Attributes:
        group: Value by dimension; None where it is unknown.
        currency: Currency of the amounts.
        flows: Number of flows that came in.
        counted: Number of those that count.
        excluded: Number of those that a rule left out.
        unconverted: Number of those without a rate or currency.
        amount: Sum of those that count; None if none has an amount in the currency.
        amount_excluded: Sum of those that a rule left out, as far as there is a rate for them.
    """

    group: Mapping[str, str | None]
    currency: str | None
    flows: int
    counted: int
    excluded: int
    unconverted: int
    amount: Decimal | None
    amount_excluded: Decimal | None


def has_money(snapshot: Path) -> bool:
    """Tell whether published transactions were taken into a snapshot."""
    return (snapshot / LEDGER).is_dir()


def money_by(
    snapshot: Path, dimensions: Sequence[str], *, own_currency: bool = False, query: FlowQuery | None = None
) -> list[MoneyRow]:
    """Return sums of flows by the given dimensions, in their order.

    Args:
        snapshot: Folder of the snapshot.
        dimensions: Names out of ``DIMENSIONS``.
        own_currency: True for amounts in the currency in which they are stated, one row for each;
            False for amounts in the currency into which the snapshot converts.
        query: Which flows are meant.

    Raises:
        UsageError: No transactions were taken in (ACC-214), or a dimension is not known (ACC-215).
    """
    unknown = [name for name in dimensions if name not in DIMENSIONS]
    if unknown:
        raise UsageError(
            Problem(
                id="ACC-215",
                what="Money cannot be grouped by this.",
                field="--by",
                value=", ".join(unknown),
                expected=f"one or more of {', '.join(DIMENSIONS)}, with commas between them",
                fix="Write for example --by partner,year,type.",
            )
        )
    amount, currency = ("amount", "currency") if own_currency else ("amount_converted", "NULL")
    columns = [f'{DIMENSIONS[name]} AS "{name}"' for name in dimensions]
    condition, values = (query or FlowQuery()).where()
    text = f"""
        SELECT {", ".join([*columns, f"{currency} AS unit"])},
               count(*), count(*) FILTER (status = 'counted'), count(*) FILTER (status = 'excluded'),
               count(*) FILTER (status = 'unconverted'), sum({amount}) FILTER (status = 'counted'),
               sum({amount}) FILTER (status = 'excluded')
        FROM flows WHERE {condition} GROUP BY ALL ORDER BY ALL"""  # noqa: S608
    with _opened(snapshot) as connection:
        target = None if own_currency else _target(connection)
        rows = connection.execute(text, values).fetchall()
    width = len(dimensions)
    return [
        MoneyRow(
            group={
                name: None if cell is None else str(cell)
                for name, cell in zip(dimensions, row[:width], strict=True)
            },
            currency=row[width] if own_currency else target,
            flows=row[width + 1],
            counted=row[width + 2],
            excluded=row[width + 3],
            unconverted=row[width + 4],
            amount=row[width + 5],
            amount_excluded=row[width + 6],
        )
        for row in rows
    ]


def flows(snapshot: Path, query: FlowQuery, *, limit: int = 1000) -> list[dict[str, object]]:
    """Return single flows with the title of their activity and the name of their file.

    Raises:
        UsageError: No transactions were taken in (ACC-214).
    """
    condition, values = query.where()
    with _opened(snapshot) as connection:
        found = connection.execute(
            f"""SELECT f.*, t.title, s.name AS file_name, s.sha256
                FROM (SELECT * FROM flows WHERE {condition} ORDER BY file, byte, partner LIMIT {limit}) AS f
                LEFT JOIN titles AS t USING (activity) LEFT JOIN files AS s USING (file)
                ORDER BY f.file, f.byte, f.partner""",  # noqa: S608
            values,
        )
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def rows_of(snapshot: Path, table: str) -> list[dict[str, object]]:
    """Return all rows of one of the smaller tables of ``LEDGER_TABLES``, as they stand.

    Raises:
        UsageError: No transactions were taken in (ACC-214).
    """
    if table not in LEDGER_TABLES:
        raise KeyError(f"{table} is none of {', '.join(LEDGER_TABLES)}")
    with _opened(snapshot) as connection:
        relation = connection.table(table)
        return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def _target(connection: duckdb.DuckDBPyConnection) -> str | None:
    """Return the currency into which the snapshot converts."""
    found = connection.execute("SELECT max(currency_converted) FROM flows").fetchone()
    return found[0] if found else None


@contextmanager
def _opened(snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = snapshot / LEDGER
    if not folder.is_dir():
        raise UsageError(
            Problem(
                id="ACC-214",
                what="No published transactions were taken into this snapshot.",
                file=str(snapshot),
                expected="a snapshot that was built with --iati",
                fix="Run `accord read iati FILE... --out DIR`, then `accord build --iati DIR`.",
            )
        )
    with _loaded(folder).cursor() as connection:
        yield connection


@functools.lru_cache(maxsize=2)
def _loaded(folder: Path) -> duckdb.DuckDBPyConnection:
    """Load the tables of a snapshot into memory, once: a snapshot never changes."""
    connection = duckdb.connect(
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    for name in LEDGER_TABLES:
        source = str(folder / f"{name}.parquet").replace("'", "''")
        connection.execute(f"CREATE TABLE {name} AS FROM read_parquet('{source}')")
    return connection
