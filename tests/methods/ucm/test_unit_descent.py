"""How the estimate of a unit is explained."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.ucm.unit_descent import unit_estimate
from accord.methods.ucm.wgi2022 import estimate_cell
from methods.ucm.test_wgi2022 import cell, three_equal_sources


def test_contributions_and_the_shift_add_up_to_the_estimate() -> None:
    # By hand: sigma^2 = .5625, weight 16/9 for each of three, precision 19/3; the signal is (x - 50) / 8.
    scores, _ = three_equal_sources()
    found = estimate_cell(cell(scores * 10 + 50, [1, 1, 1]))
    one = unit_estimate(found, "U07")
    assert one.precision == pytest.approx(19 / 3, abs=1e-5)
    assert [each.weight for each in one.sources] == pytest.approx([16 / 9] * 3, abs=1e-5)
    assert one.sources[0].signal == pytest.approx(scores[7, 0] / 0.8, abs=1e-5)
    assert one.estimate == found.estimate[7]
    assert sum(each.contribution or 0 for each in one.sources) + (one.shift or 0) == pytest.approx(
        one.estimate
    )


def test_a_source_that_is_left_out_is_named_and_adds_nothing() -> None:
    scores, _ = three_equal_sources()
    lone = np.full(40, np.nan)
    lone[3] = 1.0
    one = unit_estimate(estimate_cell(cell(np.column_stack([scores, lone]), [1, 1, 1, 0])), "U03")
    assert (one.n_sources, len(one.sources)) == (3, 4)
    assert one.sources[3].contribution is None
    assert one.sources[3].fitted.reason.startswith("1 units in common")


def test_a_cell_without_estimates_has_none_for_any_unit() -> None:
    one = unit_estimate(estimate_cell(cell(three_equal_sources()[0][:, :2], [1, 1])), "U00")
    assert (one.estimate, one.std_error, one.precision, one.shift) == (None,) * 4
    assert [each.contribution for each in one.sources] == [None, None]


@given(st.integers(0, 20))
def test_every_estimate_is_the_sum_of_what_its_sources_add(seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.standard_normal((30, 1)) + random.normal(0, 0.7, (30, 5))
    scores[random.random(scores.shape) < 0.2] = np.nan
    found = estimate_cell(cell(scores, [1, 1, 1, 1, 0]))
    for row, unit in enumerate(found.cell.units):
        one = unit_estimate(found, unit)
        if one.estimate is not None:
            parts = [each.contribution or 0 for each in one.sources]
            assert sum(parts) + (one.shift or 0) == pytest.approx(found.estimate[row], abs=1e-9)
