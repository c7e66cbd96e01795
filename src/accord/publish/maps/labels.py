"""Names are put beside their places so that none covers another; those that do not fit are left out."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from accord.publish.maps.layout import WORDS
from accord.publish.maps.shapes import group, polyline
from accord.publish.maps.viewport import Point, Viewport
from accord.publish.palette import INK
from accord.publish.svg import text

__all__ = ["Crowd", "Label", "placed_labels"]

Box = tuple[float, float, float, float]

_LETTER = 0.53
"""Width of a letter in sizes: a little more than most fonts need, as the reader's font is not known."""
_CELL, _BIN, _STEP = 4.0, 24.0, 2.5
"""Edges of the cells in which lines are counted and boxes are looked up."""
_NEAR = (3.0, 6.0)
"""Units between a symbol and its name: near, and a little farther where that is taken."""
_TURNS = 16
_PREFERENCE = (0, 8, 14, 2, 10, 6, 15, 1, 9, 7, 13, 3, 11, 5, 12, 4)
"""Turns from the right, clockwise in sixteenths, in the order in which readers expect names."""
_SIDE = 0.3
_RINGS = (12.0, 18.0, 25.0, 33.0, 42.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words that belong to a point.

    Attributes:
        words: The words.
        at: The point.
        radius: Size of the symbol that stands there.
        rank: Labels of a lower rank are put first.
        why: Id that explains digits in the words.
        fill: Colour.
        is_needed: Whether it stands farther away, with a line to its point, rather than be left out.
        weight: ``normal`` or ``600``.
        size: Size of the words.
    """

    words: str
    at: Point
    radius: float
    rank: float
    why: str = ""
    fill: str = INK
    is_needed: bool = False
    weight: str = "normal"
    size: float = WORDS

    @property
    def width(self) -> float:
        """Units that the words are wide, as far as can be known."""
        return len(self.words) * self.size * _LETTER


class _Stand(NamedTuple):
    """Where words stand: their box, the line to their point if they are far, and which side is fixed."""

    box: Box
    leader: tuple[Point, ...]
    anchor: str


class Crowd:
    """What stands on a map already: symbols and words, which stay free, and lines, which may be crossed.

    Args:
        view: The map.
    """

    def __init__(self, view: Viewport) -> None:
        self._view = view
        self._boxes: dict[tuple[int, int], list[Box]] = {}
        self._lines: Counter[tuple[int, int]] = Counter()

    def add_symbol(self, at: Point, radius: float) -> None:
        """Keep a symbol free of words."""
        self.add_box((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius))

    def add_box(self, box: Box) -> None:
        """Keep an area free of words: left, upper, right, lower edge."""
        for cell in _cells(box, _BIN):
            self._boxes.setdefault(cell, []).append(box)

    def add_line(self, points: Sequence[Point]) -> None:
        """Keep a line free of words where there is another way."""
        for (x, y), (to_x, to_y) in itertools.pairwise(points):
            count = max(int(math.hypot(to_x - x, to_y - y) / _CELL), 1)
            for step in range(count + 1):
                share = step / count
                self._lines[_cell(x + (to_x - x) * share, y + (to_y - y) * share)] += 1

    def crosses(self, leader: Sequence[Point]) -> bool:
        """Whether a line from a symbol crosses another symbol or words; no line crosses nothing."""
        for (x, y), (to_x, to_y) in itertools.pairwise(leader):
            count = int(math.hypot(to_x - x, to_y - y) / _STEP) + 1
            for step in range(2, count + 1):
                at_x, at_y = x + (to_x - x) * step / count, y + (to_y - y) * step / count
                if self._is_taken((at_x, at_y, at_x, at_y)):
                    return True
        return False

    def _is_taken(self, box: Box) -> bool:
        left, upper, right, lower = box
        known = self._boxes
        for cell in _cells(box, _BIN):
            for other in known.get(cell, ()):
                if left < other[2] and right > other[0] and upper < other[3] and lower > other[1]:
                    return True
        return False

    def cost(self, box: Box, limit: float) -> float | None:
        """Return how much a box covers of lines; None if it may not stand there, or covers the limit."""
        left, upper, right, lower = box
        view = self._view
        if left < 2 or upper < 2 or right > view.width - 2 or lower > view.height - 2:
            return None
        if self._is_taken(box):
            return None
        covered, lines = 0, self._lines
        for cell in _cells(box, _CELL) if lines else ():
            if cell in lines:
                covered += lines[cell]
                if covered / 2 >= limit:
                    return None
        return covered / 2


def placed_labels(labels: Iterable[Label], crowd: Crowd, *, most: int) -> list[str]:
    """Return the labels that fit, as elements; the same labels in any order give the same elements.

    Args:
        labels: The labels; needed ones come first, then those of a low rank.
        crowd: What stands on the map already; the labels are added to it.
        most: How many are put at most, needed ones apart.
    """
    order = sorted(labels, key=lambda row: (not row.is_needed, row.rank, row.words, row.at))
    parts: list[str] = []
    count = 0
    for label in order:
        if not label.is_needed and count >= most:
            break
        found = _best(label, crowd)
        if found is None:
            continue
        crowd.add_box(found.box)
        count += not label.is_needed
        if found.leader:
            line = polyline(
                found.leader, fill="none", stroke=label.fill, stroke_width=0.9, paint_order="fill"
            )
            parts.append(line)
        parts.append(_words(label, found))
    return [group(parts, stroke="#ffffff", stroke_width=2.4, stroke_linejoin="round", paint_order="stroke")]


def _best(label: Label, crowd: Crowd) -> _Stand | None:
    """Return where the words cover the least of lines; a tenth more for each less expected place."""
    best: tuple[float, _Stand] | None = None
    for number, found in enumerate(_stands(label)):
        limit = math.inf if best is None else best[0] - number / 10
        if limit <= 0:
            break
        cost = None if crowd.crosses(found.leader) else crowd.cost(found.box, limit)
        if cost is not None and cost < limit:
            best = cost + number / 10, found
    return None if best is None else best[1]


def _stands(label: Label) -> Iterator[_Stand]:
    """Yield where the words could stand, the expected places first, and with a line to the point if far."""
    for gap in _NEAR:
        for turn in _PREFERENCE:
            yield _stand(label, label.radius + gap, turn, is_far=False)
    for ring in _RINGS if label.is_needed else ():
        for turn in _PREFERENCE:
            yield _stand(label, ring, turn, is_far=True)


def _stand(label: Label, distance: float, turn: int, *, is_far: bool) -> _Stand:
    angle = 2 * math.pi * turn / _TURNS
    across, down = math.cos(angle), math.sin(angle)
    x, y = label.at
    end = x + across * distance, y + down * distance
    left, upper = end[0] - label.width * (1 - across) / 2, end[1] - label.size * (1 - down) / 2
    start = x + across * label.radius, y + down * label.radius
    return _Stand(
        box=(left, upper, left + label.width, upper + label.size),
        leader=(start, end) if is_far else (),
        anchor="start" if across > _SIDE else "end" if across < -_SIDE else "middle",
    )


def _words(label: Label, stand: _Stand) -> str:
    """Return the words, fixed at the side of their symbol, so that a wider font grows away from it."""
    left, _upper, right, lower = stand.box
    x = {"start": left, "middle": (left + right) / 2, "end": right}[stand.anchor]
    return text(
        round(x, 1),
        round(lower - label.size * 0.28, 1),
        label.words,
        size=label.size,
        fill=label.fill,
        anchor=stand.anchor,
        weight=label.weight,
        why=label.why,
    )


def _cell(x: float, y: float) -> tuple[int, int]:
    return int(x // _CELL), int(y // _CELL)


def _cells(box: Box, size: float) -> Iterator[tuple[int, int]]:
    """Return the cells of a grid that a box touches."""
    left, upper, right, lower = box
    left, upper, right, lower = int(left // size), int(upper // size), int(right // size), int(lower // size)
    return itertools.product(range(left, right + 1), range(upper, lower + 1))
