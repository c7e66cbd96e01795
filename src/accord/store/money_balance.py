"""Sums of published transactions that balance: what came in is counted, left out or without a rate."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from accord.domain.rate import exact_sum
from accord.store.flow_query import ALL_PLACES, FlowQuery, sum_id
from accord.store.money import DIMENSIONS, check_dimensions
from accord.store.money_tables import opened

__all__ = ["NO_CURRENCY", "Balance", "FlowSum", "Part", "balances", "flow_sums"]

NO_CURRENCY = "no currency"
"""Stands in place of a currency where none is stated."""

_STATUSES = ("counted", "excluded", "unconverted")
_GROUPS = (("partner", "type"), ("partner", "year", "type"), ("publisher", "type"), ("type",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some flows and what they amount to.

    Attributes:
        flows: Number of flows.
        amounts: Sum by currency: in that into which the snapshot converts where there is a rate, else in
            the one stated. Currencies are never added to each other.
        without_amount: Number of the flows whose amount is unknown; they are in no sum.
    """

    flows: int = 0
    amounts: Mapping[str, Decimal] = field(default_factory=dict)
    without_amount: int = 0

    def joined(self, other: Part) -> Part:
        """Return both parts together, to the last digit."""
        currencies = dict.fromkeys((*self.amounts, *other.amounts))
        return Part(
            flows=self.flows + other.flows,
            amounts={
                name: exact_sum(part.amounts[name] for part in (self, other) if name in part.amounts)
                for name in currencies
            },
            without_amount=self.without_amount + other.without_amount,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One group of flows.

    Attributes:
        group: Value by dimension; None where it is unknown.
        counted: Flows that count.
        excluded: Flows that a rule left out.
        unconverted: Flows without a rate or a currency.
    """

    group: Mapping[str, str | None]
    counted: Part
    excluded: Part
    unconverted: Part

    @property
    def came_in(self) -> Part:
        """All flows: the other three together."""
        return _together((self.counted, self.excluded, self.unconverted))


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowSum:
    """A sum of flows that has an id.

    Attributes:
        id: Id of the sum, which says what it adds up.
        balance: What came in and what became of it.
        decided: Status, rule and number of flows, for each rule that decided.
    """

    id: str
    balance: Balance
    decided: Sequence[tuple[str, str, int]]


def balances(
    snapshot: Path, dimensions: Sequence[str], *, query: FlowQuery | None = None, own_currency: bool = False
) -> list[Balance]:
    """Return what came in by the given dimensions, in their order, and what became of it.

    Args:
        snapshot: Folder of the snapshot.
        dimensions: Names out of ``DIMENSIONS``.
        query: Which flows are meant.
        own_currency: True for amounts in the currency in which they are stated, also where there is a rate.

    Raises:
        UsageError: No transactions were taken in (ACC-214), or a dimension is not known (ACC-215).
    """
    grouped: dict[tuple[str | None, ...], dict[str, Part]] = {}
    for key, status, part in _parts(snapshot, dimensions, query or FlowQuery(), own_currency=own_currency):
        parts = grouped.setdefault(key, {})
        parts[status] = parts.get(status, Part()).joined(part)
    return [_balance(dimensions, key, parts) for key, parts in grouped.items()]


@functools.lru_cache(maxsize=2)
def flow_sums(snapshot: Path) -> Mapping[str, FlowSum]:
    """Return all sums that have an id, by id: each place and type, in all and year by year; each publisher.

    A sum over all years stands before those of its years, so that whoever reads them in order finds
    the flows of one place and type together.

    Raises:
        UsageError: No transactions were taken in (ACC-214).
    """
    sums = [found for dimensions in _GROUPS for found in _sums(snapshot, dimensions)]
    return {found.id: found for found in sorted(sums, key=_order)}


def _order(found: FlowSum) -> tuple[bool, str, str, bool, str]:
    group = found.balance.group
    place = group.get("partner") or ""
    return not place, place or group.get("publisher") or "", group["type"] or "", "year" in group, found.id


def _sums(snapshot: Path, dimensions: Sequence[str]) -> Iterable[FlowSum]:
    width = len(dimensions)
    decided: dict[tuple[str | None, ...], list[Balance]] = {}
    for row in balances(snapshot, (*dimensions, "rule")):
        decided.setdefault(tuple(row.group.values())[:width], []).append(row)
    for key, rows in decided.items():
        group = dict(zip(dimensions, key, strict=True))
        yield FlowSum(
            id=sum_id(
                group.get("partner", ALL_PLACES) or "unknown",
                group["type"] or "",
                year=group.get("year", ""),
                publisher=group.get("publisher") or "",
            ),
            balance=Balance(
                group=group,
                counted=_together(row.counted for row in rows),
                excluded=_together(row.excluded for row in rows),
                unconverted=_together(row.unconverted for row in rows),
            ),
            decided=[
                (status, row.group["rule"] or "", getattr(row, status).flows)
                for row in rows
                for status in _STATUSES
                if getattr(row, status).flows
            ],
        )


def _parts(
    snapshot: Path, dimensions: Sequence[str], query: FlowQuery, *, own_currency: bool
) -> Iterable[tuple[tuple[str | None, ...], str, Part]]:
    """Yield the flows of one group, status and currency."""
    check_dimensions(dimensions)
    columns = [f'{DIMENSIONS[name]} AS "by_{name}"' for name in dimensions]
    condition, values = query.where()
    is_converted = "false" if own_currency else "amount_converted IS NOT NULL"
    text = f"""
        SELECT {"".join(f"{column}, " for column in columns)} status,
               CASE WHEN {is_converted} THEN currency_converted ELSE currency END AS unit, count(*),
               sum(CASE WHEN {is_converted} THEN amount_converted ELSE amount END),
               count(*) FILTER (amount IS NULL)
        FROM flows WHERE {condition} GROUP BY ALL ORDER BY ALL"""  # noqa: S608
    with opened(snapshot) as connection:
        rows = connection.execute(text, values).fetchall()
    width = len(dimensions)
    for row in rows:
        status, unit, count, amount, without = row[width:]
        amounts = {} if amount is None else {unit or NO_CURRENCY: amount}
        key = tuple(None if cell is None else str(cell) for cell in row[:width])
        yield key, status, Part(flows=count, amounts=amounts, without_amount=without)


def _balance(dimensions: Sequence[str], key: Sequence[str | None], parts: Mapping[str, Part]) -> Balance:
    counted, excluded, unconverted = (parts.get(status, Part()) for status in _STATUSES)
    return Balance(
        group=dict(zip(dimensions, key, strict=True)),
        counted=counted,
        excluded=excluded,
        unconverted=unconverted,
    )


def _together(parts: Iterable[Part]) -> Part:
    return functools.reduce(Part.joined, parts, Part())
