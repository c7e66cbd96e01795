"""A page for each project: membership, stages, financing lines, cost over time, every claim."""

from __future__ import annotations

from dataclasses import dataclass

from accord.cleaning.values import shown_figure, shown_value
from accord.domain.figure import Figure
from accord.domain.project import Membership, Project
from accord.methods.cost_drift import CostDrift, cost_drift
from accord.methods.leverage_definitions import LEVERAGE_DEFINITIONS
from accord.methods.leverage_figures import leverage_figure_id
from accord.methods.project_figures import drift_figure_id, project_timeline, stages_figure_id
from accord.methods.stages import StageTimeline
from accord.publish.charts import Bar, bar_chart, number, value_card
from accord.publish.library import Library
from accord.publish.page import Page, Row
from accord.publish.pages.network import has_effects
from accord.publish.progress_charts import drift_chart, stage_chart
from accord.store.figure_json import figure_json

__all__ = ["project_page", "projects_page"]

_COLUMNS = ("grant", "loans", "cost", "stage")
"""Attributes shown in the list of projects, where a declaration makes claims about them."""


def projects_page(library: Library) -> Page:
    """Return the list of projects: those of the package, then those outside it."""
    projects = library.declaration.projects
    inside = [row for row in projects if row.membership is not Membership.OUTSIDE]
    bars = [
        Bar(
            label=f"{row.id} {row.title}",
            value=number(figure),
            shown=shown_figure(figure),
            why=figure.id,
        )
        for row in inside
        if (figure := library.figures.get(f"{row.id}.grant")) is not None
    ]
    return Page(
        path="projects",
        title="Projects",
        description="The projects of the package, found and not found, with grants, loans, cost and stage.",
        template="projects.html",
        context={
            "inside": inside,
            "outside": [row for row in projects if row.membership is Membership.OUTSIDE],
            "columns": [
                name for name in _COLUMNS if any(f"{p.id}.{name}" in library.figures for p in projects)
            ],
        },
        table=[_row(library, project) for project in projects],
        chart=bar_chart("Grants to the projects of the package", bars),
    )


def _row(library: Library, project: Project) -> Row:
    known = {name: library.figures.get(f"{project.id}.{name}") for name in _COLUMNS}
    return {
        "project": project.id,
        "title": project.title,
        "membership": project.membership.value,
        "partners": list(project.partners),
        "mode": project.mode,
        "code": project.code,
        **{name: figure_json(figure)["value"] if figure else None for name, figure in known.items()},
    }


def project_page(library: Library, project_id: str) -> Page:
    """Return the page of a project.

    Args:
        library: The snapshot.
        project_id: Id of a project that exists.
    """
    project = library.projects[project_id]
    figures = library.figures_by_subject.get(project_id, ())
    lines = library.lines_by_project.get(project_id, ())
    return Page(
        path=f"projects/{project_id}",
        title=project.title,
        title_why=project_id,
        description=f"{project.title}. Membership in the package: {project.membership.value}.",
        template="project.html",
        context={
            "project": project,
            "figures_shown": figures,
            "lines": lines,
            "stage": library.figures.get(f"{project_id}.stage"),
            "gaps": [row for row in library.declaration.gaps if project_id in row.concerns],
            "progress": _progress(library, project),
            "changes_network": has_effects(library, project_id),
            "leverage": [
                (definition, figure.id)
                for definition in LEVERAGE_DEFINITIONS
                if (figure := library.figures.get(leverage_figure_id(project_id, definition.id)))
            ],
        },
        table=[figure_json(figure) for figure in (*figures, *_project_figures(library, project_id))],
        chart=_chart(library, project),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Progress:
    """The stages and the costs of a project, as the template shows them."""

    timeline: StageTimeline
    figure: str
    stages: str
    drift: CostDrift
    costs: str

    def change(self, claim: str, since: str) -> str:
        """Return the id of the figure that says how a cost changed."""
        return drift_figure_id(claim, since)


def _progress(library: Library, project: Project) -> _Progress:
    """Return the progress of a project; a chart is empty where nothing is stated."""
    timeline = project_timeline(project.id, library.declaration)
    sources = {source.id: source for source in library.declaration.sources}
    drift = cost_drift(project.id, library.declaration.claims, sources)
    notes = library.notes_for(project.title)
    figure = stages_figure_id(project.id)
    stages = costs = ""
    if figure in library.figures:
        stages = stage_chart(timeline, f"Stages: {project.title}", notes=notes)
    if drift.vintages or drift.undated:
        costs = drift_chart(drift, sources, f"Cost from statement to statement: {project.title}", notes=notes)
    return _Progress(timeline=timeline, figure=figure, stages=stages, drift=drift, costs=costs)


def _project_figures(library: Library, project_id: str) -> list[Figure]:
    prefixes = (leverage_figure_id(project_id) + ".", "cost_drift.")
    return [
        figure
        for figure in library.figures.values()
        if figure.subject == project_id
        and (figure.id == stages_figure_id(project_id) or figure.id.startswith(prefixes))
    ]


def _chart(library: Library, project: Project) -> str:
    notes = [(key, note) for key, note in library.footnotes.items() if key in project.partners]
    bars = [
        Bar(
            label=" ".join(f"{line.kind.value}: {line.financier} {line.grant_code}".split()),
            value=line.amount,
            shown=shown_value(line.amount, line.unit),
            why=line.id,
            is_quiet=line.is_anticipated,
        )
        for line in library.lines_by_project.get(project.id, ())
    ]
    if bars:
        return bar_chart(f"Financing lines: {project.title}", bars, notes=notes)
    grant = library.figures.get(f"{project.id}.grant")
    shown = shown_figure(grant) if grant else "unknown"
    return value_card(f"Grant: {project.title}", shown, why=grant.id if grant else project.id, notes=notes)
