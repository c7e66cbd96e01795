"""The facts of an alert: what a comparison saw of a party and a listing, and why it saw nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from accord.domain.decision import Alert
from accord.domain.listing import Listing
from accord.domain.screening import Hit, Query
from accord.methods.decisions.materiality import (
    alert_id,
    has_ended,
    listing_fields,
    party_fields,
    party_fingerprint,
    version_of,
)

__all__ = ["DELISTED", "ENDED", "Compared", "opened_alert", "seen_alert", "why_gone"]

ENDED = "the listing ended"
DELISTED = "the entry is no longer on the list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Under what a comparison was made.

    Attributes:
        register: Register that gives parties their ids.
        listings: Listings by id.
        as_of: Day of each list, by its code.
        lists_id: Snapshot of the lists.
        config_version: Version of the matcher and its numbers.
        is_full: True if every party is compared with every listing.
        day: Day on which it is made; decisions expire by it.
    """

    register: str
    listings: Mapping[str, Listing]
    as_of: Mapping[str, date]
    lists_id: str
    config_version: str
    is_full: bool
    day: date


def opened_alert(query: Query, hit: Hit, compared: Compared) -> Alert:
    """Return a new, open alert about a hit."""
    fingerprint = party_fingerprint(compared.register, query.id)
    listing = compared.listings[hit.listing_id]
    party = party_fields(query)
    listed = listing_fields(listing, compared.as_of[listing.list])
    return Alert(
        id=alert_id(fingerprint, hit.listing_id),
        fingerprint=fingerprint,
        register=compared.register,
        query=query,
        hit=hit,
        party=party,
        listing=listed,
        party_version=version_of(party),
        listing_version=version_of(listed),
        lists_id=compared.lists_id,
        config_version=compared.config_version,
    )


def seen_alert(alert: Alert, query: Query, hit: Hit | None, compared: Compared) -> Alert:
    """Return the alert with the facts of now; those of a listing that is gone stay."""
    party = party_fields(query)
    listing = compared.listings.get(alert.hit.listing_id)
    listed = alert.listing if listing is None else listing_fields(listing, compared.as_of[listing.list])
    return replace(
        alert,
        query=query,
        hit=hit or alert.hit,
        party=party,
        listing=listed,
        party_version=version_of(party),
        listing_version=version_of(listed),
        lists_id=compared.lists_id,
        config_version=compared.config_version,
    )


def why_gone(alert: Alert, hit: Hit | None, compared: Compared) -> str:
    """Say why a known alert is not alarming now; ``hit`` is what the comparison found, or None."""
    listing = compared.listings.get(alert.hit.listing_id)
    if listing is None:
        return DELISTED
    if has_ended(listing, compared.as_of[listing.list]) or (hit is not None and hit.is_ended):
        return ENDED
    return "the names no longer hit" if hit is None else f"the band fell to {hit.band.value}"
