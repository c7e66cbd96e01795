"""Metres become units of a drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accord.publish.maps.projection import project

__all__ = ["Point", "Viewport", "viewport_of"]

Point = tuple[float, float]
"""Units to the right and down."""

_LEAST_METRES = 10_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewport:
    """The part of the world that a map shows.

    Attributes:
        west: Easting of the left edge in metres.
        north: Northing of the upper edge in metres.
        scale: Metres of one unit.
        width: Units from left to right.
        height: Units from top to bottom.
    """

    west: float
    north: float
    scale: float
    width: float
    height: float

    def point(self, latitude: float, longitude: float) -> Point:
        """Return where a place stands; outside the map if it lies outside."""
        return self.at(project(latitude, longitude))

    def at(self, metres: tuple[float, float]) -> Point:
        """Return where a point of the projection stands.

        Args:
            metres: Easting and northing.
        """
        east, north = metres
        return (east - self.west) / self.scale, (self.north - north) / self.scale

    def holds(self, point: Point, margin: float = 0.0) -> bool:
        """Whether a point lies within the map.

        Args:
            point: The point.
            margin: Units by which it may lie outside.
        """
        x, y = point
        return -margin <= x <= self.width + margin and -margin <= y <= self.height + margin


def viewport_of(degrees: Iterable[tuple[float, float]], *, width: float, margin: float) -> Viewport:
    """Return the part of the world around some places; north is nearly up.

    Args:
        degrees: Degrees north and east; at least one pair.
        width: Units from left to right.
        margin: Units left free on each side.

    Raises:
        ValueError: There is no place.
    """
    points = [project(latitude, longitude) for latitude, longitude in degrees]
    if not points:
        raise ValueError("a map needs a place")
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    across, down = max(east - west, _LEAST_METRES), max(north - south, _LEAST_METRES)
    scale = across / (width - 2 * margin)
    return Viewport(
        west=(west + east - across) / 2 - margin * scale,
        north=(south + north + down) / 2 + margin * scale,
        scale=scale,
        width=width,
        height=down / scale + 2 * margin,
    )
