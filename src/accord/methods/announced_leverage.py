"""An announced leverage is tested against every definition: what is identified, what is missing.

``Up to EUR 1bn from EUR 190m`` does not say what it counts. Under each definition the test says
which ratio would be needed, what is identified, and what the rest of the grants would have to draw
in. An amount that is only an upper bound is not contradicted by a smaller one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.cleaning.values import shown_value
from accord.domain.claim import Claim, Qualifier
from accord.domain.project import FinancingLine, LineKind
from accord.methods.leverage import LeverageResult, leverage_under_all
from accord.methods.leverage_terms import LeverageTerms

__all__ = ["AnnouncedTest", "Announcement", "Reach", "announced_tests", "line_of_claim"]

_PLACES = Decimal("0.000001")


class Reach(StrEnum):
    """Whether what is identified reaches what was announced."""

    REACHED = "reached"
    NOT_REACHED = "not reached"
    CANNOT_TELL = "cannot be told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A promise of money that grants would draw in.

    Attributes:
        id: Id of the claim.
        amount: Amount promised, in ``unit``.
        grants: Grants that should draw it in, in ``unit``.
        unit: Currency code.
        projects: Number of projects announced; None if not stated.
        qualifier: How the amount was hedged, such as ``up to``.
    """

    id: str
    amount: Decimal
    grants: Decimal
    unit: str
    projects: int | None = None
    qualifier: Qualifier = Qualifier.EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedTest:
    """An announcement under one definition.

    Attributes:
        result: Leverage of what is identified.
        needed: Announced amount for each unit of announced grants.
        shortfall: Announced amount less the identified one; negative if more is identified; None
            if nothing is identified.
        grants_unidentified: Announced grants less the identified ones; None if none is identified.
        needed_of_rest: What each unit of the unidentified grants would have to draw in for the
            announced amount; None if nothing is missing on either side or nothing is identified.
        reach: Whether the announced amount is reached.
        missing: What is not identified, in plain words.
        reason: Why it is reached, not reached, or cannot be told.
    """

    result: LeverageResult
    needed: Decimal | None
    shortfall: Decimal | None
    grants_unidentified: Decimal | None
    needed_of_rest: Decimal | None
    reach: Reach
    missing: tuple[str, ...]
    reason: str


def line_of_claim(claim: Claim, kind: LineKind, financier: str) -> FinancingLine:
    """Return a claim about money as a financing line, for projects of which no plan was seen.

    The line has the id of the claim and no code. The caller chooses one claim of each topic: two
    lines from rival claims would be added.

    Raises:
        ValueError: The value of the claim is not a number.
    """
    if not isinstance(claim.value, Decimal):
        raise ValueError(f"the claim {claim.id} is no amount: {claim.value!r}")
    return FinancingLine(
        id=claim.id,
        project=claim.subject,
        kind=kind,
        financier=financier,
        amount=claim.value,
        unit=claim.unit,
        source=claim.source,
        evidence=claim.evidence,
        note=claim.note,
        origin=claim.origin,
    )


def announced_tests(
    announcement: Announcement,
    lines: Sequence[FinancingLine],
    terms: LeverageTerms | None = None,
    *,
    projects: Sequence[str] = (),
) -> tuple[AnnouncedTest, ...]:
    """Test an announcement under every definition of leverage.

    Args:
        announcement: What was promised.
        lines: Financing lines of the projects that belong to it.
        terms: As for ``leverage``.
        projects: Ids of all projects that are identified as part of it, with lines or without.

    Returns:
        One test for each definition, in their order.

    Raises:
        ValueError: The announcement is in another currency than the terms.
    """
    terms = terms or LeverageTerms(unit=announcement.unit)
    if terms.unit != announcement.unit:
        raise ValueError(f"announced in {announcement.unit}, lines added in {terms.unit}: convert one first")
    owners = {line.id: line.project for line in lines}
    named = frozenset({*projects, *owners.values()})
    return tuple(
        _test(
            announcement,
            result,
            named,
            absent={
                "above": named - {owners[name] for name in result.above},
                "below": named - {owners[name] for name in result.below},
            },
        )
        for result in leverage_under_all(lines, terms)
    )


def _test(
    announcement: Announcement,
    result: LeverageResult,
    projects: frozenset[str],
    absent: Mapping[str, frozenset[str]],
) -> AnnouncedTest:
    shortfall = announcement.amount - result.numerator if result.numerator is not None else None
    rest = announcement.grants - result.denominator if result.denominator is not None else None
    missing = tuple(_missing(announcement, len(projects), absent, rest))
    reach = _reach(shortfall, is_whole=not missing and result.qualifier is Qualifier.EXACT)
    return AnnouncedTest(
        result=result,
        needed=_ratio(announcement.amount, announcement.grants),
        shortfall=shortfall,
        grants_unidentified=rest,
        needed_of_rest=_ratio(shortfall, rest),
        reach=reach,
        missing=missing,
        reason=_reason(announcement, result, shortfall, reach),
    )


def _ratio(above: Decimal | None, below: Decimal | None) -> Decimal | None:
    if above is None or below is None or above <= 0 or below <= 0:
        return None
    return (above / below).quantize(_PLACES)


def _missing(
    announcement: Announcement, count: int, absent: Mapping[str, frozenset[str]], rest: Decimal | None
) -> Iterator[str]:
    if announcement.projects is not None and count < announcement.projects:
        unknown = announcement.projects - count
        yield f"{unknown} of {announcement.projects} announced projects are not identified."
    for side, names in absent.items():
        if names:
            yield f"Nothing {side} the line is identified for {', '.join(sorted(names))}."
    if rest is not None and rest > 0:
        yield f"{shown_value(rest, announcement.unit)} of the announced grants are not identified."


def _reach(shortfall: Decimal | None, *, is_whole: bool) -> Reach:
    if shortfall is None:
        return Reach.CANNOT_TELL
    if shortfall <= 0:
        return Reach.REACHED
    return Reach.NOT_REACHED if is_whole else Reach.CANNOT_TELL


def _reason(
    announcement: Announcement, result: LeverageResult, shortfall: Decimal | None, reach: Reach
) -> str:
    promised = shown_value(announcement.amount, announcement.unit, qualifier=announcement.qualifier)
    if result.numerator is None or shortfall is None:
        return f"Announced: {promised}; identified: none. {result.reason}"
    text = f"Announced: {promised}; identified: {shown_value(result.numerator, result.unit)}"
    if shortfall > 0:
        text += f"; short by {shown_value(shortfall, result.unit)}"
    if reach is Reach.CANNOT_TELL:
        text += "; the rest may exist where nothing is identified"
    if reach is Reach.NOT_REACHED and not announcement.qualifier.bounds_below:
        text += "; the words promise no least amount, so this is no breach"
    return f"{text}."
