"""Amounts, names and rules of a portfolio in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from accord.cleaning.amount_units import money_unit
from accord.cleaning.sentences import listed, short_number
from accord.domain.portfolio import Portfolio
from accord.domain.portfolio_rules import Rule, RuleKind

__all__ = [
    "said_benefit",
    "said_condition",
    "said_few",
    "said_money",
    "said_name",
    "said_rule",
]

_NAMED_AT_MOST = 6
"""Nobody reads a longer list in a sentence; the tables hold all names."""


def said_money(portfolio: Portfolio, amount: float) -> str:
    """Return an amount of money with its unit, e.g. ``EUR 12.5 million``."""
    return _with_unit(amount, portfolio.unit)


def said_benefit(portfolio: Portfolio, amount: float) -> str:
    """Return a benefit with its unit."""
    return _with_unit(amount, portfolio.benefit_unit)


def _with_unit(amount: float, unit: str) -> str:
    """Return an amount as it is read aloud: a currency stands before it, a scale or a thing behind."""
    if money_unit(unit) is None:
        return f"{short_number(amount)} {unit}"
    currency, _, scale = unit.partition(" ")
    return f"{currency} {short_number(amount)} {scale}".rstrip()


def said_name(portfolio: Portfolio, candidate: str) -> str:
    """Return the label of a candidate; its id where it is none of the candidates."""
    for one in portfolio.candidates:
        if one.id == candidate:
            return one.label
    return candidate


def said_few(names: Iterable[str]) -> str:
    """Return names as a list in words; of more than six, five and how many others there are."""
    return listed(names, _NAMED_AT_MOST)


def said_rule(portfolio: Portfolio, rule: Rule) -> str:
    """Return what a rule demands, as a clause."""
    return _RULES[rule.kind](portfolio, rule)


def said_condition(portfolio: Portfolio, condition: str) -> str:
    """Return a rule, or a condition that a candidate brings along, as a clause with its id."""
    for rule in portfolio.rules:
        if rule.id == condition:
            return f"rule {rule.id} ({said_rule(portfolio, rule)})"
    kind, _, rest = condition.partition(" ")
    if kind == "option":
        return f"at most one option of {rest}"
    first, _, second = rest.partition(" ")
    verb = "needs" if kind == "requires" else "excludes"
    return f"{said_name(portfolio, first)} {verb} {said_name(portfolio, second)}"


def _value(rule: Rule) -> float:
    return float(rule.value or 0)


def _percent(rule: Rule) -> str:
    return f"{short_number(_value(rule) * 100)} %"


def _group(rule: Rule) -> str:
    if rule.group:
        return rule.group
    return f"each {rule.dimension.value}" if rule.dimension else "each"


def _envelope(portfolio: Portfolio, rule: Rule) -> str:
    when = f" in {rule.year}" if rule.year is not None else ""
    later = ", with what earlier years left" if rule.year is not None and portfolio.carry_over else ""
    return f"grants{when} of at most {said_money(portfolio, _value(rule))}{later}"


def _leverage(portfolio: Portfolio, rule: Rule) -> str:
    return f"{rule.basis.value if rule.basis else 'leverage'} of at least {short_number(_value(rule))}"


_RULES: dict[RuleKind, Callable[[Portfolio, Rule], str]] = {
    RuleKind.ENVELOPE: _envelope,
    RuleKind.GRANT_SHARE_AT_MOST: lambda _, rule: f"no grant above {_percent(rule)} of the cost",
    RuleKind.GRANT_SHARE_AT_LEAST: lambda _, rule: f"no grant below {_percent(rule)} of the cost",
    RuleKind.LEVERAGE_AT_LEAST: _leverage,
    RuleKind.SHARE_AT_MOST: lambda _, rule: f"at most {_percent(rule)} of all grants to {_group(rule)}",
    RuleKind.SHARE_AT_LEAST: lambda _, rule: f"at least {_percent(rule)} of all grants to {_group(rule)}",
    RuleKind.AMOUNT_AT_MOST: lambda call, rule: f"at most {said_money(call, _value(rule))} to {_group(rule)}",
    RuleKind.AMOUNT_AT_LEAST: lambda call, rule: (
        f"at least {said_money(call, _value(rule))} to {_group(rule)}"
    ),
    RuleKind.NUMBER_AT_MOST: lambda _, rule: f"at most {short_number(_value(rule))} projects",
    RuleKind.MUST_INCLUDE: lambda call, rule: f"{said_name(call, rule.candidate)} must be chosen",
    RuleKind.MUST_EXCLUDE: lambda call, rule: f"{said_name(call, rule.candidate)} must not be chosen",
    RuleKind.ONLY_ADDITIONAL: lambda _, rule: (
        f"only where at least {_percent(rule)} of the benefit is known not to come without the grant"
    ),
    RuleKind.FULLY_FUNDED: lambda _, rule: "grant and other stated money pay the whole cost",
    RuleKind.EVIDENCE_AT_LEAST: lambda _, rule: (
        f"only benefits evidenced as {rule.evidence.value if rule.evidence else 'stated'} or better"
    ),
}
