"""Days and dates of birth in the forms in which lists write them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from accord.domain.listing import BirthDate

__all__ = ["birth_between", "birth_of", "day_of", "parts_of_birth"]

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:Z|[+-]\d\d:\d\d)?)?)?(?:[T ].*)?")
_WORDS = re.compile(r"(?:(?:(\d{1,2})[ .-]+)?([A-Za-z]{3,9})\.?[ ,.-]+)?(\d{4})")
_SLASHES = re.compile(r"(\d{1,2}|dd|DD)[/.](\d{1,2}|mm|MM)[/.](\d{4})")
_CIRCA = re.compile(r"^(?:circa|c\.|ca\.?|approximately|approx\.?|about)\s+", re.IGNORECASE)
_RANGE = re.compile(
    r"^(?:between\s+)?(.+?)\s+(?:to|and)\s+(.+)$|^(\d{4})\s*[-\u2013]\s*(\d{4})$", re.IGNORECASE
)


def day_of(text: str, *, month_first: bool = False) -> date | None:
    """Return the day that a text states, or None if it states no single day.

    Args:
        text: Such as ``2019-04-08``, ``2021-01-18T23:00:54Z``, ``8 April 2019``, ``08/04/2019``.
        month_first: True where the list writes 04/08/2019 for 8 April.
    """
    if month_first and (match := _SLASHES.fullmatch(text.strip())):
        text = f"{match[2]}/{match[1]}/{match[3]}"
    found = birth_of(text)
    return found.earliest if found and found.earliest == found.latest and not found.is_circa else None


def birth_of(text: str) -> BirthDate | None:
    """Return the days that a text may mean, or None if it is no date.

    Args:
        text: A day, a month, a year, ``circa 1960``, ``1960 to 1965``, ``dd/mm/1969``.
    """
    text = " ".join(text.split())
    is_circa = _CIRCA.match(text) is not None
    text = _CIRCA.sub("", text)
    if match := _RANGE.match(text):
        first, last = birth_of(match[1] or match[3]), birth_of(match[2] or match[4])
        if first is None or last is None or last.latest < first.earliest:
            return None
        is_circa = is_circa or first.is_circa or last.is_circa
        return BirthDate(earliest=first.earliest, latest=last.latest, is_circa=is_circa)
    if match := _ISO.fullmatch(text):
        return parts_of_birth(match[1], match[2] or "", match[3] or "", is_circa=is_circa)
    if match := _SLASHES.fullmatch(text):
        return parts_of_birth(match[3], match[2], match[1], is_circa=is_circa)
    if match := _WORDS.fullmatch(text):
        month = _MONTHS.get((match[2] or "").lower()[:3], 0)
        if match[2] and not month:
            return None
        return parts_of_birth(match[3], str(month or ""), match[1] or "", is_circa=is_circa)
    return None


def parts_of_birth(year: str, month: str, day: str, *, is_circa: bool = False) -> BirthDate | None:
    """Return the days that year, month and day may mean; what is no number above 0 is not known.

    Returns:
        None without a year between 1000 and 9999, or if there is no such day. A day without its
        month means any day of the year.
    """
    numbers = [int(part) if part.isascii() and part.isdigit() else 0 for part in (year, month, day)]
    if not 1000 <= numbers[0] <= 9999:
        return None
    if not numbers[1]:
        return _days((numbers[0], 1, 1), (numbers[0], 12, 31), is_circa)
    if not 1 <= numbers[1] <= 12:
        return None
    last = numbers[2] or calendar.monthrange(numbers[0], numbers[1])[1]
    return _days((numbers[0], numbers[1], numbers[2] or 1), (numbers[0], numbers[1], last), is_circa)


def birth_between(first_year: str, last_year: str, *, is_circa: bool = False) -> BirthDate | None:
    """Return the range from the first day of one year to the last of another."""
    first, last = parts_of_birth(first_year, "", ""), parts_of_birth(last_year, "", "")
    if first is None or last is None or last.latest < first.earliest:
        return None
    return BirthDate(earliest=first.earliest, latest=last.latest, is_circa=is_circa)


def _days(first: tuple[int, int, int], last: tuple[int, int, int], is_circa: bool) -> BirthDate | None:
    try:
        return BirthDate(earliest=date(*first), latest=date(*last), is_circa=is_circa)
    except ValueError:
        return None
