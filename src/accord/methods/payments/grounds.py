"""What an amount of an agenda stands on: every row that decides it, and the weakest evidence among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from accord.domain.claim import Claim
from accord.domain.evidence import Evidence, weakest
from accord.domain.facility import RuleName
from accord.domain.figure import FigureInput, InputRole
from accord.methods.payments.lots import Lot
from accord.methods.payments.record import AgendaRecord
from accord.methods.payments.states import Standing

__all__ = ["Grounds", "all_payments", "grounds_of_steps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Rows behind an amount.

    Attributes:
        inputs: The rows, each once, with what it does.
        evidence: The weakest evidence among them: an amount is no surer than that.
    """

    inputs: tuple[FigureInput, ...]
    evidence: Evidence | None


_Row = tuple[str, InputRole, Evidence | None]


def all_payments(record: AgendaRecord) -> tuple[Claim, ...]:
    """Return the payments for steps, outside instalments and inside.

    Args:
        record: The agenda.
    """
    return (*record.payments, *(claim for part in record.instalments for claim in part.payments))


def grounds_of_steps(record: AgendaRecord, lots: Sequence[Lot], *, is_earned: bool, day: date) -> Grounds:
    """Return what an amount stands on that comes from steps.

    Args:
        record: The agenda.
        lots: Amounts of steps that enter it.
        is_earned: Whether payments and pre-financing are taken off it.
        day: The day, for the rule on pre-financing.
    """
    deciding = [one for lot in lots for one in lot.standings]
    rows = [*_steps(record, deciding), *_instalments(record, lots)]
    if is_earned:
        rows += _paid_already(record, day)
    rows += _rules(record, (name for one in deciding for name in one.rules))
    if any(one.step.amount is None and one.step.weight is not None for one in deciding):
        rows.append((record.amount_id, InputRole.TERM, record.amount_evidence))
    rows.append((record.agenda.id, InputRole.DEFINITION, record.agenda.evidence))
    roles = {name: role for name, role, _evidence in reversed(rows)}
    return Grounds(
        inputs=tuple(
            FigureInput(id=name, role=roles[name]) for name in dict.fromkeys(row[0] for row in rows)
        ),
        evidence=weakest(level for _name, _role, level in rows if level),
    )


def _steps(record: AgendaRecord, deciding: Sequence[Standing]) -> Iterator[_Row]:
    found = {row.id: row.evidence for row in record.found}
    yield from ((one.step.id, InputRole.TERM, one.step.evidence) for one in deciding)
    for one in deciding:
        if one.verification:
            yield one.verification, InputRole.EVIDENCE, found[one.verification]


def _instalments(record: AgendaRecord, lots: Sequence[Lot]) -> Iterator[_Row]:
    """Yield what says how much steps earn together, and the payments that tell them apart."""
    names = {lot.id for lot in lots}
    inferred = {lot.id for lot in lots if lot.is_inferred}
    for part in record.instalments:
        if part.instalment.id not in names:
            continue
        yield part.instalment.id, InputRole.TERM, part.instalment.evidence
        if part.planned:
            yield part.planned.id, InputRole.TERM, part.planned.evidence
        if part.instalment.id in inferred:
            yield from ((claim.id, InputRole.SUBTRAHEND, claim.evidence) for claim in part.payments)


def _paid_already(record: AgendaRecord, day: date) -> Iterator[_Row]:
    yield from ((claim.id, InputRole.SUBTRAHEND, claim.evidence) for claim in all_payments(record))
    rule = record.terms.rule(RuleName.PRE_FINANCING_CLEARING, day)
    if rule:
        yield rule.id, InputRole.PARAMETER, rule.evidence
    if rule and rule.value == "proportional" and record.amount and record.pre_financing:
        for name in record.pre_financing_ids:
            yield name, InputRole.SUBTRAHEND, record.pre_financing_evidence
        yield record.amount_id, InputRole.DENOMINATOR, record.amount_evidence


def _rules(record: AgendaRecord, names: Iterator[str]) -> Iterator[_Row]:
    levels = {rule.id: rule.evidence for rule in record.terms.rules}
    yield from ((name, InputRole.PARAMETER, levels[name]) for name in names)
