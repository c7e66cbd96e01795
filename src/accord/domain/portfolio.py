"""Candidates for a grant, what they bring together, and the call under which some of them are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.portfolio_approximation import JointApproximation
from accord.domain.portfolio_questions import PortfolioQuestions
from accord.domain.portfolio_rules import Rule

__all__ = ["Candidate", "CountedBenefit", "JointBenefit", "MoneyKind", "Portfolio"]

_QUESTIONS = PortfolioQuestions()


class MoneyKind(StrEnum):
    """Money other than the grant that pays for a candidate."""

    LOAN = "loan"
    NATIONAL = "national"
    PRIVATE = "private"


class CountedBenefit(StrEnum):
    """Which benefit of a candidate is counted.

    ``BENEFIT``: the whole benefit. ``ADDITIONAL``: the share of it that would not come about without the
    grant; a candidate whose additionality is unknown is then never chosen.
    """

    BENEFIT = "benefit"
    ADDITIONAL = "additional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A project, or a reform, that may be chosen.

    Attributes:
        id: Stable id, unique among candidates.
        label: Name for people.
        partners: Share of each partner in the grant, by id; the shares add up to 1. Empty if it is regional.
        sector: Sector, for rules about sectors; empty if not stated.
        mode: Mode of transport, for rules about modes; empty if not stated.
        cost: Whole cost, in the unit of the portfolio; None if unknown. It is then never chosen, unless its
            grant is stated as an amount and no rule and no drift of benefits needs the cost.
        grant: Grant that is asked for, where it is one amount.
        min_grant_share: Least grant that it can go ahead with, as share of the cost; used where ``grant`` is
            None. If only one of the two shares is stated, the grant is that share.
        max_grant_share: Greatest grant, as share of the cost. Without ``grant`` and both shares the grant is
            unknown, and the candidate is never chosen.
        money: Other money by kind; a kind that is not in it is unknown, not zero.
        benefit: Net economic benefit, present value if work starts in the first year, in the unit of benefits
            of the portfolio; None if unknown, and then it is never chosen, unless it is member of a joint
            benefit. For a member it is what the joint benefit does not hold.
        additionality: Share of the benefit, 0 to 1, that would not come about without the grant; None if
            unknown.
        additionality_source: Where the additionality comes from; without it no rule takes it as known.
        requires: Ids of candidates without which it cannot be chosen.
        excludes: Ids of candidates with which it cannot be chosen.
        option_of: Name of a group of options of which at most one is chosen; empty if none.
        earliest: First year in which work can start; None for the first year of the portfolio.
        latest: Last year in which it can start; None for the last that lets its spending end in time.
        spending: Share of the grant that is paid in each year from the start; adds up to 1. Empty: all in
            the first year.
        is_reform: A reform, such as of borders: no cost, no grant, and no share in limits on numbers.
        evidence: Evidence level of the benefit.
        source: Where cost and benefit come from.
        note: What a reader should know.
    """

    id: str
    label: str
    cost: Decimal | None
    benefit: Decimal | None
    evidence: Evidence
    source: str
    partners: Mapping[str, Decimal] = field(default_factory=dict)
    sector: str = ""
    mode: str = ""
    grant: Decimal | None = None
    min_grant_share: Decimal | None = None
    max_grant_share: Decimal | None = None
    money: Mapping[MoneyKind, Decimal] = field(default_factory=dict)
    additionality: Decimal | None = None
    additionality_source: str = ""
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    option_of: str = ""
    earliest: int | None = None
    latest: int | None = None
    spending: tuple[Decimal, ...] = ()
    is_reform: bool = False
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class JointBenefit:
    """What sets of candidates bring together, where this is not the sum of what each brings alone.

    A pair that is worth more together is a joint benefit with two members and the values 0, 0, 0, extra.

    Attributes:
        id: Stable id, unique among joint benefits.
        members: Ids of 2 to 15 candidates.
        values: Benefit of each set of members: bit k of the position stands for ``members[k]``. The value of
            the empty set is zero; None where the value is unknown, and then that set is never chosen.
        source: How the values were computed, in words.
        evidence: Evidence level of what they rest on.
    """

    id: str
    members: tuple[str, ...]
    values: tuple[float | None, ...]
    source: str
    evidence: Evidence
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """Candidates and the call under which some are chosen.

    Attributes:
        id: Short name of the call, of letters, digits, ``-`` and ``_``; part of the ids of figures.
        title: Title.
        unit: Unit of all money, e.g. ``EUR million``.
        price_base: Year of the prices of all money.
        benefit_unit: Unit of all benefits; the same as ``unit`` if they are money of the same prices.
        candidates: The candidates, in any order.
        rules: The rules, in any order; the envelope is one of them.
        joint: Joint benefits; no candidate is member of two with more than two members.
        counted: Which benefit is counted.
        years: First and last year in which work may start and money is paid; None if there is no phasing.
        discount_rate: Share a year by which a benefit is worth less when work starts a year later.
        carry_over: Whether what a yearly envelope leaves can be spent in later years.
        finish_first: Whether work on a candidate may start only after spending of what it requires has ended;
            otherwise it may start in the same year.
        questions: What is asked beside the best choice.
        approximation: How joint benefits were made up; None where every set was stated or computed.
        note: What a reader should know.
    """

    id: str
    title: str
    unit: str
    price_base: int
    benefit_unit: str
    candidates: tuple[Candidate, ...]
    rules: tuple[Rule, ...]
    joint: tuple[JointBenefit, ...] = ()
    counted: CountedBenefit = CountedBenefit.BENEFIT
    years: tuple[int, int] | None = None
    discount_rate: Decimal = Decimal(0)
    carry_over: bool = False
    finish_first: bool = False
    questions: PortfolioQuestions = _QUESTIONS
    approximation: JointApproximation | None = None
    note: str = ""
    origin: Origin = NOWHERE
