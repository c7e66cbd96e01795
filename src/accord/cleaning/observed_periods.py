"""The period that a cell of a table names, whatever form its publisher uses."""

from __future__ import annotations

import re

from accord.domain.observed_period import ObservedPeriod

__all__ = ["clean_period"]

_PART = re.compile(r"(\d{4})-?(?:([HSQ])([1-4])|M?(\d{1,2}))", re.ASCII | re.IGNORECASE)
_SPAN = re.compile(r"(\d{4})\s?[-/\u2013]\s?(\d{2}|\d{4})", re.ASCII)
_WHOLE = re.compile(r"(\d{4})\.0", re.ASCII)


def clean_period(text: str) -> ObservedPeriod | None:
    """Return the period that a text names; None if it names none.

    Known are ``2023`` and ``2023.0``; the half-years ``2023-H1``, ``2023-S1``; ``2023-Q4``, ``2023Q4``; the
    months ``2023-05``, ``2023M05``, ``2023-M05``; and several years, ``2019/2020``, ``2019-2020``,
    ``2019-20``. What ISO 8601 reads as a month is a month: ``2009-10`` is October 2009.

    Args:
        text: Cell of a table.
    """
    try:
        return ObservedPeriod(_written(text.strip()))
    except ValueError:
        return None


def _written(text: str) -> str:
    """Return a text in the form of Accord, if it has a form that is known."""
    if (whole := _WHOLE.fullmatch(text)) is not None:
        return whole[1]
    if (part := _PART.fullmatch(text)) is not None and (part[2] or _is_month(text, part[4])):
        year, letter, number, month = part.groups()
        if month:
            return f"{year}-{int(month):02}"
        return f"{year}-{letter.upper().replace('S', 'H')}{number}"
    if (span := _SPAN.fullmatch(text)) is not None:
        first, last = span.groups()
        return f"{first}/{last if len(last) == 4 else first[:2] + last}"
    return text


def _is_month(text: str, digits: str) -> bool:
    """Tell whether the last digits of a text are a month and not a year: they follow M or a hyphen."""
    return (
        text[4] in "-Mm"
        and (text[4] in "Mm" or "M" in text.upper() or len(digits) == 2)
        and int(digits) <= 12
    )
