"""The amounts of an agenda as figures, each with what it was made from and why it is no more than a bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accord.cleaning.values import shown_value
from accord.domain.claim import Qualifier
from accord.domain.evidence import Evidence, weakest
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.methods.payments.amounts import Balance
from accord.methods.payments.grounds import all_payments, grounds_of_steps
from accord.methods.payments.lots import Lot
from accord.methods.payments.record import AgendaRecord
from accord.methods.payments.rules import AMOUNTS_METHOD
from accord.methods.payments.states import Part

__all__ = ["PARTS", "agenda_figures"]

PARTS: dict[str, str] = {
    "planned": "Planned",
    "paid": "Paid for steps",
    "payable": "Earned and not yet paid",
    "cleared": "Earned and covered by pre-financing",
    "available": "Still to be earned",
    "withheld": "Withheld",
    "at_risk": "Withheld, to be lost on a known day",
    "lost": "Lost",
    "reallocated": "Lost, and can go to others",
    "unknown": "Not known",
    "pre_financing": "Paid in advance",
}
"""The amounts of an agenda with their labels; `methods.payments.amounts` says which of them add up."""

_STANDS_ON: dict[str, tuple[Part, ...]] = {
    "payable": (Part.EARNED,),
    "cleared": (Part.EARNED,),
    "available": (Part.AVAILABLE,),
    "withheld": (Part.WITHHELD,),
    "at_risk": (Part.WITHHELD,),
    "lost": (Part.LOST, Part.REALLOCATED),
    "reallocated": (Part.REALLOCATED,),
}
"""Which steps decide an amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amount:
    """A value before it becomes a figure."""

    value: Decimal | None
    inputs: tuple[FigureInput, ...]
    reason: str
    qualifier: Qualifier = Qualifier.EXACT
    evidence: Evidence | None = None
    is_disputed: bool = False


def agenda_figures(
    record: AgendaRecord, balance: Balance, *, ids: Mapping[str, str], gaps: Sequence[str], day: date
) -> Iterator[Figure]:
    """Yield one figure for each amount of an agenda.

    Args:
        record: The agenda.
        balance: Its amounts on the day.
        ids: Id of each figure by part.
        gaps: Ids of what was looked for and not found.
        day: The day.
    """
    makers = {
        "planned": _planned(record),
        "paid": _paid(record, balance),
        **{part: _of_steps(record, balance, part, day) for part in _STANDS_ON},
        "pre_financing": _pre_financing(record),
    }
    taken = {ids[part]: makers[part] for part in _TAKEN_AWAY if makers[part].value is not None}
    makers["unknown"] = _unknown(record, balance, gaps, taken)
    for part, label in PARTS.items():
        made = makers[part]
        yield Figure(
            id=ids[part],
            label=f"{label}: {record.agenda.title}",
            value=made.value,
            unit=record.facility.unit if made.value is not None else "",
            method=AMOUNTS_METHOD,
            inputs=made.inputs,
            parameters={"day": day.isoformat()},
            qualifier=made.qualifier if made.value is not None else Qualifier.EXACT,
            evidence=made.evidence if made.value is not None else None,
            is_disputed=made.is_disputed and made.value is not None,
            reason=made.reason,
            subject=record.agenda.id,
            partner=record.agenda.partner,
        )


def _planned(record: AgendaRecord) -> _Amount:
    told = _inputs([record.amount_id], InputRole.CHOSEN) if record.amount_id else ()
    own = _inputs([record.agenda.id], InputRole.DEFINITION)
    if record.amount is None:
        reason = "No verified document that was read says how much the agenda can earn."
        return _Amount(value=None, inputs=(*told, *own), reason=reason)
    return _Amount(
        value=record.amount,
        inputs=(*told, *own) if record.amount_id != record.agenda.id else own,
        reason="What all steps of the agenda can earn together.",
        qualifier=record.qualifier,
        evidence=_no_surer_than(record, record.amount_evidence),
        is_disputed=record.amount_id in record.disputed,
    )


def _no_surer_than(record: AgendaRecord, *levels: Evidence | None) -> Evidence | None:
    return weakest(level for level in (record.agenda.evidence, *levels) if level)


def _paid(record: AgendaRecord, balance: Balance) -> _Amount:
    claims = all_payments(record)
    own = _inputs([record.agenda.id], InputRole.DEFINITION)
    inputs = (*_inputs([claim.id for claim in claims], InputRole.TERM), *own)
    if not claims and not record.agenda.is_complete:
        reason = "No payment for steps is on record, which does not say that none was made."
        return _Amount(value=None, inputs=inputs, reason=reason)
    said = "Payments for steps that are on record; pre-financing is not among them."
    if balance.excess:
        unit = record.facility.unit
        said += (
            f" {shown_value(balance.excess, unit)} more than could be earned: the record contradicts itself."
        )
    return _Amount(
        value=balance.paid,
        inputs=inputs,
        reason=said,
        qualifier=Qualifier.EXACT if record.agenda.is_complete else Qualifier.AT_LEAST,
        evidence=_no_surer_than(record, *(claim.evidence for claim in claims)),
        is_disputed=any(claim.topic in record.disputed for claim in claims),
    )


_TAKEN_AWAY = ("paid", "payable", "cleared", "available", "withheld", "lost")


def _unknown(
    record: AgendaRecord, balance: Balance, gaps: Sequence[str], taken: Mapping[str, _Amount]
) -> _Amount:
    inputs = (*_inputs([record.agenda.id], InputRole.DEFINITION), *_inputs(gaps, InputRole.GAP))
    inputs = (*_inputs(taken, InputRole.SUBTRAHEND), *inputs)
    inputs = (*_inputs([record.amount_id], InputRole.MINUEND), *inputs) if record.amount_id else inputs
    if record.amount is None:
        return _Amount(value=None, inputs=inputs, reason="The whole amount is not known, so the rest is not.")
    reasons = ["What is left of the whole when everything that is known is taken away."]
    missing = [one.step.id for one in balance.lots.without_amount]
    if missing:
        reasons.append(f"What these steps earn is not known: {', '.join(missing)}.")
    if not record.agenda.is_complete:
        reasons.append("Not all steps and payments are listed, so this is the most that it can be.")
    if balance.lots.above:
        reasons.append(f"The steps of {', '.join(balance.lots.above)} add up to more than it.")
    return _Amount(
        value=balance.unknown,
        inputs=tuple(dict.fromkeys(inputs)),
        reason=" ".join(reasons),
        qualifier=Qualifier.EXACT if record.agenda.is_complete else Qualifier.UP_TO,
        evidence=_no_surer_than(record, record.amount_evidence, *(one.evidence for one in taken.values())),
    )


def _pre_financing(record: AgendaRecord) -> _Amount:
    own = _inputs([record.agenda.id], InputRole.DEFINITION)
    inputs = (*_inputs(record.pre_financing_ids, InputRole.TERM), *own)
    if record.pre_financing is None:
        return _Amount(
            value=None, inputs=inputs, reason="No document that was read says whether it was paid."
        )
    reason = (
        "A flow of its own: paid before any step." if record.pre_financing else "Said not to have been paid."
    )
    level = _no_surer_than(record, record.pre_financing_evidence)
    return _Amount(value=record.pre_financing, inputs=inputs, reason=reason, evidence=level)


def _of_steps(record: AgendaRecord, balance: Balance, part: str, day: date) -> _Amount:
    wanted = _STANDS_ON[part]
    lots = [lot for lot in balance.lots.lots if any(lot.parts.get(one) for one in wanted)]
    grounds = grounds_of_steps(record, lots, is_earned=part in _PAID_FROM, day=day)
    if not balance.lots.lots:
        reason = "No step with an amount is known, so nothing can be said; it is not nought."
        return _Amount(value=None, inputs=grounds.inputs, reason=reason)
    value: Decimal = getattr(balance, part)
    return _Amount(
        value=value,
        inputs=grounds.inputs,
        reason=" ".join(_said(record, balance, part, value)),
        qualifier=Qualifier.EXACT if balance.is_whole else Qualifier.AT_LEAST,
        evidence=grounds.evidence,
        is_disputed=bool(value) and _rests_on_a_dispute(record, lots),
    )


def _rests_on_a_dispute(record: AgendaRecord, lots: Sequence[Lot]) -> bool:
    """Whether an amount comes from an instalment of which documents say different things."""
    names = {lot.id for lot in lots if lot.is_inferred}
    parts = [part for part in record.instalments if part.instalment.id in names]
    claims = [claim for part in parts for claim in (*part.payments, part.planned) if claim]
    return any(claim.topic in record.disputed for claim in claims)


_PAID_FROM = ("payable", "cleared")


def _said(record: AgendaRecord, balance: Balance, part: str, value: Decimal) -> Iterator[str]:
    words = {
        "payable": "Earned by fulfilled steps, less what was paid and what pre-financing covers.",
        "cleared": "The share of what was earned that was paid in advance.",
        "available": "Of steps that are not yet due, or that nobody who was read has looked at.",
        "withheld": "Of steps that were not fulfilled and are in their grace.",
        "at_risk": "Part of what is withheld.",
        "lost": "Of steps that were not fulfilled in their grace.",
        "reallocated": "Part of what is lost.",
    }
    yield words[part]
    if value and part in {"withheld", "at_risk"}:
        unit = record.facility.unit
        days = (f"{shown_value(amount, unit)} by {last}" for last, amount in balance.last_days)
        yield f"Lost unless earned: {', '.join(days)}."
    if any(
        lot.is_inferred and any(lot.parts.get(one) for one in _STANDS_ON[part]) for lot in balance.lots.lots
    ):
        yield "Weights are not known; the payment tells what the fulfilled steps earned, taken as announced."
    if not balance.is_whole:
        yield "Not all steps are known, so it can be more."


def _inputs(names: Sequence[str] | Mapping[str, _Amount], role: InputRole) -> tuple[FigureInput, ...]:
    return tuple(FigureInput(id=name, role=role) for name in names)
