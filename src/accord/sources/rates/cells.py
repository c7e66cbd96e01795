"""Single cells of a table: a day, a month, a year, a rate."""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accord.domain.rate import RateKind
from accord.errors import Problem
from accord.sources.rates.refusals import Place, cell_problem

__all__ = [
    "DecimalMark",
    "PeriodForm",
    "clean_period",
    "clean_rate",
    "period_problem",
    "rate_problem",
]

_MONTHS = {
    "January": 1,
    "February": 2,
    "March": 3,
    "April": 4,
    "May": 5,
    "June": 6,
    "July": 7,
    "August": 8,
    "September": 9,
    "October": 10,
    "November": 11,
    "December": 12,
}
_NUMBER = re.compile(r"\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?", re.ASCII)


class DecimalMark(StrEnum):
    """What stands before the decimals of a number."""

    POINT = "."
    COMMA = ","


class PeriodForm(StrEnum):
    """How a day or a month is written; ``YYYY`` is for price indices only, months in words are English."""

    DAY = "YYYY-MM-DD"
    DAY_IN_WORDS = "D Month YYYY"
    DAY_FIRST = "DD/MM/YYYY"
    MONTH = "YYYY-MM"
    MONTH_FIRST = "MM/YYYY"
    YEAR = "YYYY"


_FORMS = {
    PeriodForm.DAY: re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII),
    PeriodForm.DAY_IN_WORDS: re.compile(
        rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})", re.ASCII
    ),
    PeriodForm.DAY_FIRST: re.compile(r"(?P<day>\d{2})/(?P<month>\d{2})/(?P<year>\d{4})", re.ASCII),
    PeriodForm.MONTH: re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})", re.ASCII),
    PeriodForm.MONTH_FIRST: re.compile(r"(?P<month>\d{2})/(?P<year>\d{4})", re.ASCII),
    PeriodForm.YEAR: re.compile(r"(?P<year>\d{4})", re.ASCII),
}


def clean_period(text: str, form: PeriodForm, *, kind: RateKind) -> date | None:
    """Read a day, a month or a year.

    Args:
        text: The cell.
        form: How it is written.
        kind: In a monthly table the first and the last day of a month stand for the month; no other
            day does, since a table with other days is not a monthly one.

    Returns:
        The day, or the first day of the month or year; None if the text is anything else.
    """
    match = _FORMS[form].fullmatch(text)
    if match is None:
        return None
    parts = {name: _MONTHS.get(text) or int(text) for name, text in match.groupdict().items()}
    if kind is RateKind.DAILY and "day" not in parts:
        return None
    try:
        day = date(parts["year"], parts.get("month", 1), parts.get("day", 1))
    except ValueError:
        return None
    if kind is RateKind.MONTHLY:
        is_edge = day.day in {1, calendar.monthrange(day.year, day.month)[1]}
        return day.replace(day=1) if is_edge else None
    return day


def clean_rate(text: str, mark: DecimalMark = DecimalMark.POINT) -> Decimal | None:
    """Read a rate or an index: digits with at most one decimal mark, above zero.

    Returns:
        The number as written; None if the text is anything else: zero, negative, grouped by thousands,
        with another decimal mark, or no number.
    """
    if mark is DecimalMark.COMMA:
        text = text.translate({ord(","): ".", ord("."): ","})
    if _NUMBER.fullmatch(text) is None:
        return None
    number = Decimal(text)
    return number if number else None


def period_problem(place: Place, form: str) -> Problem:
    """Return the problem that a day, month or year cannot be read (ACC-342)."""
    return cell_problem(
        place,
        "ACC-342",
        "The date cannot be read.",
        expected=f"a date that exists, written {form}",
        fix="Correct it, or state in the description of the table how dates are written.",
    )


def rate_problem(place: Place, mark: DecimalMark = DecimalMark.POINT) -> Problem:
    """Return the problem that a rate or an index is not a positive number (ACC-343)."""
    example = f"1{mark.value}0956"
    return cell_problem(
        place,
        "ACC-343",
        "The rate or index is not a positive number.",
        expected=f"a number above zero such as {example}, without separators between thousands",
        fix="Save the numbers in this form; leave a rate that is not known out, or write it as the table"
        " writes absence. It is never zero.",
    )
