"""A form as it stands in a file: texts with their places, before anything is understood."""

from __future__ import annotations

from dataclasses import dataclass, field

from accord.errors import InputDataError, Problem
from accord.sources.reporting_template.layout import Detail, Heading

__all__ = ["GivenCell", "GivenForm", "GivenRow", "form_problem"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenCell:
    """One cell that is not empty.

    Attributes:
        text: What stands in it; numbers as plain digits with a point before decimals.
        place: Where it stands, for people: ``sheet Report, cell G7`` or ``line 7, column value``.
        line: Row of the sheet, or line of the file, counted from 1.
    """

    text: str
    place: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRow:
    """One row that is not empty.

    Attributes:
        line: Row of the sheet, or line of the file, counted from 1.
        place: Where the answer stands, or would stand.
        cells: Its cells by heading; empty ones are left out.
    """

    line: int
    place: str
    cells: dict[Heading, GivenCell]

    def text(self, heading: Heading) -> str:
        """Return what stands below a heading; empty if nothing does."""
        return self.cells[heading].text if heading in self.cells else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenForm:
    """The rows of a file.

    Attributes:
        file: Name of the file.
        sha256: Hash of its bytes, hexadecimal.
        rows: Rows in the order of the file; those of details among them.
        has_commas_for_points: Whether the file separates cells by semicolons, as programs do where the
            comma stands before decimals; there 1.234 may mean a thousand and more.
        problems: Cells that could not be taken as a text, e.g. formulas.
        tolerated: What is not part of a form and was not read, in plain words.
    """

    file: str
    sha256: str
    rows: tuple[GivenRow, ...]
    has_commas_for_points: bool = False
    problems: tuple[Problem, ...] = ()
    tolerated: tuple[str, ...] = field(default=())

    def detail(self, detail: Detail) -> GivenCell | None:
        """Return what the form says of itself; None if it says nothing."""
        for row in self.rows:
            if row.text(Heading.ID) == detail:
                return row.cells.get(Heading.VALUE)
        return None

    def identity(self, detail: Detail) -> str:
        """Return what the form must say of itself.

        Raises:
            InputDataError: It does not (ACC-670).
        """
        cell = self.detail(detail)
        if cell is None:
            raise InputDataError(
                *self.problems,
                Problem(
                    id="ACC-670",
                    what="The file does not say what it is.",
                    file=self.file,
                    row=detail.value,
                    expected="a form that `accord report template` wrote, with all of its rows",
                    fix="Hand in the workbook itself, no sheet of it saved as CSV; or write a new form, and"
                    " copy the answers into it.",
                ),
            )
        return cell.text


def form_problem(
    problem_id: str, what: str, *, cell: GivenCell, file: str, row: str = "", expected: str, fix: str
) -> Problem:
    """Return a problem of a cell, with its place."""
    return Problem(
        id=problem_id,
        what=what,
        file=file,
        line=cell.line,
        row=row,
        field=cell.place,
        value=cell.text,
        expected=expected,
        fix=fix,
    )
