"""A long table is read as its description says: base, direction, columns, separator, decimal mark."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accord.domain.rate import RateKind, RateSheet, exact_ratio
from accord.errors import Problem
from accord.sources.rates.long_table import parse_long_table
from sources.rates.made_up_files import MONTHLY, MONTHLY_FACTS, file, refusal

DOLLARS = MONTHLY_FACTS.replace("base: EUR", "base: USD")
IN_DOLLARS = """\
code,month,value
EUR,2020-01,0.8
ALL,2020-01,100
USD,2020-01,1
ALL,2020-02,100
"""
"""Units of each currency for one dollar; in February without the euro."""


def read(content: str = MONTHLY, facts: str = MONTHLY_FACTS) -> RateSheet:
    return parse_long_table(file(content), file(facts, "rates.yml"))


def refused(content: str = MONTHLY, facts: str = MONTHLY_FACTS) -> Problem:
    return refusal(lambda: read(content, facts))


def rates(sheet: RateSheet, currency: str) -> dict[str, Decimal]:
    series = sheet.series[currency]
    return {day.isoformat(): rate for day, rate in zip(series.days, series.per_eur, strict=True)}


def test_a_monthly_table_against_the_euro() -> None:
    sheet = read()
    assert (sheet.table.id, sheet.table.kind) == ("northshore-accounting", RateKind.MONTHLY)
    assert rates(sheet, "ALL") == {"2020-01-01": Decimal("121.5"), "2020-02-01": Decimal(122)}
    assert sheet.series["MKD"].rate(0).origin.line == 4


def test_euros_for_one_unit_are_turned_round() -> None:
    # EUR 0.008 for one lek = 125 lek for one euro
    sheet = read(
        "code,month,value\nALL,2020-01,0.008\n", MONTHLY_FACTS.replace("units_per_base", "base_per_unit")
    )
    assert rates(sheet, "ALL") == {"2020-01-01": Decimal(125)}


def test_rates_against_the_dollar_become_rates_against_the_euro() -> None:
    # One dollar is 0.8 euros and 100 lek, so one euro is 125 lek and 1.25 dollars.
    sheet = read(IN_DOLLARS, DOLLARS)
    assert rates(sheet, "ALL") == {"2020-01-01": Decimal(125)}
    assert rates(sheet, "USD") == {"2020-01-01": Decimal("1.25")}
    assert sheet.series["USD"].rate(0).origin.line == 2


def test_dollars_for_one_unit_become_rates_against_the_euro() -> None:
    # One euro is 1.25 dollars and one lek 0.01 dollars, so one euro is 125 lek.
    content = "code,month,value\nEUR,2020-01,1.25\nALL,2020-01,0.01\n"
    sheet = read(content, DOLLARS.replace("units_per_base", "base_per_unit"))
    assert rates(sheet, "ALL") == {"2020-01-01": Decimal(125)}
    assert rates(sheet, "USD") == {"2020-01-01": Decimal("1.25")}


def test_a_quotient_that_does_not_end_keeps_sixty_digits() -> None:
    sheet = read("code,month,value\nEUR,2020-01,0.9\nALL,2020-01,100\n", DOLLARS)
    assert rates(sheet, "ALL")["2020-01-01"] == exact_ratio(Decimal(100), Decimal("0.9"))


def test_where_the_table_has_no_euro_its_rates_cannot_be_used_and_are_counted() -> None:
    assert read(IN_DOLLARS, DOLLARS).left_out == (
        ("no rate of the euro in the same period", 1),
        ("the rate of the base itself", 1),
    )


def test_two_rates_of_the_euro_must_agree() -> None:
    problem = refused(IN_DOLLARS + "EUR,2020-01,0.9\n", DOLLARS)
    assert (problem.id, problem.line, problem.row) == ("ACC-346", 6, "EUR 2020-01-01")


@pytest.mark.parametrize(
    ("content", "facts", "line"),
    [
        (MONTHLY + "EUR,2020-01,1.1\n", MONTHLY_FACTS, 5),
        (IN_DOLLARS.replace("USD,2020-01,1", "USD,2020-01,2"), DOLLARS, 4),
    ],
)
def test_the_base_must_be_one_of_itself(content: str, facts: str, line: int) -> None:
    problem = refused(content, facts)
    assert (problem.id, problem.line) == ("ACC-348", line)


def test_semicolons_and_decimal_commas_are_read_where_the_description_says_so() -> None:
    facts = MONTHLY_FACTS + 'separator: ";"\ndecimal_mark: ","\n'
    content = MONTHLY.replace(",", ";").replace("121.5", "121,5").replace("61.5", "61,5")
    assert rates(read(content, facts), "ALL") == rates(read(), "ALL")
    assert refused(content.replace("121,5", "121.5"), facts).id == "ACC-343"
    assert refused(content.replace("121,5", "1.121,5"), facts).id == "ACC-343"


def test_semicolons_and_decimal_commas_are_refused_where_it_does_not() -> None:
    assert refused(MONTHLY.replace(",", ";")).id == "ACC-341"
    assert refused(MONTHLY.replace("121.5", '"121,5"')).id == "ACC-343"


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("YYYY-MM", "2020-01"),
        ("MM/YYYY", "01/2020"),
        ("YYYY-MM-DD", "2020-01-01"),
        ("YYYY-MM-DD", "2020-01-31"),
        ("DD/MM/YYYY", "01/01/2020"),
    ],
)
def test_months_may_be_written_in_several_ways(form: str, written: str) -> None:
    facts = MONTHLY_FACTS.replace("period_form: YYYY-MM", f"period_form: {form}")
    assert read(f"code,month,value\nALL,{written},120\n", facts).series["ALL"].days == (date(2020, 1, 1),)


def test_a_day_in_the_middle_of_a_month_says_that_the_table_is_not_monthly() -> None:
    facts = MONTHLY_FACTS.replace("period_form: YYYY-MM", "period_form: YYYY-MM-DD")
    assert refused("code,month,value\nALL,2020-01-15,120\n", facts).id == "ACC-342"


def test_a_daily_table_keeps_its_days_and_may_be_carried() -> None:
    facts = MONTHLY_FACTS.replace("kind: monthly", "kind: daily\n  carry_days: 3").replace(
        "YYYY-MM", "DD/MM/YYYY"
    )
    sheet = read("code,month,value\nALL,15/01/2020,120\n", facts)
    assert (sheet.table.carry_days, sheet.series["ALL"].days) == (3, (date(2020, 1, 15),))


def test_a_month_is_no_day() -> None:
    facts = MONTHLY_FACTS.replace("kind: monthly", "kind: daily")
    assert {p.id for p in (refused("code,month,value\nALL,2020-01,120\n", facts),)} == {"ACC-342"}


def test_countries_with_one_currency_may_repeat_its_rate() -> None:
    facts = MONTHLY_FACTS + "run_columns: [country]\n"
    content = (
        "country,code,month,value\n"
        "Northshore,USD,2020-01,1.1\nNorthshore,USD,2020-02,1.2\n"
        "Southshore,USD,2020-01,1.1\nSouthshore,USD,2020-02,1.2\n"
    )
    sheet = read(content, facts)
    assert rates(sheet, "USD") == {"2020-01-01": Decimal("1.1"), "2020-02-01": Decimal("1.2")}
    assert sheet.left_out == (("the same rate of the same day again", 2),)
    # Without the column the months run backwards once.
    assert refused(content, MONTHLY_FACTS + "ignored_columns: [country]\n").id == "ACC-345"


def test_columns_are_used_ignored_by_name_or_reported() -> None:
    content = "country,code,month,value,remark\nNorthshore,ALL,2020-01,121.5,old\n"
    assert read(content, MONTHLY_FACTS + "ignored_columns: [country]\n").unlisted == ("remark",)


def test_marks_of_absence_are_those_of_the_description() -> None:
    facts = MONTHLY_FACTS + "absent: [n/a]\n"
    assert read(MONTHLY.replace("122", "n/a"), facts).left_out == (("no rate: n/a", 1),)
    assert refused(MONTHLY.replace("122", ""), facts).id == "ACC-343"
    assert read(MONTHLY.replace("122", "")).left_out == (("no rate: empty", 1),)


@pytest.mark.parametrize(
    ("limit", "is_refused"),
    [
        ("fewest_rates: 3", False),
        ("fewest_rates: 4", True),
        ("most_rates: 3", False),
        ("most_rates: 2", True),
    ],
)
def test_the_number_of_rates_must_be_plausible(limit: str, is_refused: bool) -> None:
    facts = MONTHLY_FACTS.replace("kind: monthly", f"kind: monthly\n  {limit}")
    if is_refused:
        problem = refused(facts=facts)
        assert (problem.id, problem.value) == ("ACC-349", "3")
    else:
        assert read(facts=facts).rates == 3


@pytest.mark.parametrize(
    ("facts", "error", "line"),
    [
        (MONTHLY_FACTS.replace("direction: units_per_base\n", ""), "ACC-306", 1),
        (MONTHLY_FACTS.replace("units_per_base", "upside_down"), "ACC-307", 10),
        (MONTHLY_FACTS + "colour: blue\n", "ACC-305", 12),
        (MONTHLY_FACTS.replace("base: EUR", "base: ERU"), "ACC-344", 0),
        (MONTHLY_FACTS.replace("kind: monthly", "kind: fixed"), "ACC-348", 0),
        (MONTHLY_FACTS.replace("YYYY-MM", "YYYY"), "ACC-348", 0),
        (MONTHLY_FACTS.replace("period: month", "period: day"), "ACC-341", 1),
    ],
)
def test_a_wrong_description_is_refused(facts: str, error: str, line: int) -> None:
    problem = refused(facts=facts)
    assert (problem.id, problem.line) == (error, line)
