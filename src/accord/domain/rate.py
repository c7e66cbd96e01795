"""Exchange rates and price indices, each with the table, the day and the place that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from functools import reduce
from typing import NamedTuple

from accord.domain.evidence import Origin

__all__ = [
    "DIGITS",
    "EURO",
    "Deflator",
    "Rate",
    "RateKind",
    "RateSeries",
    "RateSheet",
    "RateTable",
    "exact_product",
    "exact_ratio",
    "exact_sum",
]

EURO = "EUR"
DIGITS = 60
"""Significant digits of a division; amounts have up to 38, published rates up to 10."""

_EXACT = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)


class RateKind(StrEnum):
    """How often a table states a rate: every working day, every month, or once by law."""

    DAILY = "daily"
    MONTHLY = "monthly"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateTable:
    """What is known of a table of rates beside the rates themselves.

    Attributes:
        id: Stable id, shown beside every amount that it converted.
        title: Title of the table.
        publisher: Who publishes it.
        url: Where it is found.
        licence: Terms of use, in a few words.
        kind: ``daily``, ``monthly`` or ``fixed``.
        carry_days: Daily tables: how many days a rate may be carried forward to a day without one
            (weekends, TARGET holidays); 0 for never. Monthly and fixed rates are never carried.
        fewest_rates: A file with fewer rates is refused.
        most_rates: A file with more rates is refused.
        note: What a reader should know.
    """

    id: str
    title: str
    publisher: str
    url: str
    licence: str
    kind: RateKind
    carry_days: int = 0
    fewest_rates: int = 1
    most_rates: int = 1_000_000
    note: str = ""


class Rate(NamedTuple):
    """What one euro was worth in a currency; a light tuple, since amounts need them by the 100,000.

    Attributes:
        currency: Currency code (ISO 4217).
        day: Day of the rate; of a monthly rate the first day of the month; of a fixed rate the day from
            which it is valid.
        per_eur: Units of the currency for one euro, as published or, in a table against another
            base, computed from two published rates.
        table: Id of the table.
        file: File from which it was read.
        line: Line of that file, counted from 1.
    """

    currency: str
    day: date
    per_eur: Decimal
    table: str
    file: str
    line: int

    @property
    def origin(self) -> Origin:
        """The place from which the rate was read."""
        return Origin(file=self.file, line=self.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSeries:
    """The rates of one currency in one file, by day; columns, since there are hundreds of thousands.

    Attributes:
        currency: Currency code.
        table: Id of the table.
        file: Name of the file.
        days: Days of the rates, ascending, each once.
        per_eur: Units of the currency for one euro, one for each day.
        lines: Line of the file, one for each day, counted from 1.
    """

    currency: str
    table: str
    file: str
    days: tuple[date, ...]
    per_eur: tuple[Decimal, ...]
    lines: tuple[int, ...]

    def rate(self, number: int) -> Rate:
        """Return one rate with its place; the number counts from 0 and is that of its day."""
        return Rate(
            self.currency,
            self.days[number],
            self.per_eur[number],
            self.table,
            self.file,
            self.lines[number],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSheet:
    """All rates of one file, and an account of what in the file is not a rate.

    Attributes:
        table: What is known of the table.
        series: Rates by currency.
        sha256: Hash of the bytes of the file, hexadecimal.
        unlisted: Columns that the facts of the table neither use nor ignore by name; to be reported.
        left_out: Cells that hold no rate that can be used: reason and number of cells.
    """

    table: RateTable
    series: Mapping[str, RateSeries]
    sha256: str
    unlisted: tuple[str, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()

    @property
    def first_day(self) -> date:
        """The earliest day of any rate."""
        return min(series.days[0] for series in self.series.values())

    @property
    def last_day(self) -> date:
        """The latest day of any rate: how far the file reaches."""
        return max(series.days[-1] for series in self.series.values())

    @property
    def rates(self) -> int:
        """Number of rates."""
        return sum(len(series.days) for series in self.series.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Deflator:
    """A price index by year that brings amounts of one currency to the prices of one year.

    Attributes:
        id: Stable id, shown beside every amount in constant prices.
        title: Title of the series.
        publisher: Who publishes it.
        url: Where it is found.
        licence: Terms of use, in a few words.
        currency: Currency to whose amounts it applies (a DAC deflator: USD; the HICP of the euro
            area: EUR).
        file: Name of the file.
        sha256: Hash of the bytes of the file, hexadecimal.
        indices: Index by year; the reference year may have any value, 100 as a rule.
        lines: Line of the file by year.
        years_without: Years for which the file says that there is no index.
        unlisted: Columns that the facts of the table neither use nor ignore by name; to be reported.
        note: What a reader should know.
    """

    id: str
    title: str
    publisher: str
    url: str
    licence: str
    currency: str
    file: str
    sha256: str
    indices: Mapping[int, Decimal]
    lines: Mapping[int, int]
    years_without: tuple[int, ...] = ()
    unlisted: tuple[str, ...] = ()
    note: str = ""


def exact_product(first: Decimal, second: Decimal) -> Decimal:
    """Return a product; not rounded unless it has more than ``DIGITS`` significant digits.

    The precision does not depend on the settings of the program that calls.
    """
    return _EXACT.multiply(first, second)


def exact_ratio(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Return a quotient to ``DIGITS`` significant digits, half to even; exact where it ends before.

    Raises:
        ZeroDivisionError: The denominator is zero (rates are refused unless positive).
    """
    return _EXACT.divide(numerator, denominator)


def exact_sum(terms: Iterable[Decimal]) -> Decimal:
    """Return a sum; not rounded unless it has more than ``DIGITS`` significant digits."""
    return reduce(_EXACT.add, terms, Decimal(0))
