"""Funds that pay when conditions are met, and their dated rules with the legal reference of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.domain.claim import Value
from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.period import PartialDate

__all__ = ["Facility", "FacilityRule", "RuleName"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facility:
    """A fund that pays for reforms when conditions are met.

    Attributes:
        id: Stable id, without ``.``, ``+`` and ``--``, as figures are named after it.
        title: Title for pages.
        unit: Currency of all its amounts.
        first: First year, month or day of its life.
        last: Last one; shown, and not used to end a grace early, as no rule that was read does so.
        source: Id of the document that says so.
        evidence: Evidence level of this row.
        place: Where in the document it stands.
        note: What a reader should know.
    """

    id: str
    title: str
    unit: str
    first: PartialDate
    last: PartialDate
    source: str
    evidence: Evidence
    place: str = ""
    note: str = ""
    origin: Origin = NOWHERE


class RuleName(StrEnum):
    """What a facility can rule; ``methods.payments.rules`` says what each does."""

    PRE_FINANCING_CEILING = "pre_financing_ceiling"
    PRE_FINANCING_CLEARING = "pre_financing_clearing"
    GRACE_MONTHS = "grace_months"
    INVESTMENT_SHARE = "investment_share"
    PARTIAL_PAYMENT = "partial_payment"
    AFTER_GRACE = "after_grace"
    REQUESTS_PER_YEAR = "requests_per_year"


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilityRule:
    """One rule of a facility for a span of time, with its legal reference.

    Attributes:
        id: Stable id.
        facility: Id of the facility.
        name: What is ruled.
        value: Number, word or truth value that the rule sets.
        unit: Unit of a number.
        reference: Article and paragraph, or where else the rule stands.
        source: Id of the document that was read.
        evidence: Evidence level; an unverified rule is shown and never used.
        valid_from: From when it holds; empty for "from the start". Grace holds for steps that are due then.
        valid_to: Until when; empty for "to the end".
        note: What a reader should know.
    """

    id: str
    facility: str
    name: RuleName
    value: Value
    reference: str
    source: str
    evidence: Evidence
    unit: str = ""
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    note: str = ""
    origin: Origin = NOWHERE
