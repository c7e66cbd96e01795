"""The amounts of an agenda on a day: planned, paid, payable, available, withheld, lost, unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accord.domain.claim import Claim
from accord.domain.facility import RuleName
from accord.domain.reform_agenda import Step
from accord.methods.payments.lots import Lot, Lots, lots_of
from accord.methods.payments.record import AgendaRecord
from accord.methods.payments.states import Part, Standing, step_standing

__all__ = ["Balance", "agenda_balance", "step_amounts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The amounts of one agenda on a day.

    ``whole + excess = paid + payable + cleared + available + withheld + lost + unknown``, always.

    Attributes:
        planned: The whole amount that the agenda can earn; None if nobody says.
        whole: What is distributed here: planned, or the known amounts if nothing says or they are more.
        paid: Paid for steps, as claims say; pre-financing is not among it.
        payable: Earned by fulfilled steps, neither paid nor cleared against pre-financing.
        cleared: Earned, and paid in advance as pre-financing.
        available: Of steps that are not yet due or that nobody has looked at.
        withheld: Of steps that were not fulfilled and are in their grace.
        at_risk: Part of what is withheld that is lost on a known day.
        lost: Of steps that were not fulfilled in their grace; what can go to others is among it.
        reallocated: Part of what is lost that can go to others.
        unknown: Of steps that are not known, or of which nobody says what became of them.
        excess: Paid beyond everything that could be earned: the record contradicts itself.
        pre_financing: Paid in advance; None if nobody says.
        last_days: Last day on which something that is withheld can still be earned, with the amount.
        standings: The counted steps on this day.
        lots: Amounts of steps.
        is_whole: Whether all steps are known with their amounts; if not, all parts are lower bounds.
    """

    planned: Decimal | None
    whole: Decimal
    paid: Decimal
    payable: Decimal
    cleared: Decimal
    available: Decimal
    withheld: Decimal
    at_risk: Decimal
    lost: Decimal
    reallocated: Decimal
    unknown: Decimal
    excess: Decimal
    pre_financing: Decimal | None
    last_days: tuple[tuple[date, Decimal], ...]
    standings: tuple[Standing, ...]
    lots: Lots
    is_whole: bool


def agenda_balance(record: AgendaRecord, *, day: date) -> Balance:
    """Return the amounts of an agenda on a day.

    Args:
        record: The agenda.
        day: The day.
    """
    standings = tuple(
        step_standing(step, record.found, record.terms, day=day) for step in record.counted_steps
    )
    lots = lots_of(record, standings)
    parts = {part: sum((lot.parts.get(part, _NIL) for lot in lots.lots), _NIL) for part in Part}
    known = sum((lot.amount for lot in lots.lots), _NIL)
    whole = known if record.amount is None else max(record.amount, known)
    paid = _sum(record.payments) + sum((_sum(part.payments) for part in record.instalments), _NIL)
    earned = parts[Part.EARNED]
    beyond = max(paid - earned, _NIL)
    elsewhere = parts[Part.UNKNOWN] + whole - known
    owed = max(earned - paid, _NIL)
    cleared = min((earned * _cleared_share(record, day)).quantize(_CENT), owed)
    withheld = [lot for lot in lots.lots if lot.parts.get(Part.WITHHELD)]
    dated = [(_last_day(lot), lot.parts[Part.WITHHELD]) for lot in withheld]
    last_days: dict[date, Decimal] = {}
    for last, amount in dated:
        last_days[last] = last_days.get(last, _NIL) + amount
    return Balance(
        planned=record.amount,
        whole=whole,
        paid=paid,
        payable=owed - cleared,
        cleared=cleared,
        available=parts[Part.AVAILABLE],
        withheld=parts[Part.WITHHELD],
        at_risk=sum((amount for _day, amount in dated), _NIL),
        lost=parts[Part.LOST] + parts[Part.REALLOCATED],
        reallocated=parts[Part.REALLOCATED],
        unknown=max(elsewhere - beyond, _NIL),
        excess=max(beyond - elsewhere, _NIL),
        pre_financing=record.pre_financing,
        last_days=tuple(sorted(last_days.items())),
        standings=standings,
        lots=lots,
        is_whole=record.agenda.is_complete and whole == known and not lots.without_amount and not lots.above,
    )


_NIL, _CENT = Decimal(0), Decimal("0.01")


def step_amounts(record: AgendaRecord, balance: Balance, step: Step) -> tuple[Decimal, Decimal] | None:
    """Return the least and the most that a step can earn; None if nothing bounds it.

    The two are equal where the amount is known. Where steps share an amount the bounds are nought and
    all of it, and no number between them is likelier than another.

    Args:
        record: The agenda.
        balance: Its amounts.
        step: One of its steps.
    """
    amount = record.amount_of(step)
    if amount is not None:
        return amount, amount
    for lot in balance.lots.lots:
        members = [one for one in lot.standings if one.step.id == step.id]
        if members:
            return (lot.amount if len(lot.standings) == 1 else _NIL), lot.amount
    return None


def _last_day(lot: Lot) -> date:
    """Return the first day on which the grace of one of its steps ends; withheld steps always have one."""
    return min(one.grace_ends for one in lot.standings if one.grace_ends)


def _sum(claims: Iterable[Claim]) -> Decimal:
    return sum((claim.value for claim in claims if isinstance(claim.value, Decimal)), _NIL)


def _cleared_share(record: AgendaRecord, day: date) -> Decimal:
    """Return the share of each earned amount that pre-financing has paid already."""
    rule = record.terms.value(RuleName.PRE_FINANCING_CLEARING, day)
    if rule != "proportional" or not record.amount or not record.pre_financing:
        return _NIL
    return min(record.pre_financing / record.amount, Decimal(1))
