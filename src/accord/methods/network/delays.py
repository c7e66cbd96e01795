"""Waiting at a crossing is a distribution with a heavy tail: its mean, and draws from it."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from accord.domain.network_change import DelayProfile

__all__ = ["drawn_delays", "mean_delay"]

_NORMAL = NormalDist()


def mean_delay(profile: DelayProfile) -> float:
    """Return the mean of a delay in minutes.

    The body is the log-normal distribution through the two shares that the source states. With a tail index
    a over 1, delays above the upper minutes u follow a Pareto law: P(X > x) = (1 - share) (u / x) ** a.
    No observed mean is used: where a source states one, it stands beside this one and does not replace it.

    Args:
        profile: The delay.
    """
    mu, sigma = _body(profile)
    if profile.tail_index is None:
        return math.exp(mu + sigma * sigma / 2)
    index, upper, share = float(profile.tail_index), float(profile.upper_minutes), float(profile.upper_share)
    below = math.exp(mu + sigma * sigma / 2) * _NORMAL.cdf(_NORMAL.inv_cdf(share) - sigma)
    return below + (1 - share) * upper * index / (index - 1)


def drawn_delays(profile: DelayProfile, generator: np.random.Generator, count: int) -> NDArray[np.float64]:
    """Return seeded draws of a delay in minutes.

    Args:
        profile: The delay.
        generator: Source of random numbers, seeded by the caller.
        count: How many draws.
    """
    mu, sigma = _body(profile)
    normal = generator.standard_normal(count)
    drawn = np.exp(mu + sigma * normal)
    if profile.tail_index is not None:
        rest = 1.0 - generator.random(count)
        tail = float(profile.upper_minutes) * rest ** (-1.0 / float(profile.tail_index))
        drawn = np.where(normal > _NORMAL.inv_cdf(float(profile.upper_share)), tail, drawn)
    return drawn


def _body(profile: DelayProfile) -> tuple[float, float]:
    """Return mean and standard deviation of the logarithm, from the two quantiles."""
    lower, upper = (
        (_NORMAL.inv_cdf(float(share)), math.log(float(minutes)))
        for share, minutes in (
            (profile.lower_share, profile.lower_minutes),
            (profile.upper_share, profile.upper_minutes),
        )
    )
    sigma = (upper[1] - lower[1]) / (upper[0] - lower[0])
    return lower[1] - sigma * lower[0], sigma
