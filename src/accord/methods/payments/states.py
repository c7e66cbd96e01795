"""The state of a step on a day, and into which parts its amount falls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accord.domain.facility import RuleName
from accord.domain.reform_agenda import Step, Verdict, Verification
from accord.methods.payments.deadlines import months_later
from accord.methods.payments.rules import Terms

__all__ = ["Part", "Standing", "StepState", "step_standing"]


class StepState(StrEnum):
    """Where a step stands on a day."""

    NOT_DUE = "not_due"
    NOT_VERIFIED = "not_verified"
    FULFILLED = "fulfilled"
    PARTLY_FULFILLED = "partly_fulfilled"
    IN_GRACE = "in_grace"
    LOST = "lost"
    REALLOCATED = "reallocated"
    NOT_KNOWN = "not_known"


class Part(StrEnum):
    """What becomes of an amount; the parts of a whole add up to it."""

    EARNED = "earned"
    AVAILABLE = "available"
    WITHHELD = "withheld"
    LOST = "lost"
    REALLOCATED = "reallocated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A step on a day.

    Attributes:
        step: The step.
        state: Its state.
        due: Last day on which it is on time.
        grace_ends: Last day on which it can still be fulfilled; None if no verified rule says.
        parts: Shares of its amount by part; they add up to one.
        decided: Day of the last decision that counts; None if there is none.
        verification: Id of that decision; empty if there is none.
        rules: Ids of the rules that were used.
        reason: Why, in plain words.
    """

    step: Step
    state: StepState
    due: date
    grace_ends: date | None
    parts: Mapping[Part, Decimal]
    reason: str
    decided: date | None = None
    verification: str = ""
    rules: tuple[str, ...] = ()


_ALL = Decimal(1)


def step_standing(step: Step, found: Iterable[Verification], terms: Terms, *, day: date) -> Standing:
    """Return where a step stands.

    The last decision counts that was taken by the day and is verified. What was fulfilled only after the
    grace earns nothing more. A step that nobody looked at is never taken to have failed: after the grace it
    is not known. Conditions other than steps are not looked at.

    Args:
        step: The step.
        found: Decisions on it, in any order; those on other steps are passed over.
        terms: Rules of the facility.
        day: The day.
    """
    due = step.due.last_day
    grace = terms.rule(RuleName.GRACE_MONTHS, due)
    ends = months_later(due, int(grace.value)) if grace and isinstance(grace.value, Decimal) else None
    after = terms.rule(RuleName.AFTER_GRACE, due)
    partly = terms.rule(RuleName.PARTIAL_PAYMENT, due)
    known = sorted(
        (
            row
            for row in found
            if row.step == step.id and row.evidence.is_verified and row.decided.last_day <= day
        ),
        key=lambda row: (row.decided.last_day, row.day.last_day, row.id),
    )
    timely = [row for row in known if _is_timely(row, ends)]
    last = known[-1] if known else None
    share, is_sure = _share(timely[-1] if timely else None, may_be_part=partly.value if partly else None)
    rest = _rest(day, due, ends, is_reallocated=bool(after and after.value == "reallocated"))
    if last is None:
        rest = Part.AVAILABLE if ends is None or day <= ends else Part.UNKNOWN
    parts = {Part.EARNED: share, rest: _ALL - share} if is_sure else {Part.UNKNOWN: _ALL}
    state = _state(last, share, rest, is_sure=is_sure, is_due=day > due)
    rules = [grace, partly if last and last.verdict is Verdict.PARTLY else None]
    rules += [after if rest in {Part.LOST, Part.REALLOCATED} else None]
    return Standing(
        step=step,
        state=state,
        due=due,
        grace_ends=ends,
        parts={part: value for part, value in parts.items() if value},
        decided=last.decided.last_day if last else None,
        verification=last.id if last else "",
        rules=tuple(rule.id for rule in rules if rule),
        reason=_reason(state, due, ends, last, is_late=bool(known) and last not in timely),
    )


def _is_timely(row: Verification, ends: date | None) -> bool:
    """Whether what was found counts: a month in which the grace ends is in time."""
    return ends is None or row.verdict is Verdict.NOT_FULFILLED or row.day.first_day <= ends


def _share(row: Verification | None, *, may_be_part: object) -> tuple[Decimal, bool]:
    """Return the share that is earned, and whether it is known."""
    if row is None or row.verdict is Verdict.NOT_FULFILLED:
        return Decimal(0), True
    if row.verdict is Verdict.FULFILLED:
        return _ALL, True
    if may_be_part is False:
        return Decimal(0), True
    return (row.share or Decimal(0), row.share is not None and may_be_part is True)


def _rest(day: date, due: date, ends: date | None, *, is_reallocated: bool) -> Part:
    """Return what becomes of that which is not earned, where a decision was taken."""
    if day <= due:
        return Part.AVAILABLE
    if ends is None:
        return Part.UNKNOWN
    if day <= ends:
        return Part.WITHHELD
    return Part.REALLOCATED if is_reallocated else Part.LOST


def _state(
    last: Verification | None, share: Decimal, rest: Part, *, is_sure: bool, is_due: bool
) -> StepState:
    if last is None:
        if rest is Part.UNKNOWN:
            return StepState.NOT_KNOWN
        return StepState.NOT_VERIFIED if is_due else StepState.NOT_DUE
    if share == _ALL:
        return StepState.FULFILLED
    if share or not is_sure:
        return StepState.PARTLY_FULFILLED
    return {
        Part.AVAILABLE: StepState.NOT_DUE,
        Part.WITHHELD: StepState.IN_GRACE,
        Part.LOST: StepState.LOST,
        Part.REALLOCATED: StepState.REALLOCATED,
        Part.UNKNOWN: StepState.NOT_KNOWN,
    }[rest]


def _reason(
    state: StepState, due: date, ends: date | None, last: Verification | None, *, is_late: bool
) -> str:
    decided = f", as decided {last.decided}" if last else ""
    grace = f"the grace ends on {ends}" if ends else "no verified rule says how long the grace is"
    failed = f"Not fulfilled{decided}; it was due on {due} and {grace}"
    late = " What was fulfilled after the grace earns nothing." if is_late else ""
    words = {
        StepState.NOT_DUE: f"It is due on {due}.",
        StepState.NOT_VERIFIED: f"Due on {due}; whether it is fulfilled nobody says; {grace}.",
        StepState.FULFILLED: f"Fulfilled{decided}.",
        StepState.PARTLY_FULFILLED: f"Partly fulfilled{decided}; it was due on {due} and {grace}.",
        StepState.IN_GRACE: f"{failed}.",
        StepState.LOST: f"{failed}, so its money is lost.",
        StepState.REALLOCATED: f"{failed}, so its money can go to others.",
        StepState.NOT_KNOWN: f"Due on {due}; {grace}, and nothing that was read says what became of it.",
    }
    return words[state] + late
