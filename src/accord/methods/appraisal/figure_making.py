"""One figure of an appraisal: its lines, parameters and conventions are named with it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.domain.appraisal_flows import Analysis, FlowKind
from accord.domain.appraisal_prices import Prices
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.methods.appraisal.financier_capital import FinancierCapital
from accord.methods.appraisal.naming import APPRAISAL_METHOD, appraisal_id
from accord.methods.appraisal.results import AnalysisResult, AppraisalResult
from accord.methods.appraisal.transfers import parameter_terms
from accord.methods.appraisal.wording import shown_number

__all__ = ["capital_id", "financier_id", "financing_id", "frame_id", "line_id", "made_figure", "parameter_id"]

_DIGITS = 12


def frame_id(project: str) -> str:
    """Return the id of what an appraisal declares as a whole."""
    return appraisal_id(project, "declared")


def line_id(project: str, analysis: Analysis, line: str) -> str:
    """Return the id of a line of money."""
    return appraisal_id(project, "line", analysis, line)


def capital_id(project: str) -> str:
    """Return the id of the flows of national capital."""
    return appraisal_id(project, "net_capital")


def financier_id(project: str, name: str) -> str:
    """Return the id of the flows of the capital of one financier."""
    return appraisal_id(project, "financier", None, name)


def financing_id(project: str, line: str) -> str:
    """Return the id of a line of financing."""
    return appraisal_id(project, "financing", None, line)


def parameter_id(project: str, name: str) -> str:
    """Return the id of a parameter as an appraisal used it."""
    return appraisal_id(project, "parameter", None, name)


def made_figure(
    result: AppraisalResult, analysis: AnalysisResult | None, figure_id: str, label: str, value: float | None,
    *, unit: str = "", reason: str = "", capital: FinancierCapital | None = None, **parameters: str,
) -> Figure:  # fmt: skip
    """Return a figure.

    Args:
        result: The appraisal.
        analysis: The analysis from whose lines the figure comes; None: the financial one and the financing.
        figure_id: Its id.
        label: What it is, without the title of the project.
        value: Its value; None if there is none.
        unit: Unit of the value.
        reason: How it came about, or why there is none.
        capital: The financier whose capital it is about, if it is.
        parameters: What else it was made with.
    """
    spec = result.spec
    allowed = "".join(f" Used although {'; '.join(doubt)}: {name}." for name, doubt in result.doubts.items())
    return Figure(
        id=figure_id,
        label=f"{spec.title}: {label}",
        value=None if value is None else Decimal(f"{value:.{_DIGITS}g}"),
        unit=unit,
        method=APPRAISAL_METHOD,
        inputs=tuple(_inputs(result, analysis, capital)),
        parameters={
            "base_year": str(spec.base_year),
            "horizon": f"{spec.first_year} to {spec.last_year}",
            "price_base": str(spec.price_base),
            "discounting": spec.conventions.discounting.value,
            "residual": spec.residual.method.value,
            "shown": shown_number(value, unit),
            **parameters,
        },
        reason=(reason + allowed).strip(),
        subject=spec.id,
        partner=spec.partner,
    )


def _inputs(
    result: AppraisalResult, analysis: AnalysisResult | None, capital: FinancierCapital | None
) -> Iterator[FigureInput]:
    spec, of = result.spec, analysis or result.analyses[Analysis.FINANCIAL]
    yield FigureInput(id=frame_id(spec.id), role=InputRole.PARAMETER)
    lines = list(of.lines)
    if capital is not None:
        has_share = capital.financier.share is not None
        lines = [
            line
            for line in lines
            if has_share and (line.kind is not FlowKind.INVESTMENT or capital.counts_investment)
        ]
    for line in lines:
        yield FigureInput(id=line_id(spec.id, of.analysis, line.id), role=InputRole.TERM)
    if analysis is None and result.capital is not None:
        for row in spec.financing:
            if capital is None or row.id in capital.rows:
                yield FigureInput(id=financing_id(spec.id, row.id), role=InputRole.TERM)
        if capital is not None:
            yield FigureInput(id=financier_id(spec.id, capital.financier.id), role=InputRole.TERM)
    used = {*(row.id for row in of.rate.parameters), *(line.parameter for line in lines)}
    used |= {of.rate.deflator, *(line.deflator for line in lines)}
    if analysis is None and any(row.prices is Prices.CURRENT for row in spec.financing):
        used.add(spec.inflation)
    for name in sorted(used & set(result.parameters)):
        used |= set(parameter_terms(result.parameters[name], result.parameters, spec))
    for name in sorted(used & set(result.parameters)):
        yield FigureInput(id=parameter_id(spec.id, name), role=InputRole.PARAMETER)
