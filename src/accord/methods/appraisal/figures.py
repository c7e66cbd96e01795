"""The figures of an appraisal: every published number with its method, parameters, inputs and reason."""

from __future__ import annotations

from collections.abc import Iterator

from accord.cleaning.sentences import short_number
from accord.domain.figure import Figure
from accord.methods.appraisal.conventions import BENEFIT_COST_CONVENTIONS, DISCOUNTING_CONVENTIONS
from accord.methods.appraisal.figure_making import made_figure
from accord.methods.appraisal.financing_figures import capital_figures, gap_figures
from accord.methods.appraisal.naming import appraisal_id, percent, rate_key, rate_words
from accord.methods.appraisal.results import AnalysisResult, AppraisalResult, AtRate
from accord.methods.appraisal.risk import RiskResult
from accord.methods.appraisal.wording import correlation_words, said_bar, said_returns

__all__ = ["appraisal_figures"]


def appraisal_figures(result: AppraisalResult) -> tuple[Figure, ...]:
    """Return every figure of an appraisal; what cannot be computed has no value and a reason."""
    figures: list[Figure] = []
    for each in result.analyses.values():
        figures += _values(result, each)
        figures.append(_returns(result, each))
        figures += _turning(result, each)
        figures += _risk(result, each)
    figures += gap_figures(result)
    figures += capital_figures(result)
    return tuple(figures)


def _values(result: AppraisalResult, analysis: AnalysisResult) -> Iterator[Figure]:
    spec, of = result.spec, analysis.analysis
    when = DISCOUNTING_CONVENTIONS[spec.conventions.discounting].text
    for at in analysis.at.values():
        declared = "the declared rate" if at is analysis.declared else "a rate shown for comparison"
        yield made_figure(
            result,
            analysis,
            appraisal_id(spec.id, "npv", of, rate_key(at.rate)),
            f"{of.value} net present value at {rate_words(at.rate)}",
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
                appraisal_id(spec.id, "npv_if", of, convention.value, rate_key(at.rate)),
                f"{of.value} NPV at {rate_words(at.rate)}, {convention.value.replace('_', ' ')}",
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
            appraisal_id(spec.id, "bcr", of, convention.value, rate_key(at.rate)),
            f"{of.value} benefit-cost ratio at {rate_words(at.rate)}, {convention.value.replace('_', ' ')}",
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
        reason=said_returns(returns) + said_bar(analysis.rate),
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
            reason=f"Present value of what varies: {each.present_value:.6g}. With"
            f" {percent(result.spec.step)} % less or more, the net present value is"
            f" {short_number(min(each.low, each.high))} to {short_number(max(each.low, each.high))}."
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
    ends = (float(risk.npv.min()), float(risk.npv.max())) if len(risk.npv) else (0.0, 0.0)
    said = (
        f"{risk.draws - risk.failed:,} of {risk.draws:,} draws, seed {spec.risk_run.seed}; {risk.failed}"
        f" failed because a factor was below zero; {rates.none} without a rate of return, {rates.many} with"
        f" several. Net present values from {short_number(ends[0])} to {short_number(ends[1])}."
    )
    said += said_bar(analysis.rate)
    together = "; ".join(correlation_words(result, of))
    said += f" {together}." if together else ""
    rate = rate_words(analysis.rate.value)
    rows = (
        ("risk.npv_below_zero", "share of draws with a net present value below zero", "share",
         risk.share_npv_below_zero),
        ("risk.irr_below_rate", f"share of draws with a rate of return below {rate}", "share",
         risk.share_rate_below),
        ("risk.mean_npv", "mean net present value of the draws", spec.unit, risk.mean_npv),
        ("risk.mean_irr", "mean rate of return of the draws that have one", "share a year", risk.mean_rate),
        *((f"risk.npv_p{share}", f"percentile {share} of the net present value", spec.unit, value)
          for share, value in risk.npv_percentiles.items()),
        *((f"risk.irr_p{share}", f"percentile {share} of the rate of return", "share a year", value)
          for share, value in risk.rate_percentiles.items()),
        *_if_independent(risk, rate),
        *((f"risk.mean_factor.{name}", f"mean factor of the risk {name}", "", value)
          for name, value in risk.mean_factors.items()),
    )  # fmt: skip
    for name, label, unit, value in rows:
        figure_id = appraisal_id(spec.id, name, of)
        yield made_figure(result, analysis, figure_id, f"{of.value} {label}", value, unit=unit, reason=said)


def _if_independent(risk: RiskResult, rate: str) -> Iterator[tuple[str, str, str, float | None]]:
    """Yield what the same draws say without correlation, and how far the ranks of each pair go together."""
    apart = risk.independent
    if apart is None:
        return
    same = "if risks were independent"
    yield (
        "risk.npv_below_zero_if_independent",
        f"share of draws with a net present value below zero {same}",
        "share",
        apart.share_npv_below_zero,
    )
    yield (
        "risk.irr_below_rate_if_independent",
        f"share of draws with a rate of return below {rate} {same}",
        "share",
        apart.share_rate_below,
    )
    for (first, second), value in risk.rank_correlations.items():
        name = f"risk.rank_correlation.{first}.{second}"
        yield name, f"rank correlation of {first} and {second} in the draws", "", value
