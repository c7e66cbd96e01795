"""The claims that an agenda or an instalment names are its own money, and each is counted once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.domain.claim import Claim
from accord.domain.declaration import Declaration
from accord.domain.reform_agenda import Agenda, Instalment
from accord.errors import Problem
from accord.sources.row_problems import row_problem

__all__ = ["check_agenda_payments"]


def check_agenda_payments(declaration: Declaration) -> Iterator[Problem]:
    """Yield a problem (ACC-668) for each claim or topic that cannot stand where it is named.

    Args:
        declaration: All rows of a declaration.
    """
    claims = {claim.id: claim for claim in declaration.claims}
    units = {row.id: row.unit for row in declaration.facilities}
    paid: dict[str, str] = {}
    for agenda in declaration.agendas:
        if agenda.amount is not None and agenda.allocation:
            value = f"amount {agenda.amount:f}, allocation {agenda.allocation}"
            yield _problem(agenda, "allocation", value, "`amount` or `allocation`: one of the two speaks")
        parts = [row for row in declaration.instalments if row.agenda == agenda.id]
        unit = units.get(agenda.facility, "")
        rows: tuple[Agenda | Instalment, ...] = (agenda, *parts)
        for row in rows:
            yield from _money_problems(row, agenda.partner, claims, unit)
            for name in row.payments:
                topic = claims[name].topic if name in claims else name
                if topic in paid:
                    expected = "one claim for each payment; two about one topic would be added"
                    yield _problem(row, "payments", f"{paid[topic]}, {name}", expected)
                paid.setdefault(topic, name)
        event = claims.get(agenda.pre_financing_paid)
        if event is not None and not isinstance(event.value, bool):
            yield _problem(
                agenda, "pre_financing_paid", f"{event.id}: {event.value}", "a claim of true or false"
            )


def _money_problems(
    row: Agenda | Instalment, partner: str, claims: dict[str, Claim], unit: str
) -> Iterator[Problem]:
    named = [("payments", name) for name in row.payments]
    if isinstance(row, Agenda):
        named.append(("pre_financing", row.pre_financing))
    else:
        named.append(("planned", row.planned))
        if row.amount is not None and row.planned:
            value = f"amount {row.amount:f}, planned {row.planned}"
            yield _problem(row, "planned", value, "`amount` or `planned`: one of the two speaks")
    for field, name in named:
        claim = claims.get(name)
        if claim is None:
            continue
        if not isinstance(claim.value, Decimal) or claim.unit != unit or claim.value < 0:
            value = f"{name}: {claim.value} {claim.unit}".strip()
            yield _problem(row, field, value, f"an amount in {unit}, the currency of the facility")
        if claim.partner != partner:
            value = f"{name}: about {claim.partner or 'no partner'}"
            yield _problem(row, field, value, f"a claim about {partner}")


def _problem(row: Agenda | Instalment, field: str, value: str, expected: str) -> Problem:
    return row_problem(
        row,
        "ACC-668",
        "The agenda cannot count this claim.",
        field=field,
        value=value,
        expected=expected,
        fix="Name another claim, or correct this one.",
    )
