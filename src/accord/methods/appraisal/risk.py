"""Monte Carlo risk: lines multiplied by random factors, and how often the project fails its test."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from accord.domain.appraisal_risks import Distribution, Risk, RiskCorrelation, RiskRun
from accord.methods.appraisal.correlation import drawn_correlation, reordered
from accord.methods.appraisal.drawn_rates import DrawnRates, drawn_rates
from accord.methods.appraisal.line_building import Line

__all__ = ["PERCENTILES", "RiskResult", "simulate"]

Floats = NDArray[np.float64]

PERCENTILES = (5, 10, 25, 50, 75, 90, 95)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskResult:
    """What the draws say; a draw that failed counts nowhere but in its count.

    Attributes:
        draws: Draws that were asked for.
        failed: Draws in which a factor was below zero, as a normal distribution allows.
        npv: Net present value of each draw that did not fail.
        mean_npv: Their mean; None if all draws failed, as all that follows.
        npv_percentiles: Percentiles of the net present value.
        share_npv_below_zero: Share of draws with a net present value below zero.
        rates: Rates of return of the draws.
        mean_rate: Mean over the draws that have exactly one.
        rate_percentiles: Percentiles over them.
        share_rate_below: Share of them with a rate of return below the discount rate; None if that changes
            with time.
        mean_factors: Mean factor of each risk, as drawn.
        rank_correlations: Rank correlation of each pair that is stated, as drawn.
        independent: What the same draws say if no risk goes with another; None if none does.
    """

    draws: int
    failed: int
    npv: Floats
    mean_npv: float | None
    npv_percentiles: Mapping[int, float]
    share_npv_below_zero: float | None
    rates: DrawnRates
    mean_rate: float | None
    rate_percentiles: Mapping[int, float]
    share_rate_below: float | None
    mean_factors: Mapping[str, float]
    rank_correlations: Mapping[tuple[str, str], float]
    independent: RiskResult | None


def simulate(
    lines: Sequence[Line], risks: Sequence[Risk], run: RiskRun, factors: Floats, rate: Decimal | float | None,
    *, correlations: Sequence[RiskCorrelation] = (),
) -> RiskResult:  # fmt: skip
    """Draw the risks and compute the project each time.

    Risks are independent of each other unless they are stated to go together; two that multiply one line are
    multiplied. A line from which a residual value comes takes that along. The order of risks, lines and
    correlations changes nothing, and a correlation does not change what each risk is drawn to.

    Args:
        lines: Lines of one analysis.
        risks: What is uncertain; lines of the other analysis are passed over.
        run: Number of draws and seed.
        factors: Discount factors.
        rate: Discount rate that rates of return are held against; None if it changes with time.
        correlations: Rank correlations of risks, checked; those of other risks are passed over.
    """
    random = np.random.default_rng(run.seed)
    risks, lines = sorted(risks, key=lambda each: each.id), sorted(lines, key=lambda each: each.id)
    drawn = {risk.id: _DRAWS[risk.distribution](random, risk, run.draws) for risk in risks}
    pairs = [row for row in correlations if row.rank and {row.first, row.second} <= drawn.keys()]
    apart = _result(lines, risks, drawn, factors, rate)
    if not pairs:
        return apart
    drawn = reordered(random, drawn, pairs)
    is_good = _is_good(drawn)
    correlated = {
        (row.first, row.second): found
        for row in pairs
        if (found := drawn_correlation(drawn[row.first][is_good], drawn[row.second][is_good])) is not None
    }
    return replace(
        _result(lines, risks, drawn, factors, rate), rank_correlations=correlated, independent=apart
    )


def _is_good(drawn: Mapping[str, Floats]) -> NDArray[np.bool_]:
    """Return which draws do not fail."""
    return np.asarray(np.all([each >= 0 for each in drawn.values()], axis=0), np.bool_)


def _result(
    lines: Sequence[Line], risks: Sequence[Risk], drawn: Mapping[str, Floats], factors: Floats,
    rate: Decimal | float | None,
) -> RiskResult:  # fmt: skip
    draws = len(next(iter(drawn.values())))
    is_good = _is_good(drawn)
    multipliers = np.ones((len(lines), int(is_good.sum())))
    for risk in risks:
        for place, line in enumerate(lines):
            if line.id in risk.lines or (line.follows and line.follows in risk.lines):
                multipliers[place] *= drawn[risk.id][is_good]
    signed = np.asarray([[float(amount) for amount in line.signed] for line in lines])
    flows = multipliers.T @ signed
    npv = flows @ factors
    rates = drawn_rates(flows)
    single = rates.rates[np.isfinite(rates.rates)]
    return RiskResult(
        draws=draws,
        failed=draws - len(npv),
        npv=npv,
        mean_npv=float(npv.mean()) if len(npv) else None,
        npv_percentiles=_percentiles(npv),
        share_npv_below_zero=float((npv < 0).mean()) if len(npv) else None,
        rates=rates,
        mean_rate=float(single.mean()) if len(single) else None,
        rate_percentiles=_percentiles(single),
        share_rate_below=None if rate is None or not len(single) else float((single < float(rate)).mean()),
        mean_factors={name: float(each[is_good].mean()) for name, each in drawn.items() if is_good.any()},
        rank_correlations={},
        independent=None,
    )


def _percentiles(values: Floats) -> Mapping[int, float]:
    if not len(values):
        return {}
    return dict(zip(PERCENTILES, map(float, np.percentile(values, PERCENTILES)), strict=True))


def _triangular(random: np.random.Generator, risk: Risk, draws: int) -> Floats:
    low, mode, high = (float(_stated(risk, name)) for name in ("low", "mode", "high"))
    return random.triangular(low, mode, high, draws)


def _uniform(random: np.random.Generator, risk: Risk, draws: int) -> Floats:
    return random.uniform(float(_stated(risk, "low")), float(_stated(risk, "high")), draws)


def _normal(random: np.random.Generator, risk: Risk, draws: int) -> Floats:
    return random.normal(float(_stated(risk, "mean")), float(_stated(risk, "deviation")), draws)


def _stated(risk: Risk, name: str) -> float:
    value = getattr(risk, name)
    if value is None:
        raise ValueError(f"the risk {risk.id} has no {name}")
    return float(value)


_DRAWS: Mapping[Distribution, Callable[[np.random.Generator, Risk, int], Floats]] = {
    Distribution.TRIANGULAR: _triangular,
    Distribution.UNIFORM: _uniform,
    Distribution.NORMAL: _normal,
}
