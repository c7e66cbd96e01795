"""Exact counting of the distinct positive roots of a polynomial by Sturm's theorem."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import pairwise

__all__ = ["Polynomial", "count_roots", "isolate_roots", "value_at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Polynomial:
    """A polynomial with whole coefficients and its Sturm chain.

    Attributes:
        coefficients: Coefficients, highest power first; the first and the last are not zero, and no root is
            a multiple one.
        chain: Sturm chain, from the polynomial down.
        bound: Above every root (Cauchy).
    """

    coefficients: tuple[int, ...]
    chain: tuple[tuple[int, ...], ...]
    bound: Fraction

    @classmethod
    def of(cls, values: Sequence[Fraction]) -> Polynomial:
        """Make one from numbers, highest power first.

        Zeros at both ends are no positive roots and go; a multiple root becomes a simple one.

        Raises:
            ValueError: All numbers are zero.
        """
        filled = [place for place, value in enumerate(values) if value]
        if not filled:
            raise ValueError("every number is a root of a polynomial without coefficients")
        kept = values[filled[0] : filled[-1] + 1]
        common = math.lcm(*(value.denominator for value in kept))
        whole = _without_repeats(_primitive([int(value * common) for value in kept]))
        largest = max(abs(value) for value in whole)
        return cls(
            coefficients=tuple(whole),
            chain=tuple(_sturm_chain(whole)),
            bound=Fraction(1 + largest // abs(whole[0]) + 1),
        )


def value_at(coefficients: Sequence[int], point: Fraction) -> int:
    """Return a whole number with the sign of a polynomial at a positive or zero rational point."""
    above, below = point.numerator, point.denominator
    power, total = 1, 0
    for coefficient in coefficients:
        total = total * above + coefficient * power
        power *= below
    return total


def count_roots(polynomial: Polynomial, low: Fraction, high: Fraction) -> int:
    """Return how many distinct roots lie in the interval (low, high]."""
    return _variations(polynomial, low) - _variations(polynomial, high)


def isolate_roots(polynomial: Polynomial) -> Iterator[tuple[Fraction, Fraction]]:
    """Yield intervals (low, high] with one distinct positive root each, from below."""
    waiting = [(Fraction(0), polynomial.bound)]
    while waiting:
        low, high = waiting.pop()
        found = count_roots(polynomial, low, high)
        if found == 1:
            yield low, high
        elif found > 1:
            middle = (low + high) / 2
            waiting += [(middle, high), (low, middle)]


def _variations(polynomial: Polynomial, point: Fraction) -> int:
    signs = [value > 0 for each in polynomial.chain if (value := value_at(each, point))]
    return sum(first != second for first, second in pairwise(signs))


def _sturm_chain(first: Sequence[int]) -> Iterator[tuple[int, ...]]:
    degree = len(first) - 1
    before = list(first)
    yield tuple(before)
    current = _primitive([value * (degree - place) for place, value in enumerate(first[:-1])])
    while current:
        yield tuple(current)
        before, current = current, _primitive([-value for value in _remainder(before, current)])


def _without_repeats(whole: Sequence[int]) -> list[int]:
    """Divide a polynomial by what it has in common with its derivative: the end of its Sturm chain."""
    *_, common = _sturm_chain(whole)
    rest, quotient = [Fraction(value) for value in whole], []
    while len(rest) >= len(common):
        factor = rest[0] / common[0]
        quotient.append(factor)
        for place, value in enumerate(common):
            rest[place] -= factor * value
        rest = rest[1:]
    below = math.lcm(*(value.denominator for value in quotient))
    return _primitive([int(value * below) for value in quotient])


def _remainder(above: Sequence[int], below: Sequence[int]) -> list[int]:
    """Return a positive multiple of the remainder of a division of polynomials, in whole numbers."""
    rest, lead = list(above), below[0]
    while len(rest) >= len(below):
        factor = rest[0]
        rest = [value * abs(lead) for value in rest]
        sign = 1 if lead > 0 else -1
        for place, value in enumerate(below):
            rest[place] -= sign * factor * value
        rest = rest[1:]
    while rest and rest[0] == 0:
        rest = rest[1:]
    return rest


def _primitive(values: Sequence[int]) -> list[int]:
    common = reduce(math.gcd, values, 0)
    return [value // common for value in values] if common else []
