"""Prices against incomes: the limit, periods, groups, and what has no answer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from accord.domain.broadband import BasketPrice, Income
from accord.domain.broadband_call import AffordabilityLimit, BroadbandCase
from accord.domain.broadband_standing import Affordability
from accord.domain.evidence import Evidence
from accord.methods.broadband.affording import affordabilities
from methods.broadband.villages import income

LIMIT = AffordabilityLimit(id="itu", label="2 %", share=Decimal("0.02"), source="x", evidence=Evidence.SEEN)


def price(amount: object, year: int = 2023, **more: Any) -> BasketPrice:
    stated: dict[str, Any] = {"partner": "T1", "currency": "EUR", "months": 1, **more}
    return BasketPrice(
        id=f"{stated['partner']}-{year}",
        basket="fixed 5 GB",
        price=Decimal(str(amount)),
        year=year,
        source="x",
        evidence=Evidence.SEEN,
        **stated,
    )


def answers(prices: list[BasketPrice], incomes: list[Income]) -> list[Affordability]:
    return list(
        affordabilities(
            BroadbandCase(settlements=(), prices=tuple(prices), incomes=tuple(incomes), limits={"itu": LIMIT})
        )
    )


def test_a_price_at_the_limit_keeps_it_and_a_cent_more_does_not() -> None:
    at, above = (answers([price(amount)], [income("T1", 6000, months=12)])[0] for amount in ("10", "10.01"))
    assert (at.share, at.is_kept) == (0.02, True)  # 10 by 6000 / 12
    assert above.is_kept is False


def test_a_third_of_a_cent_does_not_decide_at_the_limit() -> None:
    row = answers([price("100", months=12)], [income("T1", "5000", months=12)])[0]
    assert row.is_kept is True  # 100 / 5000 is 2 %, although neither is a whole number of cents a month


def test_each_group_has_its_own_answer_and_the_mean_stands_first() -> None:
    rows = answers([price(10)], [income("T1", 200, group="bottom 40"), income("T1", 600)])
    assert [(row.group, row.is_kept) for row in rows] == [("mean", True), ("bottom 40", False)]


@pytest.mark.parametrize(
    ("incomes", "reason"),
    [
        ([], "No income of this group is given."),
        (
            [income("T1", 500, year=2024)],
            "No income of this group is given that is not later than the price.",
        ),
        (
            [income("T1", 500, currency="RSD")],
            "The price is in EUR, the income in RSD; nothing is converted.",
        ),
        ([income("T1", 500, year=2020)], "The income of 2020 is over 2 years older than the price."),
        ([income("T1", 0)], "The income is not above zero."),
    ],
)
def test_what_cannot_be_said_says_why(incomes: list[Income], reason: str) -> None:
    row = answers([price(10)], incomes)[0]
    assert (row.share, row.is_kept, row.reason) == (None, None, reason)


def test_a_missing_price_is_not_zero() -> None:
    rows = {row.partner: row for row in answers([price(10)], [income("T1", 600), income("T2", 600)])}
    assert (rows["T2"].share, rows["T2"].reason) == (None, "No price is given.")


def test_the_latest_price_counts_with_the_latest_income_not_after_it() -> None:
    rows = answers([price(20, 2022), price(10)], [income("T1", 400, year=2022), income("T1", 900, year=2024)])
    assert rows[0].share == 10 / 400
