"""The timeline of a project: which stage is stated when, with which amount, by whom, and what is missing.

Statements are never chosen among here: all stand side by side. A project that has moved on may
have passed a stage of which nobody speaks; that stage is named, not filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from accord.cleaning.values import shown_value
from accord.domain.period import PartialDate
from accord.domain.project import Stage
from accord.methods.stage_statements import StageStatement

__all__ = [
    "STAGES_METHOD",
    "StageStep",
    "StageTimeline",
    "StepState",
    "stage_timeline",
]

STAGES_METHOD = "stage_timeline 1.0"
"""Name and version as published with a timeline."""


class StepState(StrEnum):
    """What is known of one stage of a project."""

    STATED = "stated"
    DENIED = "denied"
    PASSED = "passed without a statement"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStep:
    """One stage in the life of a project.

    Attributes:
        stage: The stage.
        state: What is known of it.
        date: Earliest date by which it is stated; None if no statement is dated.
        statements: Verified statements, dated ones first, in the order of their dates.
        not_counted: Ids of unverified statements.
        conflicts: What contradicts, in plain words.
        missing: What nobody says: ``statement``, or ``date`` and ``amount``.
    """

    stage: Stage
    state: StepState
    date: PartialDate | None
    statements: tuple[StageStatement, ...]
    not_counted: tuple[str, ...]
    conflicts: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTimeline:
    """All stages of a project in their order.

    Attributes:
        project: Id of the project.
        steps: One for each stage of the content, in its order.
        reached: Id of the furthest stage that is stated; empty if none is.
        conflicts: Stages that are dated against their order, in plain words.
    """

    project: str
    steps: tuple[StageStep, ...]
    reached: str
    conflicts: tuple[str, ...]


def stage_timeline(
    project: str, statements: Sequence[StageStatement], stages: Sequence[Stage]
) -> StageTimeline:
    """Put the statements about a project into the order of its stages.

    Unverified statements are listed and count for nothing. A stage is passed without a statement
    if only a later one is stated: it may have been skipped, or nobody wrote of it.

    Args:
        project: Id of the project.
        statements: Statements about it.
        stages: All stages in their order.

    Raises:
        ValueError: A statement names a stage that is not in the list.
    """
    known = [stage.id for stage in stages]
    for statement in statements:
        if statement.stage not in known:
            raise ValueError(f"{statement.stage!r} is no stage; the stages are {', '.join(known)}")
    counted = [statement for statement in statements if statement.evidence.is_verified]
    affirmed = {statement.stage for statement in counted if not statement.is_denial}
    last = max((known.index(stage) for stage in affirmed), default=-1)
    steps = tuple(
        _step(stage, [s for s in statements if s.stage == stage.id], is_before_last=place < last)
        for place, stage in enumerate(stages)
    )
    return StageTimeline(
        project=project,
        steps=steps,
        reached=known[last] if last >= 0 else "",
        conflicts=tuple(_order_conflicts(steps)),
    )


def _step(stage: Stage, statements: Sequence[StageStatement], *, is_before_last: bool) -> StageStep:
    counted = sorted((s for s in statements if s.evidence.is_verified), key=_by_date)
    affirming = [statement for statement in counted if not statement.is_denial]
    dates = [statement.date for statement in affirming if statement.date]
    if affirming:
        state = StepState.STATED
    elif is_before_last:
        state = StepState.PASSED
    else:
        state = StepState.DENIED if counted else StepState.NOT_STATED
    absent = (("date", bool(dates)), ("amount", any(statement.amounts for statement in affirming)))
    return StageStep(
        stage=stage,
        state=state,
        date=min(dates, key=lambda date: (date.last_day, date.first_day), default=None),
        statements=tuple(counted),
        not_counted=tuple(s.id for s in statements if not s.evidence.is_verified),
        conflicts=tuple(_conflicts(counted, affirming)),
        missing=tuple(name for name, is_there in absent if not is_there) if affirming else ("statement",),
    )


def _by_date(statement: StageStatement) -> tuple[bool, int, int, str]:
    if statement.date is None:
        return (True, 0, 0, statement.id)
    return (False, statement.date.last_day.toordinal(), statement.date.first_day.toordinal(), statement.id)


def _conflicts(counted: Sequence[StageStatement], affirming: Sequence[StageStatement]) -> Iterable[str]:
    denying = [statement.id for statement in counted if statement.is_denial]
    if denying and affirming:
        yield f"Denied by {', '.join(denying)}."
    amounts: dict[str, list[str]] = {}
    for amount in (amount for statement in affirming for amount in statement.amounts):
        shown = shown_value(amount.amount, amount.unit, qualifier=amount.qualifier)
        amounts.setdefault(shown, []).append(amount.id)
    if len(amounts) > 1:
        texts = [f"{shown} ({', '.join(dict.fromkeys(ids))})" for shown, ids in amounts.items()]
        yield f"The amounts differ: {'; '.join(texts)}."


def _order_conflicts(steps: Sequence[StageStep]) -> Iterable[str]:
    for place, early in enumerate(steps):
        for late in steps[place + 1 :]:
            if early.date and late.date and late.date.last_day < early.date.first_day:
                yield (
                    f"{late.stage.label} is dated {late.date}, before {early.stage.label} on {early.date},"
                    " although it comes later."
                )
