"""The rows of a portfolio as its author writes them, before they become the portfolio that is solved."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.network import Mode
from accord.domain.period import PartialDate
from accord.domain.portfolio import CountedBenefit
from accord.domain.portfolio_questions import PortfolioQuestions
from accord.domain.portfolio_rules import Rule

__all__ = ["CallRow", "CandidateRow", "JointRow", "JourneyWorth", "NetworkLink", "SetRow", "YearsRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRow:
    """A candidate, in a call or a table; a cell that is empty is unknown, not zero.

    Attributes:
        id: Short name.
        label: Name for people.
        source: Where cost, grant and benefit come from.
        unit: Unit of its money; needed with any money, and the same as that of the call.
        price_base: Year of the prices of its money; needed with any money, and the same as that of the call.
        partners: Ids or names of partners; with several, each with its share: ``ALB 0.6``.
        sector: Sector, for rules about sectors.
        mode: Mode of transport, for rules about modes.
        cost: Whole cost.
        grant: Grant asked for, if it is one amount.
        min_grant_share: Least grant as share of the cost.
        max_grant_share: Greatest grant as share of the cost.
        loan: Loans.
        national: Money of the partner itself.
        private: Private money.
        benefit: Net benefit.
        benefit_unit: Unit of the benefit, if it is stated; the same as that of the call.
        additionality: Share of the benefit that would not come about without the grant.
        additionality_source: Where it comes from.
        requires: Ids without which it cannot be chosen.
        excludes: Ids with which it cannot be chosen.
        option_of: Group of options of which at most one is chosen.
        earliest: First year in which work can start.
        latest: Last year in which work can start.
        spending: Share of the grant paid in each year from the start.
        is_reform: Whether it is a reform that costs no grant.
        evidence: Evidence level of the benefit.
        note: What a reader should know.
    """

    id: str
    label: str
    source: str
    unit: str = ""
    price_base: int | None = None
    partners: tuple[str, ...] = ()
    sector: str = ""
    mode: str = ""
    cost: Decimal | None = None
    grant: Decimal | None = None
    min_grant_share: Decimal | None = None
    max_grant_share: Decimal | None = None
    loan: Decimal | None = None
    national: Decimal | None = None
    private: Decimal | None = None
    benefit: Decimal | None = None
    benefit_unit: str = ""
    additionality: Decimal | None = None
    additionality_source: str = ""
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    option_of: str = ""
    earliest: int | None = None
    latest: int | None = None
    spending: tuple[Decimal, ...] = ()
    is_reform: bool = False
    evidence: Evidence = Evidence.UNVERIFIED
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRow:
    """The benefit of one set of members.

    Attributes:
        of: Ids of the candidates of the set.
        value: Benefit of all of them together.
    """

    of: tuple[str, ...]
    value: Decimal
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class JointRow:
    """What candidates bring together beyond what each brings alone.

    Attributes:
        id: Short name.
        members: Ids of the candidates.
        source: Where it comes from.
        extra: What all of them together bring more than their own benefits; in place of ``sets``.
        sets: Benefit of sets; a set that is not stated is unknown, and never chosen.
        evidence: Evidence level.
    """

    id: str
    members: tuple[str, ...]
    source: str
    extra: Decimal | None = None
    sets: tuple[SetRow, ...] = ()
    evidence: Evidence = Evidence.UNVERIFIED
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyWorth:
    """What it is worth in money that the mean journey of a network is a minute shorter.

    Attributes:
        journeys_a_year: Journeys a year between the places of the network; the traffic does not react.
        minute: Value of a minute of one journey.
        unit: Currency of that value, without scale.
        price_base: Year of its prices, the same as that of the call.
        present_value_factor: What one unit a year over the whole life is worth today, in units.
        source: Where the three come from.
    """

    journeys_a_year: Decimal
    minute: Decimal
    unit: str
    price_base: int
    present_value_factor: Decimal
    source: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkLink:
    """Where the joint benefits of candidates that change a network are computed from.

    Attributes:
        declaration: Name of a bundled declaration whose network it is; in place of ``data``.
        data: Folder or file of a network beside the call.
        modes: By what one travels.
        day: Sections in use on this day.
        candidates: Candidates that change the network, by the ids that it knows as projects; empty for all
            that it knows.
        worth: What a minute of the mean journey is worth; needed where benefits are money.
        draws: Draws over all guesses of the network, each solved again; 0 for none.
        seed: Seed of the draws.
        note: What a reader should know about these effects.
    """

    day: PartialDate
    declaration: str = ""
    data: str = ""
    modes: tuple[Mode, ...] = (Mode.ROAD,)
    candidates: tuple[str, ...] = ()
    worth: JourneyWorth | None = None
    draws: int = 0
    seed: int = 1
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsRow:
    """The years of a call.

    Attributes:
        first: First year in which work may start.
        last: Last year in which grants are paid.
        discount_rate: Share a year by which a benefit is worth less if it comes a year later; 0 for not.
        carry_over: Whether what a yearly envelope leaves can be spent later.
        finish_first: Whether what a candidate requires must have been paid before its own work starts.
    """

    first: int
    last: int
    discount_rate: Decimal
    carry_over: bool = False
    finish_first: bool = False
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """A call: what is offered, by which rules, to whom.

    Attributes:
        id: Short name; part of the ids of figures.
        title: Title.
        unit: Unit of all money, in words: ``EUR million``.
        price_base: Year of the prices of all money.
        benefit_unit: Unit of all benefits; empty for the unit of money.
        partners: Partners of its own: names in its candidates that are no known places.
        candidates: Candidates written here.
        candidates_file: Table (.csv) or workbook (.xlsx, sheet ``candidates``) beside the call.
        rules: Rules; the envelope is one of them.
        joint: Joint benefits.
        network: Where further joint benefits are computed from.
        counted: Which benefit is counted.
        years: Years, if start and payments are planned.
        questions: What is asked beside the best choice.
        note: What a reader should know.
    """

    id: str
    title: str
    unit: str
    price_base: int
    benefit_unit: str = ""
    partners: tuple[str, ...] = ()
    candidates: tuple[CandidateRow, ...] = ()
    candidates_file: str = ""
    rules: tuple[Rule, ...] = ()
    joint: tuple[JointRow, ...] = ()
    network: NetworkLink | None = None
    counted: CountedBenefit = CountedBenefit.BENEFIT
    years: YearsRow | None = None
    questions: PortfolioQuestions = PortfolioQuestions()  # noqa: RUF009  (frozen)
    note: str = ""
    origin: Origin = NOWHERE
