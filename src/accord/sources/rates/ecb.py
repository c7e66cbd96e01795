"""The euro foreign exchange reference rates of the European Central Bank, in each of their forms.

The facts (columns, marks of absence, what else is in the files) are in ``ecb.yml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from accord.domain.rate import RateKind, RateSheet, RateTable
from accord.errors import InputDataError
from accord.sources.rates.archive import is_archive, unpack_table
from accord.sources.rates.cells import (
    PeriodForm,
    clean_period,
    clean_rate,
    period_problem,
    rate_problem,
)
from accord.sources.rates.currencies import currency_problem, known_currencies
from accord.sources.rates.ecb_xml import XML_COLUMNS, is_xml, read_xml_grid
from accord.sources.rates.facts import read_facts
from accord.sources.rates.gathering import DateOrder, Gathering
from accord.sources.rates.grid import Grid, TableFile, decode_table, read_grid
from accord.sources.rates.long_rows import LongForm, read_long_rows
from accord.sources.rates.refusals import Place, Refusals, cell_problem

__all__ = ["parse_ecb"]

_FACTS = Path(__file__).parent / "ecb.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class _WideForm:
    period: str
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _MustBe:
    column: str
    values: tuple[str, ...]
    is_optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _SeriesForm:
    frequency: str
    currency: str
    period: str
    value: str
    absent: tuple[str, ...]
    must_be: tuple[_MustBe, ...]
    ignored_columns: tuple[str, ...]

    @property
    def used(self) -> tuple[str, ...]:
        """The columns that a file must have."""
        named = (self.frequency, self.currency, self.period, self.value)
        return (*named, *(rule.column for rule in self.must_be if not rule.is_optional))


@dataclass(frozen=True, slots=True, kw_only=True)
class _EcbFacts:
    daily: RateTable
    monthly: RateTable
    wide: _WideForm
    series: _SeriesForm


def parse_ecb(file: TableFile) -> RateSheet:
    """Read a file of reference rates.

    Args:
        file: ``eurofxref-hist.csv``, ``eurofxref.csv`` of one day, either as the ZIP archive in which it is
            published, the same in XML, or a CSV of the data set EXR with daily or with monthly rates.

    Returns:
        The rates; a cell without one (``N/A``) is counted, never filled.

    Raises:
        InputDataError: The file is none of these, or something in it is wrong (ACC-340 to ACC-349, ACC-361,
            ACC-362).
    """
    if is_archive(file):
        file = unpack_table(file)
    facts = _facts()
    if is_xml(file):
        return _parse_xml(file, facts)
    grid = read_grid(decode_table(file), file=file.name)
    if grid.header[0] == facts.wide.period:
        return _parse_wide(grid, file, facts)
    if set(facts.series.used) <= set(grid.header):
        return _parse_series(grid, file, facts)
    raise InputDataError(
        cell_problem(
            Place(file.name, 1, value=", ".join(grid.header)),
            "ACC-341",
            "The header is not that of the table.",
            expected=f"a first column {facts.wide.period}, or the columns {', '.join(facts.series.used)}",
            fix="Download eurofxref-hist.zip or eurofxref.csv, separated by commas; describe any"
            " other table in a YAML file of the same name beside it.",
        )
    )


@cache
def _facts() -> _EcbFacts:
    return read_facts(_EcbFacts, _FACTS.read_text(encoding="utf-8"), file=_FACTS.name)


def _parse_wide(grid: Grid, file: TableFile, facts: _EcbFacts) -> RateSheet:
    refusals = Refusals()
    gathering = Gathering(table=facts.daily, file=file, refusals=refusals)
    order = DateOrder(refusals=refusals)
    for currency in grid.header[1:]:
        if currency not in known_currencies():
            refusals.add(currency_problem(Place(file.name, 1, "header", currency)))
    form = _day_form(grid)
    for line, cells in grid.rows:
        place = Place(file.name, line, facts.wide.period, cells[0], cells[0])
        day = clean_period(cells[0], form, kind=facts.daily.kind)
        if day is None:
            refusals.add(period_problem(place, form))
            continue
        order.follow("", day, place)
        for currency, text in zip(grid.header[1:], cells[1:], strict=True):
            if text in facts.wide.absent:
                gathering.leave_out_absent(text)
            elif (rate := clean_rate(text)) is not None:
                gathering.add(currency, day, rate, line)
            else:
                refusals.add(rate_problem(Place(file.name, line, currency, text, f"{currency} {day}")))
    return gathering.sheet()


def _day_form(grid: Grid) -> PeriodForm:
    """Return how days are written: in words in the file of one day, else in digits; the first row tells."""
    in_words = clean_period(grid.rows[0][1][0], PeriodForm.DAY_IN_WORDS, kind=RateKind.DAILY)
    return PeriodForm.DAY if in_words is None else PeriodForm.DAY_IN_WORDS


def _parse_xml(file: TableFile, facts: _EcbFacts) -> RateSheet:
    gathering = Gathering(table=facts.daily, file=file, refusals=Refusals())
    currency, period, rate = XML_COLUMNS
    cells = LongForm(
        currency=currency,
        period=period,
        rate=rate,
        kind=facts.daily.kind,
        period_form=PeriodForm.DAY,
        absent=(),
    )
    for row in read_long_rows(read_xml_grid(file), cells, gathering):
        gathering.add(row.currency, row.day, row.rate, row.line)
    return gathering.sheet()


def _parse_series(grid: Grid, file: TableFile, facts: _EcbFacts) -> RateSheet:
    form = facts.series
    refusals = Refusals()
    table, period_form = _check_series(grid, facts, refusals)
    gathering = Gathering(table=table, file=file, refusals=refusals)
    cells = LongForm(
        currency=form.currency,
        period=form.period,
        rate=form.value,
        kind=table.kind,
        period_form=period_form,
        absent=form.absent,
    )
    for row in read_long_rows(grid, cells, gathering):
        gathering.add(row.currency, row.day, row.rate, row.line)
    optional = (rule.column for rule in form.must_be)
    return gathering.sheet(grid.unlisted((*form.used, *optional, *form.ignored_columns)))


def _check_series(grid: Grid, facts: _EcbFacts, refusals: Refusals) -> tuple[RateTable, PeriodForm]:
    """Return the table of a file, which is daily or monthly as its first row, and refuse other rows."""
    form = facts.series
    kinds = {"D": (facts.daily, PeriodForm.DAY), "M": (facts.monthly, PeriodForm.MONTH)}
    at = {name: number for number, name in enumerate(grid.header)}
    first = grid.rows[0][1][at[form.frequency]]
    allowed = [(form.frequency, (first,) if first in kinds else tuple(kinds))]
    allowed += [(rule.column, rule.values) for rule in form.must_be if rule.column in at]
    for line, cells in grid.rows:
        for column, values in allowed:
            if cells[at[column]] not in values:
                refusals.add(
                    cell_problem(
                        Place(grid.file, line, column, cells[at[column]], cells[at[form.currency]]),
                        "ACC-348",
                        "The row is of another series than the table.",
                        expected=f"{' or '.join(values)} in this column, in every row",
                        fix="Download spot rates against the euro only (EXR, SP00, A), daily or monthly.",
                    )
                )
    refusals.finish()
    return kinds[first]
