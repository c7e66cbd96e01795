"""Why each candidate is in or out: what changes when it is taken out or forced in."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from accord.domain.portfolio_reasons import Reason, ReasonKind, Verdict
from accord.domain.portfolio_rules import RuleKind
from accord.methods.portfolio.admitting import Item
from accord.methods.portfolio.asking import MOST_BRANCHES, Asked
from accord.methods.portfolio.building import programme_of
from accord.methods.portfolio.choosing import Choice, choice_of
from accord.methods.portfolio.conflicts import conflict_of
from accord.methods.portfolio.programme import Row
from accord.methods.portfolio.reasons import reasons_in, reasons_out
from accord.methods.portfolio.relaxing import Relaxed

__all__ = ["verdicts_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What happens when a candidate is taken out or forced in."""

    is_possible: bool
    loss: float | None
    is_exact: bool
    comes_in: tuple[str, ...] = ()
    goes_out: tuple[str, ...] = ()


def verdicts_of(asked: Asked, loose: Relaxed | None) -> tuple[Verdict, ...]:
    """Return why each candidate is in or out, by id.

    Each is taken out or forced in and everything is solved again. Above 60 candidates that is done for those
    closest to going in or out, as far as the declared effort goes; for the others the relaxed problem gives a
    lower bound of the change.

    Args:
        asked: The solved portfolio.
        loose: The relaxed problem.
    """
    again = _again(asked, loose)
    return tuple(_verdict(asked, item, loose, again) for item in asked.prepared.items)


def _again(asked: Asked, loose: Relaxed | None) -> frozenset[str]:
    """Return the ids for which everything is solved again: the least bound of a change first, then by id."""
    ids = asked.prepared.open_ids
    if loose is None or asked.reasoned >= len(ids):
        return frozenset(ids[: asked.reasoned])
    bounds = {one: _least_change(asked, one, loose) for one in ids}
    return frozenset(sorted(ids, key=lambda one: (bounds[one], one))[: asked.reasoned])


def _verdict(asked: Asked, item: Item, loose: Relaxed | None, again: frozenset[str]) -> Verdict:
    if item.bars:
        return Verdict(candidate=item.id, is_chosen=False, reasons=item.bars)
    is_chosen = item.id in asked.best.starts
    change = _forced(asked, item, not is_chosen) if item.id in again else _bounded(asked, item, loose)
    if not change.is_possible:
        conflict = conflict_of(asked.solver, asked.portfolio, {item.id: int(not is_chosen)})
        kind = ReasonKind.DEMANDED if is_chosen else ReasonKind.NO_ROOM
        reasons: tuple[Reason, ...] = (Reason(kind=kind, names=conflict),)
        if is_chosen:
            reasons += reasons_in(asked, item, None, ())
        return Verdict(candidate=item.id, is_chosen=is_chosen, reasons=reasons)
    if is_chosen:
        reasons = reasons_in(asked, item, change.loss, change.comes_in)
    else:
        reasons = reasons_out(asked, item, change.loss, change.goes_out)
    return Verdict(
        candidate=item.id,
        is_chosen=is_chosen,
        reasons=reasons,
        change=change.loss,
        is_exact=change.is_exact,
        comes_in=change.comes_in,
        goes_out=change.goes_out,
        grant_limit=None if is_chosen else _grant_limit(asked, item, change),
    )


def _forced(asked: Asked, item: Item, is_in: bool) -> _Change:
    nodes = None if asked.is_exact else MOST_BRANCHES
    found = choice_of(asked.solver, asked.programme, forced={item.id: int(is_in)}, gap=0.0, nodes=nodes)
    if found is None:
        return _Change(is_possible=False, loss=None, is_exact=True)
    if not asked.is_exact and max(_open_gap(asked.best), _open_gap(found)) > asked.tolerance:
        least = asked.best.value - found.bound
        return _Change(is_possible=True, loss=least if least > asked.tolerance else None, is_exact=False)
    loss = asked.best.value - found.value
    return _Change(
        is_possible=True,
        loss=loss if loss > asked.tolerance else 0.0,
        is_exact=True,
        comes_in=tuple(sorted(set(found.ids) - set(asked.best.ids))),
        goes_out=tuple(sorted(set(asked.best.ids) - set(found.ids))),
    )


def _open_gap(choice: Choice) -> float:
    return choice.bound - choice.value


def _bounded(asked: Asked, item: Item, loose: Relaxed | None) -> _Change:
    """Return a lower bound of the change; None where the relaxed problem says nothing above zero."""
    if loose is None:
        return _Change(is_possible=True, loss=None, is_exact=False)
    bound = _least_change(asked, item.id, loose)
    return _Change(is_possible=True, loss=bound if bound > asked.tolerance else None, is_exact=False)


def _least_change(asked: Asked, candidate: str, loose: Relaxed) -> float:
    falls = loose.loss_if_out if candidate in asked.best.starts else loose.loss_if_in
    return asked.best.value - loose.optimum + falls[candidate]


def _grant_limit(asked: Asked, item: Item, change: _Change) -> float | None:
    """Return the greatest grant at which the candidate would be as good as what is chosen.

    The cost and what others pay stay; rules on the share of a single grant are left aside, because the
    question is about another grant. None if no grant is small enough, it takes none, or it is as good
    already.
    """
    is_fixed = any(rule.kind is RuleKind.FULLY_FUNDED for rule in asked.prepared.rules)
    if not asked.is_exact or not change.loss or item.low <= 0 or is_fixed:
        return None
    freed = replace(item, low=0.0, high=item.low)
    items = tuple(freed if one.id == item.id else one for one in asked.prepared.items)
    programme = programme_of(replace(asked.prepared, items=items))
    aim = np.zeros(len(programme.gains))
    for slot in programme.slots:
        if programme.prepared.items[slot.item].id == item.id:
            aim[slot.grant_column] = 1.0
    used = np.flatnonzero(programme.gains)
    as_good = Row(
        columns=used.tolist(),
        factors=programme.gains[used].tolist(),
        lower=(asked.best.value - asked.tolerance) / programme.benefit_scale,
        upper=np.inf,
        owner="",
    )
    found = asked.solver.best(programme, gains=aim, forced={item.id: 1}, extra=[as_good], gap=1e-4)
    return None if found is None else float(aim @ found[0]) * programme.money_scale
