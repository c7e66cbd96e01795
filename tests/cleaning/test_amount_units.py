"""Units of amounts in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.cleaning.amount_units import money_unit, quantity_unit, spent_unit, value_factor


def test_money_has_a_currency_and_a_scale_in_words() -> None:
    found = money_unit("EUR million")
    assert found is not None
    assert (found.noun, found.scale) == ("EUR", Decimal(10) ** 6)


@pytest.mark.parametrize("text", ["EUR m", "kEUR", "million EUR", "EUR mn", "eur million", "EUR/hour", ""])
def test_short_forms_of_money_are_no_units(text: str) -> None:
    assert money_unit(text) is None


@pytest.mark.parametrize(
    ("quantity", "price", "money", "factor"),
    [
        ("million hours", "EUR/hour", "EUR million", "1"),
        ("thousand t", "EUR/t", "EUR million", "0.001"),
        ("users", "EUR/user", "EUR", "1"),
        ("vehicle km", "EUR/thousand vehicle km", "EUR thousand", "0.000001"),
        ("accidents", "EUR million/accident", "EUR million", "1"),
        ("fatalities", "EUR thousand/fatality", "EUR million", "0.001"),
        ("thousand tonnes CO2", "EUR/t CO2", "EUR million", "0.001"),
        ("million minutes", "EUR/min", "EUR million", "1"),
        ("hours", "EUR/minute", "EUR", "60"),
        ("thousand kg", "EUR/t", "EUR", "1"),
    ],
)
def test_quantity_times_price_is_money(quantity: str, price: str, money: str, factor: str) -> None:
    assert value_factor(quantity, price, money) == Decimal(factor)


@pytest.mark.parametrize(
    ("quantity", "price", "money"),
    [
        ("million hours", "EUR/t", "EUR million"),
        ("million hours", "USD/hour", "EUR million"),
        ("million", "EUR/hour", "EUR million"),
        ("million hours", "EUR", "EUR million"),
    ],
)
def test_what_does_not_fit_gives_nothing(quantity: str, price: str, money: str) -> None:
    assert value_factor(quantity, price, money) is None


def test_a_scale_alone_is_no_thing() -> None:
    assert quantity_unit("thousand") is None


@pytest.mark.parametrize(
    ("volume", "each", "spent"),
    [
        ("million trips", "hours/trip", "million hour"),
        ("thousand trips", "thousand vehicle km/trip", "million vehicle km"),
        ("million trips", "hours/thousand trips", "thousand hour"),
        ("trips", "hours/trip", "hour"),
        ("million trips", "hours/tonne", ""),
        ("million trips", "hours", ""),
        ("billion trips", "million hours/trip", ""),
    ],
)
def test_what_all_users_spend_has_a_unit_if_the_two_fit(volume: str, each: str, spent: str) -> None:
    assert spent_unit(volume, each) == spent
