"""Draws the factors by which costs grow, the same for the same seed and any order of candidates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import NormalDist

import numpy as np

from accord.domain.portfolio_questions import CostDrift, DriftDistribution

__all__ = ["drawn_factors", "factor_at"]

_NORMAL = NormalDist()


def drawn_factors(drift: CostDrift, ids: Sequence[str]) -> Iterator[dict[str, float]]:
    """Yield, for each draw, the factor of each candidate.

    A common and an own normal number are mixed by the correlation (a Gaussian copula with one factor); the
    quantile of the declared distribution is taken at their probability.

    Args:
        drift: Distribution, correlation, number of draws and seed.
        ids: Ids of the candidates, sorted.
    """
    generator = np.random.default_rng(drift.seed)
    shared = math.sqrt(float(drift.correlation))
    own = math.sqrt(1 - float(drift.correlation))
    for _ in range(drift.draws):
        common = generator.standard_normal()
        single = generator.standard_normal(len(ids))
        yield {
            one: factor_at(drift, _NORMAL.cdf(shared * common + own * float(number)))
            for one, number in zip(ids, single, strict=True)
        }


def factor_at(drift: CostDrift, probability: float) -> float:
    """Return the factor below which costs stay with a probability.

    Args:
        drift: Distribution.
        probability: Between 0 and 1; the ends are moved in by 1e-12.

    Raises:
        ValueError: A number that the distribution needs is missing; readers refuse such rows before.
    """
    share = min(max(probability, 1e-12), 1 - 1e-12)
    if drift.distribution is DriftDistribution.STATED:
        factors = sorted(float(factor) for factor in drift.factors)
        return factors[min(int(share * len(factors)), len(factors) - 1)]
    if drift.distribution is DriftDistribution.LOGNORMAL:
        if drift.mean is None or drift.deviation is None:
            raise ValueError("a log-normal drift needs mean and deviation")
        variance = math.log1p((float(drift.deviation) / float(drift.mean)) ** 2)
        centre = math.log(float(drift.mean)) - variance / 2
        return math.exp(centre + math.sqrt(variance) * _NORMAL.inv_cdf(share))
    if drift.low is None or drift.mode is None or drift.high is None:
        raise ValueError("a triangular drift needs low, mode and high")
    return _triangular(float(drift.low), float(drift.mode), float(drift.high), share)


def _triangular(low: float, mode: float, high: float, share: float) -> float:
    if high <= low:
        return low
    turn = (mode - low) / (high - low)
    if share < turn:
        return low + math.sqrt(share * (high - low) * (mode - low))
    return high - math.sqrt((1 - share) * (high - low) * (high - mode))
