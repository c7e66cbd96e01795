"""What is wrong with a table, cell by cell, until it is enough to stop reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from accord.errors import InputDataError, Problem

__all__ = [
    "CONTROL",
    "MOST_PROBLEMS",
    "Place",
    "Refusals",
    "cell_problem",
    "control_problem",
    "first_problems",
]

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that no text has: pages and drawings with them are not well-formed."""

MOST_PROBLEMS = 20
"""A file in another form has as many problems as cells; after these, reading stops."""

_STOPPED = f"Reading stopped here, after {MOST_PROBLEMS} problems: there may be more."


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
            last = replace(problem, fix=f"{problem.fix} {_STOPPED}".strip())
            raise InputDataError(*self.problems[:-1], last)

    def finish(self) -> None:
        """End the reading of the file.

        Raises:
            InputDataError: There is any problem.
        """
        if self.problems:
            raise InputDataError(*self.problems)


def first_problems(problems: Sequence[Problem]) -> InputDataError:
    """Return the error that shows the first of several problems; the last of these says how many follow."""
    shown = list(problems[:MOST_PROBLEMS])
    more = len(problems) - len(shown)
    if more:
        shown[-1] = replace(shown[-1], fix=f"{shown[-1].fix} {more:,} more like these are not shown.".strip())
    return InputDataError(*shown)


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


def control_problem(place: Place, character: str) -> Problem:
    """Return the problem that a control character stands in a file (ACC-988)."""
    return cell_problem(
        place._replace(value=f"character {ord(character)}"),
        "ACC-988",
        "The file holds a control character, which no text has.",
        expected="text, with tabs and ends of lines as the only control characters",
        fix="Delete the character, or save the file again: it may be damaged.",
    )
