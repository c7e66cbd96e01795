"""How values are written for people and for machines."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.cleaning.values import is_currency, plain_value, shown_figure, shown_value, without_formula
from accord.domain.claim import Qualifier
from accord.domain.figure import Figure


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        ("27672000", "EUR", "EUR 27,672,000"),
        ("0", "EUR", "EUR 0"),
        ("104500.000000", "CRW", "CRW 104,500"),
        ("-42", "percent", "-42 %"),
        ("11", "projects", "11 projects"),
        ("3.037667", "ratio", "3.04"),
        ("1", "score", "1"),
        ("55", "count", "55"),
        # Half up, not half to even: 2.665 would become 2.66 under the rule of the bank.
        ("2.665", "", "2.67"),
        ("2.664999", "", "2.66"),
        ("0.5", "", "0.5"),
        ("1234.5", "km", "1,234.5 km"),
        # A small number must not become a zero by rounding.
        ("0.004", "", "0.004"),
    ],
)
def test_numbers_are_grouped_rounded_half_up_and_carry_their_unit(
    number: str, unit: str, expected: str
) -> None:
    assert shown_value(Decimal(number), unit) == expected


def test_the_unknown_is_named_and_is_never_a_zero_or_a_blank() -> None:
    assert shown_value(None, "EUR") == "unknown"
    assert plain_value(None) is None


def test_a_hedge_of_the_publisher_stands_before_the_amount() -> None:
    shown = shown_value(Decimal(15_000_000), "EUR", qualifier=Qualifier.NEARLY)
    assert shown == "nearly EUR 15,000,000"
    assert shown_value(Decimal(5), "EUR", qualifier=Qualifier.AT_LEAST) == "at least EUR 5"
    assert shown_value(Decimal(0), "EUR", qualifier=Qualifier.AT_LEAST) == "none known"
    assert shown_value(Decimal(0), "EUR") == "EUR 0"


def test_events_and_words_are_written_in_words() -> None:
    assert shown_value(True) == "yes"
    assert shown_value(False) == "no"
    assert shown_value("not_started") == "not started"


@pytest.mark.parametrize(
    ("unit", "expected"), [("EUR", True), ("eur", False), ("EURO", False), ("", False), ("km", False)]
)
def test_a_currency_is_three_capital_letters(unit: str, expected: bool) -> None:
    assert is_currency(unit) is expected


def test_whole_numbers_stay_whole_for_machines() -> None:
    assert plain_value(Decimal("104500.000000")) == 104500
    assert isinstance(plain_value(Decimal("104500.000000")), int)
    assert plain_value(Decimal("3.12")) == 3.12
    assert plain_value(True) is True
    assert plain_value("works") == "works"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_no_digit_of_a_whole_amount_is_lost(number: int) -> None:
    assert int(shown_value(Decimal(number)).replace(",", "")) == number


@pytest.mark.parametrize(("told", "end"), [({}, "no end"), ({"latest": "never"}, "never")])
def test_an_interval_without_an_end_says_what_it_runs_to(told: dict[str, str], end: str) -> None:
    figure = Figure(
        id="years",
        label="Years",
        value="cannot_say",
        method="years_to_close 1.0",
        inputs=(),
        parameters=told,
        lower=Decimal("16.1"),
        level=Decimal("0.9"),
        n=14,
    )
    assert shown_figure(figure) == f"cannot say (16.1 to {end}; n 14)"


@pytest.mark.parametrize(
    ("cell", "written"),
    [("=cmd|calc", "'=cmd|calc"), ("@SUM(A1)", "'@SUM(A1)"), ("a=b", "a=b"), (-4, -4), (None, None)],
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(cell: object, written: object) -> None:
    assert without_formula(cell) == written
