"""The unobserved components model of the Worldwide Governance Indicators, edition of 2022.

A source k scores unit j as x = alpha_k + beta_k (g_j + e), with g standard normal and e normal with variance
sigma_k^2. Representative sources, which cover the world, fix the model: alpha is the mean, beta the loading
of one factor (see ``factor``) times the standard deviation, sigma^2 = (sd / beta)^2 - 1, all over the units
present. Given these, the estimate of a unit is the mean of g given its scores, with weights sigma^-2 and one
for the prior, and its standard error (1 + sum of sigma^-2)^-1/2. The other sources are regressed on those
estimates; the slope is divided by (Vg - Vu) / Vg, the share of the variance of the estimates that is no error
(not done where that is below nought). At the end all sources enter together, and in every year the estimates
are brought to mean nought and standard deviation one over the units of that year.

References: Kaufmann, Kraay and Zoido-Lobatón, Aggregating Governance Indicators, World Bank Policy Research
Working Paper 2195 (1999), section 3; Kaufmann, Kraay and Mastruzzi, WPS 5430 (2010); the World Bank's own
programs for the update of August 2022 for the steps that the papers leave open.

Not done: any smoothing or averaging over years (the edition does none: a year knows nothing of another, so
that a change of the world mean is invisible by construction); the changes of later editions (2024, 2025). A
source with a negative slope is kept and counts against its own scale, as in that edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from accord.methods.ucm.cells import ScoreCell
from accord.methods.ucm.factor import FEWEST_VARIABLES, Floats, one_factor
from accord.methods.ucm.ranks import PercentileRanks, percentile_ranks

__all__ = ["CellEstimates", "FittedSource", "estimate_cell"]

_FEWEST_UNITS = 2
_CONSTANT = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedSource:
    """What the model makes of one source in one cell.

    Attributes:
        source: Name of the source.
        is_representative: Whether it helped to fix the model.
        n_units: Units that it scores.
        alpha: Score of a unit at the mean of the latent variable, on the source's scale.
        beta: Points of the source's scale for one standard deviation of the latent variable.
        sigma: Standard deviation of the source's error, in latent standard deviations; negative with beta.
        reason: Why the source was left out; empty if it counts. The numbers are then not known (nan).
    """

    source: str
    is_representative: bool
    n_units: int
    alpha: float = np.nan
    beta: float = np.nan
    sigma: float = np.nan
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEstimates:
    """Estimates of one indicator in one year, in the order of the cell's units.

    Attributes:
        cell: Indicator, year, units, sources, scores.
        estimate: Estimates with mean 0 and standard deviation 1; nan where there is none.
        std_error: Their standard errors; nan where there is none.
        n_sources: Sources that count for each unit; 0 where there is none.
        ranks: Percentile ranks and those of the bounds of the 90 % interval.
        sources: Parameters of each source.
        reason: Why the whole cell has no estimates; empty if it has.
        centre: Mean of the latent variable over the units, which is taken off.
        spread: Its standard deviation, by which is divided.
    """

    cell: ScoreCell
    estimate: Floats
    std_error: Floats
    n_sources: NDArray[np.int64]
    ranks: PercentileRanks
    sources: tuple[FittedSource, ...]
    reason: str = ""
    centre: float = np.nan
    spread: float = np.nan


def estimate_cell(cell: ScoreCell) -> CellEstimates:
    """Estimate one indicator in one year.

    Args:
        cell: Scores of units by sources; higher is better in every source.

    Returns:
        The estimates. A cell that the data cannot identify has none and says why; nothing is raised.
    """
    fitted = _representative(cell)
    if isinstance(fitted, str):
        return _none(cell, fitted)
    latent, error, _ = _combined(cell, fitted)
    calibrated = [
        source if source.is_representative else _calibrated(cell, source.source, latent, error)
        for source in fitted
    ]
    latent, error, counts = _combined(cell, calibrated)
    centre, spread = float(np.nanmean(latent)), float(np.nanstd(latent, ddof=1))
    estimate, std_error = (latent - centre) / spread, error / spread
    return CellEstimates(
        cell=cell,
        estimate=estimate,
        std_error=std_error,
        n_sources=counts,
        ranks=percentile_ranks(estimate, std_error),
        sources=tuple(calibrated),
        centre=centre,
        spread=spread,
    )


def _none(cell: ScoreCell, reason: str) -> CellEstimates:
    unknown = np.full(len(cell.units), np.nan)
    sources = tuple(
        FittedSource(source=name, is_representative=is_representative, n_units=n, reason=reason)
        for name, is_representative, n in _listed(cell)
    )
    return CellEstimates(
        cell=cell,
        estimate=unknown,
        std_error=unknown,
        n_sources=np.zeros(len(cell.units), np.int64),
        ranks=PercentileRanks(rank=unknown, lower=unknown, upper=unknown),
        sources=sources,
        reason=reason,
    )


def _representative(cell: ScoreCell) -> list[FittedSource] | str:
    """Fit the representative sources; returns them with the others yet unknown, or why it cannot be."""
    chosen = np.flatnonzero(cell.is_representative)
    if len(chosen) < FEWEST_VARIABLES:
        return f"{len(chosen)} representative sources; the model needs at least {FEWEST_VARIABLES}"
    scores = cell.scores[:, chosen]
    correlations = _pairwise_correlations(scores)
    if np.isnan(correlations).any():
        first, second = (cell.sources[chosen[i]] for i in np.argwhere(np.isnan(correlations))[0])
        return f"{first} and {second} share no two units with different scores: no correlation"
    factor = one_factor(correlations)
    if not factor.is_proper:
        least = cell.sources[chosen[int(np.argmin(factor.uniquenesses))]]
        return (
            "the likelihood has no proper maximum: fewer than three sources share a factor, or one source"
            f" ({least}) would be free of error (a Heywood case)"
        )
    means, spreads = np.nanmean(scores, 0), np.nanstd(scores, 0, ddof=1)
    found = {}
    for position, column in enumerate(chosen):
        loading = float(factor.loadings[position])
        if loading:
            sigma = float(np.sqrt(loading**-2 - 1))
            found[int(column)] = (float(means[position]), loading * float(spreads[position]), sigma)
    return [
        FittedSource(
            source=name,
            is_representative=is_representative,
            n_units=n,
            alpha=alpha,
            beta=beta,
            sigma=sigma,
            reason="it shares nothing with the others" if is_representative and np.isnan(alpha) else "",
        )
        for column, (name, is_representative, n) in enumerate(_listed(cell))
        for alpha, beta, sigma in [found.get(column, (np.nan, np.nan, np.nan))]
    ]


def _listed(cell: ScoreCell) -> list[tuple[str, bool, int]]:
    """Return name, whether representative, and number of units of each source."""
    counts = np.isfinite(cell.scores).sum(0).tolist()
    return list(zip(cell.sources, cell.is_representative.tolist(), counts, strict=True))


def _pairwise_correlations(scores: Floats) -> Floats:
    """Return correlations, each over the units that both sources score; nan where there is none."""
    size = scores.shape[1]
    found = np.eye(size)
    for first in range(size):
        for second in range(first):
            both = np.isfinite(scores[:, first]) & np.isfinite(scores[:, second])
            found[first, second] = found[second, first] = _correlation(
                scores[both, first], scores[both, second]
            )
    return found


def _correlation(one: Floats, other: Floats) -> float:
    if len(one) < 2 or np.ptp(one) == 0 or np.ptp(other) == 0:
        return np.nan
    one, other = one - one.mean(), other - other.mean()
    return float(one @ other / np.sqrt((one @ one) * (other @ other)))


def _combined(cell: ScoreCell, sources: Sequence[FittedSource]) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Return mean and standard deviation of the latent variable given the scores, and sources counted."""
    alpha, beta, sigma = (
        np.array([getattr(source, name) for source in sources]) for name in ("alpha", "beta", "sigma")
    )
    counts_at_all = np.isfinite(alpha)
    weights = np.where(counts_at_all, sigma**-2.0, 0.0)
    present = np.isfinite(cell.scores) & counts_at_all
    signals = np.where(present, (cell.scores - alpha) / beta * weights, 0.0).sum(1)
    precision = 1 + np.where(present, weights, 0.0).sum(1)
    counts = present.sum(1)
    unknown = counts == 0
    return (
        np.where(unknown, np.nan, signals / precision),
        np.where(unknown, np.nan, 1 / np.sqrt(precision)),
        counts,
    )


def _calibrated(cell: ScoreCell, source: str, latent: Floats, error: Floats) -> FittedSource:
    """Regress a source that does not cover the world on the estimates from those that do."""
    scores = cell.scores[:, cell.sources.index(source)]
    n_units = int(np.isfinite(scores).sum())
    both = np.isfinite(scores) & np.isfinite(latent)
    x, y = latent[both], scores[both]
    plain = FittedSource(source=source, is_representative=False, n_units=n_units)
    if len(x) < _FEWEST_UNITS:
        reason = f"{len(x)} units in common with representative sources; needs {_FEWEST_UNITS}"
        return replace(plain, reason=reason)
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return replace(plain, reason="all its scores are the same")
    variance = float(x.var(ddof=1))
    share = (variance - float((error[both] ** 2).mean())) / variance
    slope = float((x - x.mean()) @ (y - y.mean()) / ((len(x) - 1) * variance))
    beta = slope / (share if share > 0 else 1.0)
    rest = y - beta * x
    if abs(beta) < _CONSTANT * np.ptp(y) or float(rest.std(ddof=1)) < _CONSTANT * np.ptp(y):
        return replace(plain, reason="it has no slope, or no error: no weight can be told")
    return FittedSource(
        source=source,
        is_representative=False,
        n_units=n_units,
        alpha=float(rest.mean()),
        beta=beta,
        sigma=float(rest.std(ddof=1)) / beta,
    )
