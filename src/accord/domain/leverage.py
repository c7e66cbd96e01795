"""What a person says about a package of projects so that its leverage can be computed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.domain.evidence import NOWHERE, Origin

__all__ = ["LeverageScope", "Mechanism", "PrivateLine"]


class Mechanism(StrEnum):
    """How public money drew in private money (leveraging mechanisms of the OECD DAC)."""

    CO_FINANCING = "simple co-financing"
    GUARANTEE = "guarantee"
    SYNDICATED_LOAN = "syndicated loan"
    COLLECTIVE_VEHICLE = "shares in collective investment vehicles"
    DIRECT_INVESTMENT = "direct investment in companies"
    CREDIT_LINE = "credit line"
    PROJECT_FINANCE = "project finance"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateLine:
    """A financing line that is private money; no register that was read marks it.

    Attributes:
        line: Id of the financing line.
        mechanism: How the public money drew it in.
    """

    line: str
    mechanism: Mechanism
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverageScope:
    """A package of projects of which leverage is computed, and the announcement that is tested.

    Attributes:
        id: Stable id.
        label: Name on pages.
        projects: Projects that are identified as part of it, with financing lines or without.
        reason: Why these projects, this round and these complete plans, in plain words.
        unit: Currency in which lines are added; lines in another are named and left out.
        round: Round of the register whose investment grants count, such as `IG03`; empty for any.
        complete: Projects whose plan is known to be complete, so that a kind of line that it does
            not hold is zero and not unknown; this never holds for private money.
        grants: Claims that stand for a grant of the round, for projects of which no plan was seen.
        loans: Claims that stand for a loan of a partner lender of the register, likewise.
        private: Financing lines that are private money.
        announced: Claim that says how much the grants would draw in; empty if nothing is tested.
        announced_grants: Claim that says which grants would do so.
        announced_projects: Claim that says to how many projects they go; empty if none does.
    """

    id: str
    label: str
    projects: tuple[str, ...]
    reason: str
    unit: str = "EUR"
    round: str = ""
    complete: tuple[str, ...] = ()
    grants: tuple[str, ...] = ()
    loans: tuple[str, ...] = ()
    private: tuple[PrivateLine, ...] = ()
    announced: str = ""
    announced_grants: str = ""
    announced_projects: str = ""
    origin: Origin = NOWHERE
