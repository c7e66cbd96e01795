"""Near choices: other sets whose benefit is close to the best, as different as possible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from accord.domain.portfolio_result import Alternative
from accord.methods.portfolio.asking import Asked
from accord.methods.portfolio.choosing import choice_of
from accord.methods.portfolio.programme import Programme, Row

__all__ = ["near_choices"]

_LARGE_GAP = 0.05
"""How far from the greatest difference the search may stop in portfolios that are not solved exactly."""

_VALUE_GAP = 1e-3
"""How far from the greatest benefit of an equally different choice it may stop there."""


def near_choices(asked: Asked) -> tuple[Alternative, ...]:
    """Return near choices: each differs as much as possible from the best and those before.

    Among choices that differ equally the one of greatest benefit is taken. None where the best benefit is
    not above zero, because a share of it then means nothing, nor for very large portfolios.

    Args:
        asked: The solved portfolio.
    """
    best, questions = asked.best, asked.portfolio.questions
    if best.value <= 0 or not asked.can_solve_again:
        return ()
    floor = (1 - float(questions.near_share)) * best.value / asked.programme.benefit_scale
    used = np.flatnonzero(asked.programme.gains)
    near = Row(
        columns=used.tolist(),
        factors=asked.programme.gains[used].tolist(),
        lower=floor - 1e-9 * abs(floor),
        upper=np.inf,
        owner="",
    )
    known = [frozenset(best.ids)]
    found: list[Alternative] = []
    for _ in range(questions.alternatives):
        one = _most_different(asked, near, known)
        if one is None:
            break
        known.append(frozenset(one.chosen))
        found.append(one)
    return tuple(found)


def _most_different(asked: Asked, near: Row, known: list[frozenset[str]]) -> Alternative | None:
    programme = _widened(asked.programme)
    least = len(programme.gains) - 1
    rows = [near, *(_distance(programme, one, least) for one in known)]
    aim = np.zeros(len(programme.gains))
    aim[least] = 1.0
    # Differences are whole numbers: what is less than one from its bound cannot be beaten.
    gap = 0.99 / (1 + len(programme.prepared.open_ids)) if asked.is_exact else _LARGE_GAP
    found = asked.solver.best(programme, gains=aim, extra=rows, gap=gap)
    if found is None or found[0][least] < 0.5:
        return None
    away = Row(
        columns=(least,),
        factors=(1.0,),
        lower=float(np.round(found[0][least])) - 1e-6,
        upper=np.inf,
        owner="",
    )
    choice = choice_of(
        asked.solver, programme, extra=[*rows, away], gap=None if asked.is_exact else _VALUE_GAP
    )
    if choice is None:
        return None
    best = asked.best
    return Alternative(
        chosen=choice.ids,
        value=choice.value,
        short=max(0.0, (best.value - choice.value) / best.value),
        grants=choice.total,
        comes_in=tuple(sorted(set(choice.ids) - set(best.ids))),
        goes_out=tuple(sorted(set(best.ids) - set(choice.ids))),
    )


def _widened(programme: Programme) -> Programme:
    """Return the programme with one more column, for the least number of candidates that differ."""
    return replace(
        programme,
        gains=np.append(programme.gains, 0.0),
        upper=np.append(programme.upper, float(len(programme.prepared.items))),
        is_whole=np.append(programme.is_whole, np.int8(0)),
    )


def _distance(programme: Programme, known: Iterable[str], least: int) -> Row:
    """Return that a choice differs from a known one in at least as many candidates as the column says."""
    inside = set(known)
    columns, factors = [], []
    for place, item in enumerate(programme.prepared.items):
        if not item.bars:
            columns.append(place)
            factors.append(-1.0 if item.id in inside else 1.0)
    return Row(
        columns=[*columns, least],
        factors=[*factors, -1.0],
        lower=-float(len(inside)),
        upper=np.inf,
        owner="",
    )
