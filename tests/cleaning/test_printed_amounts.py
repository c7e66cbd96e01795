"""Amounts as pages print them; what could mean two things is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.cleaning.printed_amounts import clean_printed_amount, ends_with_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("EUR 27,672,000", "27672000"),
        ("€ 1,105,500", "1105500"),
        ("€ 962,000", "962000"),
        ("27.672.000 €", "27672000"),
        ("€ 25.0 m", "25000000"),
        ("EUR 27.672 million", "27672000"),
        ("1,5 mln EUR", "1500000"),
        ("EUR 1 bn", "1000000000"),
        ("63\u00a0077\u00a0500 euro", "63077500"),
        ("EUR 1.234,56", "1234.56"),
        ("EUR 1,234.56", "1234.56"),
        ("EUR 0.055", "0.055"),
        ("€0", "0"),
    ],
)
def test_an_amount_is_read_to_the_cent(text: str, amount: str) -> None:
    # Worked by hand: groups of three digits, then the factor that stands behind.
    found = clean_printed_amount(text)
    assert (found.amount, found.unit) == (Decimal(amount), "EUR")


@pytest.mark.parametrize(
    "text",
    [
        "€ 27.672",
        "€ 27,672 m",
        "€ 12 34",
        "€ 1,23,456",
        "€ -5",
        "EUR 5 USD",
        "about € 5",
        "€",
        "",
        "IPA 2016",
        "€ 1" + "0" * 30,
    ],
)
def test_what_is_not_one_sure_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"amount|currenc|number"):
        clean_printed_amount(text, default_unit="EUR")


def test_an_amount_without_currency_needs_that_of_its_page() -> None:
    with pytest.raises(ValueError, match="no currency"):
        clean_printed_amount("27.672.000")
    assert clean_printed_amount("27.672.000", default_unit="EUR").unit == "EUR"
    assert clean_printed_amount("$ 5", default_unit="EUR").unit == "USD"


def test_a_text_ends_with_an_amount_only_if_its_currency_stands_beside_it() -> None:
    text = "WBIF Grant WB17-ALB-TRA-01 € 1,105,500"
    start = ends_with_amount(text)
    assert start is not None
    assert text[start:] == "€ 1,105,500"
    assert ends_with_amount("National Contribution 2016") is None
    assert ends_with_amount("WB17-ALB-TRA-01") is None


@given(st.integers(0, 10**15))
def test_grouped_digits_give_the_number_back(number: int) -> None:
    assert clean_printed_amount(f"EUR {number:,}").amount == number
