"""Bounds of classes are said in words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.publish.maps.number_words import (
    below_in_words,
    between_in_words,
    from_in_words,
    in_words,
    minutes_in_words,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "no"),
        (7, "seven"),
        (40, "forty"),
        (119, "one hundred and nineteen"),
        (1014, "one thousand and fourteen"),
        (25_300, "twenty-five thousand three hundred"),
        (2_000_000, "two million"),
        (0.5, "half"),
        (4.5, "four and a half"),
    ],
)
def test_numbers_in_words(number: float, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize("number", [-1, 0.3, 2.25])
def test_a_number_that_is_not_round_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="no round number"):
        in_words(number)


@settings(max_examples=50)
@given(st.integers(0, 10**12))
def test_words_have_no_digits_and_different_numbers_have_different_words(number: int) -> None:
    assert not re.search(r"\d", in_words(number))
    assert in_words(number) != in_words(number + 1)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "one minute"),
        (5, "five minutes"),
        (30, "half an hour"),
        (60, "one hour"),
        (270, "four and a half hours"),
    ],
)
def test_minutes_are_said_as_hours_where_these_are_whole_or_half(minutes: float, words: str) -> None:
    assert minutes_in_words(minutes) == words


def test_the_words_of_classes() -> None:
    assert below_in_words(1, "minutes") == "under one minute"
    assert between_in_words(1, 2, "minutes") == "one to two minutes"
    assert between_in_words(30, 60, "minutes") == "half an hour to one hour"
    assert between_in_words(60, 120, "minutes") == "one to two hours"
    assert between_in_words(15, 30, "minutes") == "fifteen minutes to half an hour"
    assert between_in_words(100, 200, "people") == "one hundred to two hundred people"
    assert from_in_words(540, "minutes") == "nine hours or more"
