"""What more or less money buys: the best benefit under other envelopes, all other rules unchanged."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np

from accord.domain.portfolio import Portfolio
from accord.domain.portfolio_result import EnvelopePoint
from accord.domain.portfolio_rules import RuleKind
from accord.methods.portfolio.asking import Asked, programme_with
from accord.methods.portfolio.choosing import Choice, choice_of
from accord.methods.portfolio.programme import Row

__all__ = ["envelope_points", "next_better", "stated_envelope"]

_BETTER = 0.001
"""By how much, as share of the best, a choice must be better to be worth a sentence: an assumption."""

_LEAST_STEP = 1e-5
"""In units of the programme: less than this the solver cannot tell from nothing."""

_ROUNDED_UP = Decimal("1.00000001")
"""So that what the solver rounds off does not shut the choice out again."""

_FACTORS = tuple(Decimal(text) for text in ("0.5", "0.75", "1", "1.25", "1.5", "2"))


def stated_envelope(portfolio: Portfolio) -> Decimal | None:
    """Return the smallest envelope of all years; None if there is none."""
    return min(
        (
            rule.value
            for rule in portfolio.rules
            if rule.kind is RuleKind.ENVELOPE and rule.year is None and rule.value is not None
        ),
        default=None,
    )


def _with_envelope(portfolio: Portfolio, amount: Decimal) -> Portfolio:
    """Return a portfolio whose envelopes of all years are another amount; those of single years stay."""
    rules = (
        replace(rule, value=amount) if rule.kind is RuleKind.ENVELOPE and rule.year is None else rule
        for rule in portfolio.rules
    )
    return replace(portfolio, rules=tuple(rules))


def envelope_points(asked: Asked) -> tuple[EnvelopePoint | None, tuple[EnvelopePoint, ...]]:
    """Return what one step more buys, and the best benefit by envelope, smallest first.

    A choice under a smaller envelope is allowed under a larger one too, so that it is kept where the solver
    stopped within its gap below it: the curve never falls.

    Returns:
        None and nothing if there is no envelope of all years; only the step for very large portfolios.
    """
    stated = stated_envelope(asked.portfolio)
    if stated is None:
        return None, ()
    questions = asked.portfolio.questions
    more = stated + questions.step
    wanted = {stated, more}
    if asked.can_solve_again:
        wanted |= set(questions.envelopes or (stated * factor for factor in _FACTORS))
    points: dict[Decimal, EnvelopePoint] = {}
    kept: Choice | None = None
    for amount in sorted(wanted):
        found = asked.best if amount == stated else _best(asked, amount)
        if found is None or (kept is not None and kept.value > found.value):
            bound = found.bound if found is not None else None
            found = None if kept is None else replace(kept, bound=max(kept.value, bound or kept.value))
        kept = found
        points[amount] = _point(amount, found)
    shown = set(questions.envelopes or wanted - {more}) | {stated}
    return points[more], tuple(points[amount] for amount in sorted(shown & set(points)))


def next_better(asked: Asked) -> EnvelopePoint | None:
    """Return the smallest envelope of all years with a better choice, all other rules unchanged.

    The least sum of grants is looked for that brings more than the best choice by a thousandth of it, or of
    the greatest benefit where nothing is chosen.

    Returns:
        None if no envelope does, without an envelope, or where the programme is too large to be exact.
    """
    if stated_envelope(asked.portfolio) is None or not asked.is_exact or asked.best.value < 0:
        return None
    rules = tuple(
        rule for rule in asked.portfolio.rules if rule.kind is not RuleKind.ENVELOPE or rule.year is not None
    )
    programme = programme_with(replace(asked.portfolio, rules=rules))
    columns = [int(column) for column in np.flatnonzero(programme.gains)]
    known = asked.best.value / programme.benefit_scale
    step = _BETTER * (known or float(programme.gains.max(initial=0.0)))
    better = Row(
        columns=columns,
        factors=[float(programme.gains[column]) for column in columns],
        lower=known + max(step, _LEAST_STEP),
        upper=np.inf,
        owner="",
    )
    found = asked.solver.best(programme, gains=-programme.grants, extra=[better], gap=0.0)
    if found is None:
        return None
    least = float(programme.grants @ found[0]) * programme.money_scale
    amount = Decimal(f"{least:.9g}") * _ROUNDED_UP
    choice = _best(asked, amount)
    if choice is None or choice.value <= asked.best.value:
        return None
    return _point(Decimal(f"{choice.total:.9g}"), choice)


def _best(asked: Asked, amount: Decimal) -> Choice | None:
    programme = programme_with(_with_envelope(asked.portfolio, amount))
    return choice_of(asked.solver, programme, is_tidy=asked.is_exact)


def _point(amount: Decimal, found: Choice | None) -> EnvelopePoint:
    return EnvelopePoint(
        envelope=float(amount),
        value=None if found is None else found.value,
        bound=None if found is None else found.bound,
        grants=0.0 if found is None else found.total,
        chosen=() if found is None else found.ids,
    )
