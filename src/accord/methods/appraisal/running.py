"""A whole appraisal: both analyses, every convention side by side, the gap, the doubts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_conventions import Discounting
from accord.domain.appraisal_flows import Analysis, FlowKind
from accord.domain.appraisal_parameters import Parameter
from accord.methods.appraisal.conventions import (
    BENEFIT_COST_CONVENTIONS,
    changing_factors,
    discount_factors,
    present_values,
)
from accord.methods.appraisal.correlation import check_correlations
from accord.methods.appraisal.funding_gap import FundingGap, funding_gap
from accord.methods.appraisal.line_building import Line, build_lines
from accord.methods.appraisal.national_capital import NationalCapital, national_capital
from accord.methods.appraisal.parameter_values import doubts
from accord.methods.appraisal.price_levels import PriceLevels, price_levels
from accord.methods.appraisal.rate_schedule import DeclaredRate, Rate, RateSchedule, declared_rate
from accord.methods.appraisal.rates_of_return import rates_of_return
from accord.methods.appraisal.residual_value import residual_lines
from accord.methods.appraisal.results import AnalysisResult, AppraisalResult, AtRate
from accord.methods.appraisal.risk import simulate
from accord.methods.appraisal.sensitivity import sensitivities
from accord.methods.appraisal.transfers import parameter_terms

__all__ = [
    "COMPARED_RATES",
    "appraise",
    "factors_of",
    "grouped",
]

Floats = NDArray[np.float64]

COMPARED_RATES = (Decimal("0.03"), Decimal("0.05"))
"""Rates that every appraisal shows beside its own: both are in use, and the choice often decides."""

_GROUPS = {
    FlowKind.INVESTMENT: "investment",
    FlowKind.REPLACEMENT: "investment",
    FlowKind.OPERATION: "maintenance",
    FlowKind.MAINTENANCE: "maintenance",
    FlowKind.REVENUE: "benefits",
    FlowKind.BENEFIT: "benefits",
    FlowKind.EXTERNALITY: "benefits",
    FlowKind.RESIDUAL: "residual",
}


def appraise(spec: Appraisal, parameters: Mapping[str, Parameter]) -> AppraisalResult:
    """Appraise a project.

    An analysis without a single line is left out, not zero. Nothing is filled in: a year that no line
    states has no flow.

    Args:
        spec: The appraisal, checked.
        parameters: Every parameter that is known, by name.

    Raises:
        InputDataError: A parameter cannot be used, or units do not fit (ACC-806 to ACC-810), one
            of inflation measures no prices (ACC-953), or correlations of risks contradict each other
            (ACC-956).
    """
    check_correlations(spec)
    levels = price_levels(spec, parameters)
    analyses = {}
    for analysis in (Analysis.FINANCIAL, Analysis.ECONOMIC):
        lines = build_lines(spec, parameters, analysis, levels)
        if lines:
            rate = declared_rate(spec, parameters, analysis, levels)
            analyses[analysis] = _analyse(spec, analysis, lines, rate)
    named = _named(spec, parameters, analyses)
    terms = {each for name in named for each in parameter_terms(parameters[name], parameters, spec)}
    used = sorted(named | terms)
    return AppraisalResult(
        spec=spec,
        analyses=analyses,
        gap=_gap(spec, analyses.get(Analysis.FINANCIAL)),
        parameters={name: parameters[name] for name in used},
        doubts={
            name: found
            for name in used
            if (found := tuple(doubts(spec, parameters[name], is_term=name not in named)))
        },
        levels=levels,
        capital=_capital(spec, analyses.get(Analysis.FINANCIAL), levels),
    )


def _named(
    spec: Appraisal, parameters: Mapping[str, Parameter], analyses: Mapping[Analysis, AnalysisResult]
) -> set[str]:
    """Return the names of the parameters that the appraisal itself names: rates and unit values."""
    used = {row.id for each in analyses.values() for row in each.rate.parameters}
    used |= {spec.inflation}
    used |= {flow.parameter for flow in spec.flows} | {row.parameter for row in spec.traffic}
    return used & set(parameters)


def factors_of(spec: Appraisal, rate: Rate, convention: Discounting | None = None) -> Floats:
    """Return the discount factors of the horizon, by the declared convention if none is named."""
    when = convention or spec.conventions.discounting
    if isinstance(rate, RateSchedule):
        return changing_factors(spec.years, rate, spec.base_year, when)
    return discount_factors(np.asarray(spec.years, np.float64), float(rate), spec.base_year, when)


def grouped(lines: Sequence[Line]) -> dict[str, Floats]:
    """Return flows by the groups of benefit-cost ratios, without a sign, whatever the order of lines."""
    groups: dict[str, list[tuple[Decimal, ...]]] = {}
    for line in lines:
        groups.setdefault(_GROUPS[line.kind], []).append(line.amounts)
    return {
        name: np.asarray([float(sum(amounts, Decimal(0))) for amounts in zip(*rows, strict=True)])
        for name, rows in groups.items()
    }


def _analyse(
    spec: Appraisal, analysis: Analysis, stated: tuple[Line, ...], declared: DeclaredRate
) -> AnalysisResult:
    rate = declared.value
    lines = (*stated, *residual_lines(spec, stated, rate))
    net = tuple(sum(amounts, Decimal(0)) for amounts in zip(*(line.signed for line in lines), strict=True))
    groups, factors = grouped(lines), factors_of(spec, rate)
    names = {line.id for line in lines}
    risks = [risk for risk in spec.risks if names & set(risk.lines)]
    run, go_together = spec.risk_run, spec.correlations
    return AnalysisResult(
        analysis=analysis,
        rate=declared,
        lines=lines,
        net=net,
        returns=rates_of_return(net),
        at={each: _at(spec, groups, each) for each in _rates(spec, rate)},
        sensitivity=sensitivities(lines, factors, float(spec.step)),
        risk=simulate(lines, risks, run, factors, declared.one, correlations=go_together) if risks else None,
    )


def _rates(spec: Appraisal, declared: Rate) -> list[Rate]:
    """Return the declared rate and those compared; a real one that changes with its begin."""
    compared = {*COMPARED_RATES, *(rate.normalize() for rate in spec.rates.compared)}
    if isinstance(declared, Decimal):
        return [*sorted({declared, *compared})]
    begins = set[Decimal]() if declared.is_nominal else {declared.stated[0]}
    return [declared, *sorted(begins | compared)]


def _capital(
    spec: Appraisal, result: AnalysisResult | None, levels: PriceLevels | None
) -> NationalCapital | None:
    if result is None:
        return None
    factors = {rate: factors_of(spec, rate) for rate in result.at}
    return national_capital(spec, result.lines, factors, levels)


def _at(spec: Appraisal, groups: Mapping[str, Floats], rate: Rate) -> AtRate:
    values = present_values(groups, factors_of(spec, rate))
    return AtRate(
        rate=rate,
        values=values,
        ratios={name: each.ratio(values) for name, each in BENEFIT_COST_CONVENTIONS.items()},
        by_discounting={
            each: present_values(groups, factors_of(spec, rate, each)).net for each in Discounting
        },
    )


def _gap(spec: Appraisal, result: AnalysisResult | None) -> FundingGap | None:
    """Investment against revenue less maintenance and replacement, plus the residual value."""
    if result is None:
        return None
    factors = factors_of(spec, result.rate.value)
    investment, revenue = list[float](), list[float]()
    for line in result.lines:
        value = float(np.asarray(line.signed, np.float64) @ factors)
        (investment if line.kind is FlowKind.INVESTMENT else revenue).append(value)
    grant = spec.grant
    return funding_gap(
        -math.fsum(investment),
        math.fsum(revenue),
        float(grant.eligible_cost) if grant else None,
        float(grant.max_rate) if grant else None,
    )
