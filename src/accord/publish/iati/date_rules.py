"""Dates: in order, not in the future for what has happened, budgets of a year at most (standard ruleset)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, timedelta

from accord.publish.iati.records import Row, written
from accord.publish.iati.rules import Find, Rule, Subject, places, standard_rule
from accord.publish.iati.schema_rules import moment

__all__ = ["DATE_RULES"]

_YEAR = timedelta(days=365)
"""From 1 January of a leap year to its last day it is 365 days: the longest budget."""
_STARTS = {"1", "2"}


def _dates(subject: Subject, kind: str) -> list[date]:
    rows = subject.record.inside("activity_dates", "type", kind)
    return [found for row in rows if (found := _date(row, "date"))]


def _date(row: Row, column: str) -> date | None:
    found = row.get(column)
    return found if isinstance(found, date) else None


def _no_start(subject: Subject) -> Iterator[str]:
    if not any(row.get("type") in _STARTS for row in subject.record.rows("activity_dates")):
        yield "activity_dates"


def _in_order(earlier: str, later: str) -> Find:
    def find(subject: Subject) -> Iterator[str]:
        first, last = _dates(subject, earlier), _dates(subject, later)
        if first and last and max(first) > min(last):
            yield f"activity_dates: {max(first)} after {min(last)}"

    return find


def _not_in_future(table: str, column: str, kind: str = "") -> Find:
    def find(subject: Subject) -> Iterator[str]:
        today = subject.generated.astimezone(UTC).date()
        for number, row in enumerate(subject.record.rows(table), 1):
            found = _date(row, column)
            if found and found > today and (not kind or row.get("type") == kind):
                yield f"{table} {number}: {found}"

    return find


def _updated_in_future(subject: Subject) -> Iterator[str]:
    updated = moment(written(subject.record.activity.get("updated")))
    if updated and (updated if updated.tzinfo else updated.replace(tzinfo=UTC)) > subject.generated:
        yield "activities"


def _period(is_broken: Callable[[date, date], bool]) -> Callable[[Row], bool]:
    def is_broken_row(row: Row) -> bool:
        start, end = _date(row, "start"), _date(row, "end")
        return start is not None and end is not None and is_broken(start, end)

    return is_broken_row


_is_backwards = _period(lambda start, end: start > end)
_is_long = _period(lambda start, end: end - start > _YEAR)

DATE_RULES: tuple[Rule, ...] = (
    standard_rule("6.11.1", "there is a planned or an actual start", _no_start),
    standard_rule("11.1.1", "the last update is not in the future", _updated_in_future),
    standard_rule("11.1.2", "the planned start is not after the planned end", _in_order("1", "3")),
    standard_rule("11.1.3", "the actual start is not after the actual end", _in_order("2", "4")),
    standard_rule(
        "11.1.4", "the actual start is not in the future", _not_in_future("activity_dates", "date", "2")
    ),
    standard_rule(
        "11.1.5", "the actual end is not in the future", _not_in_future("activity_dates", "date", "4")
    ),
    standard_rule("11.2.1", "no transaction is in the future", _not_in_future("transactions", "date")),
    standard_rule(
        "11.2.2",
        "no value of a transaction is dated in the future",
        _not_in_future("transactions", "value_date"),
    ),
    standard_rule("7.5.3", "a budget covers a year at most", places("budgets", _is_long)),
    standard_rule("8.6.3", "a budget does not end before it starts", places("budgets", _is_backwards)),
    standard_rule(
        "8.6.3",
        "a planned disbursement does not end before it starts",
        places("planned_disbursements", _is_backwards),
    ),
    standard_rule(
        "8.6.1", "the period of an indicator does not end before it starts", places("periods", _is_backwards)
    ),
)
"""Rules on dates, of the standard ruleset."""
