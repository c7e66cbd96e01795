"""The mixed-integer programme of a portfolio: columns, rows, and which rule each row belongs to.

Columns come in this order: one whether each candidate is chosen; one for each start year of candidates with
several; one grant for each start of a candidate whose grant is a range; one for each set of joint benefits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.domain.portfolio_rules import RuleKind
from accord.methods.portfolio.admitting import Item, Year
from accord.methods.portfolio.preparing import Prepared

__all__ = ["Columns", "Floats", "Programme", "Row", "Slot", "columns_of", "linking_rows", "scaled_money"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One condition: lower <= factors at columns <= upper.

    Attributes:
        columns: Columns.
        factors: Factors.
        lower: Lower limit; -infinity if none.
        upper: Upper limit; infinity if none.
        owner: Id of the rule or condition; empty for what makes columns mean what they mean.
    """

    columns: Sequence[int]
    factors: Sequence[float]
    lower: float
    upper: float
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A candidate at one start.

    Attributes:
        item: Position of the candidate.
        start: Start year.
        column: Column that is 1 if it starts then.
        grant_column: Column of its grant; -1 if the grant is one amount.
        low: Least grant, scaled.
        high: Greatest grant, scaled.
    """

    item: int
    start: Year
    column: int
    grant_column: int
    low: float
    high: float

    def grant(self) -> tuple[int, float]:
        """Return column and factor whose product is the grant, scaled."""
        return (self.column, self.low) if self.grant_column < 0 else (self.grant_column, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme that maximises ``gains``.

    Attributes:
        prepared: What it was made from.
        gains: Benefit of each column, divided by ``benefit_scale``.
        upper: Upper limit of each column; the lower one is zero.
        is_whole: 1 for columns that are 0 or 1, otherwise 0.
        rows: Conditions.
        slots: Candidates at their starts, in order of items.
        money_scale: Amount of money that is one in the programme.
        benefit_scale: Benefit that is one in the programme.
    """

    prepared: Prepared
    gains: Floats
    upper: Floats
    is_whole: NDArray[np.int8]
    rows: tuple[Row, ...]
    slots: tuple[Slot, ...]
    money_scale: float
    benefit_scale: float

    @property
    def grants(self) -> Floats:
        """Grant of each column, scaled."""
        factors = np.zeros(len(self.gains))
        for slot in self.slots:
            column, factor = slot.grant()
            factors[column] += factor
        return factors


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Columns without joint benefits.

    Attributes:
        slots: Candidates at their starts.
        upper: Upper limits.
        is_whole: Which are 0 or 1.
    """

    slots: tuple[Slot, ...]
    upper: tuple[float, ...]
    is_whole: tuple[int, ...]


def scaled_money(prepared: Prepared) -> float:
    """Return a round amount of money of the size of the programme: a power of ten, so that digits stay."""
    amounts = [item.high for item in prepared.items if not item.bars]
    amounts += [float(rule.value or 0) for rule in prepared.rules if rule.kind is RuleKind.ENVELOPE]
    largest = max(amounts, default=0.0)
    return float(10.0 ** (np.ceil(np.log10(largest)) - 3)) if largest > 0 else 1.0


def columns_of(prepared: Prepared, money_scale: float) -> Columns:
    """Return a column for each candidate, start and grant; those who can never be chosen stay at zero."""
    items = prepared.items
    upper = [0.0 if item.bars else 1.0 for item in items]
    whole = [1] * len(items)
    places: list[tuple[int, Year, int]] = []
    for place, item in enumerate(items):
        for start in item.starts:
            if len(item.starts) == 1:
                places.append((place, start, place))
                continue
            places.append((place, start, len(upper)))
            upper.append(upper[place])
            whole.append(1)
    slots = []
    for place, start, column in places:
        low, high = items[place].low / money_scale, items[place].high / money_scale
        is_range = high > low and not items[place].bars
        slots.append(
            Slot(
                item=place,
                start=start,
                column=column,
                grant_column=len(upper) if is_range else -1,
                low=low,
                high=high,
            )
        )
        if is_range:
            upper.append(high)
            whole.append(0)
    return Columns(slots=tuple(slots), upper=tuple(upper), is_whole=tuple(whole))


def linking_rows(items: Sequence[Item], slots: Iterable[Slot]) -> list[Row]:
    """Return rows that tie starts and grants to whether a candidate is chosen."""
    rows: list[Row] = []
    starts: dict[int, list[int]] = {}
    for slot in slots:
        if slot.column >= len(items):
            starts.setdefault(slot.item, []).append(slot.column)
        if slot.grant_column >= 0:
            pair = (slot.column, slot.grant_column)
            rows.append(Row(columns=pair, factors=(-slot.high, 1.0), lower=-np.inf, upper=0.0, owner=""))
            rows.append(Row(columns=pair, factors=(-slot.low, 1.0), lower=0.0, upper=np.inf, owner=""))
    for place, columns in starts.items():
        factors = [1.0] * len(columns) + [-1.0]
        rows.append(Row(columns=[*columns, place], factors=factors, lower=0.0, upper=0.0, owner=""))
    return rows
