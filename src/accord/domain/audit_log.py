"""Every step from a hit to a decision that is kept: screenings, changes of alerts, entries of the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from accord.domain.decision import Alert

__all__ = ["Change", "Event", "FieldChange", "LogEntry", "RunRecord"]


class Change(StrEnum):
    """What happened to an alert. The first seven come from screening, the last three from people."""

    OPENED = "opened"
    REOPENED = "reopened"
    RESTORED = "restored"
    CLOSED = "closed"
    BAND_CHANGED = "band changed"
    FACTS_CHANGED = "facts changed"
    REVIEW_DUE = "review due"
    PROPOSED = "proposed"
    CONFIRMED = "proposal confirmed"
    REFUSED = "proposal refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """What one material field lost and gained.

    Attributes:
        of: ``party`` or ``listing``.
        field: Name of the field.
        gone: Values that it no longer has.
        come: Values that it did not have.
    """

    of: str
    field: str
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change of an alert.

    Attributes:
        kind: What happened.
        alert: The alert after it, whole.
        by: Id of the person, or ``screening``.
        because: Why, in words.
        changes: Material fields that differ from the state before.
    """

    kind: Change
    alert: Alert
    by: str
    because: str
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One screening of a register, whether or not anything changed.

    Attributes:
        register: Register whose parties were screened.
        lists_id: Snapshot of the lists.
        as_of: Day of each list that was compared, by its code.
        config_version: Version of the matcher and its numbers.
        is_full: True if every party was compared with every listing; false for a delta.
        parties: Number of parties that were compared.
        parties_sha256: Hash over their fingerprints.
        exempt: Number of parties that were exempt and not compared.
        exempt_sha256: Hash over their fingerprints; who they are is not kept.
        exempt_rule: Rule by which they are exempt; empty if there were none.
        hits: Number of hits, by band.
        changes: Number of changes of alerts, by kind.
        unchanged: Number of alerts that were compared and did not change.
        not_compared: Number of known alerts that this run says nothing about.
    """

    register: str
    lists_id: str
    as_of: Mapping[str, date]
    config_version: str
    is_full: bool
    parties: int
    parties_sha256: str
    exempt: int
    exempt_sha256: str
    exempt_rule: str
    hits: Mapping[str, int] = field(default_factory=dict)
    changes: Mapping[str, int] = field(default_factory=dict)
    unchanged: int = 0
    not_compared: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One entry of the audit log: a run or an event.

    Attributes:
        number: Place in the log, from 1 without gaps.
        previous: Hash of the entry before; 64 zeros for the first.
        at: When it was written, in UTC.
        run: The run, or None.
        event: The event, or None.
    """

    number: int
    previous: str
    at: datetime
    run: RunRecord | None = None
    event: Event | None = None
