"""What is wrong with a table, cell by cell, until it is enough to stop reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from accord.errors import InputDataError, Problem

__all__ = ["MOST_PROBLEMS", "Place", "Refusals", "cell_problem"]

MOST_PROBLEMS = 20
"""A file in another form has as many problems as cells; after these, reading stops."""


class Place(NamedTuple):
    """A cell of a file.

    Attributes:
        file: Name of the file.
        line: Line counted from 1; 0 for the file as a whole.
        field: Column, or empty.
        value: What stands there.
        row: What the row is about, e.g. ``USD 2020-01-02``, or empty.
    """

    file: str
    line: int = 0
    field: str = ""
    value: str = ""
    row: str = ""


@dataclass(slots=True)
class Refusals:
    """The problems found so far in one file.

    Attributes:
        problems: Problems in the order of the file.
    """

    problems: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Keep a problem.

        Raises:
            InputDataError: It is the last one that is shown; the rest of the file is not read.
        """
        self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            raise InputDataError(*self.problems)

    def finish(self) -> None:
        """End the reading of the file.

        Raises:
            InputDataError: There is any problem.
        """
        if self.problems:
            raise InputDataError(*self.problems)


def cell_problem(place: Place, problem_id: str, what: str, *, expected: str, fix: str) -> Problem:
    """Return a problem of a cell, with its place."""
    return Problem(
        id=problem_id,
        what=what,
        file=place.file,
        line=place.line,
        row=place.row,
        field=place.field,
        value=place.value,
        expected=expected,
        fix=fix,
    )
