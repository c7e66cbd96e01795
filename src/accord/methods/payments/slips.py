"""What a delay would cost: the same amounts, by day, with a step on time and with it late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from accord.cleaning.values import shown_value
from accord.domain.evidence import Evidence
from accord.domain.facility import RuleName
from accord.domain.period import PartialDate
from accord.domain.reform_agenda import Step, Verdict, Verification
from accord.methods.payments.amounts import Balance, agenda_balance, step_amounts
from accord.methods.payments.deadlines import months_later
from accord.methods.payments.record import AgendaRecord
from accord.methods.payments.states import Part, Standing, StepState, step_standing

__all__ = ["Moment", "Slip", "SlipEffect", "slip_effect", "slipped"]

_DAY, _CENT = timedelta(days=1), Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A step that is fulfilled later than expected.

    Attributes:
        step: Id of the step.
        months: How many months later; zero for "as expected".
    """

    step: str
    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The amounts of an agenda on a day, without and with the delay."""

    day: date
    on_time: Balance
    late: Balance


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipEffect:
    """What a delay changes.

    Attributes:
        agenda: Id of the agenda.
        slips: The delays, in the order of the steps' ids.
        asked: Day on which the question is asked.
        moments: Each day on which something changes, in order; the last one tells how it ends.
        sentences: What happens, in words, one sentence for each delay.
    """

    agenda: str
    slips: tuple[Slip, ...]
    asked: date
    moments: tuple[Moment, ...]
    sentences: tuple[str, ...]


def slip_effect(record: AgendaRecord, slips: Sequence[Slip], *, day: date) -> SlipEffect:
    """Return what changes if steps are fulfilled later.

    Without the delay a step is taken to be fulfilled on the day on which it is due, or, if that has passed,
    on the day of the question. With it, that many months later, and until then as it stands: what a part of
    it has earned stays earned, and of a step that nobody looked at nothing is. All other steps stay as the
    record has them. When the payer looks and pays is not forecast.

    Args:
        record: The agenda.
        slips: At most one for each step; steps that are fulfilled already cannot slip.
        day: Day on which the question is asked.

    Raises:
        KeyError: A step does not belong to the agenda.
        ValueError: A step is fulfilled, its grace is over, or two slips name one step.
    """
    chosen = tuple(sorted(slips, key=lambda slip: slip.step))
    if len({slip.step for slip in chosen}) < len(chosen):
        raise ValueError("two slips name one step")
    days = {day}
    for slip in chosen:
        days.update(_days(record, slip, day))
    on_time = slipped(record, [replace(slip, months=0) for slip in chosen], day=day)
    late = slipped(record, chosen, day=day)
    return SlipEffect(
        agenda=record.agenda.id,
        slips=chosen,
        asked=day,
        moments=tuple(
            Moment(day=one, on_time=agenda_balance(on_time, day=one), late=agenda_balance(late, day=one))
            for one in sorted(days)
        ),
        sentences=tuple(_sentence(record, slip, day) for slip in chosen),
    )


def slipped(record: AgendaRecord, slips: Sequence[Slip], *, day: date) -> AgendaRecord:
    """Return the record as it would be if steps were fulfilled some months after they are expected.

    Args:
        record: The agenda.
        slips: The delays.
        day: Day on which the question is asked.
    """
    assumed = [row for slip in slips for row in _assumed(record, slip, day)]
    return replace(record, found=(*record.found, *assumed))


def _assumed(record: AgendaRecord, slip: Slip, day: date) -> Iterator[Verification]:
    standing = _standing(record, slip.step, day)
    expected = _expected(standing, day)
    if slip.months and standing.decided is None:
        yield _verification(slip.step, expected + _DAY, Verdict.NOT_FULFILLED)
    yield _verification(slip.step, months_later(expected, slip.months), Verdict.FULFILLED)


def _verification(step: str, on: date, verdict: Verdict) -> Verification:
    day = PartialDate(on.isoformat())
    return Verification(
        id=f"assumed-{step}-{on}",
        step=step,
        day=day,
        decided=day,
        verdict=verdict,
        source="",
        evidence=Evidence.DERIVED,
    )


def _step(record: AgendaRecord, name: str) -> Step:
    for step in record.counted_steps:
        if step.id == name:
            return step
    raise KeyError(name)


def _standing(record: AgendaRecord, name: str, day: date) -> Standing:
    standing = step_standing(_step(record, name), record.found, record.terms, day=day)
    if standing.state is StepState.FULFILLED:
        raise ValueError(f"{name} is fulfilled already")
    if standing.grace_ends is not None and day > standing.grace_ends:
        raise ValueError(f"the grace of {name} ended on {standing.grace_ends}")
    return standing


def _expected(standing: Standing, day: date) -> date:
    return max(standing.due, day)


def _days(record: AgendaRecord, slip: Slip, day: date) -> Iterator[date]:
    standing = _standing(record, slip.step, day)
    expected = _expected(standing, day)
    yield from (expected, expected + _DAY, months_later(expected, slip.months))
    if standing.grace_ends:
        yield from (standing.grace_ends, standing.grace_ends + _DAY)


def _sentence(record: AgendaRecord, slip: Slip, day: date) -> str:
    standing = _standing(record, slip.step, day)
    expected, ends = _expected(standing, day), standing.grace_ends
    late = months_later(expected, slip.months)
    if not slip.months:
        return f"{slip.step}: a delay of no month changes nothing."
    amount = _amount(record, standing, day)
    held, then = f"{slip.step}: {amount} would be withheld from {expected + _DAY}", "and"
    if Part.WITHHELD in standing.parts:
        held, then = f"{slip.step}: {amount} would stay withheld", "and be"
    if ends is None:
        return f"{held}; no verified rule says how long the grace is, so when it would be lost is not known."
    if late <= ends:
        return f"{held} until {late}, and nothing would be lost: the grace ends on {ends}."
    goes = record.terms.value(RuleName.AFTER_GRACE, standing.due) == "reallocated"
    fate = "lost to the partner, and could go to others," if goes else "lost"
    if expected >= ends:
        return (
            f"{slip.step}: {amount} would be {fate} on {ends + _DAY}, unless the step is fulfilled by {ends}."
        )
    return f"{held} until {ends}, {then} {fate} on {ends + _DAY}, unless the step is fulfilled by {ends}."


def _amount(record: AgendaRecord, standing: Standing, day: date) -> str:
    """Return what a step can still earn in words; bounds are called bounds."""
    bounds = step_amounts(record, agenda_balance(record, day=day), standing.step)
    unit = record.facility.unit
    if bounds is None:
        return "an amount that is not known"
    earned = standing.parts.get(Part.EARNED, Decimal(0))
    least, most = (amount - (amount * earned).quantize(_CENT) for amount in bounds)
    why = "the weight is not known"
    if standing.state is StepState.PARTLY_FULFILLED and Part.UNKNOWN in standing.parts and not earned:
        least, why = Decimal(0), "what a part earned is not known"
    if least == most:
        return shown_value(most, unit)
    return f"between {shown_value(least, unit)} and {shown_value(most, unit)} (bounds: {why})"
