"""The state of a step, and what it earns, as figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from accord.cleaning.values import shown_value
from accord.domain.evidence import weakest
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.reform_agenda import Step
from accord.methods.payments.amounts import Balance, step_amounts
from accord.methods.payments.record import AgendaRecord
from accord.methods.payments.rules import AMOUNTS_METHOD, STEP_METHOD
from accord.methods.payments.states import Standing

__all__ = ["step_figures"]


def step_figures(
    record: AgendaRecord, balance: Balance, step: Step, *, ids: Mapping[str, str]
) -> Iterator[Figure]:
    """Yield the state of a step and its amount; an unverified step has neither.

    Args:
        record: The agenda.
        balance: Its amounts.
        step: The step.
        ids: Ids of the figures: of the state under an empty key, of the amount under ``amount``.
    """
    standing = next((one for one in balance.standings if one.step.id == step.id), None)
    found = {row.id: row for row in record.found}
    row = found.get(standing.verification) if standing else None
    levels = [step.evidence, *([row.evidence] if row else [])]
    yield Figure(
        id=ids[""],
        label=f"State: {step.title}",
        value=standing.state.value if standing else None,
        method=STEP_METHOD,
        inputs=_inputs(step, standing),
        parameters=_parameters(standing),
        evidence=weakest(levels) if standing else None,
        last_evidence=row.decided if row else None,
        reason=standing.reason if standing else "The step is from memory and counts nowhere.",
        subject=step.id,
        partner=record.agenda.partner,
    )
    bounds = step_amounts(record, balance, step) if standing else None
    is_known = bounds is not None and bounds[0] == bounds[1]
    yield Figure(
        id=ids["amount"],
        label=f"What it earns: {step.title}",
        value=bounds[1] if bounds and is_known else None,
        unit=record.facility.unit if bounds and is_known else "",
        method=AMOUNTS_METHOD,
        inputs=(
            FigureInput(id=step.id, role=InputRole.TERM),
            *([FigureInput(id=step.instalment, role=InputRole.TERM)] if step.instalment else []),
        ),
        evidence=step.evidence if is_known else None,
        reason=_amount_reason(record, bounds),
        subject=step.id,
        partner=record.agenda.partner,
        lower=bounds[0] if bounds and not is_known else None,
        upper=bounds[1] if bounds and not is_known else None,
    )


def _parameters(standing: Standing | None) -> dict[str, str]:
    if standing is None:
        return {}
    days: dict[str, date | None] = {"due": standing.due, "grace_ends": standing.grace_ends}
    return {name: day.isoformat() for name, day in days.items() if day}


def _inputs(step: Step, standing: Standing | None) -> tuple[FigureInput, ...]:
    named = [(step.id, InputRole.DEFINITION)]
    if standing is None:
        named = [(step.id, InputRole.NOT_COUNTED)]
    elif standing.verification:
        named.append((standing.verification, InputRole.EVIDENCE))
    named += [(name, InputRole.PARAMETER) for name in (standing.rules if standing else ())]
    return tuple(FigureInput(id=name, role=role) for name, role in named)


def _amount_reason(record: AgendaRecord, bounds: tuple[Decimal, Decimal] | None) -> str:
    if bounds is None:
        return "No document that was read says what the step earns; that is not nought."
    if bounds[0] == bounds[1]:
        return "Known for this step alone."
    least, most = (shown_value(end, record.facility.unit) for end in bounds)
    return (
        f"Its weight is not known. It lies between {least} and {most}: bounds, of which neither is likelier,"
        " as several steps share the second amount and nobody who was read says how."
    )
