"""Percentile ranks as the edition of 2022 counts them."""

from __future__ import annotations

import numpy as np

from accord.methods.ucm.ranks import percentile_ranks


def test_ranks_and_bounds_count_the_estimates_that_do_not_exceed_them() -> None:
    # By hand: bounds are 1.64 * 0.5 = 0.82 away; a bound below all estimates has 0, not less.
    ranks = percentile_ranks(np.array([-1.0, 0.0, 1.0]), np.full(3, 0.5))
    assert ranks.rank.tolist() == [0, 50, 100]
    assert ranks.lower.tolist() == [0, 0, 50]
    assert ranks.upper.tolist() == [0, 50, 100]


def test_equal_estimates_share_the_higher_rank() -> None:
    ranks = percentile_ranks(np.array([0.0, 0.0, 1.0]), np.full(3, 0.1))
    assert ranks.rank.tolist() == [50, 50, 100]


def test_a_unit_without_an_estimate_has_no_rank_and_changes_no_other() -> None:
    ranks = percentile_ranks(np.array([-1.0, np.nan, 1.0]), np.array([0.1, np.nan, 0.1]))
    assert ranks.rank[[0, 2]].tolist() == [0, 100]
    assert np.isnan([ranks.rank[1], ranks.lower[1], ranks.upper[1]]).all()
