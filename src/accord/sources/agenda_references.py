"""The ids that rows of conditional payments use of other rows."""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.declaration import Declaration
from accord.domain.evidence import Origin

__all__ = ["agenda_references"]


def agenda_references(declaration: Declaration) -> Iterator[tuple[Origin, str, str, str, str]]:
    """Yield place, row, field, id and kind of each reference; a field that must not be empty always.

    Args:
        declaration: All rows of a declaration.
    """
    for rule in declaration.facility_rules:
        yield rule.origin, rule.id, "facility", rule.facility, "facility"
    for agenda in declaration.agendas:
        yield agenda.origin, agenda.id, "facility", agenda.facility, "facility"
        yield agenda.origin, agenda.id, "partner", agenda.partner, "partner"
        named = [("allocation", agenda.allocation, "topic"), ("pre_financing", agenda.pre_financing, "claim")]
        named += [("pre_financing_paid", agenda.pre_financing_paid, "claim")]
        named += [("payments", name, "claim") for name in agenda.payments]
        yield from ((agenda.origin, agenda.id, *reference) for reference in named if reference[1])
    for part in declaration.instalments:
        yield part.origin, part.id, "agenda", part.agenda, "agenda"
        named = [("planned", part.planned, "claim"), *(("payments", name, "claim") for name in part.payments)]
        yield from ((part.origin, part.id, *reference) for reference in named if reference[1])
    for step in declaration.agenda_steps:
        yield step.origin, step.id, "agenda", step.agenda, "agenda"
        named = [("instalment", step.instalment, "instalment"), ("indicator", step.indicator, "indicator")]
        yield from ((step.origin, step.id, *reference) for reference in named if reference[1])
    for row in declaration.verifications:
        yield row.origin, row.id, "step", row.step, "agenda step"
