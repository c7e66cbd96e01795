"""The rows of a form become the report of a partner; every cell is used or refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accord.domain.partner_report import Answer, PartnerReport, Questionnaire
from accord.domain.period import PartialDate
from accord.errors import InputDataError, Problem
from accord.sources.reporting_template.answering import read_answer
from accord.sources.reporting_template.given_form import GivenCell, GivenForm, GivenRow, form_problem
from accord.sources.reporting_template.layout import FILLED, Detail, FormRow, Heading, form_rows, metadata
from accord.sources.row_problems import nearest

__all__ = ["parse_report"]

_MEANING = (Heading.UNIT, Heading.PERIOD, Heading.PART_OF)
"""Columns whose change would change what an answer means."""

_WORDING = (Heading.INDICATOR, Heading.DEFINITION)
"""Columns whose change is tolerated and said."""

_NEW_FORM = "Write a new form with `accord report template`, and copy the answers into it."
_DAY = len("2027-01-31")


def parse_report(form: GivenForm, asked: Questionnaire, *, last_day: date) -> PartnerReport:
    """Read the answers of a form.

    Rows may stand in another order, and the wording of a question may have been touched: both are said in
    ``tolerated``. A row that was added, deleted or doubled is refused, and so is a changed unit or period.

    Args:
        form: The form as it stands in its file.
        asked: What the form must ask: the questionnaire of its partner and half-year.
        last_day: Last day of the half-year; a report is made after it.

    Raises:
        InputDataError: One problem for every thing that is wrong: another form (ACC-671), a row that was
            added (ACC-673), deleted (ACC-674) or doubled (ACC-675), a changed unit or period (ACC-676), a
            cell that is no number (ACC-677), a value beside an absence (ACC-678), a word that is not in the
            list or stands where none belongs (ACC-679), a value out of bounds (ACC-680), an impossible
            uncertainty (ACC-681), no date of the report (ACC-682), a formula (ACC-683).
    """
    reader = _Reader(form, asked)
    report = reader.report(last_day)
    if reader.problems:
        raise InputDataError(*reader.problems)
    return report


class _Reader:
    def __init__(self, form: GivenForm, asked: Questionnaire) -> None:
        self._form, self._asked = form, asked
        self._expected = {row.id: row for row in form_rows(asked)}
        self.problems: list[Problem] = list(form.problems)
        self._tolerated: list[str] = list(form.tolerated)

    def report(self, last_day: date) -> PartnerReport:
        """Return the report; it is not to be used if there are problems."""
        self._check_identity()
        rows = self._rows()
        day = self._date(last_day)
        institution = self._form.detail(Detail.INSTITUTION)
        return PartnerReport(
            questionnaire=self._asked,
            date=day or PartialDate(str(last_day)),
            institution=institution.text if institution else "",
            answers=tuple(self._answers(rows)),
            file=self._form.file,
            sha256=self._form.sha256,
            tolerated=tuple(self._tolerated),
        )

    def _answers(self, rows: dict[str, GivenRow]) -> Iterator[Answer]:
        for question in self._asked.questions:
            if question.id in rows:
                yield read_answer(question, rows[question.id], self._form, self.problems)

    def _check_identity(self) -> None:
        expected = metadata(self._asked)
        for detail in (Detail.TEMPLATE, Detail.DECLARATION, Detail.QUESTIONS):
            said = self._form.identity(detail)
            if said != expected[detail]:
                raise InputDataError(
                    *self.problems,
                    Problem(
                        id="ACC-671",
                        what="The form is not that of this declaration as it stands.",
                        file=self._form.file,
                        row=detail.value,
                        value=said,
                        expected=expected[detail],
                        fix=_NEW_FORM,
                    ),
                )

    def _rows(self) -> dict[str, GivenRow]:
        """Return the rows of questions by id, and say what became of rows."""
        found: dict[str, GivenRow] = {}
        for row in self._form.rows:
            name = row.text(Heading.ID)
            if name not in self._expected:
                self._refuse_row(
                    "ACC-673",
                    "A row is not one of the form.",
                    row,
                    nearest(name, [*self._expected])
                    if name
                    else "Write the id of the row back, or remove the row.",
                )
            elif name in found:
                self._refuse_row(
                    "ACC-675",
                    f"A row stands twice, first in line {found[name].line}.",
                    row,
                    "Keep one of the two.",
                )
            else:
                found[name] = row
                self._check_fixed(row, self._expected[name])
                if self._expected[name].question is None:
                    self._check_detail(row)
        missing = [name for name in self._expected if name not in found and not _is_optional(name)]
        self.problems += [self._missing(name) for name in missing]
        if [name for name in self._expected if name in found] != list(found):
            self._tolerated.append("Rows stand in another order than in the form; each was read by its id.")
        return found

    def _refuse_row(self, problem_id: str, what: str, row: GivenRow, fix: str) -> None:
        first = next(iter(row.cells.values()))
        cell = row.cells.get(Heading.ID, first)
        self.problems.append(
            form_problem(
                problem_id,
                what,
                cell=cell,
                file=self._form.file,
                expected="each row of the form once, with its id",
                fix=f"{fix} What does not fit a row belongs into `note`.",
            )
        )

    def _missing(self, name: str) -> Problem:
        return Problem(
            id="ACC-674",
            what="A row of the form was deleted.",
            file=self._form.file,
            row=name,
            expected="all rows; one without a figure says why below `absence`",
            fix=_NEW_FORM,
        )

    def _check_detail(self, row: GivenRow) -> None:
        for heading in FILLED:
            if heading is not Heading.VALUE and heading in row.cells:
                self.problems.append(
                    form_problem(
                        "ACC-679",
                        f"Nothing belongs below `{heading}` in this row.",
                        cell=row.cells[heading],
                        file=self._form.file,
                        row=row.text(Heading.ID),
                        expected="a text below `value`",
                        fix="Move it into the `note` of the row that it concerns.",
                    )
                )

    def _check_fixed(self, row: GivenRow, expected: FormRow) -> None:
        for heading in (*_MEANING, *(_WORDING if expected.question else ())):
            said, wanted = row.text(heading), expected.fixed.get(heading, "")
            if _plain(said) == _plain(wanted):
                continue
            if heading in _MEANING:
                cell = row.cells.get(heading, GivenCell(text="", place=f"column {heading}", line=row.line))
                self.problems.append(
                    form_problem(
                        "ACC-676",
                        f"The {heading} was changed, and with it what the answer means.",
                        cell=cell,
                        file=self._form.file,
                        row=expected.id,
                        expected=wanted or "nothing",
                        fix="Write it back, and give the value for that unit and period.",
                    )
                )
            else:
                self._tolerated.append(f"`{expected.id}`: the {heading} was changed; it was read as asked.")

    def _date(self, last_day: date) -> PartialDate | None:
        cell = self._form.detail(Detail.DATE)
        try:
            day = PartialDate(cell.text if cell else "")
        except ValueError:
            day = None
        if day is not None and len(day.text) == _DAY and day.first_day > last_day:
            return day
        self.problems.append(
            Problem(
                id="ACC-682",
                what="The report has no date, or one before the half-year was over.",
                file=self._form.file,
                line=cell.line if cell else 0,
                row=Detail.DATE.value,
                field=cell.place if cell else Heading.VALUE.value,
                value=cell.text if cell else "",
                expected=f"the day of the report, after {last_day.isoformat()}, written 2027-01-31",
                fix="Write it; check the year of a report made in January.",
            )
        )
        return None


def _is_optional(name: str) -> bool:
    """Whether a row may be absent: what an empty CSV row or workbook row cannot lose."""
    return name in set(Detail)


def _plain(text: str) -> str:
    return " ".join(text.split())
