"""An agenda with its amounts, steps and delays, as `accord payments --json` prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.cli.tracing_payments import answered, effect_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from accord.domain.figure import Figure
    from accord.methods.payments.record import AgendaRecord
    from accord.methods.payments.slips import Slip, SlipEffect
    from accord.store.figure_json import Json
    from accord.store.snapshot import Snapshot

__all__ = ["agenda_row", "figures_of", "slip_effect_of"]


def figures_of(opened: Snapshot, record: AgendaRecord, day: date) -> dict[str, Figure]:
    """Return the figures of an agenda on a day, by id.

    Args:
        opened: The snapshot.
        record: The agenda.
        day: The day.
    """
    from accord.methods.payments.figures import record_figures

    return {figure.id: figure for figure in record_figures(record, opened.declaration, day=day)}


def slip_effect_of(opened: Snapshot, record: AgendaRecord, slips: Sequence[Slip]) -> SlipEffect | None:
    """Return what the delays change in an agenda; None if none of them is in it.

    Args:
        opened: The snapshot.
        record: The agenda.
        slips: Delays, of steps of any agenda.

    Raises:
        UsageError: A step cannot slip (ACC-265).
    """
    from accord.methods.payments.figures import payment_figure_id
    from accord.methods.payments.questions import Question

    own = tuple(one for one in slips if one.step in [step.id for step in record.counted_steps])
    if not own:
        return None
    return answered(opened, Question(figure=payment_figure_id(record, "lost"), slips=own)).effect


def agenda_row(
    opened: Snapshot, record: AgendaRecord, slips: Sequence[Slip], day: date, *, is_asked: bool
) -> dict[str, Json]:
    """Return an agenda with the keys that ``accord payments --json`` documents.

    Args:
        opened: The snapshot.
        record: The agenda.
        slips: Delays that are asked about.
        day: Day of the amounts.
        is_asked: Whether the day was asked for, so that the ids must name it.
    """
    from accord.methods.payments.agenda_figures import PARTS
    from accord.methods.payments.figures import payment_figure_id, step_figure_id

    figures = figures_of(opened, record, day)
    on = day if is_asked else None
    parts: dict[str, Json] = {
        part: _figure_row(figures[payment_figure_id(record, part)], on) for part in PARTS
    }
    steps: list[Json] = []
    for step in record.steps:
        state = figures[step_figure_id(record, step.id)]
        amount = figures[step_figure_id(record, step.id, "amount")]
        steps.append(
            {
                "step": step.id,
                "title": step.title,
                "kind": step.kind.value,
                "due": str(step.due),
                "grace_ends": state.parameters.get("grace_ends"),
                "state": _figure_row(state, on),
                "amount": _figure_row(amount, on),
            }
        )
    effect = slip_effect_of(opened, record, slips)
    return {
        "facility": record.facility.id,
        "partner": record.agenda.partner,
        "agenda": record.agenda.id,
        "title": record.agenda.title,
        "day": day.isoformat(),
        "known_until": opened.manifest.as_of,
        "amounts": parts,
        "steps": steps,
        "what_if": _what_if(record, effect) if effect else None,
    }


def _figure_row(figure: Figure, on: date | None) -> dict[str, Json]:
    from accord.cleaning.values import plain_value, shown_figure
    from accord.methods.payments.questions import question_id

    return {
        "figure": question_id(figure.id, on=on),
        "value": plain_value(figure.value),
        "shown": shown_figure(figure),
        "lower": plain_value(figure.lower),
        "upper": plain_value(figure.upper),
        "evidence": figure.evidence.value if figure.evidence else None,
        "reason": figure.reason,
    }


def _what_if(record: AgendaRecord, effect: SlipEffect) -> dict[str, Json]:
    from accord.cli.tracing_payments import SHOWN
    from accord.methods.payments.figures import payment_figure_id
    from accord.methods.payments.questions import question_id

    names: list[Json] = [question_id(payment_figure_id(record, part), slips=effect.slips) for part in SHOWN]
    return {"figures": names, **effect_json(effect)}
