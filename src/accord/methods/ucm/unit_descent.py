"""How the estimate of one unit came about: what each source says, how much it weighs, what it adds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accord.methods.ucm.wgi2022 import CellEstimates, FittedSource

__all__ = ["SourceShare", "UnitEstimate", "unit_estimate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceShare:
    """What one source adds to the estimate of a unit.

    Attributes:
        fitted: The source with its alpha, beta, sigma, and why it is left out.
        score: What it says of the unit.
        signal: The latent variable as this source alone shows it: (score - alpha) / beta; None if left out.
        weight: sigma^-2, beside a prior that weighs one; None if left out.
        contribution: What it adds to the estimate; None if left out.
    """

    fitted: FittedSource
    score: float
    signal: float | None
    weight: float | None
    contribution: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEstimate:
    """How the estimate of a unit came about; None where there is none.

    Attributes:
        code: The unit.
        estimate: The estimate: the sum of the contributions and of ``shift``.
        std_error: Its standard error.
        n_sources: Sources that count.
        percentiles: Percentile rank, and those of the bounds of the 90 % interval.
        precision: One for the prior, and the weights of the sources.
        shift: What the standardisation over the units of the year adds: less centre over spread.
        sources: The sources that speak of the unit.
    """

    code: str
    estimate: float | None
    std_error: float | None
    n_sources: int
    percentiles: tuple[float | None, float | None, float | None]
    precision: float | None
    shift: float | None
    sources: tuple[SourceShare, ...]


def unit_estimate(found: CellEstimates, code: str) -> UnitEstimate:
    """Explain the estimate of a unit.

    Args:
        found: The estimates of an indicator in a year.
        code: A unit of it.
    """
    row = found.cell.units.index(code)
    scores = found.cell.scores[row]
    speaking = [
        (source, float(score))
        for source, score in zip(found.sources, scores, strict=True)
        if np.isfinite(score)
    ]
    precision = 1 + sum(source.sigma**-2 for source, _ in speaking if np.isfinite(source.sigma))
    has_estimate = bool(np.isfinite(found.estimate[row]))
    return UnitEstimate(
        code=code,
        estimate=_known(found.estimate[row]),
        std_error=_known(found.std_error[row]),
        n_sources=int(found.n_sources[row]),
        percentiles=(
            _known(found.ranks.rank[row]),
            _known(found.ranks.lower[row]),
            _known(found.ranks.upper[row]),
        ),
        precision=float(precision) if has_estimate else None,
        shift=-found.centre / found.spread if has_estimate else None,
        sources=tuple(_share(source, score, precision * found.spread) for source, score in speaking),
    )


def _share(source: FittedSource, score: float, scale: float) -> SourceShare:
    if not np.isfinite(source.sigma):
        return SourceShare(fitted=source, score=score, signal=None, weight=None, contribution=None)
    signal, weight = (score - source.alpha) / source.beta, source.sigma**-2
    return SourceShare(
        fitted=source, score=score, signal=signal, weight=weight, contribution=weight * signal / scale
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
