"""A price index by year, which a YAML file beside it describes: its publisher, currency and columns.

``prices.csv`` is described by ``prices.yml``, e.g.::

    id: hicp-euro-area
    title: HICP of the euro area, all items, annual average
    publisher: Eurostat
    url: https://ec.europa.eu/eurostat/web/hicp/overview
    licence: CC BY 4.0
    currency: EUR
    year_column: year
    index_column: index
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from accord.domain.rate import Deflator, RateKind
from accord.errors import InputDataError
from accord.sources.rates.cells import (
    DecimalMark,
    PeriodForm,
    clean_period,
    clean_rate,
    period_problem,
    rate_problem,
)
from accord.sources.rates.currencies import currency_problem, known_currencies
from accord.sources.rates.facts import read_facts
from accord.sources.rates.gathering import DateOrder, disagreement_problem
from accord.sources.rates.grid import Grid, Separator, TableFile, decode_table, read_grid
from accord.sources.rates.refusals import Place, Refusals, cell_problem

__all__ = ["DeflatorFacts", "parse_deflator"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeflatorFacts:
    """The description of a price index.

    Attributes:
        id: Stable id, shown beside every amount in constant prices.
        title: Title of the series.
        publisher: Who publishes it.
        url: Where it is found.
        licence: Terms of use, in a few words.
        currency: Currency to whose amounts it applies.
        year_column: Column of the year.
        index_column: Column of the index.
        absent: What stands in place of an index that is absent.
        ignored_columns: Columns that are not needed; any other column is reported.
        separator: What stands between cells: comma, semicolon or tab.
        decimal_mark: What stands before decimals: point or comma.
        note: What a reader should know.
    """

    id: str
    title: str
    publisher: str
    url: str
    licence: str
    currency: str
    year_column: str = "year"
    index_column: str = "index"
    absent: tuple[str, ...] = ("",)
    ignored_columns: tuple[str, ...] = ()
    separator: Separator = Separator.COMMA
    decimal_mark: DecimalMark = DecimalMark.POINT
    note: str = ""


def parse_deflator(file: TableFile, description: TableFile) -> Deflator:
    """Read a price index.

    Args:
        file: The table: one row a year.
        description: The YAML that describes it.

    Returns:
        The index; a year without one is listed and never filled.

    Raises:
        InputDataError: The description is wrong (ACC-301 to ACC-307, ACC-344), or something in the table
            is (ACC-340 to ACC-347).
    """
    facts = read_facts(DeflatorFacts, decode_table(description), file=description.name)
    if facts.currency not in known_currencies():
        raise InputDataError(currency_problem(Place(description.name, 0, "currency", facts.currency)))
    columns = (facts.year_column, facts.index_column)
    grid = read_grid(decode_table(file), file=file.name, columns=columns, separator=facts.separator)
    found = _read_years(grid, facts)
    indices = {year: index for year, (index, _) in sorted(found.items()) if index is not None}
    if not indices:
        raise InputDataError(
            cell_problem(
                Place(file.name, field=facts.index_column),
                "ACC-340",
                "The table holds no index.",
                expected="at least one year with an index",
                fix="Check that the file is the one that was meant, and how it writes absent values.",
            )
        )
    return Deflator(
        id=facts.id,
        title=facts.title,
        publisher=facts.publisher,
        url=facts.url,
        licence=facts.licence,
        currency=facts.currency,
        file=file.name,
        sha256=file.sha256,
        indices=indices,
        lines={year: found[year][1] for year in indices},
        years_without=tuple(sorted(year for year, (index, _) in found.items() if index is None)),
        unlisted=grid.unlisted((*columns, *facts.ignored_columns)),
        note=facts.note,
    )


def _read_years(grid: Grid, facts: DeflatorFacts) -> dict[int, tuple[Decimal | None, int]]:
    refusals = Refusals()
    order = DateOrder(refusals=refusals)
    found: dict[int, tuple[Decimal | None, int]] = {}
    at_year, at_index = grid.header.index(facts.year_column), grid.header.index(facts.index_column)
    for line, cells in grid.rows:
        place = Place(grid.file, line, facts.year_column, cells[at_year], cells[at_year])
        year = clean_period(cells[at_year], PeriodForm.YEAR, kind=RateKind.FIXED)
        text = cells[at_index]
        index = clean_rate(text, facts.decimal_mark)
        if year is None:
            refusals.add(period_problem(place, PeriodForm.YEAR))
            continue
        order.follow("", year, place)
        place = place._replace(field=facts.index_column, value=text)
        if index is None and text not in facts.absent:
            refusals.add(rate_problem(place, facts.decimal_mark))
            continue
        first, first_line = found.setdefault(year.year, (index, line))
        if first != index:
            refusals.add(disagreement_problem(place, first, first_line))
    refusals.finish()
    return found
