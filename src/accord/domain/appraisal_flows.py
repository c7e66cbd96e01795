"""Flows of a project by year: what they are, where they count, and the surplus of users."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.appraisal_prices import Prices
from accord.domain.evidence import NOWHERE, Origin

__all__ = ["Analysis", "CashFlow", "FlowKind", "TrafficBenefit", "Users"]


class FlowKind(StrEnum):
    """What a flow is; the kind says whether it is a cost, amounts are written without a sign.

    ``operation`` and ``maintenance`` are treated alike.
    """

    INVESTMENT = "investment"
    REPLACEMENT = "replacement"
    OPERATION = "operation"
    MAINTENANCE = "maintenance"
    REVENUE = "revenue"
    BENEFIT = "benefit"
    EXTERNALITY = "externality"
    RESIDUAL = "residual"

    @property
    def is_cost(self) -> bool:
        """Whether its amounts are subtracted."""
        return self in {
            FlowKind.INVESTMENT,
            FlowKind.REPLACEMENT,
            FlowKind.OPERATION,
            FlowKind.MAINTENANCE,
        }


class Analysis(StrEnum):
    """In which analysis a flow counts; ``both``: at market prices in one, converted in the other."""

    FINANCIAL = "financial"
    ECONOMIC = "economic"
    BOTH = "both"


class Users(StrEnum):
    """Whose surplus it is, which decides how much of the saving they get.

    ``existing`` users, who travel the same way with and without the project, get all of it; ``new`` users,
    who are induced or come from elsewhere, half of it; ``all``: both at once, half the sum of volumes times
    the saving.
    """

    EXISTING = "existing"
    NEW = "new"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class CashFlow:
    """One line of flows, the difference that the project makes against the counterfactual.

    Attributes:
        id: Name of the line.
        kind: What it is.
        analysis: Where it counts.
        unit: Unit of the amounts: that of the appraisal, or of quantities if a parameter values them.
        prices: Whether amounts are at prices of one year or at those of each year.
        price_base: Year of the prices; 0 for quantities and at current prices.
        source: Where the amounts come from.
        first_year: Year of the first amount.
        amounts: Amounts of consecutive years; without a sign, since the kind says what is a cost.
        last_year: Last year, where one amount stands for all years; 0 if all are written out.
        growth: Yearly growth of that one amount.
        escalation: Yearly rise of its price against the general price level, from the year of the prices on;
            applies to amounts that are written out, too.
        conversion: Conversion factor from market prices to shadow prices; empty for 1.
        parameter: Parameter that turns quantities into money.
        life: Years that what was built lasts; for a residual value by straight-line depreciation.
    """

    id: str
    kind: FlowKind
    analysis: Analysis
    unit: str
    source: str
    first_year: int
    amounts: tuple[Decimal, ...]
    prices: Prices = Prices.CONSTANT
    price_base: int = 0
    last_year: int = 0
    growth: Decimal = Decimal(0)
    escalation: Decimal = Decimal(0)
    conversion: str = ""
    parameter: str = ""
    life: int = 0
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class TrafficBenefit:
    """Surplus of one group of users, by the rule of half; always economic.

    Attributes:
        id: Name of the line.
        users: Whose surplus.
        unit: Unit of the volumes, e.g. ``million users``.
        cost_unit: Unit of the generalised cost, e.g. ``EUR/user``; of the time, distance or other quantity
            spent, e.g. ``hours/user``, if a parameter values it.
        price_base: Year of its prices; 0 only if a parameter values it.
        source: Where volumes and costs come from.
        first_year: First year.
        volumes_without: Volumes without the project, by year; one value for all years.
        volumes_with: Volumes with it.
        costs_without: Generalised cost without the project, by year; one value for all years.
        costs_with: Generalised cost with it.
        last_year: Last year, where single values stand for all years; 0 if all are written out.
        growth: Yearly growth of single volumes, with and without the project.
        parameter: Parameter that turns what users spend into money, e.g. a value of time.
    """

    id: str
    users: Users
    unit: str
    cost_unit: str
    source: str
    first_year: int
    volumes_without: tuple[Decimal, ...]
    volumes_with: tuple[Decimal, ...]
    costs_without: tuple[Decimal, ...]
    costs_with: tuple[Decimal, ...]
    price_base: int = 0
    last_year: int = 0
    growth: Decimal = Decimal(0)
    parameter: str = ""
    origin: Origin = NOWHERE
