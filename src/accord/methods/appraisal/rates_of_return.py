"""Internal rates of return: all real ones above -100 %, counted exactly before one is called the rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from accord.methods.appraisal.root_counting import Polynomial, count_roots, isolate_roots, value_at

__all__ = ["RatesOfReturn", "RootCount", "rates_of_return", "sign_changes"]

_PRECISION = Fraction(1, 10**13)
_DECIMALS = 10**9


class RootCount(StrEnum):
    """How many rates make the net present value zero; ``every``: all flows are zero."""

    NONE = "none"
    ONE = "one"
    MANY = "many"
    EVERY = "every"


@dataclass(frozen=True, slots=True, kw_only=True)
class RatesOfReturn:
    """All internal rates of return.

    Attributes:
        count: How many there are.
        roots: The distinct rates as shares, in order, each to 1e-12 or better of 1 + rate.
        sign_changes: Changes of sign in the row of flows; no more rates than these exist (Descartes).
        begins_with_cost: Whether the first flow that is not zero is a cost: only then does a rate of return
            above the discount rate speak for the project.
    """

    count: RootCount
    roots: tuple[float, ...]
    sign_changes: int
    begins_with_cost: bool

    @property
    def rate(self) -> float | None:
        """The rate of return, if there is exactly one; else None."""
        return self.roots[0] if self.count is RootCount.ONE else None

    @property
    def touches(self) -> bool:
        """Whether the net present value only touches zero at its one rate, without changing its sign.

        By Descartes, roots, each as often as it is one, are fewer than changes of sign by an even number.
        """
        return self.count is RootCount.ONE and self.sign_changes % 2 == 0


def sign_changes(flows: Sequence[Decimal | float]) -> int:
    """Return how often consecutive flows differ in sign, zeros passed over."""
    signs = [flow > 0 for flow in flows if flow != 0]
    return sum(first != second for first, second in pairwise(signs))


def rates_of_return(flows: Sequence[Decimal | float]) -> RatesOfReturn:
    """Find every real rate above -100 % at which the net present value is zero.

    The flows are the coefficients of a polynomial in 1 + rate. Its distinct positive roots are counted by
    Sturm's theorem in exact whole numbers, isolated by halving and refined by halving; no rate is guessed and
    none is preferred. A double root, at which the value touches zero, is one rate. Flows are taken as the
    decimals that they print as: what remains of rounding in binary numbers would make rates of its own.

    Args:
        flows: Flows of consecutive years; costs are negative.

    Reference:
        Sturm's theorem and Descartes' rule of signs; e.g. Basu, Pollack, Roy, Algorithms in Real Algebraic
        Geometry, 2nd edition, chapter 2.
    """
    exact = [Fraction(str(flow)) for flow in flows]
    changes = sign_changes([float(flow) for flow in flows])
    first = next((flow for flow in exact if flow), None)
    if first is None:
        return RatesOfReturn(count=RootCount.EVERY, roots=(), sign_changes=0, begins_with_cost=False)
    polynomial = Polynomial.of(exact)
    if changes == 0:
        roots: tuple[float, ...] = ()
    elif changes == 1:
        roots = (_refined_from_bound(polynomial),)
    else:
        roots = tuple(float(_refined(polynomial, low, high) - 1) for low, high in isolate_roots(polynomial))
    count = (RootCount.NONE, RootCount.ONE)[len(roots)] if len(roots) < 2 else RootCount.MANY
    return RatesOfReturn(
        count=count,
        roots=tuple(sorted(roots)),
        sign_changes=changes,
        begins_with_cost=first < 0,
    )


def _refined_from_bound(polynomial: Polynomial) -> float:
    return float(_refined(polynomial, Fraction(0), polynomial.bound) - 1)


def _refined(polynomial: Polynomial, low: Fraction, high: Fraction) -> Fraction:
    """Narrow an interval (low, high] with one distinct root in it; a root of few digits is met exactly."""
    at_high = value_at(polynomial.coefficients, high)
    if at_high == 0:
        return high
    at_low = value_at(polynomial.coefficients, low)
    crosses = (at_low > 0) != (at_high > 0) and at_low != 0
    while high - low > _PRECISION * max(high, Fraction(1, 1000)):
        middle = _rounded((low + high) / 2, high - low)
        found = value_at(polynomial.coefficients, middle)
        if found == 0:
            return middle
        if (found > 0) == (at_high > 0) if crosses else count_roots(polynomial, low, middle) == 1:
            high = middle
        else:
            low = middle
    near = Fraction(round((low + high) / 2 * _DECIMALS), _DECIMALS)
    return near if value_at(polynomial.coefficients, near) == 0 else (low + high) / 2


def _rounded(value: Fraction, width: Fraction) -> Fraction:
    """Return a near number with few digits, so that exact arithmetic stays cheap."""
    digits = max(len(str(width.denominator)) - len(str(width.numerator)), 0) + 2
    scale = 10**digits
    return Fraction(round(value * scale), scale)
