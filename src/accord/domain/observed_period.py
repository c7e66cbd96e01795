"""The time to which an observation refers: a year, a half-year, a quarter, a month, or several years."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["ObservedPeriod"]

_FORM = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?",
    re.ASCII,
)
_YEARS = re.compile(r"((?:19|20)\d{2})/((?:19|20)\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class ObservedPeriod:
    """A period of the calendar, written ``2023``, ``2023-H1``, ``2023-Q4``, ``2023-05`` or ``2019/2020``.

    Attributes:
        text: The period as written; years lie from 1900 to 2099.

    Raises:
        ValueError: The text has another form, or several years end before they begin.
    """

    text: str

    def __post_init__(self) -> None:
        years = _YEARS.fullmatch(self.text)
        if years is not None and years.group(1) < years.group(2):
            return
        if _FORM.fullmatch(self.text) is None:
            raise ValueError(
                "a period is written 2023, 2023-H1, 2023-Q4, 2023-05 or 2019/2020, in the years 1900 to 2099"
            )

    @property
    def begins(self) -> float:
        """Where the period begins, in years: 2023.5 for the second half of 2023."""
        year, part, parts = self._position()
        return year + part / parts

    @property
    def ends(self) -> float:
        """Where the period ends, in years: 2024.0 for 2023."""
        years = _YEARS.fullmatch(self.text)
        if years is not None:
            return int(years.group(2)) + 1.0
        year, part, parts = self._position()
        return year + (part + 1) / parts

    @property
    def middle(self) -> float:
        """Middle of the period, in years: the point in time at which methods put an observation."""
        return (self.begins + self.ends) / 2

    @property
    def year(self) -> int:
        """The year in which the period begins."""
        return int(self.text[:4])

    def _position(self) -> tuple[int, int, int]:
        """Return the year, the part of it (from 0) and how many such parts it has."""
        match = _FORM.fullmatch(self.text)
        if match is None:
            return self.year, 0, 1
        for name, parts in (("half", 2), ("quarter", 4), ("month", 12)):
            if match.group(name):
                return self.year, int(match.group(name)) - 1, parts
        return self.year, 0, 1

    def __str__(self) -> str:
        return self.text
