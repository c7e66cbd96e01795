"""Percentile ranks of estimates and of the bounds of their intervals, as the WGI edition of 2022 counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Z_90", "PercentileRanks", "percentile_ranks"]

Z_90 = 1.64
"""Half width of the 90 % interval in standard errors: the edition's own rounding of 1.6449."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PercentileRanks:
    """Percentile ranks, 0 for the lowest and 100 for the highest; nan where there is no estimate.

    Attributes:
        rank: Of the estimate.
        lower: Of the lower bound of the 90 % interval, among the estimates.
        upper: Of its upper bound.
    """

    rank: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]


def percentile_ranks(estimate: NDArray[np.float64], std_error: NDArray[np.float64]) -> PercentileRanks:
    """Count, for each estimate and each bound, the estimates that do not exceed it.

    With n estimates of which c do not exceed a value, its percentile rank is 100 (c - 1) / (m - 1), where m
    is the greatest such count; a lower bound below all estimates has 0.

    Args:
        estimate: Estimates; nan where there is none.
        std_error: Their standard errors.
    """
    known = np.sort(estimate[np.isfinite(estimate)])
    most = max(len(known) - 1, 1)

    def percent(values: NDArray[np.float64]) -> NDArray[np.float64]:
        counts = np.searchsorted(known, values, side="right")
        return np.where(np.isfinite(values), 100.0 * (counts - 1) / most, np.nan)

    return PercentileRanks(
        rank=percent(estimate),
        lower=np.maximum(percent(estimate - Z_90 * std_error), 0.0),
        upper=percent(estimate + Z_90 * std_error),
    )
