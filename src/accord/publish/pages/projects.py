"""A page for each project: membership, stage, financing lines, every claim."""

from __future__ import annotations

from accord.cleaning.values import shown_figure, shown_value
from accord.domain.project import Membership, Project
from accord.publish.charts import Bar, bar_chart, number, value_card
from accord.publish.library import Library
from accord.publish.page import Page, Row
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
        },
        table=[figure_json(figure) for figure in figures],
        chart=_chart(library, project),
    )


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
