"""Quantiles of Student's distribution, for any positive number of degrees of freedom."""

from __future__ import annotations

from math import exp, inf, lgamma, log
from statistics import NormalDist

__all__ = ["t_quantile"]

_TINY = 1e-300
_TERMS = 500
_HALVINGS = 200


def t_quantile(share: float, degrees: float) -> float:
    """Return the value below which a share of Student's distribution lies.

    The distribution function is 1 - I(v / (v + t^2); v / 2, 1 / 2) / 2 for t >= 0, where I is the
    regularised incomplete beta function (Abramowitz and Stegun 1964, 26.5 and 26.7), computed by its
    continued fraction (NIST Digital Library of Mathematical Functions, 8.17.22) and inverted by bisection.

    Args:
        share: Above 0 and below 1.
        degrees: Degrees of freedom, above 0; need not be whole, and infinity gives the normal distribution.

    Raises:
        ValueError: An argument lies outside.
    """
    if not 0 < share < 1 or not degrees > 0:
        raise ValueError(f"a share within 0 and 1 and degrees above 0 are needed, not {share} and {degrees}")
    if degrees == inf:
        return NormalDist().inv_cdf(share)
    if share < 0.5:
        return -t_quantile(1 - share, degrees)
    low, high = 0.0, 1.0
    while _below(high, degrees) < share:
        low, high = high, high * 2
        if high == inf:
            raise ValueError(f"the quantile of {share} with {degrees} degrees of freedom is too large")
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        low, high = (middle, high) if _below(middle, degrees) < share else (low, middle)
    return (low + high) / 2


def _below(value: float, degrees: float) -> float:
    """Return the share of the distribution below a value that is not negative."""
    return 1 - _incomplete_beta(degrees / 2, 0.5, degrees / (degrees + value * value)) / 2


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    return front * _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction by the method of Lentz (1976), as modified by Thompson and Barnett."""
    c, d = 1.0, 1 / ((1 - (a + b) * x / (a + 1)) or _TINY)
    value = d
    for m in range(1, _TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / ((1 + term * d) or _TINY)
            c = (1 + term / c) or _TINY
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value
