"""Whether the entries of an audit log could have been made by the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accord.domain.audit_log import Change, Event, LogEntry
from accord.domain.decision import Alert, AlertStatus

__all__ = ["broken_rules"]


def broken_rules(entries: Iterable[LogEntry]) -> Iterator[tuple[int, str]]:
    """Find entries that no rule could have made, such as a decision by one person; number and reason.

    Hashes alone do not find them: whoever can write to the file can also append a well-formed entry.

    Args:
        entries: All entries of a log, in order.
    """
    latest: dict[str, Alert] = {}
    for entry in entries:
        if entry.event is None:
            continue
        event, before = entry.event, latest.get(entry.event.alert.id)
        if (what := _broken(event, before)) is not None:
            yield entry.number, what
        latest[event.alert.id] = event.alert


def _broken(event: Event, before: Alert | None) -> str | None:
    after = event.alert
    if (event.kind is Change.OPENED) is not (before is None):
        return "an alert is opened twice" if before is not None else "an alert changes that was never opened"
    if event.kind is Change.CONFIRMED:
        decision = after.decision
        if before is None or before.proposal is None or decision is None:
            return "a decision without a proposal"
        if decision.proposal != before.proposal or decision.by != event.by:
            return "a decision that is not the proposal"
        if event.by == before.proposal.by:
            return "a decision by one person"
        return None
    was, proposed = (None, None) if before is None else (before.decision, before.proposal)
    if after.decision not in (None, was):
        return "a decision that nobody confirmed"
    if event.kind is not Change.PROPOSED and after.proposal not in (None, proposed):
        return "a proposal that nobody made"
    if after.status in {AlertStatus.DISMISSED, AlertStatus.CONFIRMED} and after.decision is None:
        return "an alert that is decided without a decision"
    return None
