"""Lists and numbers are short enough for a sentence."""

from __future__ import annotations

import pytest

from accord.cleaning.sentences import listed, short_number


@pytest.mark.parametrize(
    ("names", "most", "said"),
    [
        ("", None, ""),
        ("A", None, "A"),
        ("AB", None, "A and B"),
        ("ABC", None, "A, B and C"),
        ("ABC", 3, "A, B and C"),
        ("ABCD", 3, "A, B and 2 others"),
    ],
)
def test_names_are_listed_in_words_and_the_rest_is_counted(names: str, most: int | None, said: str) -> None:
    assert listed(names, most) == said


def test_the_rest_has_the_name_that_is_asked() -> None:
    assert listed("ABCD", 2, rest="more") == "A and 3 more"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1234.5, "1,234"),
        (-20_000, "-20,000"),
        (999.96, "1000"),
        (0.123456, "0.1235"),
        (0, "0"),
        (-1e-12, "0"),
    ],
)
def test_a_number_has_four_digits_or_all_before_the_point(value: float, said: str) -> None:
    assert short_number(value) == said
