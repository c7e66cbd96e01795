"""Reason codes: what each says, when it may be used, and how long a false positive holds."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accord.domain.decision import Alert, Outcome, Reason
from accord.domain.listing import Effect
from accord.domain.screening import Verdict

__all__ = ["EXPIRY", "REASONS", "ExpiryRule", "ReasonRule", "default_expiry", "latest_expiry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRule:
    """One reason code.

    Attributes:
        reason: The code.
        outcome: What follows from it.
        text: What it says.
        needs_evidence: True if it needs a reference to a document.
        fits: Tells whether the alert's own record allows it.
        only_if: The same in words.
    """

    reason: Reason
    outcome: Outcome
    text: str
    needs_evidence: bool
    fits: Callable[[Alert], bool]
    only_if: str


def _always(_: Alert) -> bool:
    return True


def _verdict(alert: Alert, field: str) -> Verdict | None:
    return next((each.verdict for each in alert.hit.evidence if each.field == field), None)


def _births_may_differ(alert: Alert) -> bool:
    return bool(alert.listing.get("birth dates")) and _verdict(alert, "birth date") is not Verdict.SUPPORTS


def _kinds_differ(alert: Alert) -> bool:
    kinds = {*alert.party.get("kind", ()), *alert.listing.get("kind", ())}
    return len(kinds - {"LegalEntity"}) > 1


def _nothing_else_agrees(alert: Alert) -> bool:
    return alert.hit.identity is not Verdict.SUPPORTS


def _is_debarment(alert: Alert) -> bool:
    return alert.hit.effect is Effect.DEBARMENT


REASONS: tuple[ReasonRule, ...] = (
    ReasonRule(
        reason=Reason.TRUE_MATCH,
        outcome=Outcome.TRUE_MATCH,
        text="The party is the listed one.",
        needs_evidence=True,
        fits=_always,
        only_if="always",
    ),
    ReasonRule(
        reason=Reason.DIFFERENT_BIRTH_DATE,
        outcome=Outcome.FALSE_POSITIVE,
        text="The party was born on another day than the listed person.",
        needs_evidence=True,
        fits=_births_may_differ,
        only_if="the listing gives a birth date, and the record does not say that it agrees",
    ),
    ReasonRule(
        reason=Reason.DIFFERENT_PERSON,
        outcome=Outcome.FALSE_POSITIVE,
        text="An identifier or document shows another person or organisation.",
        needs_evidence=True,
        fits=lambda alert: _verdict(alert, "identifier") is not Verdict.SUPPORTS,
        only_if="no identifier of the party agrees with one of the listing",
    ),
    ReasonRule(
        reason=Reason.DIFFERENT_KIND,
        outcome=Outcome.FALSE_POSITIVE,
        text="One is a person and the other an organisation or ship.",
        needs_evidence=False,
        fits=_kinds_differ,
        only_if="both kinds are known and differ",
    ),
    ReasonRule(
        reason=Reason.NAME_ONLY,
        outcome=Outcome.FALSE_POSITIVE,
        text="Nothing but the name agrees, and what is known speaks against it.",
        needs_evidence=False,
        fits=_nothing_else_agrees,
        only_if="no birth date, country or identifier agrees",
    ),
    ReasonRule(
        reason=Reason.LISTING_ENDED,
        outcome=Outcome.FALSE_POSITIVE,
        text="The listing ended; the list file does not say so yet.",
        needs_evidence=True,
        fits=_always,
        only_if="always",
    ),
    ReasonRule(
        reason=Reason.EXEMPT_RECIPIENT,
        outcome=Outcome.FALSE_POSITIVE,
        text="The party is a final recipient of humanitarian aid and should not have been screened.",
        needs_evidence=True,
        fits=_always,
        only_if="always",
    ),
    ReasonRule(
        reason=Reason.DEBARMENT_NOT_APPLICABLE,
        outcome=Outcome.FALSE_POSITIVE,
        text="The debarment does not bind this funding, or not any more.",
        needs_evidence=True,
        fits=_is_debarment,
        only_if="the listing is a debarment; an asset freeze cannot be set aside so",
    ),
)
"""All reason codes, in the order in which they are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiryRule:
    """How long a false positive holds.

    Attributes:
        months: Months unless another day is given.
        most_months: Most months that may be given.
        since: Day since which the rule holds.
        reason: Why.
    """

    months: int
    most_months: int
    since: date
    reason: str


EXPIRY = ExpiryRule(
    months=12,
    most_months=24,
    since=date(2026, 11, 25),
    reason=(
        "Own choice, after the yearly review of screening that EBA/GL/2024/14 is reported to ask for;"
        " no text that was read sets a period."
    ),
)
"""The rule in force."""


def default_expiry(day: date) -> date:
    """Return the first day on which a false positive proposed on ``day`` no longer holds."""
    return _months_later(day, EXPIRY.months)


def latest_expiry(day: date) -> date:
    """Return the last day that may be given instead."""
    return _months_later(day, EXPIRY.most_months)


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
