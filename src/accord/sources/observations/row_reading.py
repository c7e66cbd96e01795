"""A row of a raw table becomes an observation, or a list of what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from accord.domain.observation import Observation
from accord.domain.observation_layout import ROLES, ObservationLayout
from accord.domain.observed_period import ObservedPeriod
from accord.errors import Problem
from accord.sources.observations.lexicon import Lexicon, Observed, is_name
from accord.sources.observations.number_problems import decimal_problem
from accord.sources.observations.observation_problems import (
    indicator_problem,
    name_problem,
    period_problem,
    place_problem,
    segment_problem,
)
from accord.sources.observations.raw import RawRow, RawTable
from accord.sources.observations.row_checks import ReadRow, row_problems
from accord.sources.observations.value_cells import ValueMarks, clean_decimal, exceeds_decimals
from accord.sources.observations.value_reading import StatedValue, read_stated_value
from accord.sources.rates.refusals import Place
from accord.sources.score_cells import missing_problem

__all__ = ["RowReader"]

_UNCERTAIN = ("std_error", "lower", "upper", "level")
_SHORT = 18
"""Characters up to which a number cannot have too many decimals."""


class _Subject(NamedTuple):
    """What a row is about."""

    partner: str
    observed: Observed
    period: ObservedPeriod
    source: str
    vintage: str


class RowReader:
    """Reads the rows of one table.

    Args:
        table: The table; it has the columns that the layout needs.
        layout: Its layout.
        lexicon: What its words mean.
        vintage: Edition of the source, if neither column nor constant states it.

    Attributes:
        rounded: Number of cells with more decimals than tables hold.
    """

    def __init__(self, table: RawTable, layout: ObservationLayout, lexicon: Lexicon, vintage: str) -> None:
        self._file, self._sha256 = table.file, table.sha256
        self._layout, self._lexicon, self._marks = layout, lexicon, ValueMarks(layout)
        self._columns: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._constants: dict[str, str] = {"vintage": vintage}
        for role in ROLES:
            name, constant = getattr(layout.columns, role), getattr(layout.constants, role)
            self._names[role] = name or role
            if name in table.columns:
                self._columns[role] = table.columns.index(name)
            elif constant:
                self._constants[role] = constant
        self._passed = [
            (table.columns.index(each.column), frozenset(each.words or each.all_but), bool(each.words))
            for each in layout.passed_over
            if each.column in table.columns
        ]
        self.rounded = 0

    def is_passed_over(self, row: RawRow) -> bool:
        """Tell whether the layout says that a row is not wanted."""
        return any((row.cells[column] in words) is is_passed for column, words, is_passed in self._passed)

    def place(self, row: RawRow, role: str = "value") -> Place:
        """Return the place of a cell of a row, for problems."""
        about = " ".join(filter(None, (self._cell(row, part) for part in ("partner", "indicator", "period"))))
        where = about if row.line else f"{row.place}: {about}"
        return Place(self._file, row.line, self._names[role], self._cell(row, role), where)

    def read(self, row: RawRow, problems: list[Problem]) -> Observation | None:
        """Read a row.

        Args:
            row: The row.
            problems: Receives what is wrong with it.

        Returns:
            The observation, or None if anything is wrong.
        """
        before = len(problems)
        subject = self._subject(row, problems)
        numbers = self._uncertainties(row, problems)
        if subject is None:
            return None
        indicator = subject.observed.indicator
        stated = read_stated_value(
            lambda role: self._word(row, role),
            lambda role: self.place(row, role),
            indicator,
            self._marks,
            problems,
        )
        segment = self._lexicon.segment(indicator, subject.period, subject.vintage)
        if segment is None:
            problems.append(segment_problem(self.place(row, "period"), indicator, subject.vintage))
        if stated is None or segment is None or len(problems) > before:
            return None
        level = subject.observed.level if numbers["level"] is None else numbers["level"]
        read = ReadRow(
            indicator=indicator,
            segment=segment,
            value=stated.value,
            std_error=numbers["std_error"],
            lower=numbers["lower"],
            upper=numbers["upper"],
            level=level,
            unit=self._word(row, "unit") or subject.observed.unit,
            direction=self._word(row, "direction"),
        )
        problems.extend(row_problems(read, self._layout.expects, lambda role: self.place(row, role)))
        if len(problems) > before:
            return None
        self._count_rounded(row)
        return self._observation(row, subject, read, stated)

    def _observation(self, row: RawRow, subject: _Subject, read: ReadRow, stated: StatedValue) -> Observation:
        indicator, period = read.indicator.id, subject.period
        parts = (indicator, subject.partner, period.text.replace("/", "-"), subject.source, subject.vintage)
        return Observation(
            id=f"obs.{'.'.join(parts)}",
            partner=subject.partner,
            indicator=indicator,
            period=period,
            source=subject.source,
            vintage=subject.vintage,
            value=read.value,
            absence=stated.absence,
            word=stated.word,
            std_error=read.std_error,
            lower=read.lower,
            upper=read.upper,
            level=None if read.lower is None and read.upper is None else read.level,
            unit=read.unit,
            status=self._word(row, "status") or stated.flag,
            segment=read.segment.id,
            wave=self._word(row, "wave"),
            file=self._file,
            sha256=self._sha256,
            place=row.place,
            note=self._word(row, "note"),
        )

    def _subject(self, row: RawRow, problems: list[Problem]) -> _Subject | None:
        before = len(problems)
        source, vintage = self._name(row, "source", problems), self._name(row, "vintage", problems)
        period = self._period(row, problems)
        text = self._cell(row, "indicator")
        observed = self._lexicon.observed(text)
        if observed is None:
            place, known = self.place(row, "indicator"), self._lexicon.known_indicators
            is_missing = not text
            problems.append(
                missing_problem(place, "indicator") if is_missing else indicator_problem(place, known)
            )
        partner = self._partner(row, period, problems)
        if observed is None or period is None or partner is None or len(problems) > before:
            return None
        return _Subject(partner, observed, period, source, vintage)

    def _period(self, row: RawRow, problems: list[Problem]) -> ObservedPeriod | None:
        text = self._cell(row, "period")
        period = self._lexicon.period(text)
        if period is None:
            place = self.place(row, "period")
            problems.append(period_problem(place) if text else missing_problem(place, "period"))
        elif not self._lexicon.fits(period):
            frequency = self._layout.expects.frequency.value
            problems.append(period_problem(self.place(row, "period"), frequency))
        return period

    def _partner(self, row: RawRow, period: ObservedPeriod | None, problems: list[Problem]) -> str | None:
        text = self._cell(row, "partner")
        if not text:
            problems.append(missing_problem(self.place(row, "partner"), "partner"))
        elif not self._lexicon.is_place(text):
            problems.append(place_problem(self.place(row, "partner")))
        elif period is not None:
            partner = self._lexicon.place(text, period)
            if partner is None:
                problems.append(place_problem(self.place(row, "partner"), is_known=True))
            return partner
        return None

    def _name(self, row: RawRow, role: str, problems: list[Problem]) -> str:
        name = self._word(row, role)
        if not is_name(name):
            problems.append(name_problem(self.place(row, role), role))
        return name

    def _uncertainties(self, row: RawRow, problems: list[Problem]) -> Mapping[str, Decimal | None]:
        numbers: dict[str, Decimal | None] = dict.fromkeys(_UNCERTAIN)
        for role in _UNCERTAIN:
            text = self._cell(row, role)
            if text and self._marks.read(text).absence is None:
                numbers[role] = clean_decimal(text)
                if numbers[role] is None:
                    problems.append(decimal_problem(self.place(row, role)))
        return numbers

    def _count_rounded(self, row: RawRow) -> None:
        for role in ("value", *_UNCERTAIN):
            text = self._cell(row, role)
            if (len(text) > _SHORT or "e" in text.lower()) and clean_decimal(text) and exceeds_decimals(text):
                self.rounded += 1

    def _cell(self, row: RawRow, role: str) -> str:
        column = self._columns.get(role)
        return row.cells[column] if column is not None else self._constants.get(role, "")

    def _word(self, row: RawRow, role: str) -> str:
        return self._lexicon.word(role, self._cell(row, role))
