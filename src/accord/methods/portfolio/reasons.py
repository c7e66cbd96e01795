"""Turns what changes when a candidate is taken out or forced in into reasons, the deciding one first."""

from __future__ import annotations

from collections.abc import Sequence

from accord.domain.portfolio_reasons import Reason, ReasonKind
from accord.domain.portfolio_rules import RuleKind
from accord.methods.portfolio.admitting import Item
from accord.methods.portfolio.asking import Asked
from accord.methods.portfolio.worth import worth_of

__all__ = ["added_by", "reasons_in", "reasons_out"]

_NOTICED = 0.05
"""What others add to a candidate is worth a sentence from this share of its own benefit: an assumption."""


def added_by(asked: Asked, candidate: str) -> float:
    """Return what the chosen set loses if a candidate and all that require it are taken out."""
    gone = asked.beside.going_with(candidate)
    if not any(gone & set(joint.members) for joint in asked.prepared.joint):
        return worth_of(asked.prepared, {one: asked.best.starts[one] for one in gone})
    rest = {one: start for one, start in asked.best.starts.items() if one not in gone}
    return asked.best.value - worth_of(asked.prepared, rest)


def reasons_in(asked: Asked, item: Item, loss: float | None, comes_in: Sequence[str]) -> tuple[Reason, ...]:
    """Return why a chosen candidate is in.

    Args:
        asked: The solved portfolio.
        item: The candidate.
        loss: How much the best benefit falls without it; None if not known, or if there is no choice then.
        comes_in: Ids that come in without it.
    """
    reasons = [
        Reason(kind=ReasonKind.DEMANDED, names=(rule.id,))
        for rule in asked.prepared.rules
        if rule.kind is RuleKind.MUST_INCLUDE and rule.candidate == item.id
    ]
    needing = asked.beside.needing.get(item.id, ())
    own = worth_of(asked.prepared, {item.id: asked.best.starts[item.id]})
    if needing:
        reasons.append(Reason(kind=ReasonKind.NEEDED_BY, names=needing, amount=own))
    if loss is not None and loss <= 0:
        reasons.append(Reason(kind=ReasonKind.INTERCHANGEABLE, names=tuple(comes_in)))
    elif loss is not None:
        worth = Reason(kind=ReasonKind.WORTH_IT, names=tuple(comes_in), amount=loss)
        reasons = [*reasons, worth] if own <= 0 and needing else [worth, *reasons]
    together = _together(asked, item, own)
    if together is not None:
        reasons.append(together)
    if item.high <= 0:
        reasons.append(Reason(kind=ReasonKind.NO_GRANT))
    return tuple(reasons) or (Reason(kind=ReasonKind.WORTH_IT),)


def reasons_out(asked: Asked, item: Item, loss: float | None, goes_out: Sequence[str]) -> tuple[Reason, ...]:
    """Return why a candidate that could be chosen is out.

    Args:
        asked: The solved portfolio.
        item: The candidate.
        loss: How much the best benefit falls if it is forced in; None if not known.
        goes_out: Ids that go out then.
    """
    if loss is not None and loss <= 0:
        return (Reason(kind=ReasonKind.INTERCHANGEABLE, names=tuple(goes_out)),)
    reasons = []
    rivals = asked.beside.rivals(item.candidate)
    if rivals:
        reasons.append(Reason(kind=ReasonKind.BEATEN, names=rivals, amount=loss))
    missing = tuple(sorted(set(item.candidate.requires) - asked.beside.chosen))
    if missing:
        reasons.append(Reason(kind=ReasonKind.NOT_ALONE, names=missing, amount=loss))
    if item.benefit <= 0 and not _is_member(asked, item):
        reasons.append(Reason(kind=ReasonKind.HARMS, amount=item.benefit))
    pushed = tuple(one for one in goes_out if one not in rivals)
    if pushed or not reasons:
        reasons.append(Reason(kind=ReasonKind.DISPLACES, names=pushed, amount=loss))
    return tuple(reasons)


def _is_member(asked: Asked, item: Item) -> bool:
    return any(item.id in joint.members for joint in asked.prepared.joint)


def _together(asked: Asked, item: Item, own: float) -> Reason | None:
    """Return that a candidate adds more with the others than alone, and with whom; None if it does not."""
    others = {
        member
        for joint in asked.prepared.joint
        if item.id in joint.members
        for member in joint.members
        if member != item.id and member in asked.best.starts
    }
    if not others:
        return None
    rest = {one: start for one, start in asked.best.starts.items() if one != item.id}
    extra = asked.best.value - worth_of(asked.prepared, rest) - own
    if extra <= max(asked.tolerance, _NOTICED * abs(own)):
        return None
    beside = [other for other in sorted(others) if _with_other(asked, item.id, other) > _NOTICED * extra]
    return Reason(kind=ReasonKind.ONLY_TOGETHER, names=tuple(beside or sorted(others)), amount=extra)


def _with_other(asked: Asked, candidate: str, other: str) -> float:
    """Return how much less a candidate adds to the chosen set if another is not in it."""
    starts = asked.best.starts

    def without(*gone: str) -> float:
        return worth_of(asked.prepared, {one: start for one, start in starts.items() if one not in gone})

    return (asked.best.value - without(candidate)) - (without(other) - without(candidate, other))
