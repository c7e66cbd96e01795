"""A long table of rates that a YAML file beside it describes: its publisher, columns, base and direction.

Made for monthly tables with the currencies that the European Central Bank does not quote (ALL, MKD, RSD):
the Commission's accounting rates (InforEuro), or the monthly rates of IMF and OECD. No such table comes with
Accord. ``rates.csv`` is described by ``rates.yml``, e.g.::

    table: {id: commission-accounting, title: Monthly accounting rates of the euro, publisher: European
      Commission, url: "https://ec.europa.eu/budget/inforeuro/", licence: "CC BY 4.0", kind: monthly}
    columns: {currency: code, period: month, rate: value}
    base: EUR
    direction: units_per_base
    period_form: YYYY-MM

The Commission's rate of a month is the market rate of the last day but one of the month before, so that it
is known at the value date; ``period`` is the month in which it is in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accord.domain.rate import EURO, RateKind, RateSheet, RateTable, exact_ratio
from accord.errors import InputDataError, Problem
from accord.sources.rates.cells import DecimalMark, PeriodForm
from accord.sources.rates.currencies import currency_problem, known_currencies
from accord.sources.rates.facts import read_facts
from accord.sources.rates.gathering import Gathering, disagreement_problem
from accord.sources.rates.grid import Separator, TableFile, decode_table, read_grid
from accord.sources.rates.long_rows import LongForm, LongRow, read_long_rows
from accord.sources.rates.refusals import Place, Refusals, cell_problem

__all__ = ["Direction", "LongTableFacts", "RateColumns", "parse_long_table"]

_ONE = Decimal(1)
_NO_EURO = "no rate of the euro in the same period"


class Direction(StrEnum):
    """What a rate states: units of the currency for one unit of the base, or the other way round."""

    UNITS_PER_BASE = "units_per_base"
    BASE_PER_UNIT = "base_per_unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateColumns:
    """Names of the columns of a long table.

    Attributes:
        currency: Column of the currency code.
        period: Column of the day or month.
        rate: Column of the rate.
    """

    currency: str
    period: str
    rate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTableFacts:
    """The description of a long table.

    Attributes:
        table: What is known of the table; its kind is ``daily`` or ``monthly``.
        columns: Names of the columns.
        base: Currency against which the rates are stated.
        direction: ``units_per_base`` (USD 1.10 for one euro) or ``base_per_unit`` (EUR 0.91 for one dollar).
        period_form: How days or months are written.
        absent: What stands in place of a rate that is absent.
        ignored_columns: Columns that are not needed; any other column is reported.
        run_columns: Columns which, with the currency, make up a run of rows ordered by date.
        separator: What stands between cells: comma, semicolon or tab.
        decimal_mark: What stands before decimals: point or comma.
    """

    table: RateTable
    columns: RateColumns
    base: str
    direction: Direction
    period_form: PeriodForm
    absent: tuple[str, ...] = ("",)
    ignored_columns: tuple[str, ...] = ()
    run_columns: tuple[str, ...] = ()
    separator: Separator = Separator.COMMA
    decimal_mark: DecimalMark = DecimalMark.POINT

    @property
    def used(self) -> tuple[str, ...]:
        """The columns that a file must have."""
        return (self.columns.currency, self.columns.period, self.columns.rate, *self.run_columns)

    @property
    def form(self) -> LongForm:
        """Where the cells stand and how they are written."""
        return LongForm(
            currency=self.columns.currency,
            period=self.columns.period,
            rate=self.columns.rate,
            kind=self.table.kind,
            period_form=self.period_form,
            absent=self.absent,
            decimal_mark=self.decimal_mark,
            run_columns=self.run_columns,
        )


def parse_long_table(file: TableFile, description: TableFile) -> RateSheet:
    """Read a table.

    Rates against another base become rates against the euro by the table's own rate of the euro in the
    same period; where it has none, the rates of that period cannot be used and are counted.

    Args:
        file: The table.
        description: The YAML that describes it.

    Raises:
        InputDataError: The description is wrong (ACC-301 to ACC-307, ACC-344, ACC-348), or something in
            the table is (ACC-340 to ACC-349).
    """
    facts = read_facts(LongTableFacts, decode_table(description), file=description.name)
    _check_description(facts, description.name)
    grid = read_grid(decode_table(file), file=file.name, columns=facts.used, separator=facts.separator)
    gathering = Gathering(table=facts.table, file=file, refusals=Refusals())
    _gather(list(read_long_rows(grid, facts.form, gathering)), facts, gathering)
    return gathering.sheet(grid.unlisted((*facts.used, *facts.ignored_columns)))


def _check_description(facts: LongTableFacts, file: str) -> None:
    problems: list[Problem] = []
    if facts.base not in known_currencies():
        problems.append(currency_problem(Place(file, field="base", value=facts.base)))
    if facts.table.kind is RateKind.FIXED or facts.period_form is PeriodForm.YEAR:
        problems.append(
            cell_problem(
                Place(file, field="kind", value=f"{facts.table.kind}, {facts.period_form}"),
                "ACC-348",
                "A table of rates by date is daily or monthly.",
                expected="kind daily or monthly, and a form of days or months",
                fix="Correct kind and period_form; annual averages are too coarse for a value date.",
            )
        )
    if problems:
        raise InputDataError(*problems)


def _gather(rows: Sequence[LongRow], facts: LongTableFacts, gathering: Gathering) -> None:
    euros = _euros(rows, facts, gathering)
    for row in rows:
        if row.currency == facts.base:
            gathering.check_base(facts.base, row.day, row.rate, row.line)
        elif facts.base == EURO:
            gathering.add(row.currency, row.day, _per_euro(row.rate, _ONE, facts.direction), row.line)
        elif (euro := euros.get(row.day)) is None:
            gathering.leave_out(_NO_EURO)
        elif row.currency == EURO:
            gathering.add(facts.base, row.day, _per_euro(_ONE, euro.rate, facts.direction), row.line)
        else:
            gathering.add(row.currency, row.day, _per_euro(row.rate, euro.rate, facts.direction), row.line)


def _euros(rows: Sequence[LongRow], facts: LongTableFacts, gathering: Gathering) -> dict[date, LongRow]:
    """Return the rows of the euro by period; none where the euro itself is the base."""
    euros: dict[date, LongRow] = {}
    for row in rows:
        if row.currency == EURO != facts.base:
            first = euros.setdefault(row.day, row)
            if first.rate != row.rate:
                place = Place(
                    gathering.file.name, row.line, facts.columns.rate, str(row.rate), f"{EURO} {row.day}"
                )
                gathering.refusals.add(disagreement_problem(place, first.rate, first.line))
    return euros


def _per_euro(rate: Decimal, euro: Decimal, direction: Direction) -> Decimal:
    """Return units for one euro, from the rates of a currency and of the euro against the same base."""
    if direction is Direction.UNITS_PER_BASE:
        return rate if euro == _ONE else exact_ratio(rate, euro)
    return exact_ratio(euro, rate)
