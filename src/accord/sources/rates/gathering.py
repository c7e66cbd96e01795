"""Rates that were read become one sheet: in order, each day once, as many as the table can have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accord.domain.rate import EURO, RateSeries, RateSheet, RateTable
from accord.errors import InputDataError, Problem
from accord.sources.rates.grid import TableFile
from accord.sources.rates.refusals import Place, Refusals, cell_problem

__all__ = ["DateOrder", "Gathering", "disagreement_problem"]

_THE_BASE = "the rate of the base itself"
_REPEATED = "the same rate of the same day again"

_Found = list[tuple[date, Decimal, int]]


@dataclass(slots=True)
class DateOrder:
    """The order of days in a file, which runs one way: a day out of order says that rows were mixed up.

    Attributes:
        refusals: Receives each day that is out of order.
    """

    refusals: Refusals
    _last: dict[str, tuple[date, int]] = field(default_factory=dict)

    def follow(self, run: str, day: date, place: Place) -> None:
        """Check the next day of a run of rows.

        Args:
            run: The rows that belong together, e.g. those of one currency; empty for the whole file.
            day: Day of the row.
            place: Where it stands.
        """
        before, direction = self._last.get(run, (day, 0))
        step = (day > before) - (day < before)
        if step and direction and step != direction:
            side = "after" if direction > 0 else "before"
            self.refusals.add(
                cell_problem(
                    place,
                    "ACC-345",
                    "The dates are out of order.",
                    expected=f"a date {side} {before}, as in the rows above",
                    fix="Sort the table by date, or look whether day and month were exchanged.",
                )
            )
            return
        self._last[run] = (day, step or direction)


@dataclass(slots=True)
class Gathering:
    """The rates of one file, while it is being read.

    Attributes:
        table: What is known of the table.
        file: The file.
        refusals: Receives what is wrong.
    """

    table: RateTable
    file: TableFile
    refusals: Refusals
    _found: dict[str, _Found] = field(default_factory=dict)
    _left_out: Counter[str] = field(default_factory=Counter)

    def add(self, currency: str, day: date, per_eur: Decimal, line: int) -> None:
        """Keep a rate; that of the euro itself is only checked."""
        if currency == EURO:
            self.check_base(EURO, day, per_eur, line)
        else:
            self._found.setdefault(currency, []).append((day, per_eur, line))

    def check_base(self, base: str, day: date, rate: Decimal, line: int) -> None:
        """Count a rate of the base against itself, which must be one and is not kept."""
        self._left_out[_THE_BASE] += 1
        if rate != 1:
            self.refusals.add(
                cell_problem(
                    Place(self.file.name, line, base, str(rate), f"{base} {day}"),
                    "ACC-348",
                    "The rate of the base currency is not one.",
                    expected="1 for the currency in which the table is expressed",
                    fix="Correct base and direction in the description of the table.",
                )
            )

    def leave_out(self, reason: str) -> None:
        """Count a rate that cannot be used."""
        self._left_out[reason] += 1

    def leave_out_absent(self, text: str) -> None:
        """Count a cell that says that there is no rate, by what it says."""
        self._left_out[f"no rate: {text or 'empty'}"] += 1

    def sheet(self, unlisted: tuple[str, ...] = ()) -> RateSheet:
        """Return all rates.

        Args:
            unlisted: Columns of which the facts say nothing.

        Raises:
            InputDataError: Any problem so far; no rate (ACC-340), two rates of one day that disagree
                (ACC-346), or a number of rates that the table cannot have (ACC-349).
        """
        series = {currency: self._series(currency) for currency in sorted(self._found)}
        self.refusals.finish()
        self._check_count(sum(len(rates.days) for rates in series.values()))
        return RateSheet(
            table=self.table,
            series=series,
            sha256=self.file.sha256,
            unlisted=unlisted,
            left_out=tuple(sorted(self._left_out.items())),
        )

    def _series(self, currency: str) -> RateSeries:
        kept: _Found = []
        for rate in sorted(self._found[currency], key=lambda rate: rate[0]):
            if not kept or kept[-1][0] != rate[0]:
                kept.append(rate)
            elif kept[-1][1] == rate[1]:
                self._left_out[_REPEATED] += 1
            else:
                place = Place(self.file.name, rate[2], currency, str(rate[1]), f"{currency} {rate[0]}")
                self.refusals.add(disagreement_problem(place, kept[-1][1], kept[-1][2]))
        days, per_eur, lines = zip(*kept, strict=True)
        return RateSeries(
            currency=currency,
            table=self.table.id,
            file=self.file.name,
            days=days,
            per_eur=per_eur,
            lines=lines,
        )

    def _check_count(self, count: int) -> None:
        place = Place(self.file.name, value=str(count))
        if count == 0:
            raise InputDataError(
                cell_problem(
                    place,
                    "ACC-340",
                    "The table holds no rate.",
                    expected="at least one rate",
                    fix="Check that the file is the one that was meant, and how it writes absent rates.",
                )
            )
        if not self.table.fewest_rates <= count <= self.table.most_rates:
            raise InputDataError(
                cell_problem(
                    place,
                    "ACC-349",
                    "The table has an implausible number of rates.",
                    expected=f"{self.table.fewest_rates} to {self.table.most_rates}",
                    fix="Check that the file is whole, or correct fewest_rates and most_rates.",
                )
            )


def disagreement_problem(place: Place, value: Decimal | None, line: int) -> Problem:
    """Return the problem that one day or year has two values (ACC-346).

    Args:
        place: Where the second value stands.
        value: The first value; None for an absence.
        line: Line of the first value.
    """
    stated = "nothing" if value is None else value
    return cell_problem(
        place,
        "ACC-346",
        "The same date has two values that disagree.",
        expected=f"{stated}, as on line {line}, or one row only",
        fix="Look the value up at the publisher and keep the right row.",
    )
