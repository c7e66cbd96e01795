"""The pages of conditional payments: all partners of a facility, and the steps of one agenda."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accord.domain.facility import Facility, FacilityRule
from accord.domain.figure import Figure
from accord.domain.reform_agenda import Agenda, Instalment, Step, Verification
from accord.methods.payments.agenda_figures import PARTS
from accord.methods.payments.rules import PAYMENT_RULES, PaymentRule
from accord.methods.payments.states import StepState
from accord.publish.library import Library
from accord.publish.page import Page, Row
from accord.publish.payment_chart import Deadline, deadline_chart, stack_chart
from accord.store.figure_json import figure_json

__all__ = ["agenda_ids", "agenda_page", "payments_page"]

_COLUMNS = ("planned", "paid", "payable", "withheld", "lost", "unknown", "pre_financing")
_OPEN = {StepState.NOT_DUE, StepState.NOT_VERIFIED, StepState.IN_GRACE, StepState.PARTLY_FULFILLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One agenda on the page of a facility."""

    agenda: Agenda
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """One facility with its agendas, its rules and its deadlines."""

    facility: Facility
    name: str
    lines: tuple[_Line, ...]
    rules: tuple[tuple[PaymentRule, tuple[FacilityRule, ...]], ...]
    chart: str
    deadlines: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _StepLine:
    """One step on the page of an agenda."""

    step: Step
    name: str
    verification: Verification | None


def agenda_ids(library: Library) -> list[str]:
    """Return the ids of the agendas that had been approved by the day of the snapshot."""
    return [row.id for row in library.declaration.agendas if f"{_name(row)}.planned" in library.figures]


def payments_page(library: Library) -> Page:
    """Return the page of all facilities: amounts by partner, deadlines, rules with their references."""
    sections = [_section(library, facility) for facility in library.declaration.facilities]
    agendas = [row for row in library.declaration.agendas if row.id in set(agenda_ids(library))]
    return Page(
        path="payments",
        title="Conditional payments",
        description="What reforms have earned, what is withheld, and what is lost when.",
        template="payments.html",
        context={"sections": sections, "columns": {part: PARTS[part] for part in _COLUMNS}},
        table=[_row(library, agenda) for agenda in agendas],
        columns=("agenda", "partner", *PARTS),
        chart=sections[0].chart if sections else stack_chart("Conditional payments", [], {}),
    )


def agenda_page(library: Library, name: str) -> Page:
    """Return the page of one agenda: its amounts and each of its steps.

    Args:
        library: The snapshot.
        name: Id of the agenda.
    """
    agenda = next(row for row in library.declaration.agendas if row.id == name)
    facility = next(row for row in library.declaration.facilities if row.id == agenda.facility)
    steps = [_step_line(library, agenda, step) for step in _steps(library, agenda)]
    partner = library.names[agenda.partner]
    return Page(
        path=f"agendas/{name}",
        title=agenda.title,
        title_why=name,
        description=f"The steps that payments to {partner} depend on, and where each of them stands.",
        template="agenda.html",
        context={
            "agenda": agenda,
            "facility": facility,
            "parts": {part: f"{_name(agenda)}.{part}" for part in PARTS},
            "labels": PARTS,
            "steps": steps,
            "instalments": _instalments(library, agenda),
            "gaps": [gap for gap in library.declaration.gaps if name in gap.concerns],
            "claims": library.claims,
            "deadlines": _deadlines(library, facility, [agenda]) if steps else "",
        },
        table=[_step_row(library, line) for line in steps],
        columns=("step", "title", "kind", "due", "grace_ends", "state", "amount"),
        chart=stack_chart(
            f"What became of the money: {agenda.title}",
            [(partner, _name(agenda))],
            library.figures,
            notes=library.notes_for(partner),
        ),
    )


def _name(agenda: Agenda) -> str:
    return f"payments.{agenda.facility}.{agenda.partner}"


def _section(library: Library, facility: Facility) -> _Section:
    known = set(agenda_ids(library))
    agendas = [row for row in library.declaration.agendas if row.facility == facility.id and row.id in known]
    rows = [rule for rule in library.declaration.facility_rules if rule.facility == facility.id]
    rules = [(kind, tuple(rule for rule in rows if rule.name is kind.name)) for kind in PAYMENT_RULES]
    bars = [(library.names[row.partner], _name(row)) for row in agendas]
    notes = library.notes_for(*(label for label, _name in bars))
    return _Section(
        facility=facility,
        name=f"payments.{facility.id}",
        lines=tuple(_Line(agenda=row, name=_name(row)) for row in agendas),
        rules=tuple(rules),
        chart=stack_chart("What became of the money of each agenda", bars, library.figures, notes=notes),
        deadlines=_deadlines(library, facility, agendas),
    )


def _deadlines(library: Library, facility: Facility, agendas: list[Agenda]) -> str:
    """Return the line of deadlines of the open steps of some agendas; nothing if there are none."""
    found = [one for agenda in agendas for one in _open_steps(library, agenda)]
    if not found:
        return ""
    return deadline_chart(
        f"Until when open steps can be fulfilled: {facility.title}",
        found,
        today=date.fromisoformat(library.snapshot.manifest.as_of),
        why_today=f"{_name(agendas[0])}.planned",
        notes=library.notes_for(*(one.label for one in found)),
    )


def _open_steps(library: Library, agenda: Agenda) -> Iterator[Deadline]:
    for step in _steps(library, agenda):
        figure = library.figures[_step_name(agenda, step)]
        if figure.value is None or StepState(str(figure.value)) not in _OPEN:
            continue
        last = figure.parameters.get("grace_ends")
        yield Deadline(
            label=f"{library.names[agenda.partner]}: {step.title}",
            why=figure.id,
            due=date.fromisoformat(figure.parameters["due"]),
            last=date.fromisoformat(last) if last else None,
        )


def _steps(library: Library, agenda: Agenda) -> list[Step]:
    return [row for row in library.declaration.agenda_steps if row.agenda == agenda.id]


def _step_name(agenda: Agenda, step: Step) -> str:
    return f"payments.{agenda.facility}.{step.id}"


def _step_line(library: Library, agenda: Agenda, step: Step) -> _StepLine:
    name = _step_name(agenda, step)
    used = {part.id for part in library.figures[name].inputs}
    rows = (row for row in library.declaration.verifications if row.id in used)
    return _StepLine(step=step, name=name, verification=next(rows, None))


def _instalments(library: Library, agenda: Agenda) -> list[Instalment]:
    return [row for row in library.declaration.instalments if row.agenda == agenda.id]


def _row(library: Library, agenda: Agenda) -> Row:
    figures: dict[str, Figure] = {part: library.figures[f"{_name(agenda)}.{part}"] for part in PARTS}
    return {
        "agenda": agenda.id,
        "partner": agenda.partner,
        "title": agenda.title,
        **{part: figure_json(figure)["value"] for part, figure in figures.items()},
        **{f"{part}_shown": figure_json(figure)["shown"] for part, figure in figures.items()},
    }


def _step_row(library: Library, line: _StepLine) -> Row:
    state, amount = library.figures[line.name], library.figures[f"{line.name}.amount"]
    return {
        "step": line.step.id,
        "title": line.step.title,
        "kind": line.step.kind.value,
        "due": str(line.step.due),
        "grace_ends": state.parameters.get("grace_ends"),
        "state": figure_json(state)["value"],
        "amount": figure_json(amount)["value"],
        "least": figure_json(amount)["lower"],
        "most": figure_json(amount)["upper"],
        "verification": line.verification.id if line.verification else None,
        "reason": state.reason,
    }
