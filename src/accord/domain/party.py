"""Who pays and who is paid under a declaration, and what sanctions lists say of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accord.domain.listing import ListingKind
from accord.domain.screening import Hit

__all__ = [
    "Dealing",
    "ListUsed",
    "Party",
    "PartyHit",
    "Role",
    "Screened",
    "ScreeningRun",
    "Standing",
    "Timing",
]

_OLD_DAYS = 7


class Role(StrEnum):
    """On which side of the money a party stands."""

    PAYS = "pays"
    PAID = "is paid"


class Standing(StrEnum):
    """Whether a party was compared with the lists."""

    SCREENED = "screened"
    EXEMPT = "exempt"
    UNNAMED = "not named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealing:
    """What a party pays or is paid, of one kind, in one place and one currency.

    Attributes:
        role: Whether it pays or is paid.
        measure: Measure of the flows, e.g. ``disbursement``; for a financing line its kind.
        partner: Place of the flows: a partner, ``regional``, ``elsewhere``, ``unknown``; empty for a line.
        project: Project of the financing line; empty for flows.
        currency: Currency as published; empty if unknown.
        flows: Number of flows, or of financing lines.
        left_out: Number of those that a rule leaves out of sums.
        without_amount: Number of those that are not left out and have no amount.
        amount: Sum of what is not left out, in ``currency``; None if no amount is known.
        first_day: Earliest day; None if none is stated.
        last_day: Latest day; None if none is stated.
        sources: Ids of the flows or lines.
    """

    role: Role
    measure: str
    partner: str
    project: str
    currency: str
    flows: int
    left_out: int
    without_amount: int
    amount: Decimal | None
    first_day: date | None
    last_day: date | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Someone who pays or is paid, as published: one name with one reference.

    Attributes:
        id: Stable id: words of the name and a short hash of name and reference.
        name: Name as written most often; empty if none is stated.
        spellings: All ways in which the name is written; they have the same words.
        reference: Organisation's reference as published; empty if none is stated.
        kind: What it is, as far as its type of organisation says.
        types: Codes of its type of organisation (IATI, OrganisationType).
        standing: Whether it was compared with the lists.
        reason: Why it was not; empty if it was.
        dealings: What it pays and is paid.
    """

    id: str
    name: str
    spellings: tuple[str, ...]
    reference: str
    kind: ListingKind
    types: tuple[str, ...]
    standing: Standing
    reason: str
    dealings: tuple[Dealing, ...]

    @property
    def label(self) -> str:
        """Name for pages; the reference, or words that say so, where no name is stated."""
        return self.name or self.reference or "Not named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How many flows of a party fall before, into and after a listing.

    Attributes:
        before: Flows before the day of listing.
        during: Flows while it stood, its last day among them.
        after: Flows after it ended.
        unknown: Flows of which that cannot be said: they have no day, or the list has none.
    """

    before: int
    during: int
    after: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyHit:
    """A listing that a party may mean.

    Attributes:
        id: Id of the party and of the listing.
        party: Id of the party.
        hit: Name evidence, identity evidence, band.
        listed_kind: What is listed.
        ended_on: Day on which the listing ended or ends; None if it is open or not stated.
        timing: The days of the party's flows beside those of the listing.
    """

    id: str
    party: str
    hit: Hit
    listed_kind: ListingKind
    ended_on: date | None
    timing: Timing


@dataclass(frozen=True, slots=True, kw_only=True)
class ListUsed:
    """A list against which parties were screened.

    Attributes:
        code: Code of the list.
        sha256: Hash over its code, its day, the published bytes and the entries.
        as_of: Day of which it is.
        age_days: Days from that day to the day of the snapshot of the declaration.
        entries: Number of its entries.
    """

    code: str
    sha256: str
    as_of: date
    age_days: int
    entries: int

    @property
    def is_stale(self) -> bool:
        """Whether it was older than a week on the day of the snapshot; lists change every few days."""
        return self.age_days > _OLD_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningRun:
    """Under what the parties were screened.

    Attributes:
        as_of: Day of the snapshot; no list is younger.
        lists_id: Hash over the snapshots of the lists.
        missing: Codes of lists that are held only for later days and were not used.
        elsewhere: Flows to places outside the declaration, whose parties were not screened.
        method: Version of the matcher and its configuration.
        least: Least name evidence that was kept, 0 to 1.
        most: Most listings that were kept for a party.
    """

    as_of: date
    lists_id: str
    missing: tuple[str, ...]
    elsewhere: int
    method: str = ""
    least: Decimal = Decimal(0)
    most: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """All parties of a declaration, screened.

    Attributes:
        run: Under what.
        lists: Lists that were used.
        parties: Parties in the order of their names.
        hits: Hits, those of one party together, the strongest first.
    """

    run: ScreeningRun
    lists: tuple[ListUsed, ...]
    parties: tuple[Party, ...]
    hits: tuple[PartyHit, ...]
