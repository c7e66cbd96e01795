"""What an amount is: its measure, currency, day and kind, and what it is in another currency."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.money.statements import statements
from methods.money.published import Published, engine

MEASURES = [
    ("1", "incoming funds", "excluded"),
    ("2", "commitment", "counted"),
    ("3", "disbursement", "counted"),
    ("4", "expenditure", "counted"),
    ("5", "interest", "counted"),
    ("6", "loan repayment", "counted"),
    ("7", "reimbursement", "counted"),
    ("8", "purchase of equity", "counted"),
    ("9", "sale of equity", "counted"),
    ("10", "guarantee", "counted"),
    ("11", "incoming commitment", "excluded"),
    ("12", "pledge", "counted"),
    ("13", "incoming pledge", "excluded"),
    (None, "unknown", "excluded"),
    ("77", "unknown", "excluded"),
]


def test_every_code_has_its_own_measure() -> None:
    """Codes and names: code list TransactionType of IATI 2.03."""
    published = Published()
    activity = published.activity("XX-GIVER-1")
    for code, _, _ in MEASURES:
        published.pay(activity, "1", code=code)

    found = published.run().rows("SELECT type, measure, status FROM flows ORDER BY transaction")

    assert found == MEASURES


def test_an_amount_that_is_missing_or_a_slip_is_left_out_and_not_zero() -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1")
    missing = published.pay(activity, None)
    slip = published.pay(activity, "1000000000000000")
    good = published.pay(activity, "999999999999999.99")

    outcome = published.run()

    assert outcome.decided() == {
        missing: ("excluded", "value"),
        slip: ("excluded", "value"),
        good: ("counted", "type"),
    }
    assert outcome.pieces(missing) == {"unknown": None}
    assert outcome.one("SELECT flows_in, flows_without_amount FROM reconciliation") == (3, 2)


def test_negative_amounts_keep_their_sign_and_zeros_stay() -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1")
    published.pay(activity, "100", code="2")
    back = published.pay(activity, "-30.5", code="2")
    nothing = published.pay(activity, "0", code="2")

    outcome = published.run()

    assert outcome.counted("commitment") == Decimal("69.5")
    assert (outcome.notes(back), outcome.notes(nothing)) == (["negative"], ["zero"])


def test_currency_of_the_amount_then_of_the_activity_then_none() -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1", default_currency="USD")
    published.pay(activity, "1", currency="GBP")
    published.pay(activity, "2")
    published.pay(published.activity("XX-GIVER-2", default_currency=None), "3")

    outcome = published.run()

    columns = "currency, currency_from, status, rule, reason"
    assert outcome.rows(f"SELECT {columns} FROM flows ORDER BY amount") == [
        ("GBP", "value", "counted", "type", None),
        ("USD", "default", "counted", "type", None),
        (None, "none", "unconverted", "currency", "no currency is stated"),
    ]


@pytest.mark.parametrize(
    ("value_date", "transaction_date", "day", "is_value_date"),
    [
        (date(2019, 5, 1), date(2018, 1, 1), date(2019, 5, 1), True),
        (None, date(2018, 1, 1), date(2018, 1, 1), False),
        (date(1989, 12, 31), date(2018, 1, 1), date(2018, 1, 1), False),
        (date(1010, 12, 9), date(2010, 12, 9), date(2010, 12, 9), False),
        (date(2021, 6, 1), date(2018, 1, 1), date(2021, 6, 1), True),
        (date(2021, 6, 2), date(2018, 1, 1), date(2018, 1, 1), False),
        (date(2021, 6, 2), None, date(2021, 6, 2), False),
        (None, None, None, False),
    ],
)
def test_the_value_date_holds_from_1990_to_a_year_after_the_update(
    value_date: date | None, transaction_date: date | None, day: date | None, is_value_date: bool
) -> None:
    # The activity was updated on 1 June 2020, so that 1 June 2021 is the last plausible day.
    published = Published()
    paid = published.pay(published.activity("XX-GIVER-1"), "1", value_date=value_date, date=transaction_date)

    outcome = published.run()

    year = day.year if day else None
    assert outcome.one("SELECT day, year, is_value_date FROM flows") == (day, year, is_value_date)
    assert outcome.notes(paid) == ([] if is_value_date else ["value-date"])


def test_without_an_update_the_file_and_then_a_setting_say_what_is_late() -> None:
    published = Published()
    published.activity("XX-GIVER-1", updated="2015-01-01")
    published.pay(published.activity("XX-GIVER-2", updated=None), "1", value_date=date(2017, 1, 1))
    published.file()
    published.pay(published.activity("XX-GIVER-3", updated="in spring"), "2", value_date=date(2030, 1, 1))

    flags = "SELECT is_value_date FROM flows ORDER BY amount"
    assert published.run().rows(flags) == [(False,), (True,)]
    assert published.run(latest_day="2020-12-31").rows(flags) == [(False,), (False,)]


@pytest.mark.parametrize(
    ("own", "default", "code", "kind"),
    [
        ("110", "421", "3", "grant"),
        (None, "421", "3", "loan"),
        ("422", None, "2", "loan"),
        ("210", None, "3", "grant"),
        ("432", None, "3", "equity"),
        ("433", None, "3", "other"),
        ("510", None, "3", "equity"),
        ("618", None, "3", "other"),
        ("710", None, "3", "equity"),
        ("1100", None, "3", "guarantee"),
        (None, None, "3", "unknown"),
        ("GRANT", None, "3", "unknown"),
        (None, None, "8", "equity"),
        ("110", None, "10", "guarantee"),
        (None, "110", "6", "loan"),
    ],
)
def test_the_finance_type_tells_grants_from_loans(
    own: str | None, default: str | None, code: str, kind: str
) -> None:
    """Codes: code lists FinanceType and FinanceType (category) of IATI."""
    published = Published()
    published.pay(published.activity("XX-GIVER-1", finance_type=default), "1", code, finance_type=own)

    assert published.run().one("SELECT kind FROM flows") == (kind,)


def test_conversion_divides_by_the_rate_and_shows_where_it_is_from() -> None:
    # By hand: 1000 / 1.25 = 800; 100 / 3 = 33.333333 to six places.
    published = Published()
    activity = published.activity("XX-GIVER-1", default_currency="USD")
    published.pay(activity, "1000")
    published.pay(activity, "100", currency="AAA")
    published.pay(activity, "7.77", currency="EUR")
    published.pay(activity, "5", currency="BBB")

    outcome = published.run({"USD": "1.25", "AAA": "3"}, target_currency="EUR")

    columns = (
        "currency, amount_converted, currency_converted, rate, rate_day, rate_table, status, rule, reason"
    )
    day = date(2020, 1, 15)
    assert outcome.rows(f"SELECT {columns} FROM flows ORDER BY transaction") == [
        ("USD", Decimal(800), "EUR", Decimal("1.25"), day, "made up", "counted", "conversion", None),
        ("AAA", Decimal("33.333333"), "EUR", Decimal(3), day, "made up", "counted", "conversion", None),
        ("EUR", Decimal("7.77"), "EUR", Decimal(1), day, "none needed", "counted", "conversion", None),
        ("BBB", None, None, None, None, None, "unconverted", "conversion",
         "no table of rates has BBB for this day"),
    ]  # fmt: skip
    assert outcome.rows("SELECT currency, counted, unconverted FROM reconciliation ORDER BY currency") == [
        ("AAA", Decimal(100), Decimal(0)),
        ("BBB", Decimal(0), Decimal(5)),
        ("EUR", Decimal("7.77"), Decimal(0)),
        ("USD", Decimal(1000), Decimal(0)),
    ]


def test_rates_are_asked_once_for_each_currency_and_day_but_not_for_the_target() -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1")
    for currency in ("USD", "USD", "EUR", "GBP"):
        published.pay(activity, "1", currency=currency)
    published.pay(activity, "1", currency="GBP", date=None, value_date=None)

    outcome = published.run(target_currency="EUR")

    day = date(2020, 1, 15)
    assert outcome.rows("SELECT currency, day FROM rates_needed") == [("GBP", day), ("USD", day)]
    reasons = outcome.rows(
        "SELECT reason, count(*) FROM flows WHERE currency = 'GBP' GROUP BY ALL ORDER BY 1"
    )
    assert reasons == [("no day is stated", 1), ("no table of rates has GBP for this day", 1)]


def test_a_stated_reason_and_a_rate_of_zero_leave_the_amount_unconverted() -> None:
    published = Published()
    published.pay(published.activity("XX-GIVER-1", default_currency="USD"), "1")
    published.given(
        "rates", {"currency": "USD", "day": date(2020, 1, 15), "rate": "0", "reason": "the market was closed"}
    )

    outcome = published.run(target_currency="EUR")

    assert outcome.one("SELECT status, reason FROM flows") == ("unconverted", "the market was closed")


AMOUNTS = st.decimals(-(10**15) + 1, 10**15 - 1, allow_nan=False, places=14)
RATES = st.decimals("0.00000001", "10000000", allow_nan=False, places=14)
ENGINE = engine()
ENGINE.execute("CREATE TABLE settings (name VARCHAR, value VARCHAR)")
ENGINE.execute(statements(["arithmetic"])[0].sql)


@given(amount=AMOUNTS)
def test_units_hold_an_amount_to_its_last_digit(amount: Decimal) -> None:
    query = "SELECT units(x), from_units(units(x)) FROM (SELECT CAST(? AS DECIMAL(38, 14)) AS x)"
    with localcontext(prec=80):
        units = int(amount.scaleb(14))
    assert ENGINE.execute(query, [str(amount)]).fetchone() == (units, amount)


@given(amount=AMOUNTS, rate=RATES)
def test_a_converted_amount_is_the_exact_quotient_to_six_places(amount: Decimal, rate: Decimal) -> None:
    query = "SELECT converted(CAST(? AS DECIMAL(38, 14)), CAST(? AS DECIMAL(38, 14)))"
    found = ENGINE.execute(query, [str(amount), str(rate)]).fetchone()

    with localcontext(prec=80):
        expected = (amount / rate).quantize(Decimal("0.000001"), ROUND_HALF_UP)
    assert found == (expected,)
