"""What each rule costs: the best benefit without it, and how close the choice is to its limit."""

from __future__ import annotations

from dataclasses import replace

from accord.domain.portfolio_result import RuleCost
from accord.domain.portfolio_rules import Rule
from accord.methods.portfolio.asking import Asked, programme_with
from accord.methods.portfolio.checking import Usage, usages
from accord.methods.portfolio.choosing import choice_of
from accord.methods.portfolio.relaxing import Relaxed

__all__ = ["rule_costs"]


def rule_costs(asked: Asked, loose: Relaxed | None) -> tuple[RuleCost, ...]:
    """Return what each rule costs, dearest first; rules of the same cost by id.

    A rule that is not at its limit can still cost something, because candidates are whole; so every rule is
    tried. Costs of rules do not add up.

    Args:
        asked: The solved portfolio.
        loose: The relaxed problem, for prices at the margin.
    """
    rows = [_cost(asked, rule, loose) for rule in asked.prepared.rules]
    return tuple(sorted(rows, key=lambda row: (-(row.cost or 0.0), row.rule)))


def _cost(asked: Asked, rule: Rule, loose: Relaxed | None) -> RuleCost:
    usage = _closest(asked, rule)
    cost: float | None = None
    comes_in: tuple[str, ...] = ()
    goes_out: tuple[str, ...] = ()
    if asked.can_solve_again:
        rules = tuple(one for one in asked.portfolio.rules if one.id != rule.id)
        found = choice_of(asked.solver, programme_with(replace(asked.portfolio, rules=rules)))
        gain = 0.0 if found is None else found.value - asked.best.value
        cost = gain if gain > asked.tolerance else 0.0
        if found is not None and cost:
            comes_in = tuple(sorted(set(found.ids) - set(asked.best.ids)))
            goes_out = tuple(sorted(set(asked.best.ids) - set(found.ids)))
    return RuleCost(
        rule=rule.id,
        cost=cost,
        used=None if usage is None else usage.used,
        limit=None if usage is None else usage.limit,
        group="" if usage is None else usage.group,
        comes_in=comes_in,
        goes_out=goes_out,
        shadow=None if loose is None else loose.prices.get(rule.id),
        is_exact=cost is not None and asked.is_exact,
    )


def _closest(asked: Asked, rule: Rule) -> Usage | None:
    found = usages(asked.prepared, rule, asked.best.starts, asked.best.grants)
    return min(found, key=lambda usage: (usage.room, usage.group), default=None)
