"""What must be compared again when lists or parties change, and what of earlier results still holds.

This is exact where a result depends on one party and one listing alone. The matcher weighs a word by how
rare it is on the whole list, so a changed list can move the score of a pair that did not change, a little;
the full screening is the cross-check that shows such pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from accord.domain.listing import Listing
from accord.domain.screening import Query
from accord.methods.decisions.materiality import has_ended

__all__ = ["DeltaPlan", "merge_delta", "plan_delta"]

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeltaPlan:
    """What must be compared.

    Attributes:
        listings: Ids of listings to compare with all parties, each with the reason (``new``,
            ``changed``, ``ended meanwhile``, ``removed``). A removed one is compared with nobody; its
            results go.
        parties: Ids of parties to compare with all listings, likewise (``new``, ``changed``, ``removed``).
    """

    listings: Mapping[str, str]
    parties: Mapping[str, str]

    def covers(self, party_id: str, listing_id: str) -> bool:
        """Tell whether a pair is compared again, or gone."""
        return party_id in self.parties or listing_id in self.listings


def plan_delta(
    old_listings: Iterable[Listing],
    new_listings: Iterable[Listing],
    old_parties: Iterable[Query],
    new_parties: Iterable[Query],
    *,
    old_as_of: Mapping[str, date],
    new_as_of: Mapping[str, date],
) -> DeltaPlan:
    """Return what must be compared: what is new or changed on one side, with all of the other.

    Everything that a comparison could use counts as a change, also what reopens no decision; comparing once
    too often costs nothing. A change of the matcher's configuration needs a full screening, and no plan.

    Args:
        old_listings: Listings of the last screening.
        new_listings: Listings now.
        old_parties: Parties of the last screening.
        new_parties: Parties now.
        old_as_of: Day of each list then, by its code; a last day that passed since counts as a change.
        new_as_of: Day of each list now.
    """
    old = {each.id: each for each in old_listings}
    new = {each.id: each for each in new_listings}
    listings = {name: "removed" for name in old if name not in new}
    for name, listing in new.items():
        if name not in old:
            listings[name] = "new"
        elif _compared(old[name]) != _compared(listing):
            listings[name] = "changed"
        elif has_ended(old[name], old_as_of[old[name].list]) != has_ended(listing, new_as_of[listing.list]):
            listings[name] = "ended meanwhile"
    before = {each.id: each for each in old_parties}
    after = {each.id: each for each in new_parties}
    parties = {name: "removed" for name in before if name not in after}
    parties |= {name: "new" for name in after if name not in before}
    parties |= {name: "changed" for name, one in after.items() if name in before and before[name] != one}
    return DeltaPlan(listings=listings, parties=parties)


def merge_delta(
    old: Mapping[tuple[str, str], _Result],
    found: Mapping[tuple[str, str], _Result],
    plan: DeltaPlan,
) -> dict[tuple[str, str], _Result]:
    """Return the results of a full screening: those found again, and earlier ones that still hold.

    Args:
        old: Earlier results by party and listing.
        found: Results of what the plan says to compare.
        plan: The plan.
    """
    kept = {pair: result for pair, result in old.items() if not plan.covers(*pair)}
    return {**kept, **found}


def _compared(listing: Listing) -> Listing:
    return replace(listing, remarks=(), references=(), place="")
