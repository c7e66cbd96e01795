"""Which target counts for a partner, from when it counts, and when it is due."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass

from accord.domain.indicator import Target
from accord.domain.observation import Observation, Series
from accord.domain.observed_period import ObservedPeriod
from accord.domain.period import PartialDate

__all__ = ["TargetChoice", "base_of", "choose_target", "due_time", "has_passed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetChoice:
    """The targets of an indicator for a partner.

    Attributes:
        chosen: The one by which the class is given; None if none counts.
        others: Further verified ones, in the order in which they are due.
        not_counted: Those that are unverified.
    """

    chosen: Target | None
    others: tuple[Target, ...] = ()
    not_counted: tuple[Target, ...] = ()


def choose_target(targets: Iterable[Target], series: Series) -> TargetChoice:
    """Return the target that counts for a series.

    A partner's own target goes before one for all. Of several, the next that has not passed at the latest
    observation counts, or the last if all have; the id decides where they are due together. Unverified
    targets never count.

    Args:
        targets: All targets.
        series: Observations of one partner.
    """
    mine = [
        row for row in targets if row.indicator == series.indicator.id and row.partner in {"", series.partner}
    ]
    verified = [row for row in mine if row.evidence.is_verified]
    own = [row for row in verified if row.partner] or verified
    ordered = sorted(own, key=lambda row: (_ends(row.due), row.id))
    coming = [row for row in ordered if not series.observations or not has_passed(row.due, series.last)]
    chosen = next(iter(coming or ordered[-1:]), None)
    rest = sorted((row for row in verified if row is not chosen), key=lambda row: (_ends(row.due), row.id))
    return TargetChoice(
        chosen=chosen,
        others=tuple(rest),
        not_counted=tuple(row for row in mine if not row.evidence.is_verified),
    )


def due_time(due: PartialDate, last: Observation) -> float:
    """Return the time at which a target is due, in years, comparable to the middles of periods.

    The middle of the period that ends when the target is due and is as long as that of the latest
    observation: for yearly values "2030" is the value of 2030.

    Args:
        due: When it is due; a year or month means its end.
        last: The latest observation.
    """
    return _ends(due) - (last.period.ends - last.period.begins) / 2


def has_passed(due: PartialDate, last: Observation) -> bool:
    """Whether the period of the latest observation ends when the target is due, or later."""
    return last.period.ends >= _ends(due) - 1e-9


def base_of(series: Series, target: Target | None, since: str = "") -> Observation | None:
    """Return the observation from which progress counts; None if it is not there.

    The period that the target names as its baseline, and no other one in its place; else the first
    observation, or the first that does not begin before ``since``.

    Args:
        series: Observations, at least one.
        target: The target that counts.
        since: Period before which no base is taken where no target names one.
    """
    if target is not None and target.baseline:
        return next((row for row in series.observations if row.period.text == target.baseline), None)
    begins = ObservedPeriod(since).begins if since else float("-inf")
    return next((row for row in series.observations if row.period.begins >= begins), None)


def _ends(due: PartialDate) -> float:
    """Return the end of a partial date, in years."""
    parts = due.text.split("-")
    if len(parts) == 1:
        return int(parts[0]) + 1.0
    if len(parts) == 2:
        return int(parts[0]) + int(parts[1]) / 12
    days = 366 if calendar.isleap(int(parts[0])) else 365
    return int(parts[0]) + due.last_day.timetuple().tm_yday / days
