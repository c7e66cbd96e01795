"""The likeness of two words, against a slow and plain reference."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.methods.screening import likeness as likeness_module
from accord.methods.screening.likeness import empty_rows, likeness, prepare
from accord.methods.screening.sounds import SOUNDS, Sounds, rows_of, sounds_of

WORDS = st.from_regex(r"~?[a-z]{1,12}[0-9]{0,2}", fullmatch=True)


def sounds(word: str) -> Sounds:
    return sounds_of(rows_of([word.encode()])).cells


def alike(one: str, other: str, least: float = 0) -> float:
    rows = empty_rows()
    prepare(sounds(one), rows)
    return float(likeness(sounds(one), sounds(other), np.float32(least), rows))


def reference(one: str, other: str) -> float:
    """The definition, with a table of all costs."""
    a, b = sounds(one).tolist(), sounds(other).tolist()
    mark = SOUNDS["~"]
    is_written = (a[0] == mark) == (b[0] == mark)
    a, b = [x for x in a if x != mark], [x for x in b if x != mark]
    drops = likeness_module._DROPPING if is_written else likeness_module._DROPPING_UNWRITTEN
    drop_a = [int(drops[x]) * (3 if i == 0 else 2) // 2 for i, x in enumerate(a)]
    drop_b = [int(drops[x]) * (3 if i == 0 else 2) // 2 for i, x in enumerate(b)]
    costs = {(0, 0): 0}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            ways = [costs[i - 1, j] + drop_a[i - 1]] if i else []
            ways += [costs[i, j - 1] + drop_b[j - 1]] if j else []
            if i and j:
                change = int(likeness_module._REPLACING[a[i - 1], b[j - 1]])
                ways.append(costs[i - 1, j - 1] + (change * 3 // 2 if i == j == 1 else change))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                ways.append(costs[i - 2, j - 2] + 160)
            costs[i, j] = min(ways, default=0)
    weight = max(sum(int(likeness_module._WEIGHT[x]) for x in word) for word in (a, b))
    return max(0.0, 1 - costs[len(a), len(b)] / weight)


@settings(deadline=None)  # the first call compiles
@given(WORDS, WORDS)
def test_the_compiled_distance_is_the_cheapest_way(one: str, other: str) -> None:
    assert alike(one, other) == pytest.approx(reference(one, other), abs=1e-6)


@settings(deadline=None)  # the first call compiles
@given(WORDS, WORDS, st.sampled_from([0.5, 0.68, 0.85]))
def test_giving_up_early_changes_nothing_that_matters(one: str, other: str, least: float) -> None:
    value = reference(one, other)
    found = alike(one, other, least)
    assert found == pytest.approx(value, abs=1e-6) or (found == 0 and value < least)


@settings(deadline=None)  # the first call compiles
@given(WORDS, WORDS)
def test_likeness_has_no_direction(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)


@settings(deadline=None)  # the first call compiles
@given(WORDS)
def test_a_word_is_like_itself(word: str) -> None:
    assert alike(word, word) == 1


@pytest.mark.parametrize(
    ("one", "other", "cost", "weight"),
    [
        ("ana", "ena", 0.25 * 1.5, 0.6 + 1 + 0.6),  # the first sound counts half as much again
        ("bana", "bena", 0.25, 1 + 0.6 + 1 + 0.6),
        ("marko", "makro", 0.8, 1 + 0.6 + 1 + 1 + 0.6),  # neighbours that changed places
        ("kosta", "gosta", 0.5 * 1.5, 1 + 0.6 + 1 + 1 + 0.6),
        ("~mrk", "marko", 0.06 + 0.06, 1 + 0.6 + 1 + 1 + 0.6),  # vowels that are not written
    ],
)
def test_costs_by_hand(one: str, other: str, cost: float, weight: float) -> None:
    assert alike(one, other) == pytest.approx(1 - cost / weight, abs=1e-6)


def test_different_numbers_are_not_alike() -> None:
    for one, other in pairwise(["1", "2", "12", "13", "45", "46"]):
        assert alike(one, other) < 0.66
