"""Bundles: what is bought together, in which order, and what the order proves."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.methods.broadband.pooling import Item, bundles_of


def test_a_dear_step_waits_for_enough_that_stands_on_it() -> None:
    # 0: a step of 10; 1 and 2 stand on it, worth 6 for 2 and 4 for 8; 3 stands alone, worth 1 for 3
    items = [Item(10, 0, -1), Item(2, 6, 0), Item(8, 4, 0), Item(3, 1, -1)]
    # the step with 1: 6 for 12, or 1/2; then 2 with the same ratio 1/2 ; alone 1/3
    bundles = bundles_of(items)
    assert [(sorted(each.items), each.cost, each.worth) for each in bundles] == [
        ([0, 1], 12, 6),
        ([2], 8, 4),
        ([3], 3, 1),
    ]


def test_what_lies_beyond_pulls_in_what_it_stands_on() -> None:
    items = [Item(10, 1, -1), Item(1, 0, 0), Item(1, 9, 1)]
    assert [each.items for each in bundles_of(items)] == [(0, 1, 2)]


def test_what_adds_nothing_comes_last() -> None:
    items = [Item(0, 0, -1), Item(5, 1, -1)]
    assert [each.items for each in bundles_of(items)] == [(1,), (0,)]


def test_nothing_gives_no_bundle() -> None:
    assert bundles_of([]) == ()


@st.composite
def trees(draw: st.DrawFn) -> list[Item]:
    count = draw(st.integers(1, 7))
    return [
        Item(draw(st.integers(1, 9)), draw(st.integers(0, 9)), draw(st.integers(-1, at - 1)))
        for at in range(count)
    ]


def closed_sets(items: list[Item]) -> list[set[int]]:
    every = itertools.product([False, True], repeat=len(items))
    sets = [{at for at, is_in in enumerate(each) if is_in} for each in every]
    return [each for each in sets if all(items[at].parent < 0 or items[at].parent in each for at in each)]


@settings(max_examples=50, deadline=None)
@given(trees())
def test_the_first_bundle_has_the_largest_ratio_of_all_sets_that_can_be_bought(items: list[Item]) -> None:
    bundles = bundles_of(items)
    best = max(
        (sum(items[at].worth for at in each) / sum(items[at].cost for at in each))
        for each in closed_sets(items)
        if each
    )
    assert bundles[0].worth / bundles[0].cost == pytest.approx(best)
    ratios = [each.worth / each.cost for each in bundles]
    assert ratios == sorted(ratios, reverse=True)
    assert sorted(at for each in bundles for at in each.items) == list(range(len(items)))
    bought: set[int] = set()
    for at in (at for each in bundles for at in each.items):
        assert items[at].parent < 0 or items[at].parent in bought
        bought.add(at)
