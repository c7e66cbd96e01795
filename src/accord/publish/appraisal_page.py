"""The page of an appraisal: one file of HTML with its style and its charts in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from accord.domain.appraisal_flows import Analysis
from accord.domain.figure import Figure
from accord.methods.appraisal.conventions import (
    BENEFIT_COST_CONVENTIONS,
    DISCOUNTING_CONVENTIONS,
    RESIDUAL_CONVENTIONS,
)
from accord.methods.appraisal.figures import appraisal_figures, said_returns
from accord.methods.appraisal.findings import findings
from accord.methods.appraisal.naming import APPRAISAL_METHOD, appraisal_id, percent
from accord.methods.appraisal.results import AnalysisResult, AppraisalResult
from accord.publish.appraisal_charts import flows_chart, spread_chart, tornado_chart

__all__ = ["KOSOVO_FOOTNOTE", "appraisal_page", "needs_footnote"]

_HERE = Path(__file__).parent
_BARS = 12

KOSOVO_FOOTNOTE = (
    "* This designation is without prejudice to positions on status, and is in line with UNSCR 1244/1999 and"
    " the ICJ Opinion on the Kosovo declaration of independence."
)


def needs_footnote(result: AppraisalResult) -> bool:
    """Whether the footnote on Kosovo* must stand below the result."""
    spec = result.spec
    return spec.partner == "KOS" or "kosovo" in f"{spec.title} {spec.note} {spec.counterfactual}".casefold()


def appraisal_page(result: AppraisalResult, files: Mapping[str, str]) -> str:
    """Return the whole page.

    Every number on it is a figure with an id, or an amount of a line that names its file and line.

    Args:
        result: The appraisal.
        files: Hash of each file that was read, by name.
    """
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    figures = {figure.id: figure for figure in appraisal_figures(result)}
    return environment.get_template("appraisal.html").render(
        result=result,
        spec=result.spec,
        style=(_HERE / "static" / "accord.css").read_text(encoding="utf-8"),
        analyses=[_shown(result, each) for each in result.analyses.values()],
        figure=figures.__getitem__,
        number=_number,
        percent=percent,
        appraisal_id=appraisal_id,
        findings=list(findings(result)),
        discounting=DISCOUNTING_CONVENTIONS,
        ratios=BENEFIT_COST_CONVENTIONS,
        residual=RESIDUAL_CONVENTIONS[result.spec.residual.method],
        method=APPRAISAL_METHOD,
        files=files,
        financial=Analysis.FINANCIAL,
        footnote=KOSOVO_FOOTNOTE if needs_footnote(result) else "",
    )


def _shown(result: AppraisalResult, each: AnalysisResult) -> dict[str, object]:
    spec, name = result.spec, each.analysis.value
    net = [float(amount) for amount in each.net]
    rows = each.sensitivity[:_BARS]
    step = f"{spec.step * 100:f}".rstrip("0").rstrip(".")
    draws = None
    if each.risk is not None and len(each.risk.npv):
        draws = spread_chart(f"{name.capitalize()} net present value of the draws", each.risk.npv, spec.unit)
    return {
        "result": each,
        "name": name,
        "returns": said_returns(each.returns),
        "flows": flows_chart(f"Net {name} flows by year, undiscounted", spec.years, net, spec.unit),
        "tornado": tornado_chart(
            f"{name.capitalize()} net present value with each variable {step} % less and more",
            rows,
            each.declared.values.net,
            spec.unit,
        ),
        "draws": draws,
        "step": step,
    }


def _number(figure: Figure) -> str:
    """Return the value of a figure as the page shows it."""
    if figure.value is None:
        return "none"
    value = float(str(figure.value))
    if figure.unit.startswith("share"):
        return f"{value:,.2%}".replace("%", " %")
    return f"{value:,.2f}" if abs(value) >= 0.01 or value == 0 else f"{value:.2g}"
