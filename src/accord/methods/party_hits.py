"""What sanctions lists say of the parties of a declaration, and when their flows fall beside a listing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from accord.domain.listing import Listing
from accord.domain.party import ListUsed, Party, PartyHit, Screened, ScreeningRun, Timing
from accord.domain.screening import Band, Hit
from accord.methods.parties import PartyFlow, query_of
from accord.methods.screening.banding import ALERT_SCORE
from accord.methods.screening.matcher import Matcher
from accord.methods.screening.screening import screen

__all__ = ["screen_parties", "timing"]

_BANDS = tuple(Band)
_MOST_HITS = 20


def screen_parties(
    parties: Sequence[tuple[Party, Sequence[PartyFlow]]],
    matcher: Matcher,
    lists: Sequence[ListUsed],
    run: ScreeningRun,
) -> Screened:
    """Return all parties with what the lists say of them; hits from the score that may open an alert on.

    Who is exempt or not named is not compared.

    Args:
        parties: Parties with their flows.
        matcher: Matcher over the listings.
        lists: Lists from which the listings come.
        run: Under what is screened; method, score and number of hits are filled in.
    """
    as_of = {used.code: used.as_of for used in lists}
    return Screened(
        run=replace(
            run,
            method=matcher.configuration.version,
            least=Decimal(str(ALERT_SCORE)),
            most=_MOST_HITS,
        ),
        lists=tuple(lists),
        parties=tuple(party for party, _ in parties),
        hits=_hits(parties, matcher, as_of),
    )


def _hits(
    parties: Sequence[tuple[Party, Sequence[PartyFlow]]], matcher: Matcher, as_of: Mapping[str, date]
) -> tuple[PartyHit, ...]:
    listings = {listing.id: listing for listing in matcher.index.listings}
    flows = {party.id: found for party, found in parties}
    queries = [query_of(party) for party, _ in parties]
    found = screen(queries, matcher, as_of, top=_MOST_HITS, least=ALERT_SCORE)
    return tuple(
        _party_hit(hit, listings[hit.listing_id], flows[query.id])
        for query, hits in found
        for hit in sorted(hits, key=lambda hit: (_BANDS.index(hit.band), -hit.name_score, hit.listing_id))
    )


def _party_hit(hit: Hit, listing: Listing, flows: Sequence[PartyFlow]) -> PartyHit:
    return PartyHit(
        id=f"{hit.query_id} {hit.listing_id}",
        party=hit.query_id,
        hit=hit,
        listed_kind=listing.kind,
        ended_on=listing.ended_on,
        timing=timing([flow.day for flow in flows], listing),
    )


def timing(days: Sequence[date | None], listing: Listing) -> Timing:
    """Return how many days fall before, into and after a listing; its first and last day belong to it.

    Nothing is guessed: without a day of designation a day is after the end or unknown, and of a listing that
    ended on a day that is not stated, what lies after its beginning is unknown.

    Args:
        days: Days of flows; None where none is stated.
        listing: The listing.
    """
    sides = [_side(day, listing) for day in days]
    return Timing(
        before=sides.count("before"),
        during=sides.count("during"),
        after=sides.count("after"),
        unknown=sides.count("unknown"),
    )


def _side(day: date | None, listing: Listing) -> str:
    if day is None:
        return "unknown"
    if listing.listed_on is not None and day < listing.listed_on:
        return "before"
    if listing.ended_on is not None and day > listing.ended_on:
        return "after"
    if listing.listed_on is None or (listing.is_ended and listing.ended_on is None):
        return "unknown"
    return "during"
