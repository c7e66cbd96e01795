"""Dates of birth: as eight digits, as a year, and the ways in which they are mistaken."""

from __future__ import annotations

import re
from datetime import date

from accord.exchange.normalising.subject import RefusedValueError

__all__ = ["EARLIEST_YEAR", "LATEST_YEAR", "birth_date", "masked_digits", "unordered_day"]

EARLIEST_YEAR, LATEST_YEAR = 1850, 2099
_FORMS = (
    re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})-(?P<day>\d{2}))?", re.ASCII),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})\.?", re.ASCII),
)
_EXPECTED = "a day such as 1980-05-17 or 17.5.1980, or a year"


def birth_date(text: str) -> str:
    """Return a date of birth as YYYYMMDD, or a year as YYYY.

    Dates with slashes are refused: nobody can tell the day from the month. Not done: a date that stands for
    "not known" (such as 1 January) cannot be told from a real one.

    Raises:
        RefusedValueError: If the text has none of the forms, or there is no such day.
    """
    found = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if found is None:
        raise RefusedValueError(_EXPECTED, "Write year, month and day; if only the year is known, the year.")
    year, month, day = found["year"], found["month"], found["day"]
    if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        raise RefusedValueError(
            f"a year from {EARLIEST_YEAR} to {LATEST_YEAR}", "Compare the year with the document."
        )
    if month is None:
        return year
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        raise RefusedValueError(
            "a day that exists", "Compare day and month with the document; they may have changed places."
        ) from None
    return f"{year}{month:>02}{day:>02}"


def unordered_day(birth: str) -> str:
    """Return a day as its year and the smaller, then the larger of day and month."""
    return birth[:4] + "".join(sorted((birth[4:6], birth[6:8])))


def masked_digits(birth: str) -> tuple[str, ...]:
    """Return a day eight times, each time with another digit masked: days that differ in one share one."""
    return tuple(f"{birth[:at]}-{birth[at + 1 :]}" for at in range(len(birth)))
