"""A cell is read as one thing or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.rate import RateKind
from accord.sources.rates.cells import DecimalMark, PeriodForm, clean_period, clean_rate
from accord.sources.rates.currencies import known_currencies


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("1.0956", "1.0956"),
        ("15959.79", "15959.79"),
        ("1", "1"),
        ("0.0001", "0.0001"),
        ("1.5E-4", "0.00015"),
    ],
)
def test_a_rate_is_kept_as_written(text: str, rate: str) -> None:
    assert clean_rate(text) == Decimal(rate)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "0.00",
        "-1",
        "+1",
        "1,1",
        "1.1.1",
        "1 000",
        "1'000",
        ".",
        "1.",
        ".5",
        "inf",
        "NaN",
        "٣",
        "1e999",
        "0x1",
    ],
)
def test_what_is_no_positive_number_is_no_rate(text: str) -> None:
    assert clean_rate(text) is None


def test_a_decimal_comma_is_read_only_where_it_is_stated() -> None:
    assert clean_rate("1,0956", DecimalMark.COMMA) == Decimal("1.0956")
    assert clean_rate("1.0956", DecimalMark.COMMA) is None


@given(st.text(max_size=20), st.sampled_from(list(DecimalMark)))
def test_any_text_is_a_positive_number_or_none(text: str, mark: DecimalMark) -> None:
    rate = clean_rate(text, mark)
    assert rate is None or rate > 0


@given(st.text(max_size=12), st.sampled_from(list(PeriodForm)), st.sampled_from(list(RateKind)))
def test_any_text_is_a_period_or_none(text: str, form: PeriodForm, kind: RateKind) -> None:
    day = clean_period(text, form, kind=kind)
    assert day is None or kind is not RateKind.MONTHLY or day.day == 1


@given(st.dates())
def test_a_day_is_read_back_in_either_order(day: object) -> None:
    text = str(day)
    year, month, number = text.split("-")
    assert str(clean_period(text, PeriodForm.DAY, kind=RateKind.DAILY)) == text
    assert str(clean_period(f"{number}/{month}/{year}", PeriodForm.DAY_FIRST, kind=RateKind.DAILY)) == text


def test_currencies_of_the_region_and_of_its_past_are_known() -> None:
    region = {"ALL", "BAM", "EUR", "MKD", "RSD", "CSD", "YUM", "HRK", "BGN", "SIT"}
    assert region <= known_currencies()
    assert all(len(code) == 3 and code.isalpha() and code.isupper() for code in known_currencies())
    assert {"X" * 3, "XTS", "XK", "RSD*"} & known_currencies() == set()
