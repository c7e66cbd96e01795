"""What people decide about a hit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from accord.domain.screening import Hit, Query

__all__ = [
    "Alert",
    "AlertStatus",
    "Decision",
    "Fields",
    "Outcome",
    "Proposal",
    "Reason",
]

Fields = Mapping[str, tuple[str, ...]]
"""Material fields of a party or listing: values as text, by name of the field."""


class AlertStatus(StrEnum):
    """Where an alert stands; whether a proposal waits for a second person is said apart."""

    OPEN = "open"
    DISMISSED = "dismissed"
    CONFIRMED = "confirmed"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What a decision says about party and listing being one."""

    TRUE_MATCH = "true match"
    FALSE_POSITIVE = "false positive"


class Reason(StrEnum):
    """Why, as a code; ``methods/decisions/reasons.py`` says when each may be used."""

    TRUE_MATCH = "true-match"
    DIFFERENT_BIRTH_DATE = "different-birth-date"
    DIFFERENT_PERSON = "different-person"
    DIFFERENT_KIND = "different-kind"
    NAME_ONLY = "name-only"
    LISTING_ENDED = "listing-ended"
    EXEMPT_RECIPIENT = "exempt-recipient"
    DEBARMENT_NOT_APPLICABLE = "debarment-not-applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What one person would decide; it decides nothing until another confirms it.

    Attributes:
        outcome: True match or false positive.
        reason: Reason code.
        note: Why, in the person's words.
        evidence: References to documents; the documents themselves are not kept here.
        expires: First day on which a false positive no longer holds; None for a true match.
        by: Id of the person.
        at: When, in UTC.
    """

    outcome: Outcome
    reason: Reason
    note: str
    evidence: tuple[str, ...]
    expires: date | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A proposal that a second person confirmed.

    Attributes:
        proposal: What was proposed.
        party_version: Hash of the party's material fields when it was decided.
        listing_version: Hash of the listing's.
        by: Id of the person who confirmed.
        at: When, in UTC.
        note: What that person added; may be empty.
    """

    proposal: Proposal
    party_version: str
    listing_version: str
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One party that may be one listing.

    Attributes:
        id: Stable id, made of fingerprint and listing.
        fingerprint: Hash of the register and the party's id in it; stays when the party's data change.
        register: Register that gave the party its id.
        query: The party as it was last compared.
        hit: The comparison at the last change.
        party: Material fields of the party.
        listing: Material fields of the listing.
        party_version: Hash of the party's material fields.
        listing_version: Hash of the listing's.
        lists_id: Snapshot of the lists.
        config_version: Version of the matcher and its numbers.
        status: Where it stands.
        gone_because: Why it does not hit now, closed or not; empty while it hits.
        review: Why a person should look again though the decision holds; empty if nobody need.
        proposal: What waits for a second person; None if nothing does.
        decision: The decision in force; None if there is none.
        prior: Decisions that were overtaken, oldest first.
    """

    id: str
    fingerprint: str
    register: str
    query: Query
    hit: Hit
    party: Fields
    listing: Fields
    party_version: str
    listing_version: str
    lists_id: str
    config_version: str
    status: AlertStatus = AlertStatus.OPEN
    gone_because: str = ""
    review: str = ""
    proposal: Proposal | None = None
    decision: Decision | None = None
    prior: tuple[Decision, ...] = ()

    @property
    def is_waiting(self) -> bool:
        """Whether a person must look: it is open, is to be looked at again, or a proposal waits."""
        return self.status is AlertStatus.OPEN or bool(self.review) or self.proposal is not None
