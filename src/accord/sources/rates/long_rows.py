"""Rows of the form currency, period, rate: read cell by cell, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from accord.domain.rate import RateKind
from accord.sources.rates.cells import (
    DecimalMark,
    PeriodForm,
    clean_period,
    clean_rate,
    period_problem,
    rate_problem,
)
from accord.sources.rates.currencies import currency_problem, known_currencies
from accord.sources.rates.gathering import DateOrder, Gathering
from accord.sources.rates.grid import Grid
from accord.sources.rates.refusals import Place

__all__ = ["LongForm", "LongRow", "read_long_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LongForm:
    """Where the cells of a long table stand and how they are written.

    Attributes:
        currency: Column of the currency code.
        period: Column of the day or month.
        rate: Column of the rate.
        kind: Daily or monthly.
        period_form: How periods are written.
        absent: What stands in place of a rate that is absent.
        decimal_mark: What stands before decimals.
        run_columns: Columns which, with the currency, make up a run of rows ordered by date, e.g. the
            country where several countries use one currency.
    """

    currency: str
    period: str
    rate: str
    kind: RateKind
    period_form: PeriodForm
    absent: tuple[str, ...]
    decimal_mark: DecimalMark = DecimalMark.POINT
    run_columns: tuple[str, ...] = ()


class LongRow(NamedTuple):
    """A row without a problem.

    Attributes:
        line: Line of the file, counted from 1.
        currency: Currency code.
        day: Day, or first day of the month.
        rate: Rate as the table states it.
    """

    line: int
    currency: str
    day: date
    rate: Decimal


def read_long_rows(grid: Grid, form: LongForm, gathering: Gathering) -> Iterator[LongRow]:
    """Yield the rows of a table that state a rate.

    Args:
        grid: The table.
        form: Where its cells stand.
        gathering: Counts the rows that say that there is no rate, and receives what is wrong with a row
            (ACC-342 to ACC-345).
    """
    refusals = gathering.refusals
    order = DateOrder(refusals=refusals)
    at_currency, at_period, at_rate = (
        grid.header.index(name) for name in (form.currency, form.period, form.rate)
    )
    at_run = [grid.header.index(name) for name in (form.currency, *form.run_columns)]
    for line, cells in grid.rows:
        currency, period, text = cells[at_currency], cells[at_period], cells[at_rate]
        row = f"{currency} {period}"
        if currency not in known_currencies():
            refusals.add(currency_problem(Place(grid.file, line, form.currency, currency, row)))
            continue
        place = Place(grid.file, line, form.period, period, row)
        day = clean_period(period, form.period_form, kind=form.kind)
        if day is None:
            refusals.add(period_problem(place, form.period_form))
            continue
        order.follow("\n".join(cells[number] for number in at_run), day, place)
        if text in form.absent:
            gathering.leave_out_absent(text)
        elif (rate := clean_rate(text, form.decimal_mark)) is None:
            refusals.add(rate_problem(Place(grid.file, line, form.rate, text, row), form.decimal_mark))
        else:
            yield LongRow(line, currency, day, rate)
