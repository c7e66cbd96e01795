"""Periods as publishers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.cleaning.observed_periods import clean_period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        *(("2023", "2023"), ("2023.0", "2023"), (" 2023 ", "2023")),
        *(("2023-H1", "2023-H1"), ("2023-S2", "2023-H2"), ("2023S1", "2023-H1"), ("2023h1", "2023-H1")),
        *(("2023-Q4", "2023-Q4"), ("2023Q4", "2023-Q4")),
        *(("2023-05", "2023-05"), ("2023M05", "2023-05"), ("2023-M05", "2023-05"), ("2023M5", "2023-05")),
        *(("2019/2020", "2019/2020"), ("2019-2020", "2019/2020"), ("2019-20", "2019/2020")),
        *(("2019\u20132020", "2019/2020"), ("2009-10", "2009-10"), ("2009/10", "2009/2010")),
    ],
)
def test_a_period_is_known_in_the_forms_of_publishers(text: str, period: str) -> None:
    found = clean_period(text)
    assert found is not None
    assert found.text == period


@pytest.mark.parametrize(
    "text",
    [
        *("", "0", "20", "202", "20235", "1899", "2100", "2023-13", "2023-5", "202305", "2023-H3", "2023-S3"),
        *("2023Q5", "2023-05-01", "2021/2020", "2020/2020", "1999-00", "May 2023", "2023.5"),
        "\u0662\u0660\u0662\u0663",
    ],
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert clean_period(text) is None


@given(st.integers(1900, 2099), st.sampled_from(["", "-H1", "-H2", "-Q1", "-Q4", "-01", "-12"]))
def test_what_accord_writes_it_reads(year: int, part: str) -> None:
    found = clean_period(f"{year}{part}")
    assert found is not None
    assert found.text == f"{year}{part}"
