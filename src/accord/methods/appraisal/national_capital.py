"""The return on capital: what the country, and each financier that is named, puts in and gets back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_financing import Financier, Financing, FinancingKind
from accord.domain.appraisal_flows import FlowKind
from accord.domain.appraisal_prices import Prices
from accord.methods.appraisal.debt_service import financing_flows
from accord.methods.appraisal.line_building import Line
from accord.methods.appraisal.price_levels import PriceLevels
from accord.methods.appraisal.rate_schedule import Rate
from accord.methods.appraisal.rates_of_return import RatesOfReturn, rates_of_return

__all__ = ["CapitalLine", "FinancierCapital", "NationalCapital", "national_capital"]

_DIGITS = Decimal(1).scaleb(-12)
_LEAST = Decimal("0.000001")

_Factors = Mapping[Rate, NDArray[np.float64]]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancierCapital:
    """FNPV and FRR of the capital of one financier, such as the promoter: FNPV(Kp) and FRR(Kp).

    Attributes:
        financier: Who it is.
        rows: Names of the lines of financing that count: own contributions, and dividends or debt service.
        net: Flows by year: what is received less own contributions.
        npv: Net present value by rate.
        returns: All rates of return.
    """

    financier: Financier
    rows: tuple[str, ...]
    net: tuple[Decimal, ...]
    npv: Mapping[Rate, float]
    returns: RatesOfReturn


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
    factors: _Factors,
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
    found = tuple(_line(spec, row, levels) for row in spec.financing)
    operating = _sum(spec, [line.signed for line in lines if line.kind is not FlowKind.INVESTMENT])
    residual = _sum(spec, [line.signed for line in lines if line.kind is FlowKind.RESIDUAL])
    investment = _sum(spec, [line.amounts for line in lines if line.kind is FlowKind.INVESTMENT])
    sources = _sum(spec, [each.sources for each in found])
    given = _sum(spec, [each.uses for each in found if _contributes(each)])
    debt = _sum(spec, [each.uses for each in found if _is_debt(each)])
    shared = _sum(spec, [each.uses for each in found if each.row.kind is FinancingKind.DIVIDEND])
    left = _less(operating, _less(debt, _paid_by_sources(investment, sources, debt)))
    net = _less(left, given)
    yearly = _less(_sum(spec, [sources, operating]), _sum(spec, [investment, residual, debt, shared]))
    return NationalCapital(
        lines=found,
        net=net,
        npv=_worth(net, factors),
        returns=rates_of_return(net),
        cash=tuple(accumulate(yearly)),
        missing=_missing(investment, sources, debt),
        overdrawn=_overdrawn(spec, left, shared),
        financiers=tuple(_financier(each, found, left, factors) for each in spec.financiers),
    )


def _financier(
    financier: Financier, lines: Sequence[CapitalLine], left: Sequence[Decimal], factors: _Factors
) -> FinancierCapital:
    """Return the return on the capital of one financier; loans and grants are none of it.

    Outflows are own contributions when they are paid in. Inflows are the dividends that are stated, or the
    share of what is left each year after operating costs, replacement and debt service; a share bears that
    part of a year in which less than nothing is left. If shares add up to 1 and each contribution has its
    financier, the net present values add up to that of national capital.

    Reference:
        FNPV(Kp) and FRR(Kp) as commonly defined after European Commission, Guide to cost-benefit analysis
        (2008 and 2014); the text was not read.
    """
    own = [line for line in lines if line.row.financier == financier.id]
    given = [line for line in own if _contributes(line)]
    if financier.share is None:
        rows = own
        received = _total(len(left), [line.uses for line in own if line not in given])
    else:
        rows = [*given, *(line for line in lines if _is_debt(line))]
        received = tuple((amount * financier.share).quantize(_DIGITS) for amount in left)
    net = _less(received, _total(len(left), [line.uses for line in given]))
    return FinancierCapital(
        financier=financier,
        rows=tuple(line.row.id for line in rows),
        net=net,
        npv=_worth(net, factors),
        returns=rates_of_return(net),
    )


def _worth(net: Sequence[Decimal], factors: _Factors) -> dict[Rate, float]:
    flows = np.asarray([float(amount) for amount in net])
    return {rate: float(flows @ each) for rate, each in factors.items()}


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


def _contributes(line: CapitalLine) -> bool:
    return line.row.kind.is_source and line.row.kind.is_national


def _is_debt(line: CapitalLine) -> bool:
    return line.row.kind in {FinancingKind.LOAN, FinancingKind.REPAYMENT, FinancingKind.INTEREST}


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
    return _total(len(spec.years), rows)


def _less(first: Sequence[Decimal], second: Sequence[Decimal]) -> tuple[Decimal, ...]:
    return tuple(gain - cost for gain, cost in zip(first, second, strict=True))


def _total(years: int, rows: Sequence[Sequence[Decimal]]) -> tuple[Decimal, ...]:
    nothing = (Decimal(0),) * years
    return tuple(sum(amounts, Decimal(0)) for amounts in zip(nothing, *rows, strict=True))
