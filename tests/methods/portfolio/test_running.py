"""The best choice: by hand, against trying everything, and unchanged by the order of rows."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.portfolio import Portfolio
from accord.domain.portfolio_result import Standing
from accord.domain.portfolio_rules import Dimension, LeverageBasis, Rule, RuleKind
from accord.methods.portfolio.building import programme_of
from accord.methods.portfolio.conflicts import restricted
from accord.methods.portfolio.preparing import prepare
from accord.methods.portfolio.running import best_choice, choose_portfolio
from accord.methods.portfolio.solving import Solver
from methods.portfolio.brute_force import best_value
from methods.portfolio.calls import call, candidate, envelope, joint, random_call, rule

pytest.importorskip("scipy")

seeds = st.integers(min_value=0, max_value=10**6)


def test_a_knapsack_by_hand() -> None:
    """Under 10: a and b bring 8 + 7 = 15 for 9; c alone brings 12 for 8, and nothing fits beside it."""
    result = choose_portfolio(
        call([candidate("a", 5, 8), candidate("b", 4, 7), candidate("c", 8, 12)], envelope(10))
    )
    assert result.best is not None
    assert result.standing is Standing.BEST
    assert (result.best.ids, result.best.value, result.best.grants) == (("a", "b"), 15, 9)
    assert result.best.gap == 0
    assert result.best.chosen[0].grant_share == 0.5


def test_two_halves_of_a_road_are_chosen_together_though_neither_is_worth_it_alone() -> None:
    """Alone 1 and 1, together 20; the other candidate brings 6 for the same money."""
    halves = [candidate("east", 5, None), candidate("west", 5, None), candidate("other", 10, 6)]
    call_of = call(halves, envelope(10), joint=(joint("road", ("west", "east"), 0, 1, 1, 20),))
    choice = best_choice(call_of)
    assert choice is not None
    assert (choice.ids, choice.value) == (("east", "west"), 20)


def test_a_set_of_unknown_value_is_never_chosen() -> None:
    halves = [candidate("east", 5, None), candidate("west", 5, None)]
    call_of = call(halves, envelope(10), joint=(joint("road", ("east", "west"), 0, 3, 2, None),))
    choice = best_choice(call_of)
    assert choice is not None
    assert (choice.ids, choice.value) == (("east",), 3)


def test_an_unknown_benefit_cost_or_grant_is_never_chosen_and_is_said() -> None:
    rows = [candidate("a", 1, 1), candidate("b", 1, None), candidate("c", None, 9)]
    result = choose_portfolio(call(rows, envelope(10)))
    assert result.best is not None
    assert result.best.ids == ("a",)
    assert [(one.kind.value, one.about) for one in result.findings[:3]] == [
        ("unknown benefit", ("b",)),
        ("unknown cost", ("c",)),
        ("unknown grant", ("c",)),
    ]


def test_of_equal_choices_the_one_with_less_grant_is_taken_then_the_first_by_id() -> None:
    dear = call([candidate("a", 6, 5), candidate("b", 4, 5)], envelope(6))
    same = call([candidate("b", 4, 5), candidate("a", 4, 5)], envelope(4))
    assert [one.ids for one in map(best_choice, (dear, same)) if one] == [("b",), ("a",)]


def test_no_candidates_and_only_unknown_ones_are_nothing_to_choose() -> None:
    for rows in ([], [candidate("a", 1, None)]):
        result = choose_portfolio(call(rows, envelope(10)))
        assert (result.standing, result.best, result.curve) == (Standing.NOTHING, None, ())


def test_an_envelope_of_nothing_leaves_reforms() -> None:
    """A reform takes no grant, so that it is in whatever the envelope."""
    rows = [candidate("a", 5, 8), candidate("border", None, 3, is_reform=True)]
    choice = best_choice(call(rows, envelope(0)))
    assert choice is not None
    assert (choice.ids, choice.total) == (("border",), 0)


def test_a_start_later_costs_a_year_of_discount() -> None:
    """Both at 5 in 2030 need 10, of which 5 are there: one waits, and 11 becomes 11 / 1.1 = 10."""
    rows = [candidate("a", 5, 11), candidate("b", 5, 22)]
    call_of = call(
        rows,
        envelope(5, year=2030),
        envelope(5, year=2031),
        years=(2030, 2031),
        discount_rate=Decimal("0.1"),
    )
    choice = best_choice(call_of)
    assert choice is not None
    assert choice.starts == {"a": 2031, "b": 2030}
    assert choice.value == pytest.approx(32)


def test_what_a_year_leaves_can_be_carried_over_only_if_that_is_declared() -> None:
    """Nothing fits into 2030 for a grant of 8, and 4 + 4 are there in 2031 if the first 4 are kept."""
    rows = [candidate("a", 8, 10)]
    yearly = (envelope(4, year=2030), envelope(4, year=2031))
    for carry_over, ids in ((False, ()), (True, ("a",))):
        choice = best_choice(call(rows, *yearly, years=(2030, 2031), carry_over=carry_over))
        assert choice is not None
        assert choice.ids == ids


@settings(max_examples=25, deadline=None)
@given(seed=seeds, has_years=st.booleans(), has_ranges=st.booleans())
def test_the_best_is_the_best_of_all_choices(seed: int, has_years: bool, has_ranges: bool) -> None:
    portfolio = random_call(seed, has_years=has_years, has_ranges=has_ranges and not has_years)
    choice, best = best_choice(portfolio), best_value(portfolio)
    if best is None:
        assert choice is None
    else:
        assert choice is not None
        assert choice.value == pytest.approx(best, abs=1e-6)
        assert choice.bound == pytest.approx(best, abs=1e-5)


@settings(max_examples=10, deadline=None)
@given(seed=seeds, has_years=st.booleans())
def test_a_larger_envelope_never_lowers_the_best(seed: int, has_years: bool) -> None:
    values = []
    for amount in (0, 4, 9, 15, 40):
        portfolio = random_call(seed, has_years=has_years)
        rules = (one for one in portfolio.rules if one.id != "envelope")
        choice = best_choice(replace(portfolio, rules=(*rules, envelope(amount))))
        values.append(float("-inf") if choice is None else choice.value)
    assert all(more >= less - 1e-6 for less, more in pairwise(values))


RULES: dict[str, tuple[Rule, ...]] = {
    "floor": (rule(RuleKind.SHARE_AT_LEAST, "0.4", dimension=Dimension.SECTOR, group="rail"),),
    "cap": (rule(RuleKind.SHARE_AT_MOST, "0.6", dimension=Dimension.PARTNER),),
    "leverage": (rule(RuleKind.LEVERAGE_AT_LEAST, "1.5", basis=LeverageBasis.LOANS_PER_GRANT),),
    "years": (envelope(6, year=2030), envelope(5, year=2031), envelope(9, year=2032)),
}


@pytest.mark.parametrize("carry_over", [False, True])
@pytest.mark.parametrize(
    "names", [("floor", "cap"), ("leverage",), ("floor", "leverage", "years")], ids="-".join
)
def test_whatever_else_is_demanded_more_money_never_brings_less(
    names: tuple[str, ...], carry_over: bool
) -> None:
    """With joint benefits throughout, a share of the grants as floor, and yearly envelopes."""
    rules = [one for name in names for one in RULES[name]]
    for seed in (3, 8):
        made = random_call(seed, has_years=True, has_ranges=True)
        pair = [one.id for one in made.candidates[:2]]
        made = replace(made, joint=(joint("pair", pair, 0, 1, -2, 14),), carry_over=carry_over)
        values = []
        for amount in (0, 3, 7, 12, 30):
            choice = best_choice(replace(made, rules=(envelope(amount), *rules)))
            values.append(float("-inf") if choice is None else choice.value)
        assert all(more >= less - 1e-6 for less, more in pairwise(values))
        assert values[-1] > values[0]


@settings(max_examples=4, deadline=None)
@given(seed=seeds, has_years=st.booleans())
def test_the_order_of_rows_changes_nothing_at_all(seed: int, has_years: bool) -> None:
    portfolio = random_call(seed, has_years=has_years)
    assert choose_portfolio(portfolio) == choose_portfolio(_shuffled(portfolio, seed))


def _shuffled(portfolio: Portfolio, seed: int) -> Portfolio:
    draw = random.Random(seed + 1)
    joints = []
    for one in portfolio.joint:
        order = draw.sample(range(3), 3)
        values = [
            one.values[sum(1 << order[new] for new in range(3) if position >> new & 1)]
            for position in range(8)
        ]
        joints.append(
            replace(one, members=tuple(one.members[place] for place in order), values=tuple(values))
        )
    return replace(
        portfolio,
        candidates=tuple(draw.sample(portfolio.candidates, len(portfolio.candidates))),
        rules=tuple(draw.sample(portfolio.rules, len(portfolio.rules))),
        joint=tuple(joints),
    )


def test_rules_that_cannot_hold_together_are_named_and_no_others() -> None:
    """a must be in and needs b, both ask for 12 of 10: the number and the exclusion have no part in it."""
    rows = [
        candidate("a", 6, 9, requires=("b",)),
        candidate("b", 6, 9),
        candidate("c", 1, 1, excludes=("b",)),
    ]
    result = choose_portfolio(
        call(rows, envelope(10), rule(RuleKind.MUST_INCLUDE, candidate="a"), rule(RuleKind.NUMBER_AT_MOST, 3))
    )
    assert result.standing is Standing.IMPOSSIBLE
    assert result.conflict == ("envelope", "must_include", "requires a b")


def test_a_demand_for_what_is_unknown_is_named_alone() -> None:
    result = choose_portfolio(
        call([candidate("a", 6, None)], envelope(10), rule(RuleKind.MUST_INCLUDE, candidate="a"))
    )
    assert result.conflict == ("must_include",)


@settings(max_examples=5, deadline=None)
@given(seed=seeds)
def test_of_a_conflict_each_part_is_needed(seed: int) -> None:
    portfolio = random_call(seed)
    demanded = tuple(
        rule(RuleKind.MUST_INCLUDE, id=f"in {one.id}", candidate=one.id) for one in portfolio.candidates[-2:]
    )
    portfolio = replace(portfolio, rules=(*portfolio.rules, *demanded))
    result = choose_portfolio(portfolio)
    if result.standing is not Standing.IMPOSSIBLE:
        return
    whole = frozenset(result.conflict)
    assert whole
    assert not _can_hold(portfolio, whole)
    assert all(_can_hold(portfolio, whole - {one}) for one in whole)


def _can_hold(portfolio: Portfolio, kept: frozenset[str]) -> bool:
    return Solver().best(programme_of(prepare(restricted(portfolio, kept)))) is not None
