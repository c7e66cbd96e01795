"""The reference rates of the European Central Bank are read in both forms, or refused with the place."""

from __future__ import annotations

import contextlib
import hashlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.evidence import Origin
from accord.domain.rate import RateKind, RateSheet
from accord.errors import InputDataError, Problem
from accord.sources.rates.ecb import parse_ecb
from sources.rates.made_up_files import SERIES_HEADER, WIDE, file, refusal, refusals, series_row


def wide(content: str | bytes = WIDE) -> RateSheet:
    return parse_ecb(file(content, "eurofxref-hist.csv"))


def series(*rows: str, header: str = SERIES_HEADER) -> RateSheet:
    return parse_ecb(file(header + "".join(rows), "EXR.csv"))


def refused(content: str | bytes) -> Problem:
    return refusal(lambda: wide(content))


def test_each_column_of_the_wide_file_is_a_currency_in_order_of_days() -> None:
    sheet = wide()
    assert sheet.table.id == "ecb-daily"
    assert sheet.table.kind is RateKind.DAILY
    assert sheet.table.carry_days == 7
    assert sorted(sheet.series) == ["CYP", "GBP", "JPY", "USD"]
    assert sheet.series["USD"].days == (date(2020, 1, 3), date(2020, 1, 6), date(2020, 1, 7))
    assert sheet.series["USD"].per_eur == (Decimal("1.25"), Decimal("1.1"), Decimal("1.15"))


def test_every_rate_knows_its_line() -> None:
    rate = wide().series["CYP"].rate(0)
    assert rate.origin == Origin(file="eurofxref-hist.csv", line=4)
    assert (rate.currency, rate.day, rate.per_eur) == ("CYP", date(2020, 1, 3), Decimal("0.5853"))


def test_an_absent_rate_is_counted_and_never_filled() -> None:
    sheet = wide()
    # CYP has none on two days, JPY on one.
    assert sheet.left_out == (("no rate: N/A", 3),)
    assert sheet.rates == 4 * 3 - 3
    assert sheet.series["JPY"].days == (date(2020, 1, 6), date(2020, 1, 7))


def test_an_empty_cell_is_an_absent_rate_too() -> None:
    sheet = wide(WIDE.replace("1.2500,N/A", "1.2500,"))
    assert sheet.left_out == (("no rate: N/A", 2), ("no rate: empty", 1))


def test_the_file_may_run_the_other_way_and_without_the_last_comma() -> None:
    header, *rows = WIDE.replace(",\n", "\n").splitlines()
    assert (
        wide("\r\n".join([header, *reversed(rows)]) + "\r\n").series["USD"].days == wide().series["USD"].days
    )


def test_the_file_of_one_day_writes_the_day_in_words() -> None:
    sheet = wide("Date, USD, JPY, GBP, \n7 January 2020, 1.1500, 121.5, 0.85, \n")
    assert sheet.series["USD"].days == (date(2020, 1, 7),)
    assert sheet.series["GBP"].per_eur == (Decimal("0.85"),)


@pytest.mark.parametrize("day", ["31 February 2020", "7 Januar 2020", "January 7, 2020", "7 january 2020"])
def test_a_day_in_other_words_is_refused(day: str) -> None:
    assert {problem.id for problem in refusals(lambda: wide(f'Date, USD, \n"{day}", 1.1, \n'))} == {"ACC-342"}


def test_one_file_writes_its_days_in_one_way() -> None:
    problem = refused("Date,USD,\n7 January 2020,1.1,\n2020-01-06,1.2,\n")
    assert (problem.id, problem.line) == ("ACC-342", 3)


def test_a_byte_order_mark_is_no_part_of_the_header() -> None:
    assert wide(b"\xef\xbb\xbf" + WIDE.encode()).series == wide().series


def test_the_hash_is_that_of_the_bytes() -> None:
    assert wide().sha256 == hashlib.sha256(WIDE.encode()).hexdigest()


@pytest.mark.parametrize(
    ("content", "error", "line"),
    [
        pytest.param("", "ACC-340", 0, id="empty file"),
        pytest.param("\n\n", "ACC-340", 0, id="only empty lines"),
        pytest.param("Date,USD,\n", "ACC-340", 0, id="no row"),
        pytest.param("Date,USD\n2020-01-02,N/A\n", "ACC-340", 0, id="no rate"),
        pytest.param(b"PK\x03\x04rest", "ACC-361", 0, id="a broken archive"),
        pytest.param(b"Date,USD\n2020-01-02,\xff\n", "ACC-340", 0, id="not UTF-8"),
        pytest.param("Day,USD\n2020-01-02,1\n", "ACC-341", 1, id="wrong header"),
        pytest.param(WIDE.replace(",", ";"), "ACC-341", 1, id="semicolons"),
        pytest.param("Date,USD,USD\n2020-01-02,1,1\n", "ACC-341", 1, id="a column twice"),
        pytest.param("Date,USD,,GBP\n2020-01-02,1,1,1\n", "ACC-341", 1, id="a column without a name"),
        pytest.param(WIDE.replace("2020-01-06", "06/01/2020"), "ACC-342", 3, id="day first"),
        pytest.param(WIDE.replace("2020-01-06", "2020-02-30"), "ACC-342", 3, id="no such day"),
        pytest.param(WIDE.replace("2020-01-06", "2020-01"), "ACC-342", 3, id="a month"),
        pytest.param(WIDE.replace("2020-01-06", "0000-01-01"), "ACC-342", 3, id="year 0"),
        pytest.param(WIDE.replace("1.1000", "0"), "ACC-343", 3, id="zero"),
        pytest.param(WIDE.replace("1.1000", "0.0000"), "ACC-343", 3, id="zero with decimals"),
        pytest.param(WIDE.replace("1.1000", "-1.1"), "ACC-343", 3, id="negative"),
        pytest.param(WIDE.replace("1.1000", '"1,1000"'), "ACC-343", 3, id="decimal comma"),
        pytest.param(WIDE.replace("1.1000", "1 100.0"), "ACC-343", 3, id="thousands"),
        pytest.param(WIDE.replace("1.1000", "NaN"), "ACC-343", 3, id="not a number"),
        pytest.param(WIDE.replace("1.1000", "\u0661.\u0661"), "ACC-343", 3, id="other digits"),
        pytest.param(WIDE.replace("1.1000", "-"), "ACC-343", 3, id="another mark of absence"),
        pytest.param(WIDE.replace("USD", "USB"), "ACC-344", 1, id="unknown currency"),
        pytest.param(WIDE.replace("USD", "usd"), "ACC-344", 1, id="small letters"),
        pytest.param(WIDE.replace("2020-01-03", "2020-01-08"), "ACC-345", 4, id="out of order"),
        pytest.param(WIDE.replace("1.1000", "1,1000"), "ACC-347", 3, id="decimal comma without quotes"),
        pytest.param(WIDE[:-3], "ACC-347", 4, id="cut off in the last number"),
        pytest.param(WIDE.replace("N/A", '"N/A', 1), "ACC-347", 2, id="open quote"),
        pytest.param("Date,EUR\n2020-01-02,1.1\n", "ACC-348", 2, id="a euro is not one euro"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(content: str | bytes, error: str, line: int) -> None:
    problem = refused(content)
    assert (problem.id, problem.line) == (error, line)
    assert problem.file == "eurofxref-hist.csv"


def test_a_wrong_cell_is_named_by_currency_and_day() -> None:
    problem = refused(WIDE.replace("1.1000", "0"))
    assert (problem.row, problem.field, problem.value) == ("USD 2020-01-06", "USD", "0")


def test_a_code_with_the_same_letters_is_suggested_and_no_other() -> None:
    assert refused(WIDE.replace("GBP", "GPB")).fix == "Did you mean GBP?"
    assert refused(WIDE.replace("GBP", "gbp")).fix == "Did you mean GBP?"
    assert refused(WIDE.replace("GBP", "GBQ")).fix == "Correct the code, or remove the row or column."


def test_the_same_day_twice_must_say_the_same() -> None:
    again = WIDE.replace("2020-01-03,1.2500,N/A,0.5853,0.80,", "2020-01-06,1.1000,120,N/A,0.8,")
    assert wide(again).left_out == (("no rate: N/A", 3), ("the same rate of the same day again", 3))
    problem = refused(again.replace("120,N/A,0.8,\n2020", "120,N/A,0.9,\n2020"))
    assert (problem.id, problem.line, problem.row) == ("ACC-346", 4, "GBP 2020-01-06")
    assert "0.9, as on line 3" in problem.expected


def test_a_repeated_day_does_not_turn_the_order_round() -> None:
    again = WIDE.replace("2020-01-03,1.2500,N/A,0.5853,0.80,", "2020-01-06,1.1000,120,N/A,0.8,")
    problem = refused(again + "2020-01-08,1.1000,120,N/A,0.8,\n")
    assert (problem.id, problem.line) == ("ACC-345", 5)
    assert problem.expected.startswith("a date before 2020-01-06")


def test_several_problems_are_told_at_once_but_not_thousands() -> None:
    two = WIDE.replace("1.1000", "0").replace("0.85", "x")
    assert [problem.line for problem in refusals(lambda: wide(two))] == [2, 3]
    rows = "".join(f"{date.fromordinal(737_000 + number)},0\n" for number in range(1000))
    assert len(refusals(lambda: wide("Date,USD\n" + rows))) == 20


def test_the_long_file_says_the_same_as_the_wide_one() -> None:
    rows = [
        series_row("USD", "2020-01-03", "1.2500"),
        series_row("USD", "2020-01-06", "1.1000"),
        series_row("USD", "2020-01-07", "1.1500"),
    ]
    sheet = series(*rows)
    assert sheet.table == wide().table
    assert sheet.series["USD"].days == wide().series["USD"].days
    assert sheet.series["USD"].per_eur == wide().series["USD"].per_eur
    assert sheet.series["USD"].rate(2).origin == Origin(file="EXR.csv", line=4)


def test_series_stand_below_each_other() -> None:
    sheet = series(
        series_row("USD", "2020-01-03", "1.2500"),
        series_row("USD", "2020-01-06", "1.1000"),
        series_row("GBP", "2020-01-03", "0.8"),
    )
    assert {currency: len(rates.days) for currency, rates in sheet.series.items()} == {"GBP": 1, "USD": 2}


def test_monthly_rates_are_a_table_of_their_own() -> None:
    sheet = series(
        series_row("USD", "2020-01", "1.1", frequency="M"), series_row("USD", "2020-02", "1.2", frequency="M")
    )
    assert (sheet.table.id, sheet.table.kind, sheet.table.carry_days) == ("ecb-monthly", RateKind.MONTHLY, 0)
    assert sheet.series["USD"].days == (date(2020, 1, 1), date(2020, 2, 1))


def test_observations_without_a_value_are_counted() -> None:
    sheet = series(
        series_row("USD", "2020-01-03", "1.2500"),
        series_row("USD", "2020-01-04", ""),
        series_row("USD", "2020-01-05", "NaN"),
    )
    assert sheet.left_out == (("no rate: NaN", 1), ("no rate: empty", 1))


def test_columns_that_nobody_listed_are_reported() -> None:
    header = SERIES_HEADER.replace("OBS_STATUS", "VALID_TO")
    assert series(series_row("USD", "2020-01-03", "1.25"), header=header).unlisted == ("VALID_TO",)
    assert series(series_row("USD", "2020-01-03", "1.25")).unlisted == ()


def test_a_rate_after_a_cell_of_two_lines_keeps_its_line() -> None:
    two_lines = series_row("USD", "2020-01-03", "1.25", TITLE_COMPL='"Reference\nrate"')
    sheet = series(two_lines, series_row("USD", "2020-01-06", "1.1"))
    assert sheet.series["USD"].lines == (2, 4)


@pytest.mark.parametrize(
    ("row", "error", "field"),
    [
        (series_row("USD", "2020-01", "1.1", frequency="M"), "ACC-348", "FREQ"),
        (series_row("USD", "2020-01-06", "1.1", CURRENCY_DENOM="USD"), "ACC-348", "CURRENCY_DENOM"),
        (series_row("USD", "2020-01-06", "1.1", EXR_TYPE="EN00"), "ACC-348", "EXR_TYPE"),
        (series_row("USD", "2020-01-06", "1.1", EXR_SUFFIX="E"), "ACC-348", "EXR_SUFFIX"),
        (series_row("USD", "2020-01-06", "1.1", UNIT_MULT="3"), "ACC-348", "UNIT_MULT"),
        (series_row("USB", "2020-01-06", "1.1"), "ACC-344", "CURRENCY"),
        (series_row("USD", "2020-01-32", "1.1"), "ACC-342", "TIME_PERIOD"),
        (series_row("USD", "2020-01-06", "0"), "ACC-343", "OBS_VALUE"),
        (series_row("USD", "2020-01-02", "1.1"), "ACC-345", "TIME_PERIOD"),
    ],
)
def test_a_wrong_row_of_the_long_file_is_refused(row: str, error: str, field: str) -> None:
    good = [series_row("USD", "2020-01-03", "1.25"), series_row("USD", "2020-01-05", "1.25")]
    problem = refusal(lambda: series(*good, row))
    assert (problem.id, problem.line, problem.field) == (error, 4, field)


@pytest.mark.parametrize("frequency", ["A", "Q", "H", ""])
def test_annual_and_quarterly_averages_are_too_coarse(frequency: str) -> None:
    problem = refusal(lambda: series(series_row("USD", "2020", "1.1", frequency=frequency)))
    assert (problem.id, problem.field, problem.value) == ("ACC-348", "FREQ", frequency)
    assert problem.expected.startswith("D or M")


def test_a_long_file_without_its_columns_is_refused() -> None:
    header = SERIES_HEADER.replace("OBS_VALUE", "VALUE")
    assert refusal(lambda: series(series_row("USD", "2020-01-03", "1"), header=header)).id == "ACC-341"


@given(st.text(alphabet="Date,USNA/01239.-\n\"';EX", max_size=80))
def test_any_text_is_read_or_refused_and_never_breaks_the_reader(text: str) -> None:
    sheet: RateSheet | None = None
    with contextlib.suppress(InputDataError):
        sheet = wide(text)
    assert sheet is None or all(rate > 0 for rates in sheet.series.values() for rate in rates.per_eur)


@given(
    st.dictionaries(
        st.dates(date(1999, 1, 4), date(2030, 1, 1)),
        st.decimals("0.0001", "99999", places=4),
        min_size=1,
        max_size=8,
    )
)
def test_what_is_written_is_what_is_read(rates: dict[date, Decimal]) -> None:
    rows = "".join(f"{day},{rate},\n" for day, rate in sorted(rates.items(), reverse=True))
    read = wide("Date,USD,\n" + rows).series["USD"]
    assert dict(zip(read.days, read.per_eur, strict=True)) == rates
