"""Amounts are brought to the prices of one year by a named index, or stay as they are."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.conversion import ConstantPrice, Undeflated
from accord.domain.rate import Deflator
from accord.methods.deflation import deflate, deflate_by_year

PRICES = Deflator(
    id="prices-northshore",
    title="Prices of Northshore",
    publisher="Statistics of Northshore",
    url="https://example.org/prices",
    licence="none",
    currency="EUR",
    file="prices.csv",
    sha256="00",
    indices={2016: Decimal(80), 2018: Decimal(100), 2020: Decimal("120")},
    lines={2016: 2, 2018: 3, 2020: 4},
    years_without=(2017,),
)


def deflated(
    amount: str | None, year: int | None, *, base_year: int = 2018, currency: str = "EUR"
) -> ConstantPrice:
    return deflate(Decimal(amount) if amount else None, currency, year, PRICES, base_year=base_year)


def test_an_amount_is_multiplied_by_the_base_and_divided_by_its_own_year() -> None:
    # 40 in 2016 x 100 / 80 = 50 in prices of 2018; 60 in 2020 x 100 / 120 = 50
    assert deflated("40", 2016).result == 50
    assert deflated("60", 2020).result == 50


def test_the_base_year_may_be_any_year_of_the_index() -> None:
    # 40 in 2016 x 120 / 80 = 60 in prices of 2020
    assert deflated("40", 2016, base_year=2020).result == 60


def test_an_amount_of_the_base_year_stays_the_same() -> None:
    assert deflated("12.34", 2018).result == Decimal("12.34")


def test_the_example_of_the_oecd() -> None:
    # Information note on the DAC deflators: with a deflator of 0.33 x 0.5 on the base 2006 = 1 (exactly
    # 1/3 x 1/2 = 1/6), USD 100 million of 1966 are USD 600 million of 2006.
    dac = Deflator(
        id="dac-japan",
        title="DAC deflator",
        publisher="OECD",
        url="https://example.org",
        licence="none",
        currency="USD",
        file="dac.csv",
        sha256="00",
        indices={1966: Decimal(1), 2006: Decimal(6)},
        lines={1966: 2, 2006: 3},
    )
    assert deflate(Decimal(100), "USD", 1966, dac, base_year=2006).result == 600


def test_the_result_names_the_index_and_both_values() -> None:
    price = deflated("40", 2016)
    assert price.deflator == "prices-northshore"
    assert (price.index_of_year, price.index_of_base_year) == (Decimal(80), Decimal(100))
    assert (price.year, price.base_year) == (2016, 2018)


@pytest.mark.parametrize(
    ("amount", "year", "base_year", "currency", "reason"),
    [
        (None, 2016, 2018, "EUR", Undeflated.NO_AMOUNT),
        ("40", None, 2018, "EUR", Undeflated.NO_YEAR),
        ("40", 2016, 2018, "USD", Undeflated.OTHER_CURRENCY),
        ("40", 2017, 2018, "EUR", Undeflated.NO_INDEX_OF_YEAR),
        ("40", 2021, 2018, "EUR", Undeflated.NO_INDEX_OF_YEAR),
        ("40", 2016, 2019, "EUR", Undeflated.NO_INDEX_OF_BASE_YEAR),
    ],
)
def test_what_is_missing_is_a_reason_and_no_index_is_made_up(
    amount: str | None, year: int | None, base_year: int, currency: str, reason: Undeflated
) -> None:
    price = deflated(amount, year, base_year=base_year, currency=currency)
    assert price.result is None
    assert price.reason is reason


def test_every_reason_has_a_meaning_of_its_own() -> None:
    assert len({reason.meaning for reason in Undeflated}) == len(Undeflated)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="an amount is a number"):
        deflated("NaN", 2016)


@given(st.decimals(min_value="-1e12", max_value="1e12", places=2), st.sampled_from([2016, 2018, 2020]))
def test_to_other_prices_and_back_is_the_same_amount(amount: Decimal, base_year: int) -> None:
    there = deflate(amount, "EUR", 2020, PRICES, base_year=base_year).result
    assert there is not None
    back = deflate(there, "EUR", base_year, PRICES, base_year=2020).result
    assert back is not None
    assert abs(back - amount) <= abs(amount) * Decimal("1e-50")


@given(st.decimals(min_value="0.01", max_value="1e12", places=2))
def test_where_prices_rose_an_old_amount_is_worth_more_of_todays_money(amount: Decimal) -> None:
    result = deflate(amount, "EUR", 2016, PRICES, base_year=2020).result
    assert result is not None
    assert result > amount


def test_each_year_is_deflated_by_its_own_index_and_then_added() -> None:
    # By hand, in prices of 2018: 40 of 2016 x 100 / 80 = 50, 60 of 2020 x 100 / 120 = 50.
    found = deflate_by_year([(2016, Decimal(40)), (2020, Decimal(60))], "EUR", PRICES, base_year=2018)
    assert found.constant == 100
    assert found.current is None


def test_what_cannot_be_deflated_stays_apart_with_its_reason() -> None:
    found = deflate_by_year(
        [(2016, Decimal(40)), (2017, Decimal(7)), (None, Decimal(3)), (2020, None)],
        "EUR",
        PRICES,
        base_year=2018,
    )
    assert found.constant == 50
    assert found.current == 10
    assert [part.reason for part in found.undeflated] == [
        Undeflated.NO_INDEX_OF_YEAR,
        Undeflated.NO_YEAR,
        Undeflated.NO_AMOUNT,
    ]


def test_a_sum_in_another_currency_stays_whole_in_current_prices() -> None:
    found = deflate_by_year([(2016, Decimal(40)), (2018, Decimal(2))], "USD", PRICES, base_year=2018)
    assert found.constant is None
    assert found.current == 42


@given(
    st.lists(
        st.tuples(
            st.sampled_from([2016, 2017, 2018, 2020, None]),
            st.decimals(min_value=-(10**20), max_value=10**20, places=6),
        )
    )
)
def test_nothing_is_lost_between_constant_and_current(sums: list[tuple[int | None, Decimal]]) -> None:
    """Each year's sum is in exactly one of the two; 2018 alone keeps its amount in both prices."""
    found = deflate_by_year(sums, "EUR", PRICES, base_year=2018)
    assert len(found.parts) == len(sums)
    deflated = [part for part in found.parts if part.result is not None]
    assert len(deflated) + len(found.undeflated) == len(sums)
    assert all(part.result == part.amount for part in deflated if part.year == 2018)
    assert (found.current is None) == (not found.undeflated)
