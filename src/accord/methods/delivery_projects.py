"""What a project contributes to one step of a chain: an amount, whether it got there, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fnmatch import fnmatchcase

from accord.cleaning.values import shown_value
from accord.domain.claim import Qualifier
from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence, weakest
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.join import Join, JoinStep
from accord.domain.period import PartialDate
from accord.domain.project import FinancingLine, Membership, Project
from accord.methods.stage_statements import statements_of_claims
from accord.methods.stages import StageTimeline, StepState, stage_timeline

__all__ = ["ProjectPart", "Reach", "project_parts", "projects_of"]


class Reach(StrEnum):
    """Whether a project got to a step."""

    STATED = "stated"
    PASSED = "passed"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPart:
    """The part of one project in one step.

    Attributes:
        project: Id of the project.
        partner: Partner in which it lies; empty if in several or in one that is not known.
        reach: Whether it got to the step.
        has_stage: Whether the step asks for a stage.
        furthest: Label of the furthest stage that is stated; empty if none is.
        amount: Amount at the step in ``unit``; None if no document names one.
        unit: Currency.
        qualifier: Hedge of the amount.
        minimum: Smallest amount that a document names.
        maximum: Largest amount that a document names.
        inputs: What it was made from.
        conflicts: What contradicts, in plain words.
        is_disputed: Whether the amounts contradict each other.
        evidence: Weakest evidence level behind it.
        last_evidence: Latest date behind it.
    """

    project: str
    partner: str
    reach: Reach
    has_stage: bool = False
    furthest: str = ""
    amount: Decimal | None = None
    unit: str = ""
    qualifier: Qualifier = Qualifier.EXACT
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    inputs: tuple[FigureInput, ...] = ()
    conflicts: tuple[str, ...] = ()
    is_disputed: bool = False
    evidence: Evidence | None = None
    last_evidence: PartialDate | None = None


_REACHES = {StepState.STATED: Reach.STATED, StepState.PASSED: Reach.PASSED}


def projects_of(join: Join, declaration: Declaration) -> tuple[Project, ...]:
    """Return the projects that serve the commitment whose projects a join follows, all but outside ones."""
    commitment = join.projects_of or join.commitment
    return tuple(
        project
        for project in declaration.projects
        if commitment in project.commitments and project.membership is not Membership.OUTSIDE
    )


def project_parts(
    join: Join, step: JoinStep, declaration: Declaration, figures: Mapping[str, Figure]
) -> tuple[ProjectPart, ...]:
    """Return the part of every project that counts in one step, in the order of the content.

    Args:
        join: The join.
        step: One of its steps.
        declaration: The content as known on a day.
        figures: Topic and derived figures by id.
    """
    if not (step.stage or step.attributes or step.lines):
        return ()
    return tuple(
        _part(project, step, declaration, figures)
        for project in projects_of(join, declaration)
        if project.membership in join.memberships and project.evidence.is_verified
    )


def _part(
    project: Project, step: JoinStep, declaration: Declaration, figures: Mapping[str, Figure]
) -> ProjectPart:
    timeline = _timeline(project.id, declaration)
    labels = {stage.id: stage.label for stage in declaration.stages}
    part = ProjectPart(
        project=project.id,
        partner=project.partners[0] if len(project.partners) == 1 else "",
        reach=Reach.STATED,
        has_stage=bool(step.stage),
        furthest=labels.get(timeline.reached, ""),
    )
    part = _with_amount(part, step, declaration.lines, figures)
    return _with_stage(part, step, timeline) if step.stage else part


def _timeline(project: str, declaration: Declaration) -> StageTimeline:
    events = {row.id: row.stage for row in declaration.attributes if row.stage}
    statements = statements_of_claims(project, declaration.claims, events=events)
    return stage_timeline(project, statements, declaration.stages)


def _with_amount(
    part: ProjectPart, step: JoinStep, lines: Sequence[FinancingLine], figures: Mapping[str, Figure]
) -> ProjectPart:
    """Add what claims say; lines of the register stand beside it, or in its place where no claim speaks."""
    asked = [figures.get(f"{part.project}.{attribute}") for attribute in step.attributes]
    known = [figure for figure in asked if figure is not None and isinstance(figure.value, Decimal)]
    printed = [line for line in lines if _counts(line, part.project, step)]
    units = {figure.unit for figure in known} | {line.unit for line in printed}
    inputs = tuple(FigureInput(id=figure.id, role=InputRole.TERM) for figure in asked if figure is not None)
    role = InputRole.EVIDENCE if known else InputRole.TERM
    inputs += tuple(FigureInput(id=line.id, role=role) for line in printed)
    if len(units) != 1:
        words = f"{part.project}: amounts in {', '.join(sorted(units))} cannot be added."
        return replace(part, inputs=inputs, conflicts=(words,) if units else ())
    ends = _spread(known, printed)
    dates = [figure.last_evidence for figure in known if figure.last_evidence is not None]
    return replace(
        part,
        amount=_total(known) if known else sum((line.amount for line in printed), Decimal(0)),
        unit=units.pop(),
        qualifier=Qualifier.of_bounds(
            below=all(figure.qualifier.bounds_below for figure in known),
            above=all(figure.qualifier.bounds_above for figure in known),
        ),
        minimum=ends[0],
        maximum=ends[1],
        inputs=inputs,
        conflicts=tuple(_conflicts(part.project, known, printed)),
        is_disputed=any(figure.is_disputed for figure in known) or ends[2],
        evidence=weakest(
            [
                *(figure.evidence for figure in known if figure.evidence is not None),
                *(line.evidence for line in printed),
            ]
        ),
        last_evidence=max(dates, key=lambda day: day.last_day, default=None),
    )


def _counts(line: FinancingLine, project: str, step: JoinStep) -> bool:
    is_asked = line.project == project and line.kind in step.lines
    is_firm = line.evidence.is_verified and not line.is_anticipated
    codes = step.grant_codes
    return is_asked and is_firm and (not codes or any(fnmatchcase(line.grant_code, code) for code in codes))


def _total(figures: Sequence[Figure]) -> Decimal:
    return sum((figure.value for figure in figures if isinstance(figure.value, Decimal)), Decimal(0))


def _end(end: object, figure: Figure) -> Decimal:
    chosen = end if isinstance(end, Decimal) else figure.value
    return chosen if isinstance(chosen, Decimal) else Decimal(0)


def _spread(
    known: Sequence[Figure], printed: Sequence[FinancingLine]
) -> tuple[Decimal | None, Decimal | None, bool]:
    """Return the smallest and largest sum that documents allow, and whether lines and claims differ."""
    if not known:
        return None, None, False
    low = sum((_end(figure.minimum, figure) for figure in known), Decimal(0))
    high = sum((_end(figure.maximum, figure) for figure in known), Decimal(0))
    lines = sum((line.amount for line in printed), Decimal(0)) if printed else None
    is_apart = lines is not None and not low <= lines <= high
    if lines is not None:
        low, high = min(low, lines), max(high, lines)
    return (low, high, is_apart) if low != high else (None, None, False)


def _conflicts(project: str, known: Sequence[Figure], printed: Sequence[FinancingLine]) -> list[str]:
    words = [
        f"{project}: documents name from {shown_value(figure.minimum, figure.unit)} to"
        f" {shown_value(figure.maximum, figure.unit)}."
        for figure in known
        if figure.is_disputed and figure.minimum is not None
    ]
    if known and printed:
        lines = sum((line.amount for line in printed), Decimal(0))
        if lines != _total(known):
            shown = shown_value(lines, printed[0].unit)
            words.append(f"{project}: the financing lines of the register add up to {shown}.")
    return words


def _with_stage(part: ProjectPart, step: JoinStep, timeline: StageTimeline) -> ProjectPart:
    stage = next(row for row in timeline.steps if row.stage.id == step.stage)
    reach = _REACHES.get(stage.state, Reach.NOT_STATED)
    place = timeline.steps.index(stage)
    others = timeline.steps[:place] if reach is Reach.NOT_STATED else timeline.steps[place:]
    shown = stage.statements or [statement for row in others for statement in row.statements]
    levels = [part.evidence, *(statement.evidence for statement in shown)]
    dates = [part.last_evidence, *(statement.date for statement in shown)]
    return replace(
        part,
        reach=reach,
        inputs=(
            *part.inputs,
            *(FigureInput(id=statement.id, role=InputRole.EVIDENCE) for statement in shown),
            *(FigureInput(id=name, role=InputRole.NOT_COUNTED) for name in stage.not_counted),
        ),
        conflicts=(*part.conflicts, *(f"{part.project}: {words}" for words in timeline.conflicts)),
        evidence=weakest([level for level in levels if level is not None]),
        last_evidence=max(
            [date for date in dates if date is not None], key=lambda date: date.last_day, default=None
        ),
    )
