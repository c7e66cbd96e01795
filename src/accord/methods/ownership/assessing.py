"""How far listed owners own a company: their shares added up, directly and through chains.

Exact arithmetic, no floats. What is not known stays unknown: the result is a range, and the verdict says
"cannot be told" where the range crosses the threshold. Control is a finding of a person, only carried along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from accord.domain.ownership import (
    ChainConvention,
    ControlFinding,
    Holding,
    OwnershipResult,
    OwnershipRule,
    OwnershipVerdict,
)
from accord.methods.ownership.chains import multiplied, reached_whole, with_unknown
from accord.methods.ownership.shares import Shares, as_percent, put_together
from accord.methods.ownership.words import explain_shares

__all__ = ["OWNERSHIP_RULES", "WATCH_PERCENT", "OwnershipGraph", "assess_ownership"]

WATCH_PERCENT = Decimal(25)
"""Share from which on an owned part is watched; own choice, after the 25 % at which owners are commonly on
record. OFAC asks for caution with significant holdings below half, without a number (FAQ 398)."""

OWNERSHIP_RULES: tuple[OwnershipRule, ...] = (
    OwnershipRule(
        id="eu",
        threshold_percent=Decimal(50),
        is_reached_at=True,
        convention=ChainConvention.WHOLE,
        since=date(2024, 7, 3),
        until=None,
        reference=(
            "Council of the EU, Best Practices for restrictive measures as updated on 3 July 2024, read in"
            " summaries (Sorainen, Skadden, DLA Piper): 50 % or more, shares of listed owners added up;"
            " a presumption that can be rebutted. That chains count whole is taken over from OFAC and"
            " unverified for the EU."
        ),
    ),
    OwnershipRule(
        id="eu-before-july-2024",
        threshold_percent=Decimal(50),
        is_reached_at=False,
        convention=ChainConvention.WHOLE,
        since=None,
        until=date(2024, 7, 2),
        reference="As `eu`, but more than 50 % was needed (Sorainen, Skadden).",
    ),
    OwnershipRule(
        id="us",
        threshold_percent=Decimal(50),
        is_reached_at=True,
        convention=ChainConvention.WHOLE,
        since=date(2014, 8, 13),
        until=None,
        reference=(
            "OFAC, FAQ 398, 399 and 401: blocked persons of all programmes added up; what they own by half"
            " or more is blocked itself and counts with all that it holds; control does not count."
        ),
    ),
    OwnershipRule(
        id="economic-share",
        threshold_percent=Decimal(50),
        is_reached_at=True,
        convention=ChainConvention.MULTIPLIED,
        since=None,
        until=None,
        reference="No law: the part of profits that reaches listed owners, beside the legal tests.",
    ),
)
"""Tests of ownership. The rule of the United Kingdom differs and was not read, so there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipGraph:
    """Everything that is stated about owners.

    Attributes:
        holdings: Statements about shares, of one day.
        listed: Ids of owners that are under an asset freeze; a debarment does not count here.
        known_ends: Ids of owners behind whom nobody stands and who are not listed, such as screened
            natural persons and states. Behind any other owner without stated owners stands nobody knows who.
        control: Findings of persons.
    """

    holdings: tuple[Holding, ...]
    listed: frozenset[str]
    known_ends: frozenset[str] = frozenset()
    control: tuple[ControlFinding, ...] = ()


def assess_ownership(company: str, graph: OwnershipGraph, rule: OwnershipRule) -> OwnershipResult:
    """Return how far listed owners own a company.

    Circles of companies that hold each other are solved exactly: a circle without a listed owner outside it
    owns itself and is owned by nobody listed. Shares that nobody states are unknown, not zero.

    Args:
        company: Id of the company.
        graph: What is stated about owners.
        rule: The test.
    """
    shares = put_together(graph.holdings)
    low, high, counted = _range(company, shares, graph, rule)
    return OwnershipResult(
        company=company,
        rule=rule,
        verdict=_verdict(low, high, rule),
        at_least=as_percent(low),
        at_most=as_percent(high, ROUND_CEILING),
        explanation=explain_shares(company, shares, graph.listed, counted, convention=rule.convention),
        problems=tuple(_problems(company, shares)),
        control=tuple(finding for finding in graph.control if finding.company == company),
    )


def _range(
    company: str, shares: Shares, graph: OwnershipGraph, rule: OwnershipRule
) -> tuple[Fraction, Fraction, Mapping[str, Fraction]]:
    """Return the least and the most that listed owners may hold, and how much of each owner counts."""
    ends = graph.known_ends - graph.listed
    if company in graph.listed:
        return Fraction(1), Fraction(1), {}
    if company not in shares.held:
        return Fraction(0), Fraction(company not in ends), {}
    if rule.convention is ChainConvention.MULTIPLIED:
        theirs = multiplied(shares, graph.listed)
        at_most = multiplied(*with_unknown(shares, graph.listed, ends))
        return theirs.get(company, Fraction(0)), at_most.get(company, Fraction(0)), theirs
    threshold = Fraction(rule.threshold_percent) / 100

    def is_reached(share: Fraction) -> bool:
        return share > threshold or (rule.is_reached_at and share == threshold)

    sure, possible = reached_whole(shares, graph.listed, ends, is_reached)
    owners = {} if company in shares.doubtful else shares.held[company]
    low = sum((share for owner, share in owners.items() if owner in sure), Fraction(0))
    others_hold = sum((share for owner, share in owners.items() if owner not in possible), Fraction(0))
    return low, 1 - others_hold, dict.fromkeys(sure, Fraction(1))


def _verdict(low: Fraction, high: Fraction, rule: OwnershipRule) -> OwnershipVerdict:
    threshold, watched = Fraction(rule.threshold_percent) / 100, Fraction(WATCH_PERCENT) / 100
    if low > threshold or (rule.is_reached_at and low == threshold):
        return OwnershipVerdict.OWNED
    if high > threshold or (rule.is_reached_at and high == threshold):
        return OwnershipVerdict.CANNOT_BE_TOLD
    return OwnershipVerdict.WATCH if high >= watched else OwnershipVerdict.BELOW


def _problems(company: str, shares: Shares) -> Iterable[str]:
    """Name the problems of the company and of all companies above it."""
    waiting, seen = [company], {company}
    while waiting:
        current = waiting.pop(0)
        yield from (f"{current}: {what}" for what in shares.problems.get(current, ()))
        above = [owner for owner in shares.held.get(current, {}) if owner not in seen]
        seen.update(above)
        waiting += above
