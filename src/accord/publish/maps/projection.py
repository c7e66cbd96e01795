"""Degrees become metres in the equal-area projection of European statistics (EPSG:3035)."""

from __future__ import annotations

import math

__all__ = ["project"]

_SEMI_MAJOR = 6_378_137.0
_FLATTENING = 1 / 298.257222101
"""The ellipsoid GRS 80."""

_LATITUDE, _LONGITUDE = math.radians(52.0), math.radians(10.0)
_EAST, _NORTH = 4_321_000.0, 3_210_000.0
"""Origin of ETRS89-extended / LAEA Europe, and what is added to its coordinates."""

_E2 = _FLATTENING * (2 - _FLATTENING)
_E = math.sqrt(_E2)


def _q(sine: float) -> float:
    """Return the quantity q of a latitude, from its sine; the area of a zone is proportional to it."""
    ratio = (1 - _E * sine) / (1 + _E * sine)
    return (1 - _E2) * (sine / (1 - _E2 * sine * sine) - math.log(ratio) / (2 * _E))


_Q_POLE = _q(1.0)
_BETA = math.asin(_q(math.sin(_LATITUDE)) / _Q_POLE)
_RADIUS = _SEMI_MAJOR * math.sqrt(_Q_POLE / 2)
_D = (
    _SEMI_MAJOR
    * math.cos(_LATITUDE)
    / math.sqrt(1 - _E2 * math.sin(_LATITUDE) ** 2)
    / (_RADIUS * math.cos(_BETA))
)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return easting and northing in metres; areas are true, shapes nearly so within Europe.

    Lambert's azimuthal equal-area projection of an ellipsoid: method 9820 in IOGP Publication 373-7-2;
    Snyder, Map projections (1987), equations 24-17 to 24-27. WGS 84 and ETRS89 are taken as one (less than a
    metre). There is no way back from metres to degrees here, as no map needs it.

    Args:
        latitude: Degrees north, between -90 and 90.
        longitude: Degrees east; the opposite point of the globe (52 S, 170 W) has no place.
    """
    beta = math.asin(max(-1.0, min(1.0, _q(math.sin(math.radians(latitude))) / _Q_POLE)))
    along = math.radians(longitude) - _LONGITUDE
    nearness = math.sin(_BETA) * math.sin(beta) + math.cos(_BETA) * math.cos(beta) * math.cos(along)
    b = _RADIUS * math.sqrt(2 / (1 + nearness))
    east = b * _D * math.cos(beta) * math.sin(along)
    north = b / _D * (math.cos(_BETA) * math.sin(beta) - math.sin(_BETA) * math.cos(beta) * math.cos(along))
    return _EAST + east, _NORTH + north
