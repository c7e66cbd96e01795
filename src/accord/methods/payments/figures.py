"""The figures that publish conditional payments: amounts by agenda, the state of each step, totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from accord.domain.declaration import Declaration
from accord.domain.figure import Figure
from accord.methods.payments.agenda_figures import PARTS, agenda_figures
from accord.methods.payments.amounts import agenda_balance
from accord.methods.payments.record import AgendaRecord, agenda_records
from accord.methods.payments.step_figures import step_figures
from accord.methods.payments.totals import TOTALS, total_figures

__all__ = ["payment_figure_id", "payment_figures", "record_figures", "step_figure_id"]


def payment_figure_id(record: AgendaRecord, part: str) -> str:
    """Return the id of an amount of an agenda.

    Args:
        record: The agenda.
        part: A key of ``PARTS``.
    """
    return f"payments.{record.facility.id}.{record.agenda.partner}.{part}"


def step_figure_id(record: AgendaRecord, step: str, part: str = "") -> str:
    """Return the id of the state of a step, or of its amount.

    Args:
        record: The agenda.
        step: Id of the step.
        part: Empty for the state, else ``amount``.
    """
    return ".".join(word for word in ("payments", record.facility.id, step, part) if word)


def payment_figures(declaration: Declaration, day: date) -> dict[str, Figure]:
    """Return the figures of all agendas, their steps and facilities.

    Args:
        declaration: The content as known on a day.
        day: The day.

    Returns:
        Figures by id, in the order of their ids.
    """
    records = agenda_records(declaration, day)
    found = [figure for record in records for figure in record_figures(record, declaration, day=day)]
    by_id = {figure.id: figure for figure in found}
    for facility in declaration.facilities:
        own = [record for record in records if record.facility.id == facility.id]
        parts = {part: [by_id[payment_figure_id(record, part)] for record in own] for part in TOTALS}
        by_id |= {figure.id: figure for figure in total_figures(facility, parts)}
    return dict(sorted(by_id.items()))


def record_figures(record: AgendaRecord, declaration: Declaration, *, day: date) -> Iterator[Figure]:
    """Yield the figures of one agenda on a day; the day may lie after that of the content.

    Args:
        record: The agenda.
        declaration: The content, for the names of partners and the gaps that are noted.
        day: The day.
    """
    balance = agenda_balance(record, day=day)
    gaps: Sequence[str] = [gap.id for gap in declaration.gaps if record.agenda.id in gap.concerns]
    ids = {part: payment_figure_id(record, part) for part in PARTS}
    yield from agenda_figures(record, balance, ids=ids, gaps=gaps, day=day)
    for step in record.steps:
        ids = {part: step_figure_id(record, step.id, part) for part in ("", "amount")}
        yield from step_figures(record, balance, step, ids=ids)
