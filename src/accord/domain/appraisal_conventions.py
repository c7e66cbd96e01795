"""The conventions of a cost-benefit analysis that move its result, by name."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

__all__ = ["BenefitCost", "Conventions", "Discounting", "Residual", "ResidualMethod"]


class Discounting(StrEnum):
    """When in time the amounts of a year stand, seen from the base year."""

    YEAR_0 = "year_0"
    YEAR_1 = "year_1"
    MID_YEAR = "mid_year"


class BenefitCost(StrEnum):
    """What stands above and below the line of a benefit-cost ratio."""

    MAINTENANCE_IN_COSTS = "maintenance_in_costs"
    MAINTENANCE_NETTED = "maintenance_netted"
    RESIDUAL_AS_BENEFIT = "residual_as_benefit"
    RESIDUAL_AS_NEGATIVE_COST = "residual_as_negative_cost"
    NETTED_RESIDUAL_AS_BENEFIT = "netted_residual_as_benefit"
    NETTED_RESIDUAL_AS_NEGATIVE_COST = "netted_residual_as_negative_cost"
    BY_SIGN = "by_sign"


class ResidualMethod(StrEnum):
    """How the value that is left after the horizon comes about; it stands in the last year."""

    NONE = "none"
    STATED = "stated"
    STRAIGHT_LINE = "straight_line"
    REMAINING_FLOWS = "remaining_flows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """The conventions that an appraisal declares; all others are shown beside them.

    Attributes:
        discounting: How time is counted.
        bcr: Which benefit-cost ratio is the headline.
    """

    discounting: Discounting
    bcr: BenefitCost


@dataclass(frozen=True, slots=True, kw_only=True)
class Residual:
    """How the residual value comes about.

    Attributes:
        method: ``none``; ``stated``: lines of kind ``residual``; ``straight_line``: cost times the share of
            life left, for lines with a life; ``remaining_flows``: net flows of the last year, held for
            further years.
        years: Years after the horizon, for ``remaining_flows``.
        growth: Yearly growth of the flows in those years.
        opening_year: Year in which use begins, for ``straight_line``: what was built earlier loses nothing
            before it, and the year of opening is the first year of life; 0: each amount loses from the year
            after it was spent.
    """

    method: ResidualMethod = ResidualMethod.NONE
    years: int = 0
    growth: Decimal = Decimal(0)
    opening_year: int = 0
