"""The numbers behind a class as figures: change, pace, value when due, chance."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.indicator import Scale
from accord.domain.progress import ProgressClass
from accord.methods.progress.class_figures import inputs_of, progress_parameters
from accord.methods.progress.judging import Judgement
from accord.methods.progress.noise import Change
from accord.methods.progress.pace import measured
from accord.methods.progress.path import fan_at
from accord.methods.progress.rules import Arithmetic
from accord.methods.progress.wording import rounded, unit_of_change

__all__ = ["CHANCE_METHOD", "CHANGE_METHOD", "part_figures"]

CHANGE_METHOD = "observed_change 1.0"
"""Name and version as published with a change and its interval."""

CHANCE_METHOD = "class_chance 1.0"
"""Name and version as published with the chance of a class."""

_UNITS = {
    Arithmetic.GROWTH_RATIO: ("ratio", 1),
    Arithmetic.LINEAR_RATIO: ("ratio", 1),
    Arithmetic.PROJECTED_SHARE: ("share", 1),
    Arithmetic.GROWTH: ("percent a year", 100),
    Arithmetic.LINEAR_SHARE: ("percent of the scale a year", 100),
}


def part_figures(name: str, judgement: Judgement) -> Iterator[Figure]:
    """Yield the numbers behind a class: the change always, the others where a pace was computed.

    Args:
        name: Id of the figure of the class.
        judgement: What is said of the series.
    """
    case = judgement.case
    if case.base is None or case.last is None or case.base is case.last:
        return
    if case.series.indicator.scale is Scale.ORDINAL:
        words = f"{case.base.word or case.base.value} to {case.last.word or case.last.value}"
        yield _change(name, judgement, Change(value=Decimal(0)), words)
    elif case.change is not None:
        yield _change(name, judgement, case.change, "")
    if judgement.is_settled or case.course is None:
        return
    if case.choice.rule.arithmetic in _UNITS:
        yield _pace(name, judgement)
    if case.course.due_time is not None:
        yield _projected(name, judgement, case.course.due_time)
    if judgement.would_be is not None and judgement.shares:
        yield _chance(name, judgement, judgement.would_be)


def _change(name: str, judgement: Judgement, change: Change, words: str) -> Figure:
    case = judgement.case
    base, last = case.base, case.last
    known = {True: "distinguishable from none", False: "not distinguishable from none"}
    doubt = "Not both values have a standard error."
    if change.is_distinguishable is not None:
        doubt = f"The change is {known[change.is_distinguishable]}."
    is_estimate = not words and change.lower is not None and change.upper is not None
    return _part(
        judgement,
        id=f"{name}.change",
        label="Change",
        value=words or change.value,
        unit="" if words else unit_of_change(case.series.indicator.unit),
        method=CHANGE_METHOD,
        inputs=(
            *inputs_of([last.id] if last else [], InputRole.MINUEND),
            *inputs_of([base.id] if base else [], InputRole.SUBTRAHEND),
        ),
        lower=rounded(change.lower) if is_estimate and change.lower is not None else None,
        upper=rounded(change.upper) if is_estimate and change.upper is not None else None,
        reason="The levels have an order; no difference is taken." if words else doubt,
    )


def _pace(name: str, judgement: Judgement) -> Figure:
    case, measure = judgement.case, judgement.measure
    unit, factor = _UNITS[case.choice.rule.arithmetic]
    lower = upper = None
    if measure is not None and case.draws is not None:
        values = measured(case.draws, case.choice.rule.arithmetic)
        if np.isfinite(values).all():
            tail = (1 - case.terms.level) / 2
            lower, upper = (rounded(factor * float(end)) for end in np.quantile(values, (tail, 1 - tail)))
    return _part(
        judgement,
        id=f"{name}.pace",
        label=f"Pace, {case.choice.rule.arithmetic.value}, in the better direction",
        value=None if measure is None else rounded(factor * measure),
        unit=unit,
        method=case.choice.rule.method,
        inputs=_all_inputs(judgement),
        lower=lower,
        upper=upper,
        reason=judgement.reason,
    )


def _projected(name: str, judgement: Judgement, due: float) -> Figure:
    point = fan_at(judgement, due)
    has_ends = point is not None and point.lower is not None and point.upper is not None
    said = "The present pace carried on from the latest value to the date on which the target is due."
    if has_ends:
        said += " The interval holds the stated errors of the two values, not that the pace may change."
    return _part(
        judgement,
        id=f"{name}.projected",
        label="Value when the target is due, at the present pace",
        value=None if point is None else rounded(point.value),
        unit=judgement.case.series.indicator.unit,
        method=judgement.case.choice.rule.method,
        inputs=_all_inputs(judgement),
        lower=rounded(point.lower) if point is not None and point.lower is not None else None,
        upper=rounded(point.upper) if point is not None and point.upper is not None else None,
        reason=said if point is not None else judgement.reason,
    )


def _chance(name: str, judgement: Judgement, would_be: ProgressClass) -> Figure:
    terms, shares = judgement.case.terms, judgement.shares
    chances = ", ".join(f"{found.label} {share:.3f}" for found, share in shares.items())
    return _part(
        judgement,
        id=f"{name}.chance",
        label=f"Chance that the true class is {would_be.label}",
        value=rounded(shares.get(would_be, 0.0)),
        unit="share",
        method=CHANCE_METHOD,
        inputs=_all_inputs(judgement),
        parameters={"draws": str(terms.draws), "seed": str(terms.seed)},
        reason=f"Shares of draws around the two values, by their standard errors alone: {chances}.",
    )


def _part(
    judgement: Judgement,
    *,
    id: str,  # noqa: A002  (the name of the field)
    label: str,
    value: Decimal | str | None,
    method: str,
    inputs: tuple[FigureInput, ...],
    reason: str,
    unit: str = "",
    lower: Decimal | None = None,
    upper: Decimal | None = None,
    parameters: dict[str, str] | None = None,
) -> Figure:
    series = judgement.case.series
    return Figure(
        id=id,
        label=f"{label}: {series.indicator.label}, {series.partner}",
        value=value,
        unit=unit,
        method=method,
        inputs=inputs,
        parameters={**progress_parameters(judgement), **(parameters or {})},
        evidence=series.indicator.evidence if value is not None else None,
        reason=reason,
        subject=series.indicator.id,
        partner=series.partner,
        lower=lower,
        upper=upper,
        level=None if lower is None else Decimal(f"{judgement.case.terms.level:.2f}"),
        n=len(series.observations),
    )


def _all_inputs(judgement: Judgement) -> tuple[FigureInput, ...]:
    case = judgement.case
    used = [row.id for row in (case.base, case.last) if row is not None]
    targets = [case.target.id] if case.target is not None else []
    return (*inputs_of(used, InputRole.OBSERVED), *inputs_of(targets, InputRole.TARGET))
