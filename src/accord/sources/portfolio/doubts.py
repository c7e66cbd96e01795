"""What is not refused in a portfolio, but looks wrong to anybody who knows projects."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from accord.domain.portfolio_rules import Dimension, Rule, RuleKind
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
    yield from _contradictions(call)
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


def _contradictions(call: CallRow) -> Iterator[str]:
    """Yield floors that only a choice without any grant can keep: such a choice breaks no share."""
    floors: dict[tuple[Dimension | None, str], Rule] = {}
    for rule in call.rules:
        if rule.kind is RuleKind.SHARE_AT_LEAST and rule.group:
            key = (rule.dimension, rule.group)
            if key not in floors or (rule.value or 0) > (floors[key].value or 0):
                floors[key] = rule
    for cap in call.rules:
        groups = [cap.group] if cap.group else [group for of, group in floors if of is cap.dimension]
        for group in groups if cap.kind is RuleKind.SHARE_AT_MOST else ():
            floor = floors.get((cap.dimension, group))
            if floor is not None and (floor.value or 0) > (cap.value or 0):
                yield (
                    f"rule {floor.id} gives {group} at least {floor.value} of all grants and rule {cap.id} at"
                    f" most {cap.value}: only a choice without any grant obeys both"
                )
    for dimension in Dimension:
        own = [rule for (of, _group), rule in sorted(floors.items(), key=_by_group) if of is dimension]
        whole = sum((rule.value or Decimal(0) for rule in own), Decimal(0))
        if whole > 1:
            yield (
                f"rules {', '.join(rule.id for rule in own)} together give away {whole} of all grants, more"
                " than all: only a choice without any grant obeys them"
            )


def _by_group(floor: tuple[tuple[Dimension | None, str], Rule]) -> str:
    return floor[0][1]


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
