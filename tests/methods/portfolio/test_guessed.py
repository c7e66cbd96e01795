"""A choice valued, and chosen anew, under draws of what is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.portfolio import Portfolio
from accord.methods.portfolio.guessed import guessed_figures, guessed_of, said_guessed
from accord.methods.portfolio.running import choose_portfolio
from methods.portfolio.calls import call, candidate, envelope


def with_benefits(a: int, b: int) -> Portfolio:
    """Room for one of two."""
    return call([candidate("a", 4, a), candidate("b", 4, b)], envelope(5))


def test_draws_say_how_often_the_choice_is_the_best_and_what_it_is_worth() -> None:
    """a is chosen; in one of four draws b is better. Worth 10, 8, 12 and 2: from 2.9 to 11.7."""
    best = choose_portfolio(with_benefits(10, 6)).best
    assert best is not None
    drawn = [with_benefits(a, 6) for a in (10, 8, 12, 2)]
    found = guessed_of(drawn, best)
    assert found is not None
    assert found.chosen == {"a": 0.75, "b": 0.25}
    # Linear between sorted values 2, 8, 10, 12 at 0.05 x 3 = 0.15 and 2.85: 2 + 0.15 x 6, 10 + 0.85 x 2.
    assert (found.value.lower, found.value.upper) == pytest.approx((2.9, 11.7))
    assert found.adds["a"] == found.value
    figures = {one.id: one for one in guessed_figures(drawn[0], best, found, ["cell.x"], 7)}
    value = figures["portfolio.harbour.guessed.value"]
    assert value.lower is not None
    assert float(value.lower) == pytest.approx(2.9)
    assert (value.n, value.parameters["seed"]) == (4, "7")
    assert figures["portfolio.harbour.guessed.chosen.b"].unit == "share"


def test_a_benefit_outside_its_own_draws_is_said_to_be_and_why() -> None:
    """Draws of 2, 4, 6 and 8: half lie below 5, nine of ten between 2.3 and 7.7; the benefit is 10."""
    best = choose_portfolio(with_benefits(10, 1)).best
    assert best is not None
    found = guessed_of([with_benefits(a, 1) for a in (8, 2, 6, 4)], best)
    assert found is not None
    assert found.value.median == 5
    said = said_guessed(with_benefits(10, 1), best.value, found)
    assert "in nine of ten between 2.3 and 7.7; half of all draws lie below EUR 5 million." in said
    assert "lies above that range, because most guesses reach further to one side" in said
    assert "range" not in said_guessed(with_benefits(10, 1), 6, found)
    assert "lies below that range" in said_guessed(with_benefits(10, 1), 2, found)


def test_without_draws_nothing_is_said() -> None:
    best = choose_portfolio(with_benefits(10, 6)).best
    assert best is not None
    assert guessed_of([], best) is None


@given(st.permutations([3, 5, 9, 14]))
@settings(max_examples=3, deadline=None)
def test_the_order_of_draws_changes_nothing(values: list[int]) -> None:
    best = choose_portfolio(with_benefits(10, 6)).best
    assert best is not None
    found = guessed_of([with_benefits(value, 6) for value in values], best)
    assert found == guessed_of([with_benefits(value, 6) for value in sorted(values)], best)
