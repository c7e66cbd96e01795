"""Sigma convergence: whether the spread of partners shrinks."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from accord.domain.indicator import Scale
from accord.methods.convergence.panels import Floats, Panel
from accord.methods.convergence.student import t_quantile
from accord.methods.convergence.trends import Trend, linear_trend

__all__ = ["Dispersion", "dispersion", "levels_of", "spread_ratio"]

_STILL = 1e-12
"""What counts as no spread, relative to the size of the values: the rounding of floating numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispersion:
    """The spread of the same units, period by period.

    Attributes:
        sigma: Standard deviation in each period, of ln y on ratio scales, of y on interval scales.
        ratio: Last divided by first; below 1 the units have come together. None if the first is nought.
        lower: Lower end of the interval of the ratio; None if there is none.
        upper: Upper end.
        trend: Trend of ln sigma in a year; None with too few periods or a spread of nought.
    """

    sigma: tuple[float, ...]
    ratio: float | None
    lower: float | None
    upper: float | None
    trend: Trend | None


def levels_of(panel: Panel, scale: Scale) -> Floats | None:
    """Return ln y on ratio scales and y on interval scales; None where a logarithm does not exist.

    Raises:
        ValueError: The scale is ordinal.
    """
    if scale is Scale.ORDINAL:
        raise ValueError("words in an order have no spread")
    values = panel.values
    if scale is Scale.INTERVAL:
        return values
    return np.asarray(np.log(values)) if (values > 0).all() else None


def dispersion(levels: Floats, times: tuple[float, ...], *, level: float) -> Dispersion:
    """Return the spread in each period and how it changed.

    The standard deviation is that of a sample, with n - 1 below the line (Barro and Sala-i-Martin, Journal
    of Political Economy 100, 1992, for the notion). That the variance is the same in the first and in the
    last period is not tested as if both were independent: the units are the same (Carree and Klomp, Review
    of Economics and Statistics 79, 1997); see :func:`spread_ratio`. The interval speaks of units like these,
    taken from a normal distribution: with six it is wide, and it says nothing of errors of measurement,
    which widen the spread in every period.

    Args:
        levels: Units by periods.
        times: Middles of the periods, in years.
        level: Share that the interval holds.
    """
    sigma = np.array([_deviation(column) for column in levels.T])
    ratio, lower, upper = spread_ratio(levels[:, 0], levels[:, -1], level=level)
    has_trend = bool((sigma > 0).all())
    return Dispersion(
        sigma=tuple(float(one) for one in sigma),
        ratio=ratio,
        lower=lower,
        upper=upper,
        trend=linear_trend(times, [float(one) for one in np.log(sigma)]) if has_trend else None,
    )


def spread_ratio(
    first: Floats, last: Floats, *, level: float
) -> tuple[float | None, float | None, float | None]:
    """Return the standard deviation of the last values divided by that of the first, with its interval.

    For pairs from a bivariate normal distribution with F = s2^2 / s1^2, correlation r and n pairs, the
    interval of the ratio of variances is F (K -+ sqrt(K^2 - 1)), K = 1 + 2 (1 - r^2) t^2 / (n - 2), with
    the quantile t for n - 2 degrees of freedom (Pitman, Biometrika 31, 1939; Morgan in the same volume).
    Returned are the square roots. It is exact for small n, which resampling six units is not.

    Args:
        first: Values of the units in the first period.
        last: Values of the same units in the last period.
        level: Share that the interval holds.

    Returns:
        Ratio, lower and upper end; None for the ends with fewer than three units or values that are all the
        same, and for the ratio if the first values are.
    """
    before, after, n = _deviation(first), _deviation(last), len(first)
    if before == 0:
        return None, None, None
    ratio = after / before
    if n < 3 or after == 0:
        return ratio, None, None
    related = min(1.0, abs(float(np.corrcoef(first, last)[0, 1])))
    k = 1 + 2 * (1 - related**2) * t_quantile((1 + level) / 2, n - 2) ** 2 / (n - 2)
    wide = k + sqrt(k * k - 1)
    return ratio, ratio / sqrt(wide), ratio * sqrt(wide)


def _deviation(values: Floats) -> float:
    """Return the standard deviation of a sample; nought where only rounding tells the values apart."""
    found = float(values.std(ddof=1))
    return found if found > _STILL * float(np.abs(values).max()) else 0.0
