"""Degrees become metres as the definition of EPSG:3035 says."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.publish.maps.projection import project

_A, _E2 = 6_378_137.0, 0.00669438002290
"""Semi-major axis and squared eccentricity of GRS 80, as published (Moritz 2000)."""


def test_the_worked_example_of_the_definition_is_reproduced() -> None:
    # IOGP Publication 373-7-2, method 9820, example for ETRS89-LAEA: 50 N, 5 E.
    assert project(50.0, 5.0) == pytest.approx((3_962_799.45, 2_999_718.85), abs=0.01)


def test_the_origin_has_the_false_easting_and_northing() -> None:
    assert project(52.0, 10.0) == pytest.approx((4_321_000.0, 3_210_000.0), abs=1e-6)


def test_places_east_and_west_of_the_origin_are_mirror_images() -> None:
    east, west = project(43.0, 20.0), project(43.0, 0.0)
    assert east[1] == pytest.approx(west[1], abs=1e-6)
    assert east[0] - 4_321_000 == pytest.approx(4_321_000 - west[0], abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.floats(36, 60), st.floats(-5, 30))
def test_areas_are_true(latitude: float, longitude: float) -> None:
    """A cell of a thousandth of a degree has the area that it has on the ellipsoid."""
    step = 0.001
    x0, y0 = project(latitude - step / 2, longitude)
    x1, y1 = project(latitude + step / 2, longitude)
    x2, y2 = project(latitude, longitude - step / 2)
    x3, y3 = project(latitude, longitude + step / 2)
    drawn = abs((x1 - x0) * (y3 - y2) - (y1 - y0) * (x3 - x2))
    phi, radians = math.radians(latitude), math.radians(step)
    w2 = 1 - _E2 * math.sin(phi) ** 2
    meridian, normal = _A * (1 - _E2) / w2**1.5, _A / math.sqrt(w2)
    assert drawn == pytest.approx(meridian * normal * math.cos(phi) * radians**2, rel=1e-6)
