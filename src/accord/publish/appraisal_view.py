"""An appraisal arranged for readers: the same content for a page of its own and for a page of the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from accord.cleaning.sentences import short_number
from accord.domain.appraisal_flows import Analysis, FlowKind
from accord.domain.figure import Figure
from accord.methods.appraisal.conventions import BENEFIT_COST_CONVENTIONS, DISCOUNTING_CONVENTIONS
from accord.methods.appraisal.figure_making import (
    capital_id,
    financier_id,
    financing_id,
    frame_id,
    line_id,
    parameter_id,
)
from accord.methods.appraisal.findings import findings
from accord.methods.appraisal.naming import APPRAISAL_METHOD, appraisal_id, percent, rate_key, rate_words
from accord.methods.appraisal.recorded_rows import net_id
from accord.methods.appraisal.results import AnalysisResult, AppraisalResult
from accord.methods.appraisal.wording import (
    correlation_words,
    financier_words,
    frame_words,
    parameter_words,
    risk_words,
    said_bar,
    said_returns,
)
from accord.publish.appraisal_charts import flows_chart, spread_chart, tornado_chart

__all__ = ["appraisal_view", "flows_of"]

_BARS = 10

_FOR_WHOM = {
    Analysis.ECONOMIC: ("For society", "Society"),
    Analysis.FINANCIAL: ("In cash, for the owner", "Owner, in cash"),
}
"""In headings, and in labels on narrow screens."""


def appraisal_view(
    result: AppraisalResult, figures: Mapping[str, Figure], files: Mapping[str, str]
) -> dict[str, object]:
    """Return what the template shows.

    Args:
        result: The appraisal.
        figures: Its figures by id.
        files: Hash of each file that was read, by name.
    """
    spec = result.spec
    order = sorted(result.analyses.values(), key=lambda each: each.analysis is Analysis.FINANCIAL)
    return {
        "result": result,
        "spec": spec,
        "analyses": [_shown(result, each, figures) for each in order],
        "figure_of": figures,
        "frame": frame_id(spec.id),
        "declared": list(frame_words(result)),
        "rate_key": rate_key,
        "rate_words": rate_words,
        "short": lambda amount: short_number(float(amount)),
        "appraisal_id": appraisal_id,
        "line_id": line_id,
        "financier_id": financier_id,
        "financier_words": financier_words,
        "financing": list(_financing(result)),
        "parameter_id": parameter_id,
        "parameter_words": parameter_words,
        "said_returns": said_returns,
        "findings": list(findings(result)),
        "discounting": DISCOUNTING_CONVENTIONS,
        "ratios": BENEFIT_COST_CONVENTIONS,
        "method": APPRAISAL_METHOD,
        "files": files,
    }


def flows_of(result: AppraisalResult, *, notes: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the chart of the net flows: of the economic analysis, or of the only one.

    Args:
        result: The appraisal.
        notes: Footnotes: id of the row that says so, and text.
    """
    each = result.analyses.get(Analysis.ECONOMIC) or next(iter(result.analyses.values()))
    return _flows(result, each, notes)


def _financing(result: AppraisalResult) -> Iterator[dict[str, object]]:
    """Yield the columns of the table of financing; one without any flow is left out."""
    capital, spec = result.capital, result.spec
    if capital is None:
        return
    for line in capital.lines:
        why = financing_id(spec.id, line.row.id)
        if any(line.sources):
            yield {"heading": f"{line.row.id} pays", "why": why, "amounts": line.sources}
        if any(line.uses) and not any(line.sources):
            yield {"heading": f"{line.row.id} costs", "why": why, "amounts": line.uses}
        elif any(line.uses) and line.uses != line.sources:
            yield {"heading": f"{line.row.id}: repayment, interest", "why": why, "amounts": line.uses}
    why = capital_id(spec.id)
    yield {"heading": "net, for the country", "why": why, "amounts": capital.net}
    for each in capital.financiers:
        name = each.financier.id
        yield {"heading": f"net, for {name}", "why": financier_id(spec.id, name), "amounts": each.net}
    yield {"heading": "cash", "why": why, "amounts": capital.cash}


def _flows(result: AppraisalResult, each: AnalysisResult, notes: tuple[tuple[str, str], ...] = ()) -> str:
    spec = result.spec
    title = f"{spec.title}: net {each.analysis.value} flows by year, undiscounted"
    why = net_id(spec.id, each.analysis)
    net = [float(amount) for amount in each.net]
    return flows_chart(title, spec.years, net, spec.unit, why=why, notes=notes)


def _shown(result: AppraisalResult, each: AnalysisResult, figures: Mapping[str, Figure]) -> dict[str, object]:
    spec, of = result.spec, each.analysis
    rate = rate_key(each.declared.rate)
    step = percent(spec.step)
    draws = None
    if each.risk is not None and len(each.risk.npv):
        why = appraisal_id(spec.id, "risk.mean_npv", of)
        title = f"{of.value.capitalize()} net present value of the draws"
        draws = spread_chart(title, each.risk.npv, spec.unit, why=why)
    npv = appraisal_id(spec.id, "npv", of, rate)
    rows = each.sensitivity[:_BARS]
    whys = [appraisal_id(spec.id, "elasticity", of, row.variable.replace(" ", "_")) for row in rows]
    return {
        "result": each,
        "name": of.value,
        "for_whom": _FOR_WHOM[of][0],
        "label": _FOR_WHOM[of][1],
        "rate": rate,
        "at": rate_words(each.declared.rate),
        "bar": said_bar(each.rate),
        "npv": npv,
        "irr": appraisal_id(spec.id, "irr", of),
        "bcr": appraisal_id(spec.id, "bcr", of, spec.conventions.bcr.value, rate),
        "net": net_id(spec.id, of),
        "flows": _flows(result, each),
        "tornado": tornado_chart(
            f"{of.value.capitalize()} net present value with each variable {step} % less and more",
            list(zip(rows, whys, strict=True)),
            (each.declared.values.net, npv, figures[npv].parameters["shown"]),
            spec.unit,
        ),
        "draws": draws,
        "risks": list(risk_words(result, of)),
        "correlations": list(correlation_words(result, of)),
        "has_residual": any(line.kind is FlowKind.RESIDUAL for line in each.lines),
        "step": step,
    }
