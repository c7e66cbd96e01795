"""What a screening asks and what it answers: who was asked for, and how each listing compares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accord.domain.listing import BirthDate, Effect, ListingKind

__all__ = ["Band", "Hit", "IdentityEvidence", "NamePart", "Query", "Verdict"]

_INITIAL = 0.5


class Verdict(StrEnum):
    """What an attribute other than the name says about two records being one."""

    SUPPORTS = "supports"
    SILENT = "silent"
    CONTRADICTS = "contradicts"


class Band(StrEnum):
    """How far a hit goes, strongest first.

    ``match`` and ``possible`` open an alert. ``name-only`` rests on a weak alias, or on too little of a
    name, and opens none; ``contradicted`` agrees by name and differs by an attribute that does not
    change.
    """

    MATCH = "match"
    POSSIBLE = "possible"
    NAME_ONLY = "name-only"
    CONTRADICTED = "contradicted"

    @property
    def opens_alert(self) -> bool:
        """Whether a person must decide."""
        return self in {Band.MATCH, Band.POSSIBLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Someone who is paid, or would be.

    Attributes:
        id: Id of the party in the file that asks.
        name: Name as written.
        kind: Person, organisation, ship; ``LegalEntity`` where it is not known.
        birth_date: Birth date, as precisely as known; None if not known.
        countries: ISO 3166-1 alpha-2 codes, lower case, of nationality, residence or registration.
        identifiers: Numbers of documents and registers, as written.
        is_exempt: True for a final recipient of humanitarian aid, who is not screened.
    """

    id: str
    name: str
    kind: ListingKind = ListingKind.UNKNOWN
    birth_date: BirthDate | None = None
    countries: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    is_exempt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePart:
    """Words of the query beside the words of the listed name with which they were aligned.

    The words are as they were compared: in small Latin letters, two joined ones with a space.

    Attributes:
        asked: Words of the query; empty for words of the listed name that are left over.
        listed: Words of the listed name; empty for words of the query that are left over.
        likeness: How alike they are, 0 to 1; 0.5 for an initial; 0 for what is left over.
        bits: How much the words say: the rarer among listed names, the more.
    """

    asked: str
    listed: str
    likeness: float
    bits: float

    @property
    def is_initial(self) -> bool:
        """Whether one of the two is an initial that stands for the other."""
        return self.likeness == _INITIAL and min(len(self.asked), len(self.listed)) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityEvidence:
    """What one attribute says.

    Attributes:
        field: ``birth date``, ``country``, ``identifier`` or ``kind``.
        verdict: Supports, silent or contradicts.
        asked: Value of the query, as text.
        listed: Value of the listing, as text.
    """

    field: str
    verdict: Verdict
    asked: str
    listed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One listing that a query may mean.

    Attributes:
        query_id: Id of the party.
        listing_id: Id of the listing.
        list: Code of the list.
        listed_name: Name of the listing that came nearest.
        is_weak: True if the list calls that name weak.
        name_score: Name evidence, 0 to 1.
        parts: Alignment from which the score follows.
        is_other_form: True if both names have a legal form, and not the same; it lowers the score.
        is_moved_father: True if a father's name on one side is the own name on the other; it does too.
        identity: Verdict of the other attributes taken together.
        evidence: What each of them says.
        band: How far the hit goes.
        explanation: All of this in a sentence or two.
        effect: What the listing means; a debarment is no asset freeze.
        regime: Legal regime under which it stands.
        listed_on: Day of designation; None if the list does not say.
        is_ended: True if the listing had ended by ``as_of``.
        as_of: Day as of which the list was read.
    """

    query_id: str
    listing_id: str
    list: str
    listed_name: str
    is_weak: bool
    name_score: float
    parts: tuple[NamePart, ...]
    identity: Verdict
    evidence: tuple[IdentityEvidence, ...]
    band: Band
    explanation: str
    effect: Effect
    regime: str
    listed_on: date | None
    is_ended: bool
    as_of: date
    is_other_form: bool = False
    is_moved_father: bool = False
