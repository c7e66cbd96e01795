"""The cells of one row of a network file: numbers in a stated unit, words, dates, and nothing near them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from accord.cleaning.scalars import comma_advice
from accord.domain.evidence import Evidence, Origin
from accord.domain.period import PartialDate
from accord.sources.rates.refusals import Place as Cell
from accord.sources.rates.refusals import Refusals, cell_problem
from accord.sources.row_problems import nearest

__all__ = ["FILE_SOURCE", "Cells", "check_columns"]

FILE_SOURCE = "network-file"
"""Source of a row that names none: the file itself."""

Word = TypeVar("Word", bound=StrEnum)

_NUMBER = re.compile(r"[+-]?\d{1,12}(\.\d{1,30})?", re.ASCII)  # programs write 17 digits and more
_LENGTHS = {"length", "distance", "miles", "mi", "metres", "meters", "km"}
_TIMES = {"time", "hours", "duration", "seconds", "minute", "travel_time", "mins"}
_UNITS = re.compile(r"(length|distance|time|duration|travel_time|wait)_(\w+)", re.ASCII)
_GOOD_UNITS = {"length_km"}
_HINTS = {
    "kilometres": ", converted to kilometres: a mile is 1.609344 km.",
    "minutes": ", converted to minutes: an hour is 60 minutes.",
}
_OTHER_UNITS = re.compile(
    r"(population|people|inhabitants|transfer|(?:there|back)_\w+)_(hours|h|seconds|thousands?|millions?)",
    re.ASCII,
)
_PEOPLE = ("population", "people", "inhabitants")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """One row of a file.

    Attributes:
        file: Name of the file.
        line: Line or number of the feature, from 1.
        values: Texts by column; an empty text is no value.
        refusals: Receives what is wrong.
    """

    file: str
    line: int
    values: Mapping[str, str]
    refusals: Refusals

    @property
    def origin(self) -> Origin:
        """Place of the row."""
        return Origin(file=self.file, line=self.line)

    def text(self, column: str, default: str = "") -> str:
        """Return a text; the default where the cell is empty."""
        return self.values.get(column, "").strip() or default

    def required(self, column: str) -> str:
        """Return a text that must be there."""
        found = self.text(column)
        if not found:
            self.refuse(column, "ACC-822", "A cell is empty that must not be.", "a value", "Fill it in.")
        return found

    def number(self, column: str) -> Decimal | None:
        """Return a number without unit; None where the cell is empty, or refused and reported."""
        found = self.text(column)
        if not found:
            return None
        if _NUMBER.fullmatch(found) is None:
            self.refuse(
                column,
                "ACC-822",
                "The cell is no plain number.",
                f"digits, with a point before decimals and nothing between thousands{_in_unit(column)}",
                comma_advice(found)
                or f"Write the number alone{_HINTS.get(_unit_of(column), '.')} Leave out what nobody knows.",
            )
            return None
        return Decimal(found)

    def above_zero(self, column: str) -> Decimal | None:
        """Return a number above zero; None where the cell is empty, or refused and reported."""
        found = self.number(column)
        if found is not None and found <= 0:
            self.refuse(
                column,
                "ACC-823",
                "The value is zero or negative.",
                f"more than zero{_in_unit(column)}, or an empty cell for unknown",
                "Correct it; no journey takes less than no time.",
            )
            return None
        return found

    def word(self, column: str, words: type[Word], default: Word | None = None) -> Word | None:
        """Return a word of a list; the default where the cell is empty."""
        found = self.text(column)
        if not found and default is not None:
            return default
        try:
            return words(found)
        except ValueError:
            allowed = [word.value for word in words]
            self.refuse(
                column,
                "ACC-830",
                "The word is not known.",
                "one of: " + ", ".join(allowed),
                nearest(found, allowed),
            )
            return None

    def truth(self, column: str) -> bool:
        """Return whether a cell says yes; an empty one says no."""
        found = self.text(column).casefold()
        if found not in {"", "yes", "no", "true", "false"}:
            self.refuse(column, "ACC-830", "The word is not known.", "yes or no", "Write `yes` or `no`.")
        return found in {"yes", "true"}

    def date(self, column: str) -> PartialDate | None:
        """Return a date; None where the cell is empty, or refused and reported."""
        found = self.text(column)
        if not found:
            return None
        try:
            return PartialDate(found)
        except ValueError:
            self.refuse(
                column,
                "ACC-838",
                "The cell is no date.",
                "YYYY, YYYY-MM or YYYY-MM-DD",
                "Write 31 December 2025 as 2025-12-31; leave out what the source does not say.",
            )
            return None

    def evidence(self) -> Evidence:
        """Return the evidence level; unverified where none is stated."""
        return self.word("evidence", Evidence, Evidence.UNVERIFIED) or Evidence.UNVERIFIED

    def refuse(self, column: str, problem_id: str, what: str, expected: str, fix: str) -> None:
        """Keep a problem of a cell of this row."""
        place = Cell(self.file, self.line, column, self.text(column), self.text("id"))
        self.refusals.add(cell_problem(place, problem_id, what, expected=expected, fix=fix))


def check_columns(
    file: str, header: Iterable[str], known: Iterable[str], refusals: Refusals
) -> tuple[str, ...]:
    """Refuse columns in another unit, and return those that are not needed.

    Args:
        file: Name of the file.
        header: Its columns.
        known: Columns that are read.
        refusals: Receives what is wrong.
    """
    unused = []
    for name in header:
        if name in set(known):
            continue
        word = name.casefold()
        is_unit = _UNITS.fullmatch(word) is not None and word not in _GOOD_UNITS
        if word in _LENGTHS | _TIMES or is_unit or _OTHER_UNITS.fullmatch(word):
            refusals.add(
                cell_problem(
                    Cell(file, 1, name, name),
                    "ACC-821",
                    "The column says no unit, or another one than is read.",
                    expected=_wanted(word),
                    fix="Convert the values (a mile is 1.609344 km, an hour 60 minutes); rename the column.",
                )
            )
        else:
            unused.append(name)
    return tuple(unused)


def _wanted(word: str) -> str:
    if word.startswith(_PEOPLE):
        return "`population`, in people"
    if word in _LENGTHS or word.startswith(("length", "distance")):
        return "`length_km`, in kilometres"
    other = _OTHER_UNITS.fullmatch(word)
    return f"`{other[1]}_minutes`, in minutes" if other else "`minutes`, in minutes"


def _unit_of(column: str) -> str:
    return "kilometres" if column == "length_km" else "minutes" if "minutes" in column else ""


def _in_unit(column: str) -> str:
    unit = _unit_of(column)
    return f", in {unit}" if unit else ""
