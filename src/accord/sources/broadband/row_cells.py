"""The cells of a row on broadband: counts, amounts and shares, refused where they fit another unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from accord.cleaning.scalars import comma_advice
from accord.sources.network.cells import Cells

__all__ = ["BroadbandCells"]

_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,30})?", re.ASCII)  # programs write 17 digits and more
_WHOLE = re.compile(r"\d{1,15}", re.ASCII)
_MONTHS = {"month": 1, "year": 12}
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadbandCells(Cells):
    """One row of a file on broadband; empty cells are not known and stay so."""

    def number(self, column: str) -> Decimal | None:
        """Return a number without unit; None where the cell is empty, or refused and reported."""
        found = self.text(column)
        if not found:
            return None
        if _NUMBER.fullmatch(found) is None:
            self.refuse(
                column,
                "ACC-869",
                "The cell is no plain number.",
                "digits, with a point before decimals and nothing between thousands: 1234.5",
                comma_advice(found)
                or "Write the number alone: no unit, no sign of percent, no comma. Leave the cell empty if"
                " the value is not known.",
            )
            return None
        return Decimal(found)

    def at_least_zero(self, column: str) -> Decimal | None:
        """Return a number of zero or more; None where the cell is empty, or refused and reported."""
        found = self.number(column)
        if found is not None and found < 0:
            self._refuse_sign(column, "zero or more, or an empty cell where nobody knows")
            return None
        return found

    def above_zero(self, column: str) -> Decimal | None:
        """Return a number above zero; None where the cell is empty, or refused and reported."""
        found = self.number(column)
        if found is not None and found <= 0:
            self._refuse_sign(column, "more than zero, or an empty cell where nobody knows")
            return None
        return found

    def count(self, column: str) -> Decimal | None:
        """Return how many there are, as a whole number; None where the cell is empty, or refused."""
        found = self.text(column)
        if not found:
            return None
        if found.startswith("-"):
            return self.at_least_zero(column)
        if _WHOLE.fullmatch(found) is None:
            self.refuse(
                column,
                "ACC-871",
                "A count is no whole number.",
                "digits only: 1200, neither 1.200 nor 1.2 for thousands",
                "Write every single one out; a point would be read as the beginning of decimals.",
            )
            return None
        return Decimal(found)

    def share(self, column: str) -> Decimal | None:
        """Return a share from 0 to 1; None where the cell is empty, or refused and reported."""
        found = self.at_least_zero(column)
        if found is not None and found > 1:
            self.refuse(
                column,
                "ACC-872",
                "A share is above 1, that is above 100 %.",
                "a part of one, from 0 to 1: 80 % is 0.8",
                f"Divide by 100: {found / 100:f}."
                if found <= 100
                else "Correct it: nothing can be covered more than wholly.",
            )
            return None
        return found

    def months(self, column: str) -> int | None:
        """Return 1 for a month and 12 for a year; None if the cell says neither."""
        found = self.required(column)
        if found and found not in _MONTHS:
            self.refuse(
                column, "ACC-830", "The word is not known.", "one of: month, year", "Write one of the two."
            )
        return _MONTHS.get(found)

    def year(self, column: str) -> int | None:
        """Return a year of the calendar; None if it is missing, or refused and reported."""
        found = self.required(column)
        if not found:
            return None
        if _WHOLE.fullmatch(found) is None or not _FIRST_YEAR <= int(found) <= _LAST_YEAR:
            self.refuse(
                column,
                "ACC-869",
                "The cell is no year.",
                f"a year from {_FIRST_YEAR} to {_LAST_YEAR}, in four digits",
                "Write the year for which the value holds.",
            )
            return None
        return int(found)

    def _refuse_sign(self, column: str, expected: str) -> None:
        self.refuse(
            column,
            "ACC-870",
            "The value is negative, or zero where zero says nothing.",
            expected,
            "Correct the sign; never write 0 or -1 for `not known`: leave the cell empty.",
        )
