"""The figures of how a project is paid for: funding gap, grant, return on national capital."""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.appraisal_flows import Analysis
from accord.domain.figure import Figure
from accord.methods.appraisal.figure_making import made_figure
from accord.methods.appraisal.financier_capital import FinancierCapital
from accord.methods.appraisal.naming import appraisal_id, rate_key, rate_words
from accord.methods.appraisal.results import AppraisalResult
from accord.methods.appraisal.wording import financier_words, said_bar, said_returns, shown_number

__all__ = ["capital_figures", "gap_figures"]


def gap_figures(result: AppraisalResult) -> Iterator[Figure]:
    """Yield the funding gap and the grant that follows; nothing without financial analysis."""
    gap, unit = result.gap, result.spec.unit
    if gap is None:
        return
    none = "There is no investment." if gap.rate is None else ""
    clamped = gap.rate is not None and gap.rate != gap.unclamped_rate
    said = f"1 - DNR / DIC = 1 - {gap.discounted_net_revenue:.6g} / {gap.discounted_investment:.6g}" + (
        f" = {gap.unclamped_rate:.6g}, kept between 0 and 1." if clamped else "."
    )
    no_grant = "Eligible cost and greatest rate are not stated: write `grant`."
    for name, label, of, value, reason in (
        ("funding_gap", "funding gap", unit, gap.gap, none or said),
        ("funding_gap_rate", "funding-gap rate", "share", gap.rate, none or said),
        ("decision_amount", "decision amount", unit, gap.decision_amount, none or said),
        ("grant", "grant", unit, gap.grant, none or said),
    ):
        missing = value is None and not none
        yield made_figure(
            result,
            result.analyses[Analysis.FINANCIAL],
            appraisal_id(result.spec.id, name),
            label,
            value,
            unit=of,
            reason=no_grant if missing else reason,
            shown=shown_number(value, of, absent="not stated" if missing else "none"),
        )


def capital_figures(result: AppraisalResult) -> Iterator[Figure]:
    """Yield the return on national capital and the least cash in hand; nothing without financing."""
    capital, spec = result.capital, result.spec
    if capital is None:
        return
    put_in = "Contributions of the country, repayment and interest against revenue less operating costs and"
    for rate, value in capital.npv.items():
        yield made_figure(
            result,
            None,
            appraisal_id(spec.id, "npv_capital", None, rate_key(rate)),
            f"net present value of national capital at {rate_words(rate)}",
            value,
            unit=spec.unit,
            reason=f"{put_in} replacement, plus the residual value.",
            rate=str(rate),
        )
    yield made_figure(
        result,
        None,
        appraisal_id(spec.id, "irr_capital"),
        "internal rate of return on national capital",
        capital.returns.rate,
        unit="share a year",
        reason=said_returns(capital.returns) + said_bar(result.analyses[Analysis.FINANCIAL].rate),
        roots=", ".join(f"{root:.10g}" for root in capital.returns.roots) or "none",
        count=capital.returns.count.value,
    )
    for each in capital.financiers:
        yield from _financier_figures(result, each)
    year = spec.years[capital.cash.index(capital.lowest_cash)]
    yield made_figure(
        result,
        None,
        appraisal_id(spec.id, "lowest_cash"),
        "least cumulated cash",
        float(capital.lowest_cash),
        unit=spec.unit,
        reason=f"In {year}; sources and revenue less investment, operation, replacement and debt service,"
        " undiscounted, without the residual value.",
    )


def _financier_figures(result: AppraisalResult, capital: FinancierCapital) -> Iterator[Figure]:
    spec, name = result.spec, capital.financier.id
    interest = " Debt service that sources pay while it is built is not taken from what is left."
    interest = interest if capital.counts_investment else ""
    for rate, value in capital.npv.items():
        yield made_figure(
            result,
            None,
            appraisal_id(spec.id, "npv_capital_of", None, name, rate_key(rate)),
            f"net present value of the capital of {name} at {rate_words(rate)}",
            value,
            unit=spec.unit,
            reason=f"{financier_words(capital.financier)}.{interest}",
            capital=capital,
            rate=str(rate),
        )
    yield made_figure(
        result,
        None,
        appraisal_id(spec.id, "irr_capital_of", None, name),
        f"internal rate of return on the capital of {name}",
        capital.returns.rate,
        unit="share a year",
        reason=said_returns(capital.returns) + said_bar(result.analyses[Analysis.FINANCIAL].rate),
        capital=capital,
        roots=", ".join(f"{root:.10g}" for root in capital.returns.roots) or "none",
        count=capital.returns.count.value,
    )
