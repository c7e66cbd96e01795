"""The return on national capital: what the country puts in and gets back, and whether there is money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_financing import FinancingKind
from accord.domain.appraisal_flows import FlowKind
from accord.methods.appraisal.capital_lines import (
    CapitalFactors,
    CapitalLine,
    capital_line,
    less,
    present_worth,
    total,
)
from accord.methods.appraisal.financier_capital import FinancierCapital, financier_capital
from accord.methods.appraisal.line_building import Line
from accord.methods.appraisal.price_levels import PriceLevels
from accord.methods.appraisal.rate_schedule import Rate
from accord.methods.appraisal.rates_of_return import RatesOfReturn, rates_of_return

__all__ = ["NationalCapital", "national_capital"]

_LEAST = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalCapital:
    """FNPV(K) and FRR(K), and whether there is money in every year.

    Attributes:
        lines: Lines of financing.
        net: Flows of national capital by year.
        npv: Net present value by rate.
        returns: All rates of return.
        cash: Cumulated cash of the project at the end of each year, without the residual value, after
            dividends that are stated; what financiers get as a share is still in it.
        missing: Investment less what sources pay, over all years; below zero if they pay more than it and the
            debt service of the years until it ends.
        overdrawn: What financiers together get beyond what is left, over all years.
        financiers: The return on the capital of each financier that is named.
    """

    lines: tuple[CapitalLine, ...]
    net: tuple[Decimal, ...]
    npv: Mapping[Rate, float]
    returns: RatesOfReturn
    cash: tuple[Decimal, ...]
    missing: Decimal
    overdrawn: Decimal
    financiers: tuple[FinancierCapital, ...]

    @property
    def lowest_cash(self) -> Decimal:
        """The least cumulated cash; below zero: in some year the project cannot pay."""
        return min(self.cash)


def national_capital(
    spec: Appraisal,
    lines: Sequence[Line],
    factors: CapitalFactors,
    levels: PriceLevels | None = None,
) -> NationalCapital | None:
    """Return the return on national capital; None if no financing is stated.

    Outflows are national contributions, public and private, when they are paid, and repayment and interest of
    loans; not the investment itself, nor grants, nor debt service that sources pay for while it is built: who
    gave them has paid it already. All else is that of the financial analysis.

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
    found = tuple(capital_line(spec, row, levels) for row in spec.financing)
    operating = _sum(spec, [line.signed for line in lines if line.kind is not FlowKind.INVESTMENT])
    residual = _sum(spec, [line.signed for line in lines if line.kind is FlowKind.RESIDUAL])
    investment = _sum(spec, [line.amounts for line in lines if line.kind is FlowKind.INVESTMENT])
    sources = _sum(spec, [each.sources for each in found])
    given = _sum(spec, [each.uses for each in found if each.is_contribution])
    debt = _sum(spec, [each.uses for each in found if each.is_debt])
    shared = _sum(spec, [each.uses for each in found if each.row.kind is FinancingKind.DIVIDEND])
    paid = _paid_by_sources(investment, sources, debt)
    left = less(operating, less(debt, paid))
    net = less(left, given)
    yearly = less(_sum(spec, [sources, operating]), _sum(spec, [investment, residual, debt, shared]))
    return NationalCapital(
        lines=found,
        net=net,
        npv=present_worth(net, factors),
        returns=rates_of_return(net),
        cash=tuple(accumulate(yearly)),
        missing=_missing(investment, sources, debt),
        overdrawn=_overdrawn(spec, left, shared),
        financiers=tuple(
            financier_capital(each, found, left, factors, pay_interest=any(paid)) for each in spec.financiers
        ),
    )


def _paid_by_sources(
    investment: Sequence[Decimal], sources: Sequence[Decimal], debt: Sequence[Decimal]
) -> tuple[Decimal, ...]:
    """Return what sources beyond the investment pay of the debt service of the years until it ends."""
    beyond, paid = max(sum(sources, Decimal(0)) - sum(investment, Decimal(0)), Decimal(0)), []
    for place, owed in enumerate(debt):
        paid.append(min(owed, beyond) if place < _built(investment) else Decimal(0))
        beyond -= paid[-1]
    return tuple(paid)


def _built(investment: Sequence[Decimal]) -> int:
    """Return the number of years until the investment ends."""
    return max((place for place, cost in enumerate(investment) if cost), default=-1) + 1


def _missing(investment: Sequence[Decimal], sources: Sequence[Decimal], debt: Sequence[Decimal]) -> Decimal:
    """Return what is not paid for; what is paid beyond the investment may pay interest while it is built."""
    gap = sum(investment, Decimal(0)) - sum(sources, Decimal(0))
    if gap < 0:
        gap = min(gap + sum(debt[: _built(investment)], Decimal(0)), Decimal(0))
    return gap if abs(gap) > _LEAST else Decimal(0)


def _overdrawn(spec: Appraisal, left: Sequence[Decimal], dividends: Sequence[Decimal]) -> Decimal:
    """Return by how much dividends are more than the part of what is left that no share takes."""
    paid, whole = sum(dividends, Decimal(0)), sum(left, Decimal(0))
    shares = sum((each.share or Decimal(0) for each in spec.financiers), Decimal(0))
    over = paid - (1 - shares) * whole
    return over if paid and over > _LEAST else Decimal(0)


def _sum(spec: Appraisal, rows: Sequence[Sequence[Decimal]]) -> tuple[Decimal, ...]:
    return total(len(spec.years), rows)
