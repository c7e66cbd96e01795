"""What each line of financing pays and is paid over the years of the horizon, at constant prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_financing import Financing, FinancingKind
from accord.domain.appraisal_prices import Prices
from accord.methods.appraisal.debt_service import financing_flows
from accord.methods.appraisal.price_levels import PriceLevels
from accord.methods.appraisal.rate_schedule import Rate

__all__ = ["CapitalFactors", "CapitalLine", "capital_line", "less", "present_worth", "total"]

CapitalFactors = Mapping[Rate, NDArray[np.float64]]
"""Discount factors of the years of the horizon, by rate."""

_DIGITS = Decimal(1).scaleb(-12)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalLine:
    """One line of financing over the years of the horizon.

    Attributes:
        row: The line as stated.
        sources: What it pays for the project, by year.
        uses: What the project or the country pays for it, by year: contributions, repayment, interest,
            dividends.
        made: How the amounts came about.
    """

    row: Financing
    sources: tuple[Decimal, ...]
    uses: tuple[Decimal, ...]
    made: str

    @property
    def is_contribution(self) -> bool:
        """Whether it is own money of the country: of a budget, or of a private partner."""
        return self.row.kind.is_source and self.row.kind.is_national

    @property
    def is_debt(self) -> bool:
        """Whether it is a loan, or what is paid for one."""
        return self.row.kind in {FinancingKind.LOAN, FinancingKind.REPAYMENT, FinancingKind.INTEREST}


def capital_line(spec: Appraisal, row: Financing, levels: PriceLevels | None) -> CapitalLine:
    """Return the flows of a row; interest at current prices is computed in them before they are deflated.

    Args:
        spec: The appraisal.
        row: The line as stated.
        levels: Levels of prices; needed if it is at current prices.
    """
    flows = financing_flows(row)
    sources, uses, made = flows.sources, flows.uses, flows.made
    if levels and row.prices is Prices.CURRENT:
        sources, uses = levels.constant(sources), levels.constant(uses)
        made += f"; at current prices, brought to those of {spec.price_base} by {levels.parameter.id}"
    return CapitalLine(
        row=row, sources=_over_the_years(spec, sources), uses=_over_the_years(spec, uses), made=made
    )


def _over_the_years(spec: Appraisal, amounts: Mapping[int, Decimal]) -> tuple[Decimal, ...]:
    return tuple(amounts.get(year, Decimal(0)).quantize(_DIGITS) for year in spec.years)


def total(years: int, rows: Sequence[Sequence[Decimal]]) -> tuple[Decimal, ...]:
    """Return the sum of rows by year; zeros if there are none.

    Args:
        years: Number of years.
        rows: Amounts by year, each of so many years.
    """
    nothing = (Decimal(0),) * years
    return tuple(sum(amounts, Decimal(0)) for amounts in zip(nothing, *rows, strict=True))


def less(gains: Sequence[Decimal], costs: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return gains less costs by year."""
    return tuple(gain - cost for gain, cost in zip(gains, costs, strict=True))


def present_worth(net: Sequence[Decimal], factors: CapitalFactors) -> dict[Rate, float]:
    """Return the net present value of net flows by rate."""
    flows = np.asarray([float(amount) for amount in net])
    return {rate: float(flows @ each) for rate, each in factors.items()}
