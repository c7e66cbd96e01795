"""The conventions that move an appraisal: what each name means, in words and in numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from accord.domain.appraisal_conventions import BenefitCost, Discounting, ResidualMethod
from accord.methods.appraisal.rate_schedule import RateSchedule

__all__ = [
    "BENEFIT_COST_CONVENTIONS",
    "DISCOUNTING_CONVENTIONS",
    "RESIDUAL_CONVENTIONS",
    "BenefitCostConvention",
    "DiscountingConvention",
    "PresentValues",
    "changing_factors",
    "discount_factors",
    "present_values",
]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountingConvention:
    """When amounts stand.

    Attributes:
        shift: Years that are added to the distance from the base year.
        text: What it means.
    """

    shift: float
    text: str


DISCOUNTING_CONVENTIONS: Mapping[Discounting, DiscountingConvention] = {
    Discounting.YEAR_0: DiscountingConvention(
        shift=0.0, text="amounts of the base year are not discounted (year 0)"
    ),
    Discounting.YEAR_1: DiscountingConvention(
        shift=1.0,
        text="amounts of the base year are discounted by one year (year 1), as the function NPV of"
        " spreadsheets does",
    ),
    Discounting.MID_YEAR: DiscountingConvention(
        shift=0.5, text="amounts stand in the middle of their year: those of the base year by half a year"
    ),
}
"""They scale every present value by one factor; no rate of return and no ratio depends on them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentValues:
    """Present values of one analysis at one rate, all without a sign.

    Attributes:
        benefits: Revenue, benefits and externalities.
        investment: Investment and replacement.
        maintenance: Operation and maintenance.
        residual: Residual value.
        net_positive: Sum over the years in which the net flow is positive.
        net_negative: Sum over the years in which it is negative.
    """

    benefits: float
    investment: float
    maintenance: float
    residual: float
    net_positive: float
    net_negative: float

    @property
    def net(self) -> float:
        """The net present value."""
        return self.benefits - self.investment - self.maintenance + self.residual


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitCostConvention:
    """A benefit-cost ratio.

    Attributes:
        text: What stands above and below the line.
        terms: From present values to numerator and denominator.
    """

    text: str
    terms: Callable[[PresentValues], tuple[float, float]]

    def ratio(self, values: PresentValues) -> float | None:
        """Return the ratio; None if what stands below the line is not above zero."""
        above, below = self.terms(values)
        return above / below if below > 0 else None


BENEFIT_COST_CONVENTIONS: Mapping[BenefitCost, BenefitCostConvention] = {
    BenefitCost.MAINTENANCE_IN_COSTS: BenefitCostConvention(
        text="benefits / (investment + maintenance); the residual value is left out",
        terms=lambda v: (v.benefits, v.investment + v.maintenance),
    ),
    BenefitCost.MAINTENANCE_NETTED: BenefitCostConvention(
        text="(benefits - maintenance) / investment; the residual value is left out",
        terms=lambda v: (v.benefits - v.maintenance, v.investment),
    ),
    BenefitCost.RESIDUAL_AS_BENEFIT: BenefitCostConvention(
        text="(benefits + residual value) / (investment + maintenance)",
        terms=lambda v: (v.benefits + v.residual, v.investment + v.maintenance),
    ),
    BenefitCost.RESIDUAL_AS_NEGATIVE_COST: BenefitCostConvention(
        text="benefits / (investment + maintenance - residual value)",
        terms=lambda v: (v.benefits, v.investment + v.maintenance - v.residual),
    ),
    BenefitCost.NETTED_RESIDUAL_AS_BENEFIT: BenefitCostConvention(
        text="(benefits - maintenance + residual value) / investment",
        terms=lambda v: (v.benefits - v.maintenance + v.residual, v.investment),
    ),
    BenefitCost.NETTED_RESIDUAL_AS_NEGATIVE_COST: BenefitCostConvention(
        text="(benefits - maintenance) / (investment - residual value)",
        terms=lambda v: (v.benefits - v.maintenance, v.investment - v.residual),
    ),
    BenefitCost.BY_SIGN: BenefitCostConvention(
        text="years with a positive net flow / years with a negative one; the residual value is in its year",
        terms=lambda v: (v.net_positive, v.net_negative),
    ),
}

RESIDUAL_CONVENTIONS: Mapping[ResidualMethod, str] = {
    ResidualMethod.NONE: "no residual value",
    ResidualMethod.STATED: "lines of kind residual, as stated",
    ResidualMethod.STRAIGHT_LINE: "cost times the share of life that is left after the last year",
    ResidualMethod.REMAINING_FLOWS: "net operating flows of the last year, which go on for further years,"
    " discounted to the last year at the declared rate of the analysis",
}
"""A residual value always stands in the last year of the horizon."""


def discount_factors(years: Floats, rate: float, base_year: int, convention: Discounting) -> Floats:
    """Return the factor of each year.

    Args:
        years: The years.
        rate: Discount rate as a share; above -1.
        base_year: Year to which amounts are discounted.
        convention: When the amounts of a year stand.
    """
    if not rate > -1:
        raise ValueError(f"a discount rate is above -1, not {rate}")
    shift = DISCOUNTING_CONVENTIONS[convention].shift
    return np.asarray((1.0 + rate) ** -(years - base_year + shift), np.float64)


def changing_factors(
    years: Sequence[int], rate: RateSchedule, base_year: int, convention: Discounting
) -> Floats:
    """Return the factor of each year where the rate changes with time: the product of the years' factors.

    The convention discounts all years by a whole or half a year more, at the rate of the base year, so that
    it still scales all of them by one factor.

    Args:
        years: Consecutive years.
        rate: Discount rates by year.
        base_year: Year to which amounts are discounted.
        convention: When the amounts of a year stand.
    """
    shift = (1 + rate.in_year(base_year)) ** Decimal(str(DISCOUNTING_CONVENTIONS[convention].shift))
    first, *later = years
    grown = [rate.growth(base_year, first) * shift]
    for year in later:
        grown.append(grown[-1] * (1 + rate.in_year(year)))
    return np.asarray([float(1 / each) for each in grown], np.float64)


def present_values(groups: Mapping[str, Floats], factors: Floats) -> PresentValues:
    """Return present values of one analysis.

    Args:
        groups: Flows by year, without a sign, under ``benefits``, ``investment``, ``maintenance`` and
            ``residual``; a group that is left out is nothing.
        factors: Discount factor of each year.
    """
    nothing = np.zeros(len(factors))
    benefits, investment, maintenance, residual = (
        groups.get(name, nothing) for name in ("benefits", "investment", "maintenance", "residual")
    )
    net = (benefits + residual - investment - maintenance) * factors
    return PresentValues(
        benefits=float(benefits @ factors),
        investment=float(investment @ factors),
        maintenance=float(maintenance @ factors),
        residual=float(residual @ factors),
        net_positive=float(net[net > 0].sum()),
        net_negative=float(-net[net < 0].sum()),
    )
