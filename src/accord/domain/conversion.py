"""An amount in another currency or in other prices, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from accord.domain.rate import Rate

__all__ = ["ConstantPrice", "Conversion", "DayBasis", "Quote", "RateDay", "Unconverted", "Undeflated"]


class Unconverted(StrEnum):
    """Why an amount stays in its currency."""

    NO_AMOUNT = "no_amount"
    NO_CURRENCY = "no_currency"
    NO_DAY = "no_day"
    NO_TABLE = "no_table"
    BEFORE_FIRST = "before_first"
    AFTER_LAST = "after_last"
    GAP = "gap"

    @property
    def meaning(self) -> str:
        """The reason in words, for pages and messages."""
        return _UNCONVERTED[self]


class Undeflated(StrEnum):
    """Why an amount stays in current prices."""

    NO_AMOUNT = "no_amount"
    NO_YEAR = "no_year"
    OTHER_CURRENCY = "other_currency"
    NO_INDEX_OF_YEAR = "no_index_of_year"
    NO_INDEX_OF_BASE_YEAR = "no_index_of_base_year"

    @property
    def meaning(self) -> str:
        """The reason in words, for pages and messages."""
        return _UNDEFLATED[self]


class DayBasis(StrEnum):
    """Which date of a flow fixes its rate."""

    VALUE_DATE = "value_date"
    INSTEAD_OF_MISSING = "transaction_date_instead_of_missing_value_date"
    INSTEAD_OF_IMPLAUSIBLE = "transaction_date_instead_of_implausible_value_date"
    NONE = "none"


_UNCONVERTED = {
    Unconverted.NO_AMOUNT: "no amount is stated",
    Unconverted.NO_CURRENCY: "no currency is stated",
    Unconverted.NO_DAY: "no date is stated that could fix the rate",
    Unconverted.NO_TABLE: "no table has a rate of this currency",
    Unconverted.BEFORE_FIRST: "the day is before the first rate of this currency",
    Unconverted.AFTER_LAST: "the day is after the last rate of this currency",
    Unconverted.GAP: "the table has no rate of this currency for the day, nor one shortly before",
}
_UNDEFLATED = {
    Undeflated.NO_AMOUNT: "no amount is stated",
    Undeflated.NO_YEAR: "no year is stated",
    Undeflated.OTHER_CURRENCY: "the deflator applies to amounts of another currency",
    Undeflated.NO_INDEX_OF_YEAR: "the deflator has no index for the year of the amount",
    Undeflated.NO_INDEX_OF_BASE_YEAR: "the deflator has no index for the base year",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RateDay:
    """The day that fixes a rate, and where it comes from.

    Attributes:
        day: The day, or None if no date can be used.
        basis: Which date it is; anything but the value date is to be shown.
    """

    day: date | None
    basis: DayBasis


class Quote(NamedTuple):
    """The rate between two currencies on a day, or why there is none; light, like ``Rate``.

    Attributes:
        currency: Currency of the amounts.
        target: Currency into which they are converted.
        day: Day for which the rate was asked: the value date.
        source_rate: Rate of the currency; None if it is the euro, if nothing is to be converted, or if
            there is none.
        target_rate: Rate of the target, likewise.
        reason: Why there is no rate; None if there is one.
        missing: Currency without a rate; empty if no rate is missing.
    """

    currency: str
    target: str
    day: date | None
    source_rate: Rate | None = None
    target_rate: Rate | None = None
    reason: Unconverted | None = None
    missing: str = ""

    @property
    def rates(self) -> tuple[Rate, ...]:
        """The rates that are used: none, one, or two for a cross rate through the euro."""
        return tuple(rate for rate in (self.source_rate, self.target_rate) if rate is not None)

    @property
    def tables(self) -> tuple[str, ...]:
        """Ids of the tables that are used, each once."""
        return tuple(dict.fromkeys(rate.table for rate in self.rates))


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """An amount and what it is in another currency.

    Attributes:
        amount: Amount in ``quote.currency``; None if unknown.
        quote: The rate, its day and its table.
        result: Amount in ``quote.target``, not rounded; None if it cannot be converted, never zero
            instead.
        reason: Why there is no result; None if there is one.
    """

    amount: Decimal | None
    quote: Quote
    result: Decimal | None
    reason: Unconverted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstantPrice:
    """An amount of one year and what it is in the prices of another.

    Attributes:
        amount: Amount in current prices; None if unknown.
        currency: Its currency.
        year: Year of the amount.
        base_year: Year of the prices.
        deflator: Id of the deflator.
        result: Amount in prices of the base year, not rounded; None if it cannot be computed.
        index_of_year: Index of the year; None if there is none.
        index_of_base_year: Index of the base year; None if there is none.
        reason: Why there is no result; None if there is one.
    """

    amount: Decimal | None
    currency: str
    year: int | None
    base_year: int
    deflator: str
    result: Decimal | None = None
    index_of_year: Decimal | None = None
    index_of_base_year: Decimal | None = None
    reason: Undeflated | None = None
