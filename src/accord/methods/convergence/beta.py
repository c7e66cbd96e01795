"""Beta convergence: whether those who began lower grew faster."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, log1p

import numpy as np

from accord.methods.convergence.panels import Floats
from accord.methods.convergence.student import t_quantile

__all__ = ["Beta", "beta_convergence"]

_STILL = 1e-12
"""What counts as the same level, relative to its size: the rounding of floating numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beta:
    """The regression of growth on the initial level.

    Attributes:
        slope: b; below nought those who began lower grew faster.
        std_error: Its ordinary standard error.
        lower: Lower end of the interval of b.
        upper: Upper end.
        intercept: a.
        speed: -ln(1 + b T) / T in a year; None unless b is below nought and 1 + b T above it.
        half_life: ln 2 / speed, in years; None without a speed.
        n: Number of units.
        years: T.
    """

    slope: float
    std_error: float
    lower: float
    upper: float
    intercept: float
    speed: float | None
    half_life: float | None
    n: int
    years: float

    @property
    def is_distinguishable(self) -> bool:
        """Whether the interval of b leaves out nought."""
        return self.lower > 0 or self.upper < 0


def beta_convergence(first: Floats, last: Floats, years: float, *, level: float) -> Beta | None:
    """Regress yearly growth on the initial level: (1 / T) (x_T - x_0) = a + b x_0, x being ln y or y.

    Reference: Barro and Sala-i-Martin, Journal of Political Economy 100 (1992), for ratio scales, where x is
    ln y; on interval scales growth is the yearly difference, and the same formulas hold. The speed is
    -ln(1 + b T) / T, the half-life ln 2 / speed.

    What it does not say. A slope below nought does not mean that the spread shrinks (sigma convergence is
    the test of that): values that only scatter around constant levels also give one, since who began low by
    accident rises by accident (Galton's fallacy: Friedman, Journal of Economic Literature 30, 1992; Quah,
    Scandinavian Journal of Economics 95, 1993). Errors of measurement in the first period work the same
    way. It compares everyone with one common end and leaves out what else differs (absolute, not conditional,
    convergence). Units are taken as independent; neighbours are not, so the interval is rather too narrow.

    Args:
        first: x of the units in the first period.
        last: x of the same units in the last period.
        years: T, above nought.
        level: Share that the interval of b holds.

    Returns:
        The regression; None with fewer than three units, or if all began at the same level.
    """
    n = len(first)
    away = first - first.mean()
    squares = float(away @ away)
    if n < 3 or squares <= n * (_STILL * float(np.abs(first).max())) ** 2 or years <= 0:
        return None
    growth = (last - first) / years
    slope = float(away @ growth) / squares
    intercept = float(growth.mean() - slope * first.mean())
    left = growth - intercept - slope * first
    error = float(np.sqrt(left @ left / (n - 2) / squares))
    margin = t_quantile((1 + level) / 2, n - 2) * error
    speed = -log1p(slope * years) / years if slope < 0 and 1 + slope * years > 0 else None
    return Beta(
        slope=slope,
        std_error=error,
        lower=slope - margin,
        upper=slope + margin,
        intercept=intercept,
        speed=speed,
        half_life=log(2) / speed if speed else None,
        n=n,
        years=years,
    )
