"""Made-up tables of rates for tests of methods."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from accord.domain.rate import RateKind, RateSeries, RateSheet, RateTable


def sheet(
    rates: Mapping[str, Mapping[str, str]],
    *,
    name: str = "made-up-daily",
    kind: RateKind = RateKind.DAILY,
    carry_days: int = 7,
) -> RateSheet:
    """A table with rates per euro by currency and day, on lines counted from 1."""
    table = RateTable(
        id=name,
        title="Rates of the lake",
        publisher="Bank of Northshore",
        url="https://example.org/rates",
        licence="none",
        kind=kind,
        carry_days=carry_days,
    )
    series = {currency: _series(currency, by_day, name) for currency, by_day in rates.items()}
    return RateSheet(table=table, series=series, sha256="00")


def _series(currency: str, by_day: Mapping[str, str], table: str) -> RateSeries:
    days = sorted(by_day)
    return RateSeries(
        currency=currency,
        table=table,
        file=f"{table}.csv",
        days=tuple(date.fromisoformat(day) for day in days),
        per_eur=tuple(Decimal(by_day[day]) for day in days),
        lines=tuple(range(1, len(days) + 1)),
    )


WEEK = sheet(
    {
        # 2020-01-02 is a Thursday, the 3rd a Friday, the 6th a Monday.
        "USD": {"2020-01-02": "1.25", "2020-01-03": "1.1", "2020-01-06": "1.6", "2020-03-10": "2"},
        "GBP": {"2020-01-02": "0.8", "2020-01-03": "0.88", "2020-01-06": "0.8", "2020-03-10": "0.5"},
        "ISK": {"2020-01-02": "140", "2020-03-10": "150"},
        "RUB": {"2020-01-02": "70"},
    }
)
"""A daily table that reaches from 2 January to 10 March 2020."""

MONTHS = sheet(
    {
        "ALL": {"2020-01-01": "120", "2020-03-01": "125"},
        "USD": {"2020-01-01": "1.5", "2020-02-01": "1.5", "2020-03-01": "1.5"},
    },
    name="made-up-monthly",
    kind=RateKind.MONTHLY,
    carry_days=0,
)
"""A monthly table of the first three months of 2020, without a rate of ALL for February."""

LAW = sheet(
    {"DEM": {"1999-01-01": "1.95583"}, "GBP": {"2020-01-06": "0.75"}},
    name="made-up-law",
    kind=RateKind.FIXED,
    carry_days=0,
)
"""Rates fixed by law; here Northshore's pound joins the euro on 6 January 2020."""
