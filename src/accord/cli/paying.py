"""The command that follows money against conditions: payments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import JsonOption, SnapshotOption, load, print_json, print_line, print_table, say
from accord.cli.payment_rows import agenda_row, figures_of, slip_effect_of
from accord.cli.tracing_payments import print_effect
from accord.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from accord.methods.payments.record import AgendaRecord
    from accord.methods.payments.slips import Slip
    from accord.store.snapshot import Snapshot

__all__ = ["payments"]


def payments(
    snapshot: SnapshotOption = None,
    facility: Annotated[str | None, typer.Option(help="Only this facility.", show_default=False)] = None,
    partner: Annotated[str | None, typer.Option(help="Only this partner.", show_default=False)] = None,
    slip: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STEP=MONTHS",
            help="What if this step is so many months late? Repeatable.",
            show_default=False,
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD", help="For this day. Default: that of the snapshot.", show_default=False
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Say what conditions have earned, what is withheld, and what a delay would cost.

    For each agenda its amounts and the state of each step; unknown amounts stay unknown. `why ID`
    explains every id that is printed.
    """
    from accord.methods.payments.record import agenda_records

    opened = load(snapshot)
    day = _day(opened, on)
    records = agenda_records(opened.declaration, day)
    _check("ACC-263", "facility", facility, (record.facility.id for record in records))
    _check("ACC-264", "partner", partner, (record.agenda.partner for record in records))
    slips = [_slip(text) for text in slip or ()]
    chosen = [
        record
        for record in records
        if facility in (None, record.facility.id)
        and partner in (None, record.agenda.partner)
        and (not slips or any(one.step in _steps(record) for one in slips))
    ]
    _check_slips(slips, chosen)
    if json:
        print_json([agenda_row(opened, record, slips, day, is_asked=on is not None) for record in chosen])
        return
    for record in chosen:
        _print(opened, record, slips, day, is_asked=on is not None)
    if day.isoformat() > opened.manifest.as_of:
        say(f"Nothing after {opened.manifest.as_of} is known: this is how it stands if no decision follows.")
    if not chosen:
        say("No agenda with conditions of payment was approved by this day.")


def _day(opened: Snapshot, on: str | None) -> date:
    from datetime import date

    known = date.fromisoformat(opened.manifest.as_of)
    if on is None:
        return known
    try:
        return date.fromisoformat(on)
    except ValueError as error:
        raise UsageError(
            Problem(
                id="ACC-266",
                what="The day cannot be read.",
                field="--on",
                value=on,
                expected="a day of the calendar, written YYYY-MM-DD",
                fix=f"Write it like {known}.",
            )
        ) from error


def _check(name: str, option: str, given: str | None, known: Iterable[str]) -> None:
    found = list(dict.fromkeys(known))
    if given is not None and given not in found:
        raise UsageError(
            Problem(
                id=name,
                what=f"There is no agenda of this {option} that was approved by this day.",
                field=f"--{option}",
                value=given,
                expected=", ".join(found) or "nothing: no agenda is on record",
                fix="Choose one of these.",
            )
        )


def _slip(text: str) -> Slip:
    from accord.methods.payments.slips import Slip

    step, _, months = text.partition("=")
    if not (step and months.isascii() and months.isdigit() and len(months) <= 3):
        raise _no_slip(text, "STEP=MONTHS, months from 0 to 999, e.g. LAKE-1=6")
    return Slip(step=step, months=int(months))


def _check_slips(slips: Sequence[Slip], records: Sequence[AgendaRecord]) -> None:
    known = [name for record in records for name in _steps(record)]
    for one in slips:
        if one.step not in known:
            raise _no_slip(one.step, f"a step of the agendas shown: {', '.join(known) or 'there is none'}")


def _no_slip(value: str, expected: str) -> UsageError:
    return UsageError(
        Problem(
            id="ACC-265",
            what="This step cannot slip.",
            field="--slip",
            value=value,
            expected=expected,
            fix="List the steps with `accord payments`, then name one.",
        )
    )


def _steps(record: AgendaRecord) -> list[str]:
    return [step.id for step in record.counted_steps]


def _print(
    opened: Snapshot, record: AgendaRecord, slips: Sequence[Slip], day: date, *, is_asked: bool
) -> None:
    from accord.cleaning.values import shown_figure
    from accord.methods.payments.agenda_figures import PARTS
    from accord.methods.payments.figures import payment_figure_id, step_figure_id
    from accord.methods.payments.questions import question_id

    figures, effect = figures_of(opened, record, day), slip_effect_of(opened, record, slips)
    on = day if is_asked else None
    print_line(f"{record.agenda.id}  {record.agenda.title}, on {day}")
    shown = [figures[payment_figure_id(record, part)] for part in PARTS]
    rows = [
        [question_id(one.id, on=on), label, shown_figure(one)]
        for one, label in zip(shown, PARTS.values(), strict=True)
    ]
    print_table(["figure", "amount", "value"], rows, numeric=1)
    rows = []
    for step in record.steps:
        state = figures[step_figure_id(record, step.id)]
        amount = figures[step_figure_id(record, step.id, "amount")]
        words = [str(step.due), state.parameters.get("grace_ends", ""), shown_figure(state)]
        rows.append([step.id, step.title, *words, shown_figure(amount)])
    if rows:
        print_table(["step", "title", "due", "grace ends", "state", "can earn"], rows, numeric=1)
    if effect is not None:
        print_effect(effect)
        print_line(f"\n  {question_id(payment_figure_id(record, 'lost'), slips=effect.slips)}")
    notes = [row.footnote for row in opened.declaration.partners if row.id == record.agenda.partner]
    print_line("\n".join(note for note in notes if note))
