"""Checks a choice against the rules by plain arithmetic, apart from the solver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.domain.portfolio import MoneyKind
from accord.domain.portfolio_rules import LeverageBasis, Rule, RuleKind
from accord.methods.portfolio.admitting import Item, Year
from accord.methods.portfolio.preparing import Prepared
from accord.methods.portfolio.rule_rows import (
    counted_money,
    envelope_limit,
    groups_of,
    paid_share,
    share_in,
)

__all__ = ["Usage", "keeps_structure", "leverages", "obeys", "usages"]

_TOLERANCE = 1e-6
_KIND = {
    LeverageBasis.LOANS_PER_GRANT: MoneyKind.LOAN,
    LeverageBasis.PRIVATE_PER_GRANT: MoneyKind.PRIVATE,
}
_SHARES = (RuleKind.SHARE_AT_MOST, RuleKind.SHARE_AT_LEAST)
_GROUPED = (*_SHARES, RuleKind.AMOUNT_AT_MOST, RuleKind.AMOUNT_AT_LEAST)
_FLOORS = (RuleKind.SHARE_AT_LEAST, RuleKind.AMOUNT_AT_LEAST, RuleKind.LEVERAGE_AT_LEAST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """How much of a rule a choice uses.

    Attributes:
        group: Partner, sector or mode; empty for all grants.
        used: What is used, in the unit of the limit; None for a share or ratio of no grants.
        limit: The limit.
        is_floor: Whether ``used`` must not be below the limit; otherwise it must not be above.
    """

    group: str
    used: float | None
    limit: float
    is_floor: bool

    @property
    def room(self) -> float:
        """How far it is from the limit, in its unit; below zero if the rule is broken."""
        if self.used is None:
            return float("inf")
        return self.used - self.limit if self.is_floor else self.limit - self.used


def usages(
    prepared: Prepared, rule: Rule, starts: Mapping[str, Year], grants: Mapping[str, float]
) -> tuple[Usage, ...]:
    """Return how much of a rule a choice uses, for each group; nothing for rules on single candidates.

    Args:
        prepared: The portfolio.
        rule: The rule.
        starts: Start year of each chosen candidate, by id.
        grants: Grant of each, in the unit of the portfolio.
    """
    limit, whole = float(rule.value or 0), sum(grants.values())
    items = [prepared.of(candidate) for candidate in sorted(starts)]
    if rule.kind is RuleKind.ENVELOPE:
        used = sum(grants[one.id] * paid_share(prepared, rule, one, starts[one.id]) for one in items)
        return (Usage(group="", used=used, limit=envelope_limit(prepared, rule), is_floor=False),)
    if rule.kind is RuleKind.NUMBER_AT_MOST:
        number = sum(1.0 for one in items if not one.candidate.is_reform)
        return (Usage(group="", used=number, limit=limit, is_floor=False),)
    if rule.kind is RuleKind.LEVERAGE_AT_LEAST:
        money = sum(counted_money(one, rule.basis) for one in items)
        return (Usage(group="", used=money / whole if whole else None, limit=limit, is_floor=True),)
    if rule.kind not in _GROUPED:
        return ()
    is_floor = rule.kind in _FLOORS
    found = []
    for group in groups_of(prepared, rule):
        part: float | None = sum(grants[one.id] * share_in(one, rule.dimension, group) for one in items)
        if rule.kind in _SHARES:
            part = (part or 0.0) / whole if whole else None
        found.append(Usage(group=group, used=part, limit=limit, is_floor=is_floor))
    return tuple(found)


def obeys(prepared: Prepared, starts: Mapping[str, Year], grants: Mapping[str, float]) -> bool:
    """Return whether a choice obeys all rules on sums of candidates, up to a millionth of the limit."""
    return all(
        usage.room >= -_TOLERANCE * max(1.0, abs(usage.limit))
        for rule in prepared.rules
        for usage in usages(prepared, rule, starts, grants)
    )


def leverages(prepared: Prepared, grants: Mapping[str, float]) -> dict[str, float | None]:
    """Return money per unit of grant by each definition; None without grants, or where none is stated."""
    whole = sum(grants.values())
    items = [prepared.of(candidate) for candidate in sorted(grants)]
    return {
        basis.value: sum(counted_money(one, basis) for one in items) / whole
        if whole and any(_states(one, basis) for one in items)
        else None
        for basis in LeverageBasis
    }


def keeps_structure(prepared: Prepared, starts: Mapping[str, Year]) -> bool:
    """Return whether a set keeps all requirements, in time, and all exclusions and groups of options."""
    groups: set[str] = set()
    for one in starts:
        item = prepared.of(one)
        group = item.candidate.option_of
        if group and group in groups:
            return False
        groups.add(group)
        if any(other in starts and other != one for other in item.candidate.excludes):
            return False
        if not all(_is_ready(prepared, starts, one, needed) for needed in item.candidate.requires):
            return False
    return True


def _is_ready(prepared: Prepared, starts: Mapping[str, Year], one: str, needed: str) -> bool:
    if needed not in starts:
        return False
    later, sooner = starts[one], starts[needed]
    if later is None or sooner is None:
        return True
    return later >= sooner + (prepared.of(needed).duration if prepared.portfolio.finish_first else 0)


def _states(item: Item, basis: LeverageBasis) -> bool:
    if basis is LeverageBasis.TOTAL_PER_GRANT:
        return item.candidate.cost is not None
    return bool(item.money) if basis is LeverageBasis.OTHER_PER_GRANT else _KIND[basis] in item.money
