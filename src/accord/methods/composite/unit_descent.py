"""How the score of one unit came about: every step of every indicator, and what each adds to each mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from accord.domain.composite import CompositeSpec, Indicator
from accord.domain.composite_steps import Imputation, ImputationMethod, Mean, ScreeningStage
from accord.methods.composite.aggregating import methods_of
from accord.methods.composite.chain import Chain
from accord.methods.composite.table import CompositeInputs, Table

__all__ = ["GroupStep", "IndicatorSteps", "Member", "UnitDescent", "unit_descent"]

_BY_GROUP = (ImputationMethod.GROUP_MEAN, ImputationMethod.GROUP_MEDIAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What one member of a group adds to its mean.

    Attributes:
        code: Indicator or group.
        value: Its value, raised to the floor where that holds; None if unknown, which adds nothing.
        share: Its share of the weights of the known members; None if unknown.
        term: What is summed: share times value, its logarithm, or its reciprocal, as the mean is arithmetic,
            geometric or harmonic.
    """

    code: str
    value: float | None
    share: float | None
    term: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStep:
    """How the score of a group came about.

    Attributes:
        code: The group; the last one is the composite.
        mean: Which mean.
        score: The score; None if too little is known.
        n: Indicators below it whose value is in the data.
        n_imputed: Indicators below it whose value was filled in.
        of: Indicators below it.
        members: What it is made of.
    """

    code: str
    mean: Mean
    score: float | None
    n: int
    n_imputed: int
    of: int
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSteps:
    """One indicator of one unit from the data to the scale; None is unknown, or a step that was not reached.

    Attributes:
        indicator: The indicator.
        raw: As in the data.
        denominator: What it is divided by, before the factor; None without one.
        denominated: After division.
        imputed: After imputation.
        treated: After treatment.
        normalised: On the common scale.
        flags: Why it is not what the data say: ``unknown``, ``imputed``, a transformation.
        stand_ins: Units whose values stand behind an imputed one.
        contribution: Points of the composite that it brings; None unless all means are arithmetic.
    """

    indicator: Indicator
    raw: float | None
    denominator: float | None
    denominated: float | None
    imputed: float | None
    treated: float | None
    normalised: float | None
    flags: tuple[str, ...]
    stand_ins: tuple[str, ...]
    contribution: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDescent:
    """How the score of a unit came about.

    Attributes:
        unit: The unit.
        is_included: Whether it passed the screening.
        screening: How it fared, in words.
        indicators: Every indicator, step by step.
        groups: Every group, from below; empty for a unit that was screened out.
    """

    unit: str
    is_included: bool
    screening: str
    indicators: tuple[IndicatorSteps, ...]
    groups: tuple[GroupStep, ...]


def unit_descent(spec: CompositeSpec, chain: Chain, inputs: CompositeInputs, unit: str) -> UnitDescent:
    """Explain the score of a unit.

    Args:
        spec: The specification.
        chain: What came of it.
        inputs: Its tables.
        unit: A unit of the data; one that was screened out has no groups.
    """
    (screened,) = (each for each in chain.screening if each.unit == unit)
    groups = tuple(_groups(spec, chain, unit)) if screened.is_included else ()
    points = _contributions(chain, groups)
    flags: dict[str, list[str]] = {}
    for flag in chain.flags:
        if flag.unit == unit:
            flags.setdefault(flag.indicator, []).append(flag.flag)
    return UnitDescent(
        unit=unit,
        is_included=screened.is_included,
        screening=f"{screened.reason} ({screened.known} of {screened.of})",
        indicators=tuple(
            replace(
                _steps(spec, chain, inputs, unit, column, flags=tuple(flags.get(leaf.code, ()))),
                contribution=points.get(leaf.code),
            )
            for column, leaf in enumerate(chain.tree.indicators)
        ),
        groups=groups,
    )


def _steps(
    spec: CompositeSpec,
    chain: Chain,
    inputs: CompositeInputs,
    unit: str,
    column: int,
    *,
    flags: tuple[str, ...],
) -> IndicatorSteps:
    leaf = chain.tree.indicators[column]

    def at(step: str) -> float | None:
        return _value(chain.steps[step], unit, column)

    divisor = None
    if leaf.denominator and inputs.denominators is not None:
        place = inputs.denominators.columns.index(leaf.denominator)
        divisor = _value(inputs.denominators, unit, place)
    return IndicatorSteps(
        indicator=leaf,
        raw=at("raw"),
        denominator=divisor,
        denominated=at("denominated"),
        imputed=at("imputed"),
        treated=at("treated"),
        normalised=at("normalised"),
        flags=flags,
        stand_ins=_stand_ins(spec, chain, inputs, unit, column) if "imputed" in flags else (),
    )


def _value(table: Table, unit: str, column: int) -> float | None:
    if unit not in table.units:
        return None
    number = float(table.values[table.units.index(unit), column])
    return None if np.isnan(number) else number


def _stand_ins(
    spec: CompositeSpec, chain: Chain, inputs: CompositeInputs, unit: str, column: int
) -> tuple[str, ...]:
    """Return the units from whose known values an unknown one was filled."""
    settings: Imputation = spec.imputation
    is_late = spec.screening.stage is ScreeningStage.AFTER_IMPUTATION
    table = chain.steps["denominated" if is_late else "screened"]
    group = inputs.groups.get(unit, "")
    return tuple(
        other
        for other, value in zip(table.units, table.values[:, column], strict=True)
        if not np.isnan(value) and (settings.method not in _BY_GROUP or inputs.groups.get(other) == group)
    )


def _groups(spec: CompositeSpec, chain: Chain, unit: str) -> Iterator[GroupStep]:
    tree, coverage = chain.tree, chain.coverage
    row = chain.units.index(unit)
    scores = chain.steps["aggregated"].values[row]
    for place, mean in enumerate(methods_of(tree, spec.aggregation)):
        known = [number for number in tree.members[place] if np.isfinite(scores[number])]
        total = sum(tree.weights[number] for number in known)
        floor = None if spec.aggregation.floor is None else float(spec.aggregation.floor)
        score = float(scores[len(tree.indicators) + place])
        yield GroupStep(
            code=tree.groups[place].code,
            mean=mean,
            score=None if np.isnan(score) else score,
            n=int(coverage.observed[row, place]),
            n_imputed=int(coverage.imputed[row, place]),
            of=coverage.of[place],
            members=tuple(
                _member(tree.codes[number], float(scores[number]), mean, floor, tree.weights[number] / total)
                if number in known and total
                else Member(code=tree.codes[number], value=None, share=None, term=None)
                for number in tree.members[place]
            ),
        )


def _member(code: str, value: float, mean: Mean, floor: float | None, share: float) -> Member:
    if mean in (Mean.GEOMETRIC, Mean.HARMONIC):
        value = value if floor is None else max(value, floor)
        term = float(np.log(value)) if mean is Mean.GEOMETRIC else 1 / value
    else:
        term = value
    return Member(code=code, value=value, share=share, term=share * term)


def _contributions(chain: Chain, groups: tuple[GroupStep, ...]) -> dict[str, float]:
    """Return the points of the composite that each indicator brings; nothing unless all means add up."""
    adds = {Mean.ARITHMETIC, Mean.MEAN_OF_SOURCES}
    if not groups or groups[-1].score is None or any(group.mean not in adds for group in groups):
        return {}
    leaves = {leaf.code for leaf in chain.tree.indicators}
    shares, found = {groups[-1].code: 1.0}, {}
    for group in reversed(groups):
        for member in group.members:
            share = shares.get(group.code, 0.0) * (member.share or 0.0)
            if member.code not in leaves:
                shares[member.code] = share
            elif member.value is not None:
                found[member.code] = share * member.value
    return found
