"""The figures of an appraisal: every published number with its method, parameters, inputs and reason."""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.figure import Figure
from accord.methods.appraisal.conventions import BENEFIT_COST_CONVENTIONS, DISCOUNTING_CONVENTIONS
from accord.methods.appraisal.figure_making import made_figure
from accord.methods.appraisal.naming import appraisal_id, percent
from accord.methods.appraisal.rates_of_return import RatesOfReturn, RootCount
from accord.methods.appraisal.results import AnalysisResult, AppraisalResult, AtRate, rate_of

__all__ = ["appraisal_figures", "said_returns"]


def appraisal_figures(result: AppraisalResult) -> tuple[Figure, ...]:
    """Return every figure of an appraisal; what cannot be computed has no value and a reason."""
    figures: list[Figure] = []
    for each in result.analyses.values():
        figures += _values(result, each)
        figures.append(_returns(result, each))
        figures += _turning(result, each)
        figures += _risk(result, each)
    figures += _gap(result)
    figures += _capital(result)
    return tuple(figures)


def said_returns(returns: RatesOfReturn) -> str:
    """Say in words how many rates of return there are, and which."""
    listed = ", ".join(f"{root:.4%}" for root in returns.roots)
    texts = {
        RootCount.NONE: "There is no rate of return: no rate above -100 % makes the net present value zero"
        f" ({returns.sign_changes} changes of sign).",
        RootCount.ONE: "One rate of return; the flows have"
        f" {returns.sign_changes} change{'' if returns.sign_changes == 1 else 's'} of sign.",
        RootCount.MANY: f"There are {len(returns.roots)} rates of return ({listed}); none is the rate: judge"
        " by the net present value.",
        RootCount.EVERY: "All net flows are zero: every rate is a rate of return.",
    }
    text = texts[returns.count]
    if returns.roots and not returns.begins_with_cost:
        text += " The flows begin with a gain: a higher rate of return speaks against the project."
    return text


def _values(result: AppraisalResult, analysis: AnalysisResult) -> Iterator[Figure]:
    spec, of = result.spec, analysis.analysis
    when = DISCOUNTING_CONVENTIONS[spec.conventions.discounting].text
    for at in analysis.at.values():
        declared = "the declared rate" if at is analysis.declared else "a rate shown for comparison"
        yield made_figure(
            result,
            analysis,
            appraisal_id(spec.id, "npv", of, percent(at.rate)),
            f"{of.value} net present value at {percent(at.rate)} %",
            at.values.net,
            unit=spec.unit,
            reason=f"Benefits {at.values.benefits:.6g} less investment {at.values.investment:.6g} and"
            f" maintenance {at.values.maintenance:.6g} plus residual value {at.values.residual:.6g},"
            f" all discounted at {declared}; {when}.",
            rate=str(at.rate),
        )
        yield from _ratios(result, analysis, at)
    yield from _by_discounting(result, analysis)


def _by_discounting(result: AppraisalResult, analysis: AnalysisResult) -> Iterator[Figure]:
    """Yield the net present value at the declared rate by the conventions that were not declared."""
    spec, of, at = result.spec, analysis.analysis, analysis.declared
    for convention, value in at.by_discounting.items():
        if convention is not spec.conventions.discounting:
            text = DISCOUNTING_CONVENTIONS[convention].text
            yield made_figure(
                result,
                analysis,
                appraisal_id(spec.id, "npv_if", of, convention.value, percent(at.rate)),
                f"{of.value} NPV at {percent(at.rate)} %, {convention.value.replace('_', ' ')}",
                value,
                unit=spec.unit,
                reason=f"Another convention than the declared one: {text}.",
                rate=str(at.rate),
                discounting=convention.value,
            )


def _ratios(result: AppraisalResult, analysis: AnalysisResult, at: AtRate) -> Iterator[Figure]:
    spec, of = result.spec, analysis.analysis
    for convention, ratio in at.ratios.items():
        meaning = BENEFIT_COST_CONVENTIONS[convention]
        above, below = meaning.terms(at.values)
        is_headline = (
            "the declared convention" if convention is spec.conventions.bcr else "another convention"
        )
        yield made_figure(
            result,
            analysis,
            appraisal_id(spec.id, "bcr", of, convention.value, percent(at.rate)),
            f"{of.value} benefit-cost ratio at {percent(at.rate)} %, {convention.value.replace('_', ' ')}",
            ratio,
            reason=f"{meaning.text}: {above:.6g} / {below:.6g}; {is_headline}."
            + (
                ""
                if ratio is not None
                else " There is no ratio: what stands below the line is not above zero."
            ),
            rate=str(at.rate),
            bcr=convention.value,
        )


def _returns(result: AppraisalResult, analysis: AnalysisResult) -> Figure:
    returns = analysis.returns
    return made_figure(
        result,
        analysis,
        appraisal_id(result.spec.id, "irr", analysis.analysis),
        f"{analysis.analysis.value} internal rate of return",
        returns.rate,
        unit="share a year",
        reason=said_returns(returns),
        roots=", ".join(f"{root:.10g}" for root in returns.roots) or "none",
        count=returns.count.value,
    )


def _turning(result: AppraisalResult, analysis: AnalysisResult) -> Iterator[Figure]:
    for each in analysis.sensitivity:
        name = each.variable.replace(" ", "_")
        yield made_figure(
            result,
            analysis,
            appraisal_id(result.spec.id, "elasticity", analysis.analysis, name),
            f"{analysis.analysis.value} net present value, per cent for one per cent of {each.variable}",
            each.elasticity,
            unit="per cent",
            reason=f"Present value of what varies: {each.present_value:.6g}."
            + ("" if each.elasticity is not None else " The net present value is zero: no share of it is."),
        )
        yield made_figure(
            result,
            analysis,
            appraisal_id(result.spec.id, "switching", analysis.analysis, name),
            f"change of {each.variable} at which the {analysis.analysis.value} net present value is zero",
            each.switching,
            unit="share",
            reason=each.reason or "All else unchanged; the net present value is a straight line in it.",
        )


def _risk(result: AppraisalResult, analysis: AnalysisResult) -> Iterator[Figure]:
    risk, spec, of = analysis.risk, result.spec, analysis.analysis
    if risk is None:
        return
    rates = risk.rates
    said = (
        f"{risk.draws - risk.failed} of {risk.draws} draws, seed {spec.risk_run.seed}; {risk.failed} failed"
        f" because a factor was below zero; {rates.none} without a rate of return, {rates.many} with several."
    )
    rate = percent(rate_of(analysis.rate))
    rows = (
        ("risk.npv_below_zero", "share of draws with a net present value below zero", "share",
         risk.share_npv_below_zero),
        ("risk.irr_below_rate", f"share of draws with a rate of return below {rate} %", "share",
         risk.share_rate_below),
        ("risk.mean_npv", "mean net present value of the draws", spec.unit, risk.mean_npv),
        ("risk.mean_irr", "mean rate of return of the draws that have one", "share a year", risk.mean_rate),
        *((f"risk.npv_p{share}", f"percentile {share} of the net present value", spec.unit, value)
          for share, value in risk.npv_percentiles.items()),
        *((f"risk.irr_p{share}", f"percentile {share} of the rate of return", "share a year", value)
          for share, value in risk.rate_percentiles.items()),
        *((f"risk.mean_factor.{name}", f"mean factor of the risk {name}", "", value)
          for name, value in risk.mean_factors.items()),
    )  # fmt: skip
    for name, label, unit, value in rows:
        figure_id = appraisal_id(spec.id, name, of)
        yield made_figure(result, analysis, figure_id, f"{of.value} {label}", value, unit=unit, reason=said)


def _gap(result: AppraisalResult) -> Iterator[Figure]:
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
            None,
            appraisal_id(result.spec.id, name),
            label,
            value,
            unit=of,
            reason=no_grant if missing else reason,
        )


def _capital(result: AppraisalResult) -> Iterator[Figure]:
    """Yield the return on national capital, and the least cash in hand."""
    capital, spec = result.capital, result.spec
    if capital is None:
        return
    put_in = "Contributions of the country, repayment and interest against revenue less operating costs and"
    for rate, value in capital.npv.items():
        yield made_figure(
            result,
            None,
            appraisal_id(spec.id, "npv_capital", None, percent(rate)),
            f"net present value of national capital at {percent(rate)} %",
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
        reason=said_returns(capital.returns),
        roots=", ".join(f"{root:.10g}" for root in capital.returns.roots) or "none",
        count=capital.returns.count.value,
    )
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
