"""What is not refused in a portfolio, but looks wrong to anybody who knows projects."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from accord.domain.portfolio_rules import RuleKind
from accord.sources.portfolio.rows import CallRow, CandidateRow

__all__ = ["doubts"]

_FAR = 200
"""A cost so many times the median of the others, or that share of it, is likely in thousands or in units:
an assumption. The grants of the connectivity packages differ by a factor of about 30."""
_FEWEST = 4


def doubts(call: CallRow, rows: tuple[CandidateRow, ...]) -> Iterator[str]:
    """Yield a sentence for each thing that a reader should look at.

    Args:
        call: The call.
        rows: All its candidates.
    """
    if not any(rule.kind is RuleKind.ENVELOPE for rule in call.rules):
        yield "there is no envelope: every candidate with a benefit that no other rule stops is chosen"
    yield from _scales(call, rows, "cost", call.unit)
    yield from _scales(call, rows, "benefit", call.benefit_unit or call.unit)
    for row in rows:
        parts = [part for part in (row.loan, row.national, row.private) if part is not None]
        grant = row.grant
        if grant is None and row.min_grant_share is not None and row.cost is not None:
            grant = row.min_grant_share * row.cost
        paid = sum(parts, Decimal(0)) + (grant or 0)
        if row.cost is not None and paid > row.cost:
            yield (
                f"{row.id}: grant and other money are {paid} {call.unit}, more than its cost of {row.cost}:"
                " an old cost, or money that is counted twice"
            )


def _scales(call: CallRow, rows: tuple[CandidateRow, ...], field: str, unit: str) -> Iterator[str]:
    stated = [(row.id, abs(amount)) for row in rows if (amount := getattr(row, field))]
    if len(stated) < _FEWEST:
        return
    middle = median(amount for _name, amount in stated)
    for name, amount in stated:
        if amount > middle * _FAR or amount * _FAR < middle:
            yield (
                f"{name}: a {field} of {amount} {unit} stands beside a median of {middle}: is it in another"
                " unit?"
            )
