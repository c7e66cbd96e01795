"""How many elements a peer may ask by default, from the size of what could be asked.

No protocol prevents an asker from trying all plates one after another; only the number of questions does.
A quota is therefore set by the universe of a type: the number of identifiers that its format admits. The
ceiling of a day is the universe divided by 100,000, so that trying all would take at least 100,000 days. A
month allows ten such days, which makes it 300,000 days. Types with a great universe are capped all the same:
a list is never asked for more than an office can follow up.

A question may cost several elements (a person has up to 29 match keys), and padding counts too, because the
asked node cannot tell them apart. Quotas count elements for this reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from accord.exchange.normalising.subject import IdentifierType

__all__ = ["QUOTA_FACTS", "UNIVERSE_PER_DAY", "QuotaFact", "QuotaRule", "day_ceiling", "default_quota"]

UNIVERSE_PER_DAY = 100_000
"""Days that trying a whole universe takes at least."""
_CAP = 1_024
_PERSON_CAP = 32 * 1_024


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaRule:
    """How many elements of a type one peer may have evaluated, over all purposes.

    A second purpose asks the same list, so that it gets no second quota.

    Attributes:
        type: Type of identifier.
        burst: Elements at once; the allowance fills up again evenly within an hour.
        day: Elements in any 24 hours.
        month: Elements in any 30 days.
    """

    type: IdentifierType
    burst: int
    day: int
    month: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaFact:
    """Why the default of a type is what it is.

    Attributes:
        universe: Identifiers that could exist, an estimate from the format.
        cap: Elements of a day that are never exceeded by default.
        reasoning: Where the estimate comes from.
    """

    universe: int
    cap: int
    reasoning: str


QUOTA_FACTS = MappingProxyType(
    {
        IdentifierType.FIREARM: QuotaFact(
            universe=200_000_000,
            cap=_CAP,
            reasoning="Serial numbers of one common make, about 2.0e8; make and calibre add little.",
        ),
        IdentifierType.PLATE: QuotaFact(
            universe=3_700_000,
            cap=_CAP,
            reasoning="The smallest plate format of the region, about 3.7e6; a list may hold all of it.",
        ),
        IdentifierType.VEHICLE: QuotaFact(
            universe=10_000_000_000,
            cap=_CAP,
            reasoning="About ten free digits remain once maker, model and year are guessed: 1e10.",
        ),
        IdentifierType.IBAN: QuotaFact(
            universe=300_000_000_000_000,
            cap=_CAP,
            reasoning="Bank, branch and account number without check digits, about 3e14.",
        ),
        IdentifierType.DOCUMENT: QuotaFact(
            universe=1_000_000_000, cap=_CAP, reasoning="Nine digits or a letter and eight digits, about 1e9."
        ),
        IdentifierType.PHONE: QuotaFact(
            universe=1_000_000_000, cap=_CAP, reasoning="Mobile numbers with nine free digits, about 1e9."
        ),
        IdentifierType.COMPANY: QuotaFact(
            universe=100_000_000, cap=_CAP, reasoning="Eight digits, 1e8; registers use a small part of them."
        ),
        IdentifierType.PERSON: QuotaFact(
            universe=4_400_000_000_000,
            cap=_PERSON_CAP,
            reasoning="Name and date of birth, about 4.4e12; a question costs up to 29 elements, so "
            "the cap is 1,024 questions in blocks of 32.",
        ),
    }
)
"""Estimates of formats, not counts of registers; a directory never sets more than the ceiling."""


def day_ceiling(kind: IdentifierType) -> int:
    """Return the elements of a day that no quota of a type may exceed.

    Args:
        kind: Type of identifier.
    """
    return QUOTA_FACTS[kind].universe // UNIVERSE_PER_DAY


def default_quota(kind: IdentifierType) -> QuotaRule:
    """Return the quota that holds if the directory sets none.

    Args:
        kind: Type of identifier.
    """
    day = min(day_ceiling(kind), QUOTA_FACTS[kind].cap)
    return QuotaRule(type=kind, burst=day, day=day, month=10 * day)
