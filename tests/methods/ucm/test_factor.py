"""One factor by maximum likelihood."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from accord.methods.ucm.factor import one_factor


def implied(loadings: Sequence[float]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """The correlations that one factor with these loadings implies."""
    matrix = np.outer(loadings, loadings)
    np.fill_diagonal(matrix, 1.0)
    return matrix


def test_three_variables_have_the_loadings_that_their_correlations_state() -> None:
    # By hand: r12 = .72, r13 = .63, r23 = .56, so that l1^2 = .72 * .63 / .56 = .81, and so on.
    factor = one_factor(np.array([[1, 0.72, 0.63], [0.72, 1, 0.56], [0.63, 0.56, 1]]))
    assert factor.is_proper
    assert factor.loadings == pytest.approx([0.9, 0.8, 0.7], abs=1e-8)
    assert factor.uniquenesses == pytest.approx([0.19, 0.36, 0.51], abs=1e-8)


@given(st.lists(st.floats(0.3, 0.95), min_size=4, max_size=9), st.booleans())
@example([0.9453125, 0.3125, 0.3125, 0.3125], True)  # add up to less than nought, so that the sign is turned
def test_loadings_come_back_from_the_correlations_they_imply(loadings: list[float], turned: bool) -> None:
    wanted = [-loadings[0], *loadings[1:]] if turned else loadings
    assume(abs(sum(wanted)) > 1e-5)  # Where they add up to nought, another rule gives the sign.
    factor = one_factor(implied(wanted))
    assert factor.loadings == pytest.approx(np.sign(sum(wanted)) * np.array(wanted), abs=1e-6)


@pytest.mark.parametrize("wanted", [[0.9375, -0.3125, -0.3125, -0.3125], [0.6, 0.5, -0.6, -0.5]])
def test_the_sign_is_fixed_where_the_loadings_add_up_to_nought(wanted: list[float]) -> None:
    assert one_factor(implied(wanted)).loadings == pytest.approx(wanted, abs=1e-6)


def test_a_source_that_would_be_free_of_error_is_no_estimate() -> None:
    # By hand: l1^2 = .8 * .8 / .5 = 1.28, more than all of its variance.
    assert not one_factor(np.array([[1, 0.8, 0.8], [0.8, 1, 0.5], [0.8, 0.5, 1]])).is_proper


def test_sources_without_correlation_have_no_factor() -> None:
    assert not one_factor(np.eye(4)).is_proper


def test_two_variables_do_not_identify_a_factor() -> None:
    with pytest.raises(ValueError, match="needs 3"):
        one_factor(np.array([[1, 0.5], [0.5, 1]]))
