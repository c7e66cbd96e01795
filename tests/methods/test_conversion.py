"""Amounts are converted at the rate of their value date, by a stated rule, or stay as they are."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.conversion import Conversion, DayBasis, Quote, RateDay, Unconverted
from accord.domain.evidence import Origin
from accord.domain.rate import RateSeries, RateSheet
from accord.methods.conversion import chosen_day, convert, quote_for, quotes_for, rounded
from methods.rate_sheets import LAW, MONTHS, WEEK, sheet

THURSDAY = date(2020, 1, 2)
AMOUNTS = st.decimals(min_value="-1e12", max_value="1e12", places=4)
DAYS = st.dates(min_value=date(2019, 12, 1), max_value=date(2020, 4, 30))
CURRENCIES = st.sampled_from(["EUR", "USD", "GBP", "ISK", "RUB", "ALL", "XYZ"])


def converted(
    amount: str, currency: str, day: str | None, *sheets: RateSheet, target: str = "EUR"
) -> Conversion:
    value_day = date.fromisoformat(day) if day else None
    return convert(Decimal(amount), quote_for(currency, value_day, sheets or [WEEK], target=target))


def reason(currency: str, day: str | None, *sheets: RateSheet, target: str = "EUR") -> Unconverted | None:
    conversion = converted("100", currency, day, *sheets, target=target)
    assert conversion.result is None
    assert conversion.amount == 100
    return conversion.reason


def shortened(whole: RateSheet, last: date) -> RateSheet:
    """The same table as it was published on an earlier day."""
    series = {}
    for currency, rates in whole.series.items():
        count = sum(day <= last for day in rates.days)
        if count:
            series[currency] = RateSeries(
                currency=currency,
                table=rates.table,
                file=rates.file,
                days=rates.days[:count],
                per_eur=rates.per_eur[:count],
                lines=rates.lines[:count],
            )
    return RateSheet(table=whole.table, series=series, sha256="01")


def test_an_amount_is_divided_by_the_units_for_one_euro() -> None:
    # 100 / 1.25 = 80
    conversion = converted("100", "USD", "2020-01-02")
    assert conversion.result == 80
    assert conversion.reason is None


def test_the_result_names_table_day_and_place_of_the_rate() -> None:
    quote = quote_for("USD", date(2020, 1, 5), [WEEK])
    assert quote.source_rate is not None
    assert quote.target_rate is None
    assert (quote.day, quote.source_rate.day) == (date(2020, 1, 5), date(2020, 1, 3))
    assert quote.source_rate.origin == Origin(file="made-up-daily.csv", line=2)
    assert quote.tables == ("made-up-daily",)


def test_from_euros_the_amount_is_multiplied() -> None:
    # 80 x 1.25 = 100
    assert converted("80", "EUR", "2020-01-02", target="USD").result == 100


def test_between_two_currencies_the_way_leads_through_the_euro() -> None:
    # 100 USD / 1.25 = 80 EUR; 80 x 0.8 = 64 GBP
    conversion = converted("100", "USD", "2020-01-02", target="GBP")
    assert conversion.result == 64
    assert [rate.currency for rate in conversion.quote.rates] == ["USD", "GBP"]


def test_a_refund_is_converted_with_its_sign() -> None:
    assert converted("-100", "USD", "2020-01-02").result == -80


def test_a_true_zero_stays_zero() -> None:
    assert converted("0", "USD", "2020-01-02").result == 0


def test_nothing_is_rounded_on_the_way() -> None:
    # 100 / 1.1 = 90.909090...
    result = converted("100", "USD", "2020-01-03").result
    assert result is not None
    assert str(result).startswith("90.9090909090909090909090909090909090909090")


def test_the_precision_is_not_that_of_the_calling_program() -> None:
    with localcontext(prec=3):
        assert converted("123456.78", "EUR", "2020-01-02", target="USD").result == Decimal("154320.9750")


@pytest.mark.parametrize(
    ("day", "rate_day"),
    [("2020-01-03", "2020-01-03"), ("2020-01-04", "2020-01-03"), ("2020-01-05", "2020-01-03")],
)
def test_on_a_weekend_the_rate_is_that_of_friday(day: str, rate_day: str) -> None:
    rates = converted("1", "USD", day).quote.rates
    assert [rate.day for rate in rates] == [date.fromisoformat(rate_day)]


def test_a_rate_is_carried_forward_over_seven_days_and_no_more() -> None:
    assert converted("1400", "ISK", "2020-01-09").result == 10
    assert reason("ISK", "2020-01-10") is Unconverted.GAP


def test_the_number_of_days_is_a_parameter() -> None:
    day = date(2020, 1, 4)
    assert quote_for("USD", day, [WEEK], carry_days=0).reason is Unconverted.GAP
    assert quote_for("USD", day, [WEEK], carry_days=1).reason is None


def test_nothing_is_converted_before_the_first_rate() -> None:
    assert reason("USD", "2020-01-01") is Unconverted.BEFORE_FIRST


def test_nothing_is_converted_after_the_last_day_of_the_table_not_even_the_next_day() -> None:
    assert converted("1", "USD", "2020-03-10").result == Decimal("0.5")
    assert reason("USD", "2020-03-11") is Unconverted.AFTER_LAST


def test_a_currency_that_is_no_longer_quoted_has_no_rate_a_week_later() -> None:
    assert converted("70", "RUB", "2020-01-09").result == 1
    assert reason("RUB", "2020-01-10") is Unconverted.AFTER_LAST


def test_a_currency_without_a_table_stays_as_it_is() -> None:
    assert reason("ALL", "2020-01-02") is Unconverted.NO_TABLE
    assert reason("USD", "2020-01-02", target="ALL") is Unconverted.NO_TABLE
    assert quote_for("USD", THURSDAY, [WEEK], target="ALL").missing == "ALL"


def test_no_rate_is_asked_for_where_nothing_is_to_be_converted() -> None:
    # Not even a date is needed for euros in euros, or for a currency without a table in itself.
    assert converted("5", "EUR", None).result == 5
    assert converted("5", "ALL", None, target="ALL").result == 5
    assert converted("5", "EUR", None).quote.rates == ()


def test_the_rate_of_another_day_is_never_used_for_history() -> None:
    """IATI Tables converted every historic amount at the rate of about 60 days before the run."""
    history = converted("100", "USD", "2020-01-02")
    with_later_rates = sheet(
        {
            "USD": {
                "2020-01-02": "1.25",
                "2026-07-01": "1.9",
                "2026-08-31": "1.8",
            }
        }
    )
    assert converted("100", "USD", "2020-01-02", with_later_rates).result == history.result == 80
    assert reason("USD", "2026-06-30", with_later_rates) is Unconverted.GAP


def test_a_missing_date_is_not_january_2010() -> None:
    """d-portal took the rate of January 2010 where no value date was stated."""
    table = sheet({"USD": {"2010-01-04": "1.25", "2010-01-05": "1.25"}})
    assert reason("USD", None, table) is Unconverted.NO_DAY


def test_a_missing_rate_is_nothing_with_a_reason_and_never_zero() -> None:
    """IATI.cloud stored a value of USD 0 where it had no rate (its issue 2531)."""
    conversion = converted("1000000", "XYZ", "2020-01-02")
    assert conversion.result is None
    assert conversion.reason is not None
    assert conversion.reason.meaning == "no table has a rate of this currency"


def test_a_missing_amount_or_currency_is_a_reason_of_its_own() -> None:
    assert convert(None, quote_for("USD", THURSDAY, [WEEK])).reason is Unconverted.NO_AMOUNT
    assert reason("", "2020-01-02") is Unconverted.NO_CURRENCY


def test_every_reason_has_a_meaning_of_its_own() -> None:
    assert len({reason.meaning for reason in Unconverted}) == len(Unconverted)


@pytest.mark.parametrize("amount", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="an amount is a number"):
        convert(Decimal(amount), quote_for("USD", THURSDAY, [WEEK]))


def test_a_monthly_table_answers_with_the_rate_of_the_month() -> None:
    # 240 / 120 = 2, on the first day of January as on the last
    assert converted("240", "ALL", "2020-01-01", MONTHS).result == 2
    assert converted("240", "ALL", "2020-01-31", MONTHS).result == 2
    assert [r.day for r in converted("1", "ALL", "2020-01-31", MONTHS).quote.rates] == [date(2020, 1, 1)]


def test_a_monthly_rate_is_never_carried_into_another_month() -> None:
    assert reason("ALL", "2020-02-01", MONTHS) is Unconverted.GAP
    assert quote_for("ALL", date(2020, 2, 1), [MONTHS], carry_days=100).reason is Unconverted.GAP
    assert reason("ALL", "2019-12-31", MONTHS) is Unconverted.BEFORE_FIRST
    assert reason("ALL", "2020-04-01", MONTHS) is Unconverted.AFTER_LAST


def test_tables_are_asked_in_their_order_and_the_one_that_answers_is_named() -> None:
    assert converted("1", "USD", "2020-01-02", WEEK, MONTHS).quote.tables == ("made-up-daily",)
    assert converted("1", "USD", "2020-01-02", MONTHS, WEEK).quote.tables == ("made-up-monthly",)
    # The daily table has a gap in February, so the monthly one answers: 3 / 1.5 = 2.
    february = converted("3", "USD", "2020-02-14", WEEK, MONTHS)
    assert (february.result, february.quote.tables) == (Decimal(2), ("made-up-monthly",))


def test_a_cross_rate_names_both_tables() -> None:
    quote = converted("1", "ALL", "2020-01-02", WEEK, MONTHS, target="GBP").quote
    assert quote.tables == ("made-up-monthly", "made-up-daily")


def test_a_rate_fixed_by_law_holds_from_its_day_on_for_good() -> None:
    # 195583 / 1.95583 = 100000
    assert converted("195583", "DEM", "1999-01-01", LAW).result == 100_000
    assert converted("195583", "DEM", "2024-06-30", LAW).result == 100_000
    assert reason("DEM", "1998-12-31", LAW) is Unconverted.BEFORE_FIRST


def test_a_rate_fixed_by_law_comes_before_every_other_table() -> None:
    # On Friday the pound still has a market rate: 88 / 0.88. From Monday on the law holds: 75 / 0.75.
    assert converted("88", "GBP", "2020-01-03", WEEK, LAW).result == 100
    assert converted("75", "GBP", "2020-01-06", WEEK, LAW).result == 100
    assert converted("75", "GBP", "2020-01-06", WEEK, LAW).quote.tables == ("made-up-law",)


def test_the_value_date_fixes_the_rate_and_not_the_transaction_date() -> None:
    chosen = chosen_day(THURSDAY, date(2020, 1, 3))
    assert chosen == RateDay(day=THURSDAY, basis=DayBasis.VALUE_DATE)
    assert convert(Decimal(100), quote_for("USD", chosen.day, [WEEK])).result == 80


def test_the_transaction_date_stands_in_only_with_a_mark() -> None:
    friday = date(2020, 1, 3)
    plausible = (date(1990, 1, 1), date(2026, 9, 1))
    assert chosen_day(None, friday) == RateDay(day=friday, basis=DayBasis.INSTEAD_OF_MISSING)
    assert chosen_day(date(2202, 1, 2), friday, plausible=plausible) == RateDay(
        day=friday, basis=DayBasis.INSTEAD_OF_IMPLAUSIBLE
    )
    assert chosen_day(date(2202, 1, 2), friday).basis is DayBasis.VALUE_DATE


def test_without_any_date_there_is_no_day() -> None:
    assert chosen_day(None, None) == RateDay(day=None, basis=DayBasis.NONE)
    implausible = date(1, 1, 1)
    assert chosen_day(implausible, None, plausible=(THURSDAY, THURSDAY)).day is None


@pytest.mark.parametrize(
    ("amount", "places", "shown"),
    [
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("0.1249999", 2, "0.12"),
        ("2.5", 0, "3"),
        ("90.90909090", 2, "90.91"),
    ],
)
def test_only_what_is_shown_is_rounded_a_half_away_from_zero(amount: str, places: int, shown: str) -> None:
    assert str(rounded(Decimal(amount), places=places)) == shown


def test_the_example_of_the_slovenian_changeover() -> None:
    # http://evro.si/en/info-for-consumers/rounding-rules/: 500 SIT = 2.09 EUR, 1,000 SIT = 4.17 EUR
    table = sheet({"SIT": {"2006-10-02": "239.640"}})
    for tolars, euros in (("500", "2.09"), ("1000", "4.17")):
        result = converted(tolars, "SIT", "2006-10-02", table).result
        assert result is not None
        assert rounded(result) == Decimal(euros)


def test_many_pairs_get_one_quote_each_in_their_order() -> None:
    pairs: list[tuple[str, date | None]] = [
        ("GBP", THURSDAY),
        ("USD", None),
        ("XYZ", THURSDAY),
        ("GBP", THURSDAY),
        ("EUR", THURSDAY),
    ]
    quotes = quotes_for(pairs, [WEEK], target="USD")
    assert [(quote.currency, quote.day) for quote in quotes] == pairs
    assert [quote.reason for quote in quotes] == [
        None,
        None,
        Unconverted.NO_TABLE,
        None,
        None,
    ]
    assert quotes_for([], [WEEK]) == []


@given(st.lists(st.tuples(CURRENCIES, st.none() | DAYS), max_size=20), CURRENCIES)
def test_asked_together_or_one_by_one_the_quotes_are_the_same(
    pairs: list[tuple[str, date | None]], target: str
) -> None:
    sheets = [WEEK, MONTHS, LAW]
    assert quotes_for(pairs, sheets, target=target) == [
        quote_for(currency, day, sheets, target=target) for currency, day in pairs
    ]


@given(CURRENCIES, DAYS, CURRENCIES)
def test_there_is_a_rate_or_a_reason_and_never_both(currency: str, day: date, target: str) -> None:
    quote = quote_for(currency, day, [WEEK, MONTHS], target=target)
    needed = {currency, target} - {"EUR"} if currency != target else set()
    if quote.reason is None:
        assert {rate.currency for rate in quote.rates} == needed
        assert quote.missing == ""
    else:
        assert quote.rates == ()
        assert quote.missing in needed


@given(CURRENCIES, DAYS)
def test_a_rate_is_never_from_the_future_nor_older_than_the_rule_allows(currency: str, day: date) -> None:
    for rate in quote_for(currency, day, [WEEK]).rates:
        assert timedelta(0) <= day - rate.day <= timedelta(7)


@given(AMOUNTS, CURRENCIES, DAYS)
def test_euros_there_and_back_are_the_same_euros(amount: Decimal, currency: str, day: date) -> None:
    there = convert(amount, quote_for("EUR", day, [WEEK, MONTHS], target=currency))
    if there.result is not None:
        assert convert(there.result, quote_for(currency, day, [WEEK, MONTHS])).result == amount


@given(AMOUNTS, DAYS)
def test_other_currencies_there_and_back_differ_by_less_than_a_part_in_10_to_the_50(
    amount: Decimal, day: date
) -> None:
    there = convert(amount, quote_for("USD", day, [MONTHS], target="ALL"))
    if there.result is not None:
        back = convert(there.result, quote_for("ALL", day, [MONTHS], target="USD")).result
        assert back is not None
        assert abs(back - amount) <= abs(amount) * Decimal("1e-50")


@given(AMOUNTS, AMOUNTS, DAYS)
def test_of_two_amounts_the_larger_stays_the_larger(first: Decimal, second: Decimal, day: date) -> None:
    quote: Quote = quote_for("USD", day, [WEEK], target="GBP")
    low, high = sorted((first, second))
    results = [convert(amount, quote).result for amount in (low, high)]
    if results[0] is not None and results[1] is not None:
        assert results[0] <= results[1]
        assert (results[0] == results[1]) == (low == high)


@given(CURRENCIES, DAYS, DAYS)
def test_a_newer_file_changes_nothing_that_an_older_file_converted(
    currency: str, day: date, published: date
) -> None:
    older = shortened(WEEK, max(published, THURSDAY))
    before = quote_for(currency, day, [older])
    if before.reason is None:
        assert quote_for(currency, day, [WEEK]) == before
