"""How a choice fares when costs grow: what has to be dropped, and the regret against knowing it before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.domain.portfolio import Portfolio
from accord.domain.portfolio_questions import CostDrift
from accord.domain.portfolio_result import DriftResult
from accord.methods.portfolio.admitting import Year
from accord.methods.portfolio.asking import Asked
from accord.methods.portfolio.building import programme_of
from accord.methods.portfolio.checking import obeys
from accord.methods.portfolio.choosing import Choice, choice_of
from accord.methods.portfolio.drawing import drawn_factors
from accord.methods.portfolio.envelopes import stated_envelope
from accord.methods.portfolio.preparing import Prepared, prepare
from accord.methods.portfolio.solving import Solver
from accord.methods.portfolio.worth import worth_of

__all__ = ["drift_results"]


@dataclass(slots=True, kw_only=True)
class _Tally:
    """What is counted over the draws for one choice."""

    regrets: list[float]
    overruns: list[float]
    dropped: dict[str, int]
    over: int = 0
    lost: int = 0


def drift_results(asked: Asked, choices: Sequence[Choice]) -> tuple[DriftResult, ...]:
    """Return how some choices fare when costs grow, in their order; nothing if no drift is declared.

    In each draw the cost of every candidate grows by its factor; grant and other money with it. A choice
    is kept whole if it still obeys all rules; if not, its best part that does is kept. Its grants stay the
    same shares of the costs and its start years stay. The regret is what the best choice with these costs
    known before brings beyond that; it is never below zero, because what is kept was open to it too.

    Args:
        asked: The solved portfolio.
        choices: The choices, the best first.
    """
    drift = asked.portfolio.questions.drift
    if drift is None or not choices:
        return ()
    ids = [item.id for item in asked.prepared.items]
    tallies = [_Tally(regrets=[], overruns=[], dropped={}) for _ in choices]
    fixed = [_fixed(asked.portfolio, choice) for choice in choices]
    for factors in drawn_factors(drift, ids):
        _one_draw(asked, choices, fixed, factors, tallies)
    return tuple(_result(drift, one, tally) for one, tally in zip(choices, tallies, strict=True))


def _one_draw(
    asked: Asked,
    choices: Sequence[Choice],
    fixed: Sequence[Portfolio],
    factors: Mapping[str, float],
    tallies: Sequence[_Tally],
) -> None:
    envelope = stated_envelope(asked.portfolio)
    hindsight = choice_of(asked.solver, programme_of(prepare(asked.portfolio, factors)))
    for choice, portfolio, tally in zip(choices, fixed, tallies, strict=True):
        grants = {one: grant * factors[one] for one, grant in choice.grants.items()}
        if envelope is not None and sum(grants.values()) > float(envelope) * (1 + 1e-9):
            tally.overruns.append(sum(grants.values()) - float(envelope))
        kept = _kept(asked.solver, prepare(portfolio, factors), choice.starts, grants)
        if kept is None:
            tally.over += 1
            tally.lost += 1
            continue
        starts, value = kept
        tally.over += len(starts) < len(choice.starts)
        for one in set(choice.starts) - set(starts):
            tally.dropped[one] = tally.dropped.get(one, 0) + 1
        best = value if hindsight is None else hindsight.value
        tally.regrets.append(max(0.0, best - value))


def _kept(
    solver: Solver, prepared: Prepared, starts: Mapping[str, Year], grants: Mapping[str, float]
) -> tuple[Mapping[str, Year], float] | None:
    """Return what is kept of a choice and its benefit; None if no part of it obeys all rules."""
    barred = any(prepared.of(one).bars for one in starts)
    if not barred and obeys(prepared, starts, grants):
        return starts, worth_of(prepared, starts)
    others = {item.id: 0 for item in prepared.items if item.id not in starts}
    part = choice_of(solver, programme_of(prepared), forced=others)
    return None if part is None else (part.starts, part.value)


def _fixed(portfolio: Portfolio, choice: Choice) -> Portfolio:
    """Return a portfolio in which the chosen candidates have the grants and starts of the choice."""
    candidates = []
    for one in portfolio.candidates:
        if one.id in choice.starts and not one.is_reform:
            start = choice.starts[one.id]
            grant = Decimal(repr(choice.grants[one.id]))
            one = replace(one, grant=grant, earliest=start, latest=start)
        candidates.append(one)
    return replace(portfolio, candidates=tuple(candidates))


def _result(drift: CostDrift, choice: Choice, tally: _Tally) -> DriftResult:
    count = len(tally.regrets)
    order = sorted(tally.dropped.items(), key=lambda pair: (-pair[1], pair[0]))
    return DriftResult(
        chosen=choice.ids,
        draws=drift.draws,
        share_over=tally.over / drift.draws,
        share_lost=tally.lost / drift.draws,
        mean_regret=sum(tally.regrets) / count if count else None,
        worst_regret=max(tally.regrets, default=None),
        mean_overrun=sum(tally.overruns) / len(tally.overruns) if tally.overruns else None,
        most_dropped={one: times / drift.draws for one, times in order},
    )
