"""The pages of appraisals: a list, and one page for each project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accord.domain.appraisal_flows import Analysis
from accord.methods.appraisal.figure_making import frame_id
from accord.methods.appraisal.footnote import appraisal_footnote
from accord.methods.appraisal.naming import APPRAISAL_PREFIX, appraisal_id, rate_key
from accord.methods.appraisal.results import AppraisalResult
from accord.publish.appraisal_view import appraisal_view, flows_of
from accord.publish.charts import value_card
from accord.publish.library import Library
from accord.publish.page import Page
from accord.store.figure_json import figure_json

__all__ = ["appraisal_ids", "appraisals_page", "project_appraisal_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """One project in the list.

    Attributes:
        id: Id of the appraisal.
        frame: Id of what it declares.
        title: Title of the project.
        unit: Unit of its amounts.
        figures: Net present value, ratio and rate of return, of society if there are any, else in cash.
        analysis: Which analysis that is.
    """

    id: str
    frame: str
    title: str
    unit: str
    figures: tuple[str, ...]
    analysis: str


def appraisal_ids(library: Library) -> Sequence[str]:
    """Return the ids of the appraisals of a snapshot."""
    return list(library.appraisals)


def appraisals_page(library: Library) -> Page:
    """Return the page that lists the appraisals of a snapshot."""
    listed = [_listed(name, kept.result) for name, kept in library.appraisals.items()]
    results = [kept.result for kept in library.appraisals.values()]
    if results:
        chart = _chart(results[0])
    else:
        chart = value_card("Appraisals", "none in this snapshot", why=library.declaration.header.id)
    return Page(
        path="appraisals",
        title="Appraisals",
        description="Cost-benefit analyses of projects, with every convention named.",
        template="appraisals.html",
        context={"listed": listed, "footnote": _footnote(results)},
        table=[figure_json(library.figures[name]) for each in listed for name in each.figures],
        columns=("figure", "label", "value", "unit", "method"),
        chart=chart,
    )


def project_appraisal_page(library: Library, name: str) -> Page:
    """Return the page of one appraisal.

    Args:
        library: The snapshot.
        name: Id of the appraisal.
    """
    kept = library.appraisals[name]
    begins = f"{APPRAISAL_PREFIX}{name}."
    figures = {key: figure for key, figure in library.figures.items() if key.startswith(begins)}
    title = kept.result.spec.title
    return Page(
        path=f"appraisals/{name}",
        title=title,
        title_why=frame_id(name),
        description=f"Cost-benefit analysis of {title}, with every convention named.",
        template="project_appraisal.html",
        context={
            **appraisal_view(kept.result, figures, kept.files),
            "footnote": _footnote([kept.result]),
        },
        table=[figure_json(figure) for figure in figures.values()],
        columns=("figure", "label", "value", "unit", "method"),
        chart=_chart(kept.result),
    )


def _listed(name: str, result: AppraisalResult) -> _Listed:
    each = result.analyses.get(Analysis.ECONOMIC) or next(iter(result.analyses.values()))
    of, rate = each.analysis, rate_key(each.declared.rate)
    figures = (
        appraisal_id(name, "npv", of, rate),
        appraisal_id(name, "bcr", of, result.spec.conventions.bcr.value, rate),
        appraisal_id(name, "irr", of),
    )
    return _Listed(
        id=name,
        frame=frame_id(name),
        title=result.spec.title,
        unit=result.spec.unit,
        figures=figures,
        analysis=of.value,
    )


def _chart(result: AppraisalResult) -> str:
    note = appraisal_footnote(result)
    return flows_of(result, notes=((frame_id(result.spec.id), note),) if note else ())


def _footnote(results: Sequence[AppraisalResult]) -> str:
    return next(filter(None, map(appraisal_footnote, results)), "")
