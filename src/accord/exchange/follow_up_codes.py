"""Why a follow-up is refused, how it is answered, and what it was worth: closed lists, each word explained.

The grounds of refusal follow those of Article 6 of Directive (EU) 2023/977 as summaries give them; the
article itself was not read, so no list here claims to be that of the directive.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

__all__ = [
    "ACCESS_TEXTS",
    "OUTCOME_TEXTS",
    "REFUSAL_TEXTS",
    "URGENCY_TEXTS",
    "WORTH_TEXTS",
    "Access",
    "Outcome",
    "Refusal",
    "Urgency",
    "Worth",
]


class Urgency(StrEnum):
    """How much the asker is pressed."""

    URGENT = "urgent"
    OTHER = "other"


class Access(StrEnum):
    """How the asked authority reaches the information; only its own officer can say."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Refusal(StrEnum):
    """Why nothing is given."""

    NOT_AVAILABLE = "not-available"
    NO_AUTHORISATION = "no-judicial-authorisation"
    BEYOND_BASIS = "beyond-legal-basis"
    NOT_RELIABLE = "not-reliable"
    NATIONAL_SECURITY = "national-security"
    INVESTIGATION = "would-harm-investigation"
    SAFETY = "would-harm-person"
    LEGAL_PERSON = "would-harm-legal-person"
    MINOR_OFFENCE = "minor-offence"
    OWNER_WITHHELD = "owner-withheld-consent"
    NOT_REASONED = "not-reasoned"


class Outcome(StrEnum):
    """What the comparison by a human gave."""

    SAME = "same"
    NOT_SAME = "not-same"
    CANNOT_TELL = "cannot-tell"


class Worth(StrEnum):
    """What came of it at the asker, said when it closes the follow-up."""

    ADVANCED = "advanced-the-case"
    RULED_OUT = "ruled-out"
    NOT_USED = "not-used"
    NOT_ANSWERED = "not-answered"
    WITHDRAWN = "withdrawn"


URGENCY_TEXTS = MappingProxyType(
    {
        Urgency.URGENT: "Danger for life, limb or public safety, or evidence that would be lost.",
        Urgency.OTHER: "Everything else.",
    }
)
ACCESS_TEXTS = MappingProxyType(
    {
        Access.DIRECT: "In a file or register that this authority searches itself.",
        Access.INDIRECT: "Held by another authority or a private party, from whom it must be had first.",
    }
)
REFUSAL_TEXTS = MappingProxyType(
    {
        Refusal.NOT_AVAILABLE: "The information is not held here or by an authority that may be asked.",
        Refusal.NO_AUTHORISATION: "A judicial authorisation is needed and was refused.",
        Refusal.BEYOND_BASIS: "The legal basis does not cover the information that is sought.",
        Refusal.NOT_RELIABLE: "The entry is inaccurate, incomplete or out of date and must not be passed on.",
        Refusal.NATIONAL_SECURITY: "Giving it would harm essential interests of national security.",
        Refusal.INVESTIGATION: "Giving it would endanger a running investigation.",
        Refusal.SAFETY: "Giving it would endanger a person.",
        Refusal.LEGAL_PERSON: "Giving it would unduly harm the protected interests of a legal person.",
        Refusal.MINOR_OFFENCE: "The offence is no offence here, or not serious enough.",
        Refusal.OWNER_WITHHELD: "It came from a third party, which did not agree.",
        Refusal.NOT_REASONED: "The request does not say what for, or asks for more than the reason supports.",
    }
)
OUTCOME_TEXTS = MappingProxyType(
    {
        Outcome.SAME: "A human compared the entries: it is the same person or thing.",
        Outcome.NOT_SAME: "A human compared the entries: it is not. The hit was false.",
        Outcome.CANNOT_TELL: "A human compared the entries and cannot tell.",
    }
)
WORTH_TEXTS = MappingProxyType(
    {
        Worth.ADVANCED: "The answer advanced the case.",
        Worth.RULED_OUT: "The answer ruled the subject out.",
        Worth.NOT_USED: "The answer was not used.",
        Worth.NOT_ANSWERED: "It was refused, or nothing came.",
        Worth.WITHDRAWN: "The asker took it back.",
    }
)
