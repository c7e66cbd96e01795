"""Where sea and lakes are, sketched by hand: for orientation only.

Sixty points of our own, from memory; beside a published coast the worst are some 20 km off. Islands, bays
and rivers are left out. No line here is a border, and none was taken from a data set.
"""

from __future__ import annotations

__all__ = ["LAKES", "SEAS"]

Line = tuple[tuple[float, float], ...]

_EASTERN_ADRIATIC: Line = (
    (45.6, 13.7),
    (44.8, 13.9),
    (45.3, 14.4),
    (44.7, 14.9),
    (44.1, 15.2),
    (43.5, 16.1),
    (43.4, 16.9),
    (43.0, 17.5),
    (42.65, 18.05),
    (42.4, 18.5),
    (42.25, 18.85),
    (42.0, 19.12),
    (41.85, 19.4),
    (41.6, 19.5),
    (41.35, 19.4),
    (41.05, 19.45),
    (40.75, 19.32),
    (40.5, 19.38),
    (40.32, 19.38),
    (40.1, 19.72),
    (39.7, 20.0),
    (39.3, 20.4),
    (38.6, 20.8),
)
_WESTERN_ADRIATIC: Line = (
    (38.6, 16.6),
    (39.6, 16.6),
    (40.45, 17.1),
    (40.2, 17.9),
    (39.85, 18.35),
    (40.2, 18.5),
    (40.7, 17.9),
    (41.15, 16.8),
    (41.6, 15.95),
    (41.9, 16.1),
    (42.0, 15.2),
    (42.5, 14.2),
    (43.6, 13.5),
    (44.5, 12.3),
)
_AEGEAN: Line = (
    (38.6, 23.0),
    (39.5, 22.95),
    (40.1, 22.6),
    (40.45, 22.65),
    (40.58, 22.85),
    (40.25, 23.3),
    (39.95, 23.5),
    (40.3, 23.9),
    (40.65, 23.8),
    (40.85, 24.4),
    (39.5, 25.2),
)

SEAS: tuple[Line, ...] = ((*_EASTERN_ADRIATIC, *_WESTERN_ADRIATIC), _AEGEAN)
"""Degrees north and east around the Adriatic with the Ionian Sea, and around the north of the Aegean."""

LAKES: tuple[Line, ...] = (
    ((42.32, 19.1), (42.24, 19.36), (42.06, 19.49), (42.14, 19.22)),
    ((41.17, 20.7), (41.1, 20.81), (40.92, 20.76), (41.02, 20.64)),
    ((40.97, 21.0), (40.92, 21.12), (40.76, 21.06), (40.86, 20.93)),
)
"""Degrees north and east around the lakes of Shkodër, Ohrid and Prespa."""
