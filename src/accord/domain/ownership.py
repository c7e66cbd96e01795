"""Who owns how much of whom, and what follows from it for someone who would be paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

__all__ = [
    "ChainConvention",
    "ControlFinding",
    "Holding",
    "OwnershipResult",
    "OwnershipRule",
    "OwnershipVerdict",
]


class ChainConvention(StrEnum):
    """How a share counts that is held through another company.

    ``whole``: a company that listed owners own by the threshold counts as one of them, with all that it
    holds; below the threshold its holdings count nothing. ``multiplied``: percentages are multiplied along
    the chain.
    """

    WHOLE = "whole"
    MULTIPLIED = "multiplied"


class OwnershipVerdict(StrEnum):
    """What the shares say. Control is not among it; that is a finding of a person."""

    OWNED = "owned by listed owners"
    WATCH = "watch"
    BELOW = "below"
    CANNOT_BE_TOLD = "cannot be told"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipRule:
    """One legal test of ownership.

    Attributes:
        id: Id of the rule.
        threshold_percent: Share from which on, or above which, a company is owned.
        is_reached_at: True if the threshold itself suffices, false if more is needed.
        convention: How chains count.
        since: First day on which the rule holds; None if not known.
        until: Last day; None if it holds.
        reference: Where it stands, and what of it was not verified.
    """

    id: str
    threshold_percent: Decimal
    is_reached_at: bool
    convention: ChainConvention
    since: date | None
    until: date | None
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One statement that an owner holds a share of a company.

    Attributes:
        owner: Id of the owner: a party, or a listing.
        company: Id of the company.
        percent: Share of the proprietary rights in percent, 0 to 100; None if the source does not say.
        source: Id of the document that says so.
        as_of: Day for which it says so; None if undated.
    """

    owner: str
    company: str
    percent: Decimal | None
    source: str
    as_of: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlFinding:
    """What a person found about control; nothing computes it.

    Attributes:
        controller: Id of who controls, or does not.
        company: Id of the company.
        is_control: True if control was found, false if it was looked for and not found.
        reason: Why, in the person's words.
        by: Id of the person.
        at: When, in UTC.
        source: Reference to a document; empty if none.
    """

    controller: str
    company: str
    is_control: bool
    reason: str
    by: str
    at: datetime
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipResult:
    """How far listed owners own a company.

    Attributes:
        company: Id of the company.
        rule: The test.
        verdict: What the shares say.
        at_least: Percent that is known to be theirs under the rule's convention.
        at_most: Percent that may be theirs, with all that is unknown.
        explanation: Who holds how much through whom, one sentence each.
        problems: What is wrong with the statements, each in words.
        control: Findings of persons about control of this company.
    """

    company: str
    rule: OwnershipRule
    verdict: OwnershipVerdict
    at_least: Decimal
    at_most: Decimal
    explanation: tuple[str, ...]
    problems: tuple[str, ...]
    control: tuple[ControlFinding, ...] = ()
