"""Unquoted scalars: five forms are special, all else is text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.cleaning.scalars import clean_plain_scalar, comma_advice


@pytest.mark.parametrize(
    "text",
    [
        "no",  # YAML 1.1 reads the code of Norway as false
        "NO",
        "yes",
        "on",
        "off",
        "True",
        "NULL",
        "08",
        "007",
        "1e3",
        "1_000",
        "0x1F",
        "0o17",
        "+5",
        ".5",
        "5.",
        "--5",
        ".inf",
        "nan",
        "12:30:45",  # YAML 1.1 reads it as a number to the base of 60
        "2018-05-17",
        "2018-05",
        "1,000",
        "EUR 5",
    ],
)
def test_what_only_looks_special_stays_text(text: str) -> None:
    assert clean_plain_scalar(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-3", -3),
        ("27672000", 27672000),
        ("3.12", Decimal("3.12")),
        ("-0.5", Decimal("-0.5")),
        ("1.50", Decimal("1.50")),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_the_five_forms_are_read(text: str, value: object) -> None:
    cleaned = clean_plain_scalar(text)
    assert cleaned == value
    assert type(cleaned) is type(value)


@given(st.integers())
def test_a_whole_number_is_read_as_itself(number: int) -> None:
    assert clean_plain_scalar(str(number)) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_a_decimal_keeps_every_digit(number: Decimal) -> None:
    assert str(clean_plain_scalar(f"{number:f}")) == f"{number:f}"


def test_digits_of_another_script_stay_text() -> None:
    assert clean_plain_scalar("1٢") == "1٢"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("0,3", "Write 0.3, with a point before decimals."),
        ("-44,10", "Write -44.10, with a point before decimals."),
        ("1,234", "Write 1234 or 1.234, as is meant: a comma has been read as either."),
        ("1,234,567", ""),
        ("0.3", ""),
        ("EUR 1,5", ""),
    ],
)
def test_a_comma_in_a_number_is_answered_with_the_number(text: str, advice: str) -> None:
    assert comma_advice(text) == advice
