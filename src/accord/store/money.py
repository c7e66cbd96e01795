"""Answers about the published transactions of a snapshot: sums, what was left out, single flows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from accord.errors import Problem, UsageError
from accord.store.flow_query import FlowQuery
from accord.store.money_tables import opened, target_currency

__all__ = ["DIMENSIONS", "MoneyRow", "check_dimensions", "flows", "money_by"]

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
    check_dimensions(dimensions)
    amount, currency = ("amount", "currency") if own_currency else ("amount_converted", "NULL")
    columns = [f'{DIMENSIONS[name]} AS "{name}"' for name in dimensions]
    condition, values = (query or FlowQuery()).where()
    text = f"""
        SELECT {", ".join([*columns, f"{currency} AS unit"])},
               count(*), count(*) FILTER (status = 'counted'), count(*) FILTER (status = 'excluded'),
               count(*) FILTER (status = 'unconverted'), sum({amount}) FILTER (status = 'counted'),
               sum({amount}) FILTER (status = 'excluded')
        FROM flows WHERE {condition} GROUP BY ALL ORDER BY ALL"""  # noqa: S608
    target = None if own_currency else target_currency(snapshot)
    with opened(snapshot) as connection:
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


def check_dimensions(dimensions: Sequence[str]) -> None:
    """Refuse dimensions by which money cannot be grouped.

    Raises:
        UsageError: One is not among ``DIMENSIONS`` (ACC-215).
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


def flows(
    snapshot: Path, query: FlowQuery, *, limit: int = 1000, columns: Sequence[str] = ()
) -> list[dict[str, object]]:
    """Return single flows with the title of their activity and the name of their file.

    Args:
        snapshot: Folder of the snapshot.
        query: Which flows are meant.
        limit: Most flows that are returned, in the order of the files.
        columns: Columns that are wanted, which is faster; empty for all.

    Raises:
        UsageError: No transactions were taken in (ACC-214).
    """
    condition, values = query.where()
    with opened(snapshot) as connection:
        found = connection.execute(
            f"""SELECT {", ".join(columns) or "*"} FROM flows WHERE {condition}
                ORDER BY file, byte, partner LIMIT {limit}""",  # noqa: S608
            values,
        )
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
