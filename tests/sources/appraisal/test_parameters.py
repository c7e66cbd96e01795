"""The parameters that come with Accord, and transfers that are not whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.cleaning.amount_units import money_unit, quantity_unit
from accord.domain.appraisal_parameters import Parameter
from accord.errors import InputDataError
from accord.sources.appraisal.parameters import SHIPPED, parse_parameters

SHIPPED_ROWS = parse_parameters(SHIPPED.read_bytes(), file=SHIPPED.name)
WHOLE = "transfer_of: eu_life, income: here, income_of_source: there, elasticity: 0.8"


@pytest.mark.parametrize("row", SHIPPED_ROWS.values(), ids=lambda row: row.id)
def test_each_shipped_parameter_says_what_where_and_at_which_prices(row: Parameter) -> None:
    assert row.title
    assert row.source
    assert str(row.date_read) >= "2026"
    assert row.url.startswith("http") or row.note or not row.evidence.is_verified
    if row.is_rate or row.is_index:
        assert row.price_base is None
        return
    money, _, thing = row.unit.partition("/")
    assert money_unit(money)
    assert quantity_unit(thing)
    assert row.price_base
    assert row.price_base <= 2026


def test_every_read_value_has_an_address_unless_it_holds_by_definition() -> None:
    without = {row.id for row in SHIPPED_ROWS.values() if row.evidence.is_verified and not row.url}
    assert without == {"income_eu_2022", "price_level_eu"}


def test_a_path_by_year_leaves_no_year_out() -> None:
    # as in EUROCONTROL's tables of the path of the EIB and of Eurostat's index
    for name, first, last in (("eib_co2_yearly", 2021, 2050), ("eu_hicp", 2000, 2023)):
        years = [point.year for point in SHIPPED_ROWS[name].points]
        assert years == list(range(first, last + 1)), name


def test_two_tellings_of_the_carbon_path_agree_but_for_the_price_year() -> None:
    # 250 and 800 at prices of 2016, times 108.8/100.2, are within 1 % of what EUROCONTROL states for 2021
    index = {point.year: point.value for point in SHIPPED_ROWS["eu_hicp"].points}
    stated = {point.year: point.value for point in SHIPPED_ROWS["eib_co2_yearly"].points}
    for point in SHIPPED_ROWS["eib_co2"].points:
        assert abs(point.value * index[2021] / index[2016] / stated[point.year] - 1) < Decimal("0.01")


def parsed(terms: str) -> Parameter:
    text = (
        "parameters:\n  - {id: life, title: Life, unit: EUR/fatality, price_base: 2022, source: Own,"
        f" evidence: derived, date_read: 2026-11-02, {terms}}}\n"
    )
    return parse_parameters(text, file="values.yml")["life"]


def test_a_whole_transfer_is_read() -> None:
    assert parsed(WHOLE).elasticity == Decimal("0.8")
    assert parsed("transfer_of: eu_life, prices: eu_hicp").prices == "eu_hicp"


@pytest.mark.parametrize(
    ("terms", "fault"),
    [
        ("value: 1, prices: eu_hicp", "no `transfer_of`"),
        (f"value: 1, {WHOLE}", "has a value, too"),
        (f"{WHOLE}, value_year: 2022, growth: 0.01", "it grows"),
        ("transfer_of: eu_life, income: here", "one of the two incomes"),
        ("transfer_of: eu_life, price_level: here", "one of the two price levels"),
        ("transfer_of: eu_life", "neither incomes nor prices"),
    ],
)
def test_half_a_transfer_is_refused(terms: str, fault: str) -> None:
    with pytest.raises(InputDataError, match=f"(?s)ACC-960.*{fault}"):
        parsed(terms)


@pytest.mark.parametrize(
    ("unit", "terms"),
    [
        ("share a year", "transfer_of: b, income: c, income_of_source: d"),
        ("EUR/t", "transfer_of: b, prices: eu_hicp"),
    ],
)
def test_a_rate_is_not_transferred_and_prices_need_their_year(unit: str, terms: str) -> None:
    row = f"id: a, title: A, unit: {unit}, source: Own, evidence: derived, date_read: 2026-11, {terms}"
    with pytest.raises(InputDataError, match="ACC-960"):
        parse_parameters(f"parameters:\n  - {{{row}}}\n", file="values.yml")
