"""A rule of a facility sets a value that its kind can have, and one value at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from accord.domain.claim import Value
from accord.domain.declaration import Declaration
from accord.domain.facility import FacilityRule, RuleName
from accord.errors import Problem
from accord.sources.row_problems import row_problem

__all__ = ["check_facility_rules"]

_NUMBERS: dict[RuleName, tuple[str, int]] = {
    RuleName.PRE_FINANCING_CEILING: ("percent", 100),
    RuleName.INVESTMENT_SHARE: ("percent", 100),
    RuleName.GRACE_MONTHS: ("months", 600),
    RuleName.REQUESTS_PER_YEAR: ("requests", 366),
}
"""Unit and highest value of rules that set a number; all begin at nought."""

_WORDS: dict[RuleName, tuple[str, ...]] = {
    RuleName.PRE_FINANCING_CLEARING: ("separate", "proportional"),
    RuleName.AFTER_GRACE: ("reduced", "reallocated"),
}
"""Words that rules can set."""


def check_facility_rules(declaration: Declaration) -> Iterator[Problem]:
    """Yield a problem (ACC-667) for each rule that cannot be used as it stands.

    Args:
        declaration: All rows of a declaration.
    """
    used: list[FacilityRule] = []
    for rule in declaration.facility_rules:
        expected = _expected(rule.name, rule.value, rule.unit)
        if expected:
            yield _problem(rule, "value", f"{rule.value} {rule.unit}".strip(), expected)
        if _first(rule) > _last(rule):
            yield _problem(rule, "valid_to", str(rule.valid_to), "a day on or after `valid_from`")
        if not rule.evidence.is_verified:
            continue
        for other in used:
            if (other.facility, other.name) == (rule.facility, rule.name) and (
                _first(rule) <= _last(other) and _first(other) <= _last(rule)
            ):
                expected = f"a span of its own; `{other.id}` rules the same for some of these days"
                yield _problem(rule, "valid_from", str(rule.valid_from or "from the start"), expected)
        used.append(rule)


def _expected(name: RuleName, value: Value, unit: str) -> str:
    """Return what a rule of this kind takes, or nothing if the value fits."""
    if name in _NUMBERS:
        wanted, most = _NUMBERS[name]
        is_number = isinstance(value, Decimal) and 0 <= value <= most
        is_whole = isinstance(value, Decimal) and (wanted == "percent" or value == int(value))
        fits = is_number and is_whole and unit == wanted
        return "" if fits else f"a number from 0 to {most} with `unit: {wanted}`"
    if name in _WORDS:
        return "" if value in _WORDS[name] else f"one of: {', '.join(_WORDS[name])}"
    return "" if isinstance(value, bool) else "true or false"


def _first(rule: FacilityRule) -> date:
    return rule.valid_from.first_day if rule.valid_from else date.min


def _last(rule: FacilityRule) -> date:
    return rule.valid_to.last_day if rule.valid_to else date.max


def _problem(rule: FacilityRule, field: str, value: str, expected: str) -> Problem:
    return row_problem(
        rule,
        "ACC-667",
        f"The rule `{rule.name}` cannot be used as it stands.",
        field=field,
        value=value,
        expected=expected,
        fix="Correct it, or mark it `evidence: unverified` until the text was read.",
    )
