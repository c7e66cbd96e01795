"""The return on the capital of one financier: own contributions against dividends or a share of the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.appraisal_financing import Financier
from accord.methods.appraisal.capital_lines import CapitalFactors, CapitalLine, less, present_worth, total
from accord.methods.appraisal.rate_schedule import Rate
from accord.methods.appraisal.rates_of_return import RatesOfReturn, rates_of_return

__all__ = ["FinancierCapital", "financier_capital"]

_DIGITS = Decimal(1).scaleb(-12)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancierCapital:
    """FNPV and FRR of the capital of one financier, such as the promoter: FNPV(Kp) and FRR(Kp).

    Attributes:
        financier: Who it is.
        rows: Names of the lines of financing that count: own contributions, and dividends or debt service;
            all of them, if a share is of what is left after interest that sources pay.
        counts_investment: Whether the investment counts: it says what sources have left to pay interest.
        net: Flows by year: what is received less own contributions.
        npv: Net present value by rate.
        returns: All rates of return.
    """

    financier: Financier
    rows: tuple[str, ...]
    counts_investment: bool
    net: tuple[Decimal, ...]
    npv: Mapping[Rate, float]
    returns: RatesOfReturn


def financier_capital(
    financier: Financier,
    lines: Sequence[CapitalLine],
    left: Sequence[Decimal],
    factors: CapitalFactors,
    *,
    pay_interest: bool,
) -> FinancierCapital:
    """Return the return on the capital of one financier; loans and grants are none of it.

    Outflows are own contributions when they are paid in. Inflows are the dividends that are stated, or the
    share of what is left each year after operating costs, replacement and debt service; a share bears that
    part of a year in which less than nothing is left. If shares add up to 1 and each contribution has its
    financier, the net present values add up to that of national capital.

    Args:
        financier: The financier.
        lines: All lines of financing.
        left: What is left by year.
        factors: Discount factors of the years, by rate.
        pay_interest: Whether sources pay debt service while it is built, which is then not taken from what
            is left.

    Reference:
        FNPV(Kp) and FRR(Kp) as commonly defined after European Commission, Guide to cost-benefit analysis
        (2008 and 2014); the text was not read.
    """
    own = [line for line in lines if line.row.financier == financier.id]
    given = [line for line in own if line.is_contribution]
    if financier.share is None:
        rows = own
        received = total(len(left), [line.uses for line in own if line not in given])
    else:
        rows = [line for line in lines if pay_interest or line in given or line.is_debt]
        received = tuple((amount * financier.share).quantize(_DIGITS) for amount in left)
    net = less(received, total(len(left), [line.uses for line in given]))
    return FinancierCapital(
        financier=financier,
        rows=tuple(line.row.id for line in rows),
        counts_investment=pay_interest and financier.share is not None,
        net=net,
        npv=present_worth(net, factors),
        returns=rates_of_return(net),
    )
