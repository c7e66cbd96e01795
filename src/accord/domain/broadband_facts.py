"""What others publish on broadband in a partner: prices, incomes, speeds, networks and their use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.period import PartialDate

__all__ = [
    "FACT_KINDS",
    "FactKind",
    "FactSeries",
    "FactValue",
    "PartnerFact",
    "Topic",
    "flattened",
    "shipped_cell_id",
]


class Topic(StrEnum):
    """Which of the tests of "broadband for all" a fact is about; use is tested by none."""

    SPEED = "speed"
    PRICE = "price"
    REACH = "reach"
    USE = "use"


class FactKind(StrEnum):
    """What a published value measures; two measures of one thing are two kinds and are never merged."""

    INCOME = "income"
    BASKET_PRICE = "basket_price"
    BASKET_SHARE = "basket_share"
    POOREST_FIFTH = "poorest_fifth"
    SECOND_FIFTH = "second_fifth"
    PACKAGE_PRICE = "package_price"
    SPEED_MEDIAN = "speed_median"
    SPEED_MEAN = "speed_mean"
    FIXED_NETWORK = "fixed_network"
    FIBRE = "fibre"
    GIGABIT = "gigabit"
    REACH_AT_SPEED = "reach_at_speed"
    MOBILE_4G = "mobile_4g"
    MOBILE_5G = "mobile_5g"
    TO_CONNECT = "to_connect"
    HOUSEHOLDS_WITH = "households_with"
    SUBSCRIPTIONS = "subscriptions"

    @property
    def topic(self) -> Topic:
        """Test that it is about."""
        return FACT_KINDS[self][0]

    @property
    def unit(self) -> str:
        """Unit in which it must be stated."""
        return FACT_KINDS[self][1]


FACT_KINDS: Mapping[FactKind, tuple[Topic, str]] = {
    FactKind.INCOME: (Topic.PRICE, "USD"),
    FactKind.BASKET_PRICE: (Topic.PRICE, "USD"),
    FactKind.BASKET_SHARE: (Topic.PRICE, "percent"),
    FactKind.POOREST_FIFTH: (Topic.PRICE, "percent"),
    FactKind.SECOND_FIFTH: (Topic.PRICE, "percent"),
    FactKind.PACKAGE_PRICE: (Topic.PRICE, "USD"),
    FactKind.SPEED_MEDIAN: (Topic.SPEED, "Mbit/s"),
    FactKind.SPEED_MEAN: (Topic.SPEED, "Mbit/s"),
    FactKind.FIXED_NETWORK: (Topic.REACH, "percent"),
    FactKind.FIBRE: (Topic.REACH, "percent"),
    FactKind.GIGABIT: (Topic.REACH, "percent"),
    FactKind.REACH_AT_SPEED: (Topic.REACH, "percent"),
    FactKind.MOBILE_4G: (Topic.REACH, "percent"),
    FactKind.MOBILE_5G: (Topic.REACH, "percent"),
    FactKind.TO_CONNECT: (Topic.REACH, "households"),
    FactKind.HOUSEHOLDS_WITH: (Topic.USE, "percent"),
    FactKind.SUBSCRIPTIONS: (Topic.USE, "per 100 people"),
}
"""Test and unit of each kind: money by head a year or by month, shares of households or inhabitants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactValue:
    """The value of a series for one partner in one year.

    Attributes:
        partner: Id of the partner.
        year: Year for which it holds.
        value: The value, in the unit of its series.
        note: What a reader should know about this value alone.
    """

    partner: str
    year: int
    value: Decimal
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSeries:
    """Values of one kind from one document.

    Attributes:
        id: Stable id.
        kind: What is measured.
        title: The same, for people.
        unit: Unit; it must be that of the kind.
        source: Publisher and document.
        url: Where it was read.
        evidence: How well it was read there; a copy or an excerpt is ``partial``.
        date_read: Day on which it was read.
        values: The values.
        speed_mbit: Download speed in Mbit/s from which on it counts; exactly where the kind is
            ``reach_at_speed``.
        note: What a reader should know about all of them.
    """

    id: str
    kind: FactKind
    title: str
    unit: str
    source: str
    url: str
    evidence: Evidence
    date_read: PartialDate
    values: tuple[FactValue, ...]
    speed_mbit: Decimal | None = None
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFact:
    """One published value with everything that its series says.

    Attributes:
        id: Series, partner and year, e.g. ``itu_basket.ALB.2025``.
        partner: Id of the partner.
        kind: What is measured.
        title: The same, for people.
        year: Year for which it holds.
        value: The value.
        unit: Its unit.
        source: Publisher and document.
        url: Where it was read.
        evidence: How well it was read there.
        date_read: Day on which it was read.
        speed_mbit: Download speed in Mbit/s from which on it counts; None for kinds without one.
        note: What a reader should know.
    """

    id: str
    partner: str
    kind: FactKind
    title: str
    year: int
    value: Decimal
    unit: str
    source: str
    url: str
    evidence: Evidence
    date_read: PartialDate
    speed_mbit: Decimal | None = None
    note: str = ""
    origin: Origin = NOWHERE


def flattened(series: FactSeries) -> tuple[PartnerFact, ...]:
    """Return the values of a series, each with what the series says and the place of its own row.

    Args:
        series: The series.
    """
    return tuple(
        PartnerFact(
            id=f"{series.id}.{row.partner}.{row.year}",
            partner=row.partner,
            kind=series.kind,
            title=series.title,
            year=row.year,
            value=row.value,
            unit=series.unit,
            source=series.source,
            url=series.url,
            evidence=series.evidence,
            date_read=series.date_read,
            speed_mbit=series.speed_mbit,
            note=" ".join(text for text in (series.note, row.note) if text),
            origin=row.origin,
        )
        for row in series.values
    )


def shipped_cell_id(table: str, row: str) -> str:
    """Return the id of the cell of a row that comes with Accord.

    Args:
        table: ``targets``, ``limits``, ``benchmarks`` or ``facts``.
        row: Id of the row, e.g. ``gigabit``: ``broadband.announced.cell.targets.gigabit``.
    """
    return f"broadband.announced.cell.{table}.{row}"
