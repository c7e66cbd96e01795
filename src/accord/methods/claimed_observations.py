"""Claims about a property that an indicator names become observations of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.domain.claim import Claim
from accord.domain.declaration import Declaration
from accord.domain.evidence import Source
from accord.domain.indicator import Indicator, segment_of
from accord.domain.observation import Absence, Observation
from accord.domain.observed_period import ObservedPeriod

__all__ = ["REGION", "claimed_observations"]

REGION = "REG"
"""Code under which stand values of the region as a whole, as the source draws it."""


def claimed_observations(declaration: Declaration) -> tuple[Observation, ...]:
    """Return the observations that the claims of a declaration make, in the order of the claims.

    The publisher is the source and the day from which the document can be known is the vintage, so that two
    documents of one publisher are two editions and are never joined into one series. Claims that are not
    verified, hedged (``about``, ``up to``) or without a year are no observations: what a hedge leaves open
    is not known as an error. A claim that repeats a key of an earlier one is passed over; both stay claims.

    Args:
        declaration: The content as known on a day.
    """
    sources = {source.id: source for source in declaration.sources}
    found: dict[tuple[str, ...], Observation] = {}
    for indicator in declaration.indicators:
        if indicator.attribute:
            for row in _observations(indicator, declaration, sources):
                found.setdefault(row.key, row)
    return tuple(found.values())


def _observations(
    indicator: Indicator, declaration: Declaration, sources: dict[str, Source]
) -> Iterator[Observation]:
    topic = (indicator.subject, indicator.attribute)
    for claim in declaration.claims:
        if (claim.subject, claim.attribute) != topic or not _is_exact(claim):
            continue
        try:
            period = ObservedPeriod(str(claim.date))
        except ValueError:
            continue
        source = sources[claim.source]
        vintage = source.known_from.text
        segment = segment_of(indicator, period, vintage)
        if segment is not None:
            yield _observation(claim, indicator, period, source, segment.id)


def _is_exact(claim: Claim) -> bool:
    is_number = not isinstance(claim.value, bool | str)
    return claim.evidence.is_verified and claim.qualifier.value == "exact" and is_number


def _observation(
    claim: Claim, indicator: Indicator, period: ObservedPeriod, source: Source, segment: str
) -> Observation:
    value = claim.value
    assert not isinstance(value, bool | str)  # noqa: S101  (checked by the caller)
    return Observation(
        id=claim.id,
        partner=claim.partner or REGION,
        indicator=indicator.id,
        period=period,
        source=re.sub(r"[^a-z0-9]+", "-", source.publisher.casefold()).strip("-"),
        vintage=source.known_from.text,
        value=value,
        absence=Absence.ZERO if value == 0 else None,
        unit=indicator.unit,
        segment=segment,
        file=claim.origin.file,
        place=f"line {claim.origin.line}",
        note=claim.note,
    )
