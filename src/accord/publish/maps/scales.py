"""Values become classes, each with words, a colour and a size, so that a print in grey still says which."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accord.publish.maps.number_words import below_in_words, between_in_words, from_in_words

__all__ = ["RAMPS", "Scale", "Step", "even_scale", "ladder_scale", "scale_of"]

RAMPS: dict[str, tuple[str, ...]] = {
    "blue": ("#e6eff8", "#b9d3ea", "#82b1d9", "#4a86bf", "#22599a", "#0c2c5c"),
    "green": ("#e4f2e1", "#b6dcb1", "#7fbf80", "#459a58", "#1d6d3a", "#063e1e"),
    "brown": ("#fbeed9", "#f0c483", "#e3a256", "#bd7126", "#86440f", "#4b2206"),
}
"""Colours of one hue each, from light to dark, in even steps of lightness: they keep their order for readers
who do not see hues, and in grey. Symbols have a dark edge, so that the lightest stands out too."""

_SMALLEST, _LARGEST = 3.2, 7.6
_MOST_BOUNDS = 5
_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 240, 480)
_COUNTS = tuple(factor * 10**power for power in range(10) for factor in (1, 2, 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One class.

    Attributes:
        words: What it holds, in words without digits.
        fill: Colour.
        radius: Size of the symbol.
    """

    words: str
    fill: str
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Classes from low to high; unknown is a class of its own and never the lowest.

    Attributes:
        bounds: Bounds between the classes, ascending; a bound belongs to the class above it.
        steps: The classes, one more than bounds.
        unknown: Words of the class of unknown values.
        nothing: Values from minus this to this are no change, shown as a dot; 0 if there is no such class.
        nothing_words: Words of that class.
        less_words: Words of the values below it, shown as a triangle.
    """

    bounds: tuple[float, ...]
    steps: tuple[Step, ...]
    unknown: str = "unknown"
    nothing: float = 0.0
    nothing_words: str = ""
    less_words: str = ""

    def step_of(self, value: float) -> Step:
        """Return the class of a value."""
        return self.steps[bisect_right(self.bounds, value)]

    def words_of(self, value: float | None) -> str:
        """Return the words of the class of a value; None is unknown."""
        if value is None:
            return self.unknown
        if self.nothing and value < -self.nothing:
            return self.less_words
        if self.nothing and value <= self.nothing:
            return self.nothing_words
        return self.step_of(value).words


def scale_of(bounds: Sequence[float], *, unit: str, ramp: str) -> Scale:
    """Return the classes between some bounds.

    Args:
        bounds: Round numbers, ascending; at most five.
        unit: ``minutes``, or a plural such as ``people``.
        ramp: Name of the colours.

    Raises:
        ValueError: There are too many bounds, or they do not ascend.
    """
    if len(bounds) > _MOST_BOUNDS or list(bounds) != sorted(set(bounds)):
        raise ValueError(f"at most {_MOST_BOUNDS} bounds that ascend, not {list(bounds)}")
    words = ["all values"]
    if bounds:
        pairs = itertools.pairwise(bounds)
        between = [between_in_words(low, high, unit) for low, high in pairs]
        words = [below_in_words(bounds[0], unit), *between, from_in_words(bounds[-1], unit)]
    count = len(words)
    colours = RAMPS[ramp]
    return Scale(
        bounds=tuple(bounds),
        steps=tuple(
            Step(
                words=said,
                fill=colours[round(at * (len(colours) - 1) / max(count - 1, 1))],
                radius=round(_SMALLEST + (_LARGEST - _SMALLEST) * at / max(count - 1, 1), 2),
            )
            for at, said in enumerate(words)
        ),
    )


def even_scale(values: Iterable[float | None], *, unit: str, ramp: str) -> Scale:
    """Return classes of equal width with round bounds, at most six; the outer two are open.

    The bounds lie between the values that one in twenty is below and above.

    Args:
        values: The values to show; unknown ones do not count.
        unit: ``minutes``, or a plural.
        ramp: Name of the colours.
    """
    known = sorted(value for value in values if value is not None)
    if not known:
        return scale_of((), unit=unit, ramp=ramp)
    low, high = known[len(known) // 20], known[-1 - len(known) // 20]
    widths = _MINUTES if unit == "minutes" else _COUNTS
    for width in widths:
        first = int(low // width) + 1
        bounds = [float(width * at) for at in range(first, int(high // width) + 1)]
        if len(bounds) <= _MOST_BOUNDS:
            return scale_of(bounds, unit=unit, ramp=ramp)
    return scale_of((), unit=unit, ramp=ramp)


def ladder_scale(values: Iterable[float | None], *, unit: str, ramp: str, rungs: int = 4) -> Scale:
    """Return classes whose bounds go up by one, two, five, ten: for values most of which are small.

    Args:
        values: The values to show, from zero up; unknown ones do not count.
        unit: ``minutes``, or a plural.
        ramp: Name of the colours.
        rungs: How many bounds at most.
    """
    highest = max((value for value in values if value is not None), default=0.0)
    bounds = [bound for bound in (0.1, 0.2, 0.5, *map(float, _COUNTS)) if bound < highest]
    return scale_of(bounds[-rungs:], unit=unit, ramp=ramp)
