"""Single cells of tables of scores and indicators: a number, a name, a place that goes by several codes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from accord.cleaning.place_codes import place_code
from accord.cleaning.territory_codes import TERRITORY_CODES
from accord.errors import Problem
from accord.sources.rates.refusals import Place, cell_problem
from accord.sources.row_problems import nearest

__all__ = [
    "ROW_NAMES",
    "clean_number",
    "clean_truth",
    "clean_year",
    "missing_problem",
    "number_problem",
    "spelling_problems",
    "strange_problem",
    "twice_problem",
    "year_problem",
]

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_YEAR = re.compile(r"((?:19|20)\d{2})(?:\.0+)?", re.ASCII)
_TRUTH = {"0": False, "1": True, "FALSE": False, "TRUE": True}

ROW_NAMES = "names of rows"
"""What a first column without a name is called: R and pandas write names of rows into one."""


def clean_number(text: str) -> float | None:
    """Return a number written with digits and at most one point; None if it is anything else.

    ``n/a``, a comma before decimals or between thousands, infinity and the word nan are no numbers.
    """
    if _NUMBER.fullmatch(text) is None:
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def clean_year(text: str) -> int | None:
    """Return a year from 1900 to 2099 written with four digits; None if it is anything else.

    2021.0 is one: programs that hold years as decimal numbers write them so.
    """
    found = _YEAR.fullmatch(text)
    return int(found[1]) if found else None


def clean_truth(text: str) -> bool | None:
    """Return whether a cell says yes (1, 1.0, TRUE) or no (0, 0.0, FALSE); None if it says anything else."""
    number = clean_number(text)
    return _TRUTH.get(text.upper() if number is None else f"{number:g}")


def year_problem(place: Place) -> Problem:
    """Return the problem that a cell is not a year (ACC-602)."""
    return cell_problem(
        place,
        "ACC-602",
        "The year is not a year.",
        expected="four digits from 1900 to 2099",
        fix="Write the year to which the value refers, as 2021 and not as 2020-21.",
    )


def number_problem(place: Place) -> Problem:
    """Return the problem that a cell is not a number (ACC-603)."""
    return cell_problem(
        place,
        "ACC-603",
        "The value is not a number.",
        expected="digits with at most one point before decimals, such as 0.42 or 1.5e-3",
        fix="Write a point before decimals and nothing between thousands. Leave a value that is not known"
        " out, or empty (a specification can list other marks under `absent`); it is never 0.",
    )


def missing_problem(place: Place, what: str) -> Problem:
    """Return the problem that a row does not say what it is about (ACC-606)."""
    return cell_problem(
        place,
        "ACC-606",
        f"The {what} is missing.",
        expected=f"the {what} in every row",
        fix="Complete the row, or remove it.",
    )


def twice_problem(place: Place, first_line: int) -> Problem:
    """Return the problem that a table holds two values for one key (ACC-604)."""
    return cell_problem(
        place,
        "ACC-604",
        "There are two values for one key.",
        expected=f"one value; the first stands in line {first_line}",
        fix="Keep the value of one vintage and one period; two waves of a survey are no two observations.",
    )


def strange_problem(place: Place, otherwise: str) -> Problem:
    """Return the problem that a code in a table of countries belongs to none (ACC-601).

    Args:
        place: Where it stands.
        otherwise: What to do if it is meant, without a full stop.
    """
    return cell_problem(
        place,
        "ACC-601",
        "The code belongs to no country or territory, and those beside it do.",
        expected="a code of ISO 3166-1 or one that the World Bank writes, e.g. KSV or ROM",
        fix=f"{nearest(place.value, sorted(TERRITORY_CODES))} If it is meant, {otherwise}.",
    )


def spelling_problems(codes: Iterable[str], place: Place) -> list[Problem]:
    """Return the problem that one place stands in a table under two codes (ACC-605), if it does."""
    found: dict[str, set[str]] = {}
    for code in codes:
        found.setdefault(place_code(code) or code, set()).add(code)
    return [
        cell_problem(
            place._replace(value=", ".join(sorted(spellings))),
            "ACC-605",
            "One place stands under two codes.",
            expected="one code for one place in the whole table",
            fix="Write the same code in all rows; else the place is counted as two units.",
        )
        for spellings in found.values()
        if len(spellings) > 1
    ]
