"""Mean of sources with standard error and interval, as the Corruption Perceptions Index computes them.

The score is the mean of the sources that speak of a unit, rounded half up; its standard error the standard
deviation of the sources (n - 1) over the root of their number, both from numbers that are not rounded; the
interval is the rounded score and 1.65 standard errors on both sides. A unit of which fewer than three sources
speak has no score. After Transparency International, Corruption Perceptions Index, technical methodology
note. Not done: bringing each source onto the common scale, which the publisher does before.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.domain.composite_steps import Aggregation
from accord.methods.composite.table import Floats

__all__ = ["SourceMeans", "source_means"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMeans:
    """Means of units.

    Attributes:
        score: Rounded means; nan below the least number of sources.
        std_error: Standard errors; nan also for a single source.
        lower: Lower bound of the interval.
        upper: Upper bound.
        n_sources: Sources that speak of the unit.
    """

    score: Floats
    std_error: Floats
    lower: Floats
    upper: Floats
    n_sources: NDArray[np.int64]


def source_means(values: Floats, settings: Aggregation) -> SourceMeans:
    """Return the mean of each row over its known values, all with the same weight.

    Args:
        values: Units by sources, on one scale; nan where a source says nothing.
        settings: Least number of sources, decimals, width of the interval.
    """
    known = np.isfinite(values)
    counts = known.sum(1)
    n = np.maximum(counts, 1)
    means = np.where(known, values, 0.0).sum(1) / n
    squares = np.where(known, (values - means[:, None]) ** 2, 0.0).sum(1)
    errors = np.where(counts > 1, np.sqrt(squares / np.maximum(n - 1, 1)) / np.sqrt(n), np.nan)
    factor = 10.0**settings.decimals
    # A mean such as 44.5 that sums to 44.499999999999996 is still rounded up.
    rounded = np.floor(np.round(means * factor, 9) + 0.5) / factor
    enough = counts >= max(settings.least_sources, 1)
    score, error = np.where(enough, rounded, np.nan), np.where(enough, errors, np.nan)
    width = float(settings.width) * error
    return SourceMeans(
        score=score, std_error=error, lower=score - width, upper=score + width, n_sources=counts
    )
