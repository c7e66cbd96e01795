"""Screening: parties in, hits out, each with its name evidence, its identity evidence and its band."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from accord.domain.listing import Listing
from accord.domain.screening import Hit, Query
from accord.methods.screening.banding import band_of, explain
from accord.methods.screening.explaining import Alignment
from accord.methods.screening.identity import identity_evidence, overall
from accord.methods.screening.matcher import Matcher, NameHit

__all__ = ["screen"]


def screen(
    queries: Sequence[Query], matcher: Matcher, as_of: Mapping[str, date], *, top: int, least: float
) -> Iterator[tuple[Query, tuple[Hit, ...]]]:
    """Return for each party what it may mean on the lists.

    Final recipients of humanitarian aid are passed over: they come back with no hits and were not compared.

    Args:
        queries: Parties.
        matcher: Matcher over the listings.
        as_of: Day as of which each list was read, by its code.
        top: Most hits for each party.
        least: Least name evidence, 0 to 1.
    """
    screened = [query for query in queries if not query.is_exempt]
    found = matcher.search([(query.name, query.kind) for query in screened], top=top, least=least)
    hits = {id(query): names for query, names in zip(screened, found, strict=True)}
    for query in queries:
        names = hits.get(id(query), [])
        explained = matcher.explain(query.name, query.kind, names)
        yield query, tuple(_hit(query, *each, as_of) for each in zip(names, explained, strict=True))


def _hit(query: Query, found: NameHit, aligned: Alignment, as_of: Mapping[str, date]) -> Hit:
    listing = found.listing
    name = listing.names[found.name]
    evidence = identity_evidence(query, listing)
    identity = overall(evidence)
    day = as_of[listing.list]
    return Hit(
        query_id=query.id,
        listing_id=listing.id,
        list=listing.list,
        listed_name=name.text,
        is_weak=name.is_weak,
        name_score=round(found.score, 4),
        parts=aligned.parts,
        identity=identity,
        evidence=evidence,
        band=band_of(found.score, is_weak=name.is_weak, parts=aligned.parts, evidence=identity),
        explanation=explain(query, name, aligned, evidence),
        effect=listing.effect,
        regime=listing.regime,
        listed_on=listing.listed_on,
        is_ended=_has_ended(listing, day),
        as_of=day,
        is_other_form=aligned.is_other_form,
        is_moved_father=aligned.is_moved_father,
    )


def _has_ended(listing: Listing, day: date) -> bool:
    return listing.is_ended or (listing.ended_on is not None and listing.ended_on < day)
