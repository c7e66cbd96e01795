"""Values fall into classes that differ in lightness and in size."""

from __future__ import annotations

import itertools
import random

import pytest

from accord.publish.maps.scales import RAMPS, even_scale, ladder_scale, scale_of
from accord.publish.maps.value_maps import saving_scale


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ramp", RAMPS)
def test_colours_get_darker_from_class_to_class_by_what_an_eye_can_see(ramp: str) -> None:
    lights = [luminance(colour) for colour in RAMPS[ramp]]
    ratios = [(one + 0.05) / (two + 0.05) for one, two in itertools.pairwise(lights)]
    assert min(ratios) > 1.3


def test_a_bound_belongs_to_the_class_above_it_and_unknown_to_none() -> None:
    scale = scale_of((15, 30), unit="minutes", ramp="brown")
    assert [scale.words_of(value) for value in (0.0, 14.9, 15.0, 29.9, 30.0, None)] == [
        "under fifteen minutes",
        "under fifteen minutes",
        "fifteen minutes to half an hour",
        "fifteen minutes to half an hour",
        "half an hour or more",
        "unknown",
    ]
    radii = [step.radius for step in scale.steps]
    assert radii == sorted(set(radii))


def test_hours_are_bounds_where_values_lie_between_four_and_a_half_and_eleven_hours() -> None:
    # 270 to 660 in steps of 10: the outer twentieths leave 290 to 640, in which six whole hours lie, one too
    # many; so every second hour is a bound.
    values = [float(value) for value in range(270, 661, 10)]
    assert even_scale(values, unit="minutes", ramp="blue").bounds == (360.0, 480.0, 600.0)
    assert even_scale([*values, None], unit="minutes", ramp="blue").bounds == (360.0, 480.0, 600.0)


def test_equal_values_are_one_class_and_no_values_too() -> None:
    assert not even_scale([38.1, 38.1], unit="minutes", ramp="blue").bounds
    assert not even_scale([None, None], unit="minutes", ramp="blue").bounds
    assert ladder_scale([], unit="people", ramp="blue").steps[0].words == "all values"


def test_small_savings_have_bounds_by_one_two_five_and_no_change_is_a_class() -> None:
    scale = saving_scale([0.0, 0.3, 4.2, 23.4, None])
    assert list(scale.bounds) == [1, 2, 5, 10, 20]
    said = [scale.words_of(value) for value in (0.04, -0.04, -0.5, 0.3, 23.4, None)]
    assert said == [
        "no change",
        "no change",
        "takes longer",
        "under one minute",
        "twenty minutes or more",
        "unknown",
    ]


def test_the_order_of_values_changes_nothing() -> None:
    values = [float(value * value % 97) for value in range(40)]
    mixed = list(values)
    random.Random(1).shuffle(mixed)
    assert even_scale(values, unit="people", ramp="blue") == even_scale(mixed, unit="people", ramp="blue")


@pytest.mark.parametrize("bounds", [(1, 2, 3, 4, 5, 6), (2, 1), (1, 1)])
def test_bounds_that_do_not_ascend_or_are_too_many_are_refused(bounds: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="bounds that ascend"):
        scale_of(bounds, unit="people", ramp="blue")
