"""The return on national capital: what the country itself puts in and gets back, whoever lends or grants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_financing import Financing
from accord.domain.appraisal_flows import FlowKind
from accord.domain.appraisal_prices import Prices
from accord.methods.appraisal.debt_service import financing_flows
from accord.methods.appraisal.line_building import Line
from accord.methods.appraisal.price_levels import PriceLevels
from accord.methods.appraisal.rate_schedule import Rate
from accord.methods.appraisal.rates_of_return import RatesOfReturn, rates_of_return

__all__ = ["CapitalLine", "NationalCapital", "national_capital"]

_DIGITS = Decimal(1).scaleb(-12)
_LEAST = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalLine:
    """One line of financing over the years of the horizon.

    Attributes:
        row: The line as stated.
        sources: What it pays for the project, by year.
        uses: What the project or the country pays for it, by year: contributions, repayment, interest.
        made: How the amounts came about.
    """

    row: Financing
    sources: tuple[Decimal, ...]
    uses: tuple[Decimal, ...]
    made: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalCapital:
    """FNPV(K) and FRR(K), and whether there is money in every year.

    Attributes:
        lines: Lines of financing.
        net: Flows of national capital by year.
        npv: Net present value by rate.
        returns: All rates of return.
        cash: Cumulated cash of the project at the end of each year, without the residual value.
        missing: Investment less what sources pay, over all years; below zero if they pay more than it and the
            debt service of the years until it ends.
    """

    lines: tuple[CapitalLine, ...]
    net: tuple[Decimal, ...]
    npv: Mapping[Rate, float]
    returns: RatesOfReturn
    cash: tuple[Decimal, ...]
    missing: Decimal

    @property
    def lowest_cash(self) -> Decimal:
        """The least cumulated cash; below zero: in some year the project cannot pay."""
        return min(self.cash)


def national_capital(
    spec: Appraisal,
    lines: Sequence[Line],
    factors: Mapping[Rate, NDArray[np.float64]],
    levels: PriceLevels | None = None,
) -> NationalCapital | None:
    """Return the return on national capital; None if no financing is stated.

    Outflows are national contributions, public and private, when they are paid, and repayment and interest of
    loans; not the investment itself, nor grants. Operating costs, replacement, revenue and residual value
    are those of the financial analysis.

    Args:
        spec: The appraisal.
        lines: Lines of the financial analysis, residual values among them.
        factors: Discount factors of the years, by rate.
        levels: Levels of prices; needed if a line of financing is at current prices.

    Reference:
        FNPV(K) and FRR(K) as commonly defined after European Commission, Guide to cost-benefit analysis
        (2008 and 2014); the text was not read.
    """
    if not spec.financing:
        return None
    found = tuple(_line(spec, row, levels) for row in spec.financing)
    operating = _sum(spec, [line.signed for line in lines if line.kind is not FlowKind.INVESTMENT])
    residual = _sum(spec, [line.signed for line in lines if line.kind is FlowKind.RESIDUAL])
    investment = _sum(spec, [line.amounts for line in lines if line.kind is FlowKind.INVESTMENT])
    sources, uses = _sum(spec, [each.sources for each in found]), _sum(spec, [each.uses for each in found])
    debt = _sum(spec, [each.uses for each in found if not _contributes(each)])
    net = tuple(gain - use for gain, use in zip(operating, uses, strict=True))
    yearly = (
        paid + gain - left - cost - owed
        for paid, gain, left, cost, owed in zip(sources, operating, residual, investment, debt, strict=True)
    )
    flows = np.asarray([float(amount) for amount in net])
    return NationalCapital(
        lines=found,
        net=net,
        npv={rate: float(flows @ each) for rate, each in factors.items()},
        returns=rates_of_return(net),
        cash=tuple(accumulate(yearly)),
        missing=_missing(investment, sources, debt),
    )


def _missing(investment: Sequence[Decimal], sources: Sequence[Decimal], debt: Sequence[Decimal]) -> Decimal:
    """Return what is not paid for; what is paid beyond the investment may pay interest while it is built."""
    gap = sum(investment, Decimal(0)) - sum(sources, Decimal(0))
    if gap < 0:
        built = max((place for place, cost in enumerate(investment) if cost), default=-1) + 1
        gap = min(gap + sum(debt[:built], Decimal(0)), Decimal(0))
    return gap if abs(gap) > _LEAST else Decimal(0)


def _contributes(line: CapitalLine) -> bool:
    return line.row.kind.is_source and line.row.kind.is_national


def _line(spec: Appraisal, row: Financing, levels: PriceLevels | None) -> CapitalLine:
    """Return the flows of a row; interest at current prices is computed in them before they are deflated."""
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


def _sum(spec: Appraisal, rows: Sequence[Sequence[Decimal]]) -> tuple[Decimal, ...]:
    nothing = (Decimal(0),) * len(spec.years)
    return tuple(sum(amounts, Decimal(0)) for amounts in zip(nothing, *rows, strict=True))
