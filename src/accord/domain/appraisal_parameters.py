"""Unit values of an appraisal: discount rates, values of time and carbon, each dated and with its source."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.period import PartialDate

__all__ = ["Parameter", "ParameterPoint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterPoint:
    """The value of a parameter in one year.

    Attributes:
        year: The year.
        value: The value.
    """

    year: int
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that an appraisal takes over from a document, or transfers from one that it takes over.

    A row that was not read in its source is ``unverified``; an appraisal refuses it unless it is allowed by
    name. A path is interpolated between its years in a straight line and is never extended beyond them. One
    value holds in all years, unless it grows: from ``value_year`` on by ``growth`` a year, or with the rates
    of another parameter, to the power of ``elasticity``. A value that is transferred is that of another
    parameter in the same year, times a ratio of incomes to the power of ``elasticity``, times a ratio of
    price levels, times a ratio of two values of an index of prices.

    Attributes:
        id: Name by which appraisals use it.
        title: What it is.
        unit: ``share a year`` of a discount rate; ``index`` of an index of prices or incomes; else money per
            thing, such as ``EUR/hour`` or ``EUR/t``.
        source: Document that states it.
        evidence: Whether it was read there.
        date_read: Day on which it was read.
        value: One value for all years.
        points: Values by year, in place of one value.
        value_year: Year of the one value, where it grows.
        growth: Yearly real growth, as a share.
        grows_with: Parameter in ``share a year`` whose rates it grows by, e.g. of income per head.
        elasticity: Power to which that growth, or a ratio of incomes, is passed on: 0.7 of an income per head
            is (1 + g)^0.7.
        transfer_of: Parameter from which the value is transferred, in place of a value or a path.
        income: Index of income where the value is used; with it ``income_of_source``.
        income_of_source: The same index where the value comes from.
        price_level: Index of the price level where the value is used, from purchasing power to euros there;
            with it ``price_level_of_source``.
        price_level_of_source: The same index where the value comes from.
        prices: Index of prices by year, from those of ``transfer_of`` to ``price_base``.
        price_base: Year of the prices of an amount of money; None if the source was not read to state it.
        valid_from: First year for which the document is meant; None if it states none.
        valid_until: Last year for which it is meant; None if it states none.
        url: Where it was read.
        note: What a reader should know about it.
    """

    id: str
    title: str
    unit: str
    source: str
    evidence: Evidence
    date_read: PartialDate
    value: Decimal | None = None
    points: tuple[ParameterPoint, ...] = ()
    value_year: int | None = None
    growth: Decimal | None = None
    grows_with: str = ""
    elasticity: Decimal = Decimal(1)
    transfer_of: str = ""
    income: str = ""
    income_of_source: str = ""
    price_level: str = ""
    price_level_of_source: str = ""
    prices: str = ""
    price_base: int | None = None
    valid_from: int | None = None
    valid_until: int | None = None
    url: str = ""
    note: str = ""
    origin: Origin = NOWHERE

    @property
    def is_rate(self) -> bool:
        """Whether it is a rate: of discount, or of growth."""
        return self.unit == "share a year"

    @property
    def is_index(self) -> bool:
        """Whether it is an index: of prices, or of incomes. It values nothing and has no prices itself."""
        return self.unit == "index"
