"""A date as precise as its source: a year, a month or a day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

__all__ = ["PartialDate", "months_before"]

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A calendar date of which the day, or the day and the month, may be unknown.

    Attributes:
        text: ISO 8601 text in one of the forms ``2018``, ``2018-05``, ``2018-05-17``.

    Raises:
        ValueError: The text has another form or names a day that does not exist.
    """

    text: str

    def __post_init__(self) -> None:
        match = _FORM.fullmatch(self.text)
        if match is None:
            raise ValueError("a date is written YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = match.groups()
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError as error:
            raise ValueError(f"no such day in the calendar ({error})") from error

    @property
    def first_day(self) -> date:
        """The earliest day that the text can mean."""
        parts = [int(part) for part in self.text.split("-")]
        return date(parts[0], *[*parts[1:], 1, 1][:2])

    @property
    def last_day(self) -> date:
        """The latest day that the text can mean; knowledge is dated by it, never earlier."""
        parts = [int(part) for part in self.text.split("-")]
        year, month = parts[0], parts[1] if len(parts) > 1 else 12
        day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
        return date(year, month, day)

    def __str__(self) -> str:
        return self.text


def months_before(day: date, months: int) -> date:
    """Return the day that lies some months earlier (the last of the month where it must).

    Args:
        day: The later day.
        months: Number of calendar months, zero or more.
    """
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
