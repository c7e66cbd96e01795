"""Columns and rows for joint benefits: one column for each set of members, of which exactly one is 1.

The columns are no integers: where the members are 0 or 1 the rows leave the one set that they form (each set
with weight has to hold all chosen members and no other). So the value of the set is exact, whatever it is.

With years the benefit of a set counts year by year: the set that runs in a year earns the share of the
benefit that falls into it, v^t - v^(t+1), and v^T from the last year T on, v being 1 / (1 + rate). For a set
that runs from the year t on this adds up to v^t, the same as for a benefit that is not joint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.domain.portfolio import JointBenefit
from accord.errors import Problem, UsageError
from accord.methods.portfolio.admitting import Year
from accord.methods.portfolio.possible_sets import possible_sets
from accord.methods.portfolio.preparing import Prepared
from accord.methods.portfolio.programme import Row, Slot

__all__ = ["MOST_SETS", "SetColumns", "set_columns", "year_shares"]

MOST_SETS = 300_000
"""More columns of sets do not solve in a time that anybody waits for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetColumns:
    """Columns and rows of joint benefits.

    Attributes:
        gains: Benefit of each column.
        rows: Conditions.
    """

    gains: tuple[float, ...]
    rows: tuple[Row, ...]


def year_shares(prepared: Prepared) -> tuple[tuple[Year, float], ...]:
    """Return the years in which sets are looked at, and which share of a benefit falls into each."""
    years = prepared.portfolio.years
    if years is None:
        return ((None, 1.0),)
    first, last = years
    shares: list[tuple[Year, float]] = [
        (year, prepared.worth(year) - prepared.worth(year + 1)) for year in range(first, last)
    ]
    shares.append((last, prepared.worth(last)))
    return tuple((year, share) for year, share in shares if share != 0)


def set_columns(prepared: Prepared, slots: Sequence[Slot], first_column: int) -> SetColumns:
    """Return the columns of all joint benefits, numbered from the first free column.

    Raises:
        UsageError: There would be too many columns (ACC-840).
    """
    shares = year_shares(prepared)
    _check(prepared, len(shares))
    gains: list[float] = []
    rows: list[Row] = []
    for joint in prepared.joint:
        offered = _offered(prepared, joint)
        for year, share in shares:
            first = first_column + len(gains)
            gains += [share * (joint.values[chosen] or 0.0) for chosen in offered]
            rows += _rows(prepared, joint, offered, first, [slot for slot in slots if _runs(slot, year)])
    return SetColumns(gains=tuple(gains), rows=tuple(rows))


def _check(prepared: Prepared, years: int) -> None:
    count = years * sum(1 << len(joint.members) for joint in prepared.joint)
    if count > MOST_SETS:
        raise UsageError(
            Problem(
                id="ACC-840",
                what="There are too many sets of candidates with joint benefits.",
                value=f"{count:,} sets and years",
                expected=f"at most {MOST_SETS:,}",
                fix="State joint benefits of fewer members, of pairs, or without years or discounting.",
            )
        )


def _offered(prepared: Prepared, joint: JointBenefit) -> list[int]:
    """Return the sets that can be formed and whose value is known."""
    can_be = possible_sets(prepared, joint)
    return [chosen for chosen, value in enumerate(joint.values) if value is not None and can_be[chosen]]


def _runs(slot: Slot, year: Year) -> bool:
    return year is None or slot.start is None or slot.start <= year


def _rows(
    prepared: Prepared, joint: JointBenefit, offered: Sequence[int], first: int, running: Sequence[Slot]
) -> Iterator[Row]:
    columns = range(first, first + len(offered))
    yield Row(columns=list(columns), factors=[1.0] * len(offered), lower=1.0, upper=1.0, owner="")
    for bit, member in enumerate(joint.members):
        place = prepared.position.get(member)
        if place is None or prepared.items[place].bars:
            continue
        holding = [column for column, chosen in zip(columns, offered, strict=True) if chosen >> bit & 1]
        starts = [slot.column for slot in running if slot.item == place]
        factors = [1.0] * len(holding) + [-1.0] * len(starts)
        yield Row(columns=[*holding, *starts], factors=factors, lower=0.0, upper=0.0, owner="")
