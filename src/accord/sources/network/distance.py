"""Kilometres along a line of points on Earth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["line_km"]

_EARTH_KM = 6371.0088


def line_km(points: Sequence[tuple[float, float]]) -> float:
    """Return the kilometres along a line, on a sphere of the Earth's mean radius (IUGG).

    Args:
        points: Degrees east and north of each point.
    """
    total = 0.0
    for (east, north), (more_east, more_north) in pairwise(points):
        up = math.sin(math.radians(more_north - north) / 2)
        along = math.sin(math.radians(more_east - east) / 2)
        chord = up**2 + math.cos(math.radians(north)) * math.cos(math.radians(more_north)) * along**2
        total += 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))
    return total
