"""Days that lie months later, as deadlines count them."""

from __future__ import annotations

import calendar
from datetime import date

from accord.domain.period import months_before

__all__ = ["months_later"]


def months_later(day: date, months: int) -> date:
    """Return the day that lies some months later.

    The last day of a month stays the last day of a month, so that what is due at the end of June and gets
    six months ends at the end of December. Working days and holidays are not looked at.

    Args:
        day: The earlier day.
        months: Number of calendar months, zero or more.
    """
    later = months_before(day, -months)
    if day.day < calendar.monthrange(day.year, day.month)[1]:
        return later
    return later.replace(day=calendar.monthrange(later.year, later.month)[1])
