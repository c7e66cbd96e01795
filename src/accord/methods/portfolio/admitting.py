"""Says of one candidate what grant it can get, when it can start, and whether it can be chosen at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.domain.portfolio import Candidate, CountedBenefit, MoneyKind, Portfolio
from accord.domain.portfolio_reasons import Reason, ReasonKind
from accord.domain.portfolio_rules import Rule, RuleKind

__all__ = ["SLACK", "Item", "Year", "item_of"]

SLACK = 1e-9
"""Amounts that differ by less than this share are the same: decimal cents have no exact binary form."""

_OF_COST = (RuleKind.GRANT_SHARE_AT_MOST, RuleKind.GRANT_SHARE_AT_LEAST, RuleKind.FULLY_FUNDED)
"""Rules that say nothing about a candidate whose cost is unknown, which is then never chosen."""

Year = int | None
"""A start year; None without phasing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A candidate in numbers.

    Attributes:
        id: Its id.
        candidate: As it was stated.
        benefit: Counted benefit at a start in the first year; 0 for a member of a joint benefit without own.
        cost: Cost; 0 for a reform, and where unknown, which bars it.
        low: Least grant.
        high: Greatest grant.
        money: Other money by kind, as far as stated.
        starts: Years in which it may start.
        spending: Share of the grant by year from the start.
        bars: Why it can never be chosen; empty if it can.
    """

    id: str
    candidate: Candidate
    benefit: float
    cost: float
    low: float
    high: float
    money: Mapping[MoneyKind, float]
    starts: tuple[Year, ...]
    spending: tuple[float, ...]
    bars: tuple[Reason, ...]

    @property
    def duration(self) -> int:
        """Years from the start until spending has ended; none for a reform."""
        return 0 if self.candidate.is_reform else len(self.spending)


def item_of(
    portfolio: Portfolio, rules: tuple[Rule, ...], one: Candidate, *, is_member: bool, factor: float
) -> Item:
    """Return a candidate in numbers; what it requires is not looked at.

    Args:
        portfolio: The portfolio.
        rules: Its rules by id.
        one: The candidate.
        is_member: Whether it is member of a joint benefit, so that it needs no benefit of its own.
        factor: By how much its cost, grant and other money grow.
    """
    cost = 0.0 if one.is_reform else float(one.cost or 0) * factor
    low, high, barring = _grant_range(one, rules, cost, factor)
    unknown = _unknown(portfolio, one, is_member)
    barring += [rule.id for rule in rules if _bars(rule, one)]
    starts = _starts(portfolio, one)
    bars = [Reason(kind=ReasonKind.UNKNOWN, names=tuple(unknown))] if unknown else []
    if barring:
        bars.append(Reason(kind=ReasonKind.BARRED, names=tuple(sorted(barring))))
    if not starts:
        bars.append(Reason(kind=ReasonKind.NO_YEAR))
    return Item(
        id=one.id,
        candidate=one,
        benefit=_benefit(portfolio, one, factor),
        cost=cost,
        low=low,
        high=max(low, high),
        money={kind: float(amount) * factor for kind, amount in sorted(one.money.items())},
        starts=starts or (None,),
        spending=tuple(float(share) for share in one.spending) or (1.0,),
        bars=tuple(bars),
    )


def _benefit(portfolio: Portfolio, one: Candidate, factor: float) -> float:
    benefit = float(one.benefit or 0)
    drift = portfolio.questions.drift
    if drift is not None and drift.lowers_benefit:
        benefit -= float(one.cost or 0) * (factor - 1)
    if portfolio.counted is CountedBenefit.ADDITIONAL and not one.is_reform:
        benefit *= float(one.additionality or 0)
    return benefit


def _unknown(portfolio: Portfolio, one: Candidate, is_member: bool) -> list[str]:
    names = []
    if one.benefit is None and not is_member:
        names.append("benefit")
    if not one.is_reform:
        if one.cost is None and _needs_cost(portfolio, one):
            names.append("cost")
        if one.grant is None and one.min_grant_share is None and one.max_grant_share is None:
            names.append("grant")
        if portfolio.counted is CountedBenefit.ADDITIONAL and one.additionality is None:
            names.append("additionality")
    return names


def _needs_cost(portfolio: Portfolio, one: Candidate) -> bool:
    """Whether a candidate cannot be chosen while its cost is unknown: a stated amount of grant needs none."""
    drift = portfolio.questions.drift
    is_taken_off = drift is not None and drift.lowers_benefit
    return one.grant is None or is_taken_off or any(rule.kind in _OF_COST for rule in portfolio.rules)


def _grant_range(
    one: Candidate, rules: tuple[Rule, ...], cost: float, factor: float
) -> tuple[float, float, list[str]]:
    """Return the least and the greatest grant, and the rules that leave none."""
    if one.is_reform:
        return 0.0, 0.0, []
    if one.grant is not None:
        low = high = float(one.grant) * factor
    else:
        shares = [float(share) for share in (one.min_grant_share, one.max_grant_share) if share is not None]
        low, high = (shares[0] * cost, shares[-1] * cost) if shares else (0.0, 0.0)
    barring = []
    for rule in rules:
        new_low, new_high = low, high
        if rule.kind is RuleKind.GRANT_SHARE_AT_MOST:
            new_high = min(high, float(rule.value or 0) * cost)
        elif rule.kind is RuleKind.GRANT_SHARE_AT_LEAST:
            new_low = max(low, float(rule.value or 0) * cost)
        elif rule.kind is RuleKind.FULLY_FUNDED:
            new_low = new_high = cost - sum(float(amount) for amount in one.money.values()) * factor
            if new_low < low - SLACK * cost or new_high > high + SLACK * cost:
                barring.append(rule.id)
                continue
        if new_low > new_high + SLACK * cost:
            barring.append(rule.id)
        else:
            low, high = new_low, max(new_low, new_high)
    return low, high, barring


def _bars(rule: Rule, one: Candidate) -> bool:
    if rule.kind is RuleKind.MUST_EXCLUDE:
        return rule.candidate == one.id
    if rule.kind is RuleKind.EVIDENCE_AT_LEAST and rule.evidence is not None:
        return one.evidence.rank > rule.evidence.rank
    if rule.kind is RuleKind.ONLY_ADDITIONAL and not one.is_reform:
        known = one.additionality if one.additionality_source else None
        return known is None or known < (rule.value or 0)
    return False


def _starts(portfolio: Portfolio, one: Candidate) -> tuple[Year, ...]:
    if portfolio.years is None:
        return (None,)
    first, last = portfolio.years
    length = 1 if one.is_reform else max(1, len(one.spending))
    begins = max(first, one.earliest if one.earliest is not None else first)
    ends = min(last - length + 1, one.latest if one.latest is not None else last)
    return tuple(range(begins, ends + 1))
