"""One row of a form becomes an answer, or the problems for which it is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.observation import Absence
from accord.domain.partner_report import Answer, FigureFlag, Question
from accord.errors import Problem
from accord.sources.reporting_template.given_form import GivenCell, GivenForm, GivenRow, form_problem
from accord.sources.reporting_template.layout import FILLED, Heading, allowed_headings
from accord.sources.row_problems import nearest

__all__ = ["read_answer"]

_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,12})?", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+", re.ASCII)
_DOUBT = (Heading.STD_ERROR, Heading.LOWER, Heading.UPPER, Heading.LEVEL)
_POINT = (
    "Write a point before decimals and nothing between thousands: 12.5, 1234. The comma is not read, because"
    " 1,234 may mean either."
)


def read_answer(question: Question, row: GivenRow, form: GivenForm, problems: list[Problem]) -> Answer:
    """Read one row.

    A cell that is not understood is refused, never passed over; the answer that is returned along with
    problems is not to be used.

    Args:
        question: What is asked in the row.
        row: The row.
        form: The form in which it stands.
        problems: Receives what is wrong with the row.
    """
    return _Row(question, row, form, problems).answer()


@dataclass(frozen=True, slots=True)
class _Row:
    question: Question
    row: GivenRow
    form: GivenForm
    problems: list[Problem]

    def answer(self) -> Answer:
        """Return the answer."""
        self._refuse_where_nothing_belongs()
        numbers = {heading: self._number(heading) for heading in (Heading.VALUE, *_DOUBT)}
        absence = self._word(Heading.ABSENCE, [word.value for word in Absence])
        flag = self._word(Heading.FLAG, [word.value for word in FigureFlag])
        levels = self.question.indicator.levels
        word = self._word(Heading.WORD, [level.word for level in levels]) if self.question.is_ordinal else ""
        value = next((level.rank for level in levels if level.word == word), numbers[Heading.VALUE])
        why = Absence(absence) if absence else None
        if why is Absence.ZERO and not self.question.is_ordinal and Heading.VALUE not in self.row.cells:
            value = Decimal(0)
        self._check_value(value, why)
        self._check_doubt(value, numbers)
        return Answer(
            question=self.question,
            value=abs(value) if value == 0 else value,
            absence=Absence.ZERO if value == 0 else why,
            word=word,
            std_error=numbers[Heading.STD_ERROR],
            lower=numbers[Heading.LOWER],
            upper=numbers[Heading.UPPER],
            level=numbers[Heading.LEVEL],
            flag=FigureFlag(flag) if flag else None,
            note=self.row.text(Heading.NOTE),
            source=self.row.text(Heading.SOURCE),
            place=self._place(),
        )

    def _place(self) -> str:
        """Return the place of the cell that answers; of the empty cell below ``value`` if none does."""
        answering = (self.row.cells.get(name) for name in (Heading.VALUE, Heading.WORD, Heading.ABSENCE))
        return next((cell.place for cell in answering if cell is not None), self.row.place)

    def _refuse(self, problem_id: str, what: str, cell: GivenCell, expected: str, fix: str) -> None:
        self.problems.append(
            form_problem(
                problem_id,
                what,
                cell=cell,
                file=self.form.file,
                row=self.question.id,
                expected=expected,
                fix=fix,
            )
        )

    def _refuse_where_nothing_belongs(self) -> None:
        allowed = allowed_headings(self.question)
        for heading in FILLED:
            if heading in self.row.cells and heading not in allowed:
                self._refuse(
                    "ACC-679",
                    f"Nothing belongs below `{heading}` in this row.",
                    self.row.cells[heading],
                    "a word below `status word`" if self.question.is_ordinal else "a number below `value`",
                    "Move it there, or empty the cell; what does not fit a column belongs into `note`.",
                )

    def _number(self, heading: Heading) -> Decimal | None:
        cell = self.row.cells.get(heading)
        if cell is None or heading not in allowed_headings(self.question):
            return None
        is_plain = _NUMBER.fullmatch(cell.text) is not None
        if is_plain and self.form.has_commas_for_points and _GROUPED.fullmatch(cell.text):
            self._refuse(
                "ACC-677",
                "In a file with semicolons this may be thousands or decimals.",
                cell,
                "digits without groups of three behind a point",
                "Write 1234 for thousands, or one more digit for decimals: 1.2340.",
            )
        elif not is_plain:
            fix = (
                _POINT
                if "," in cell.text
                else "Write plain digits; a reason for no value goes below `absence`."
            )
            self._refuse(
                "ACC-677",
                "The value is not a number.",
                cell,
                "a number such as 12 or 12.5, at most 18 digits",
                fix,
            )
        return Decimal(cell.text) if is_plain else None

    def _word(self, heading: Heading, allowed: Sequence[str]) -> str:
        cell = self.row.cells.get(heading)
        if cell is None:
            return ""
        word = cell.text.casefold()
        found = next((each for each in allowed if each.casefold() == word), "")
        if not found:
            self._refuse(
                "ACC-679",
                "The word is not in the list of codes.",
                cell,
                f"one of: {', '.join(allowed)}",
                nearest(word, list(allowed)),
            )
        return found

    def _check_value(self, value: Decimal | None, absence: Absence | None) -> None:
        cell = self.row.cells.get(Heading.VALUE) or self.row.cells.get(Heading.WORD)
        why = self.row.cells.get(Heading.ABSENCE)
        is_zero = value == 0 and absence is Absence.ZERO
        if absence is not None and why is not None and not is_zero and (cell or absence is Absence.ZERO):
            said = f"has the value {cell.text} and says" if cell else "is answered by a status word, and says"
            self._refuse(
                "ACC-678",
                f"The row {said} `{absence}`.",
                why,
                "a value or a reason for none; `zero` stands beside 0 only",
                "Empty one of the two cells.",
            )
        cell = cell or why
        if value is not None and cell is not None and not self.question.is_ordinal:
            self._check_bounds(value, cell)

    def _check_bounds(self, value: Decimal, cell: GivenCell) -> None:
        low, high = self.question.segment.lowest, self.question.segment.highest
        bounds: tuple[tuple[bool, str, str], ...] = (
            (low is not None and value < low, f"{low} or more", "Correct the value."),
            (high is not None and value > high, f"{high} or less", "Correct the value."),
            (
                value == 0 and not self.question.indicator.zero_is_possible,
                "a value other than 0, or a reason for none",
                "Leave the value empty and choose a word below `absence`.",
            ),
        )
        for is_broken, expected, fix in bounds:
            if is_broken:
                self._refuse("ACC-680", "The value is impossible for this row.", cell, expected, fix)

    def _check_doubt(self, value: Decimal | None, numbers: dict[Heading, Decimal | None]) -> None:
        error, low, high, level = (numbers[heading] for heading in _DOUBT)
        rules: tuple[tuple[Heading, Callable[[], bool], str], ...] = (
            (Heading.STD_ERROR, lambda: error is not None and error < 0, "zero or more"),
            (Heading.UPPER, lambda: None not in (low, high) and low > high, "an end not below the beginning"),  # type: ignore[operator]
            (Heading.LEVEL, lambda: level is not None and not 0 < level < 1, "a share such as 0.95"),
            (
                Heading.LEVEL,
                lambda: level is not None and None in (low, high),
                "both ends of the interval, too",
            ),
        )
        for heading, is_broken, expected in rules:
            if is_broken() and heading in self.row.cells:
                self._refuse_doubt(heading, expected)
        for heading in _DOUBT:
            if value is None and numbers[heading] is not None:
                self._refuse_doubt(heading, "a value to which it belongs")

    def _refuse_doubt(self, heading: Heading, expected: str) -> None:
        self._refuse(
            "ACC-681",
            "The uncertainty is impossible.",
            self.row.cells[heading],
            expected,
            "Correct it, or empty the cell.",
        )
