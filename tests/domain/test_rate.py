"""Rates know their place; products and quotients are exact whatever the program has set."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.evidence import Origin
from accord.domain.rate import DIGITS, exact_product, exact_ratio
from methods.rate_sheets import WEEK

NUMBERS = st.decimals(min_value="1e-9", max_value="1e15", places=9)


def test_a_rate_of_a_series_has_day_value_and_place() -> None:
    rate = WEEK.series["USD"].rate(1)
    assert (rate.currency, rate.day, rate.per_eur) == ("USD", date(2020, 1, 3), Decimal("1.1"))
    assert rate.table == "made-up-daily"
    assert rate.origin == Origin(file="made-up-daily.csv", line=2)


def test_a_sheet_knows_how_far_it_reaches() -> None:
    # USD and GBP have four rates each, ISK two, RUB one.
    assert (WEEK.first_day, WEEK.last_day, WEEK.rates) == (date(2020, 1, 2), date(2020, 3, 10), 11)


def test_a_quotient_has_sixty_digits_in_any_setting() -> None:
    with localcontext(prec=2):
        third = exact_ratio(Decimal(1), Decimal(3))
    assert third == Decimal("0." + "3" * DIGITS)


def test_a_product_is_not_rounded() -> None:
    with localcontext(prec=2):
        assert exact_product(Decimal("123456789.123456789"), Decimal("1.000000001")) == Decimal(
            "123456789.246913578123456789"
        )


def test_a_zero_below_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        exact_ratio(Decimal(1), Decimal(0))


@given(NUMBERS, NUMBERS)
def test_a_product_divided_by_one_factor_is_the_other(first: Decimal, second: Decimal) -> None:
    assert exact_ratio(exact_product(first, second), second) == first
