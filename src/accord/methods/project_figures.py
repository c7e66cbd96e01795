"""The figures that publish the progress of projects: furthest stage stated, and how the cost moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from accord.domain.claim import AttributeKind, Qualifier
from accord.domain.declaration import Declaration
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.project import Project
from accord.methods.cost_drift import COST_DRIFT_METHOD, CostDrift, CostVintage, cost_drift
from accord.methods.stage_statements import statements_of_claims
from accord.methods.stages import STAGES_METHOD, StageTimeline, StepState, stage_timeline

__all__ = ["drift_figure_id", "project_figures", "project_timeline", "stages_figure_id"]


def stages_figure_id(project: str) -> str:
    """Return the id of the figure that publishes the timeline of a project."""
    return f"stages.{project}"


def drift_figure_id(claim: str, since: str) -> str:
    """Return the id of a change of cost.

    Args:
        claim: Id of the claim that states the later cost.
        since: ``first`` or ``previous``.
    """
    return f"cost_drift.{claim}.since_{since}"


def project_timeline(project: str, declaration: Declaration) -> StageTimeline:
    """Return the stages of a project; an event counts as the stage that its attribute names.

    Args:
        project: Id of the project.
        declaration: The content as known on a day.
    """
    events = {row.id: row.stage for row in declaration.attributes if row.stage}
    kinds = (row.id for row in declaration.attributes if row.kind is AttributeKind.STAGE)
    statements = statements_of_claims(
        project, declaration.claims, stage_attribute=next(kinds, ""), events=events
    )
    return stage_timeline(project, statements, declaration.stages)


def project_figures(declaration: Declaration) -> dict[str, Figure]:
    """Return one figure for each project with a statement about a stage, and two for each later cost.

    Args:
        declaration: The content as known on a day.

    Returns:
        Figures by id, in the order of their ids.
    """
    sources = {source.id: source for source in declaration.sources}
    found: list[Figure] = []
    for project in declaration.projects:
        found += _stage_figures(project, project_timeline(project.id, declaration))
        found += _drift_figures(project, cost_drift(project.id, declaration.claims, sources))
    return {figure.id: figure for figure in sorted(found, key=lambda figure: figure.id)}


def _stage_figures(project: Project, timeline: StageTimeline) -> Iterator[Figure]:
    counted = [said.id for step in timeline.steps for said in step.statements]
    others = [name for step in timeline.steps for name in step.not_counted]
    amounts = [a.id for step in timeline.steps for said in step.statements for a in said.amounts]
    if not counted and not others:
        return
    dates = [step.date for step in timeline.steps if step.date]
    yield Figure(
        id=stages_figure_id(project.id),
        label=f"Furthest stage that is stated: {project.title}",
        value=timeline.reached or None,
        method=STAGES_METHOD,
        inputs=(
            *_inputs(counted, InputRole.EVIDENCE),
            *_inputs(dict.fromkeys(amounts), InputRole.TERM),
            *_inputs(others, InputRole.NOT_COUNTED),
        ),
        last_evidence=max(dates, key=lambda date: date.last_day, default=None),
        reason=" ".join(_said(timeline)) or "No stage is contradicted or passed without a statement.",
        subject=project.id,
    )


def _said(timeline: StageTimeline) -> Iterator[str]:
    yield from timeline.conflicts
    for step in timeline.steps:
        yield from (f"{step.stage.label}: {conflict}" for conflict in step.conflicts)
    passed = [step.stage.label for step in timeline.steps if step.state is StepState.PASSED]
    if passed:
        yield f"Passed without a statement: {', '.join(passed)}."


def _drift_figures(project: Project, drift: CostDrift) -> Iterator[Figure]:
    for place, vintage in enumerate(drift.vintages):
        same = [earlier for earlier in drift.vintages[:place] if earlier.unit == vintage.unit]
        if not same:
            continue
        changes = (
            ("first", same[0], vintage.change_to_first),
            ("previous", same[-1], vintage.change_to_previous),
        )
        for since, earlier, change in changes:
            yield _change(project, vintage, earlier, since, change)


def _change(
    project: Project, vintage: CostVintage, earlier: CostVintage, since: str, change: Decimal | None
) -> Figure:
    order = "" if since == "first" or vintage.is_order_sure else " Which of the two is earlier is not sure."
    return Figure(
        id=drift_figure_id(vintage.claim, since),
        label=f"Change of cost since the {since} statement: {project.title}",
        value=change,
        unit="percent",
        method=COST_DRIFT_METHOD,
        inputs=(
            FigureInput(id=vintage.claim, role=InputRole.MINUEND),
            FigureInput(id=earlier.claim, role=InputRole.SUBTRAHEND),
        ),
        qualifier=vintage.qualifier if earlier.qualifier is Qualifier.EXACT else Qualifier.ABOUT,
        last_evidence=vintage.date,
        reason=f"Later cost less earlier cost, in percent of the earlier one.{order}"
        if change is not None
        else "The earlier cost is zero.",
        subject=project.id,
    )


def _inputs(names: Iterable[str], role: InputRole) -> tuple[FigureInput, ...]:
    return tuple(FigureInput(id=name, role=role) for name in names)
