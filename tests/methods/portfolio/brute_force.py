"""The best choice by trying everything, written apart from the methods it checks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from scipy.optimize import linprog

from accord.domain.portfolio import Candidate, JointBenefit, MoneyKind, Portfolio
from accord.domain.portfolio_rules import Dimension, Rule, RuleKind

Plan = dict[str, int]
Line = tuple[dict[str, float], float]
"""Factors of grants by candidate, and what their sum must not exceed."""


def best_value(portfolio: Portfolio) -> float | None:
    """Return the best benefit over all sets and start years; None if nothing obeys all rules."""
    values = []
    for plan in _plans(portfolio):
        if _is_allowed(portfolio, plan):
            value = _worth(portfolio, plan)
            if value is not None:
                values.append(value)
    return max(values, default=None)


def _plans(portfolio: Portfolio) -> Iterator[Plan]:
    members = {one for joint in portfolio.joint for one in joint.members}
    starts: list[list[int | None]] = []
    for one in portfolio.candidates:
        if one.benefit is None and one.id not in members:
            starts.append([None])
        elif portfolio.years is None:
            starts.append([None, 0])
        else:
            first, last = portfolio.years
            ends = last - max(1, len(one.spending)) + 1
            starts.append([None, *range(max(first, one.earliest or first), ends + 1)])
    for combination in product(*starts):
        yield {
            one.id: start
            for one, start in zip(portfolio.candidates, combination, strict=True)
            if start is not None
        }


def _is_allowed(portfolio: Portfolio, plan: Plan) -> bool:
    by_id = {one.id: one for one in portfolio.candidates}
    options = [by_id[one].option_of for one in plan if by_id[one].option_of]
    if len(options) != len(set(options)):
        return False
    for name, start in plan.items():
        one = by_id[name]
        if set(one.excludes) & set(plan):
            return False
        for needed in one.requires:
            if needed not in plan:
                return False
            length = max(1, len(by_id[needed].spending)) if portfolio.finish_first else 0
            if portfolio.years is not None and start < plan[needed] + length:
                return False
    lines: list[Line] = []
    for rule in portfolio.rules:
        found = _lines(portfolio, rule, plan, by_id)
        if found is None:
            return False
        lines += found
    return _has_grants([by_id[name] for name in sorted(plan)], lines)


def _lines(portfolio: Portfolio, rule: Rule, plan: Plan, by_id: dict[str, Candidate]) -> list[Line] | None:
    """Return conditions on grants, or None if the set breaks the rule whatever the grants are."""
    limit = float(rule.value or 0)
    if rule.kind is RuleKind.ENVELOPE:
        return [_envelope(portfolio, rule, plan, by_id)]
    if rule.kind is RuleKind.NUMBER_AT_MOST:
        return [] if len(plan) <= limit else None
    if rule.kind is RuleKind.MUST_INCLUDE:
        return [] if rule.candidate in plan else None
    if rule.kind is RuleKind.MUST_EXCLUDE:
        return [] if rule.candidate not in plan else None
    if rule.kind is RuleKind.LEVERAGE_AT_LEAST:
        loans = sum(float(by_id[name].money[MoneyKind.LOAN]) for name in plan)
        return [(dict.fromkeys(plan, limit), loans)]
    groups = {rule.group} if rule.group else {group for one in by_id.values() for group in one.partners}
    lines = []
    for group in groups:
        parts = {name: _part(by_id[name], rule, group) for name in plan}
        is_share = rule.kind in (RuleKind.SHARE_AT_MOST, RuleKind.SHARE_AT_LEAST)
        factors = {name: part - (limit if is_share else 0) for name, part in parts.items()}
        edge = 0.0 if is_share else limit
        if rule.kind in (RuleKind.SHARE_AT_LEAST, RuleKind.AMOUNT_AT_LEAST):
            factors, edge = {name: -factor for name, factor in factors.items()}, -edge
        lines.append((factors, edge))
    return lines


def _part(one: Candidate, rule: Rule, group: str) -> float:
    if rule.dimension is Dimension.PARTNER:
        return float(one.partners.get(group, 0))
    return 1.0 if one.sector == group else 0.0


def _envelope(portfolio: Portfolio, rule: Rule, plan: Plan, by_id: dict[str, Candidate]) -> Line:
    if rule.year is None:
        return dict.fromkeys(plan, 1.0), float(rule.value or 0)
    assert rule.year is not None
    until = rule.year
    yearly = {one.year: float(one.value or 0) for one in portfolio.rules if one.year is not None}
    counted = [year for year in yearly if year == until or (portfolio.carry_over and year < until)]
    factors = {
        name: sum(
            (
                float(share)
                for after, share in enumerate(by_id[name].spending or (Decimal(1),))
                if start + after in counted
            ),
            start=0.0,
        )
        for name, start in plan.items()
    }
    return factors, sum(yearly[year] for year in counted)


def _has_grants(chosen: list[Candidate], lines: list[Line]) -> bool:
    """Whether there are grants, each within its range, that keep all conditions."""
    ranges = [
        (float(one.grant), float(one.grant))
        if one.grant is not None
        else (float(one.min_grant_share or 0) * float(one.cost or 0),
              float(one.max_grant_share or 0) * float(one.cost or 0))
        for one in chosen
    ]  # fmt: skip
    if all(low == high for low, high in ranges):
        amounts = {one.id: low for one, (low, _) in zip(chosen, ranges, strict=True)}
        return all(
            sum(amounts[name] * of for name, of in line.items()) <= edge + 1e-7 for line, edge in lines
        )
    matrix = [[line.get(one.id, 0.0) for one in chosen] for line, _ in lines]
    edges = [edge + 1e-7 for _, edge in lines]
    return bool(linprog([0.0] * len(chosen), A_ub=matrix, b_ub=edges, bounds=ranges).status == 0)


def _worth(portfolio: Portfolio, plan: Plan) -> float | None:
    """Return the benefit: each gain counts from the year in which it comes about."""
    by_id = {one.id: one for one in portfolio.candidates}
    years = portfolio.years or (0, 0)
    lowered = 1 / (1 + float(portfolio.discount_rate)) if portfolio.years else 1.0
    value = sum(
        float(by_id[name].benefit or 0) * lowered ** (start - years[0]) for name, start in plan.items()
    )
    for joint in portfolio.joint:
        before = 0.0
        for year in range(years[0], years[1] + 1):
            now = _together(joint, plan, year)
            if now is None and (lowered < 1 or year == years[1]):
                return None
            if now is not None:
                value += (now - before) * lowered ** (year - years[0])
                before = now
    return value


def _together(joint: JointBenefit, plan: Plan, year: int) -> float | None:
    position = sum(
        1 << bit for bit, member in enumerate(joint.members) if member in plan and plan[member] <= year
    )
    return joint.values[position]
