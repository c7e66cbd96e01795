"""Amounts that steps earn, alone or together: what is earned, withheld and lost of each, or unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accord.domain.claim import Claim
from accord.methods.payments.record import AgendaRecord, InstalmentRecord
from accord.methods.payments.states import Part, Standing

__all__ = ["Lot", "Lots", "lots_of"]

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """An amount, the steps that earn it, and what becomes of it.

    Attributes:
        id: Id of the step, or of the instalment whose steps share the amount.
        amount: The amount.
        standings: Its steps; more than one only where nothing says how they share it.
        parts: Amount by part; they add up to the amount.
        is_inferred: Whether a payment tells what was earned, as no weights are known.
    """

    id: str
    amount: Decimal
    standings: tuple[Standing, ...]
    parts: Mapping[Part, Decimal]
    is_inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lots:
    """All amounts of an agenda whose size is known.

    Attributes:
        lots: The amounts.
        without_amount: Steps of which nothing says what they earn, alone or together.
        above: Ids of instalments whose steps, or payments, add up to more than the instalment.
    """

    lots: tuple[Lot, ...]
    without_amount: tuple[Standing, ...] = ()
    above: tuple[str, ...] = field(default=())


def lots_of(record: AgendaRecord, standings: Sequence[Standing]) -> Lots:
    """Return the amounts of an agenda.

    Steps of an instalment whose own amounts are not known share what is left of it, never in equal parts.
    Nothing is said of them unless all steps of the instalment are listed. If all of them stand alike, so
    does what is left. If those that are fulfilled were paid for, the payment says what they earned, taken
    as announced. What remains beyond that is unknown.

    Args:
        record: The agenda.
        standings: Its counted steps on a day.
    """
    found: list[Lot] = []
    above: list[str] = []
    homes = {part.instalment.id for part in record.instalments}
    without = []
    for standing in standings:
        amount = record.amount_of(standing.step)
        if amount is not None:
            found.append(_alone(standing, amount))
        elif standing.step.instalment not in homes:
            without.append(standing)
    for part in record.instalments:
        members = [one for one in standings if one.step.instalment == part.instalment.id]
        sharing = tuple(one for one in members if record.amount_of(one.step) is None)
        if part.amount is None:
            without += sharing
            continue
        own = [record.amount_of(one.step) or Decimal(0) for one in members]
        left = part.amount - sum(own, Decimal(0))
        if left < 0:
            above.append(part.instalment.id)
        elif left:
            earned = sum((lot.parts.get(Part.EARNED, Decimal(0)) for lot in _of(found, members)), Decimal(0))
            found += _shared(part, left, sharing, earned)
    return Lots(lots=tuple(found), without_amount=tuple(without), above=tuple(above))


def _of(lots: Sequence[Lot], members: Sequence[Standing]) -> Iterator[Lot]:
    names = {member.step.id for member in members}
    yield from (lot for lot in lots if lot.id in names)


def _alone(standing: Standing, amount: Decimal) -> Lot:
    parts = _split(amount, standing)
    return Lot(id=standing.step.id, amount=amount, standings=(standing,), parts=parts)


def _split(amount: Decimal, standing: Standing) -> dict[Part, Decimal]:
    """Return an amount by part, to the cent; what rounding leaves stays with what is not earned."""
    if len(standing.parts) == 1:
        return dict.fromkeys(standing.parts, amount)
    earned = (amount * standing.parts[Part.EARNED]).quantize(_CENT)
    rest = next(part for part in standing.parts if part is not Part.EARNED)
    return {Part.EARNED: earned, rest: amount - earned}


def _shared(
    part: InstalmentRecord, left: Decimal, sharing: tuple[Standing, ...], earned_alone: Decimal
) -> Iterator[Lot]:
    """Yield the lot of steps without amounts of their own; two where a payment tells some of them apart."""
    name = part.instalment.id
    if not part.instalment.is_complete:
        yield Lot(id=name, amount=left, standings=sharing, parts={Part.UNKNOWN: left})
        return
    if len({tuple(sorted(one.parts.items())) for one in sharing}) == 1:
        yield Lot(id=name, amount=left, standings=sharing, parts=_split(left, sharing[0]))
        return
    paid_until = max((_day(claim) for claim in part.payments), default=date.min)
    covered = tuple(one for one in sharing if _is_paid_for(one, paid_until))
    others = tuple(one for one in sharing if one not in covered)
    paid = sum((_amount(claim) for claim in part.payments), Decimal(0)) - earned_alone
    if not covered or not others or not 0 < paid <= left:
        yield Lot(id=name, amount=left, standings=sharing, parts={Part.UNKNOWN: left})
        return
    yield Lot(id=name, amount=paid, standings=covered, parts={Part.EARNED: paid}, is_inferred=True)
    rest = left - paid
    if len({tuple(sorted(one.parts.items())) for one in others}) == 1:
        parts = _split(rest, others[0])
    else:
        parts = {Part.UNKNOWN: rest}
    if rest:
        yield Lot(id=name, amount=rest, standings=others, parts=parts, is_inferred=True)


def _is_paid_for(standing: Standing, paid_until: date) -> bool:
    is_whole = standing.parts.get(Part.EARNED) == 1
    return is_whole and standing.decided is not None and standing.decided <= paid_until


def _day(claim: Claim) -> date:
    return claim.date.last_day if claim.date else date.max


def _amount(claim: Claim) -> Decimal:
    return claim.value if isinstance(claim.value, Decimal) else Decimal(0)
