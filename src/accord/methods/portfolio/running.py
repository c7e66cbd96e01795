"""Answers everything that is asked of a portfolio: the best choice first, then what surrounds it."""

from __future__ import annotations

from dataclasses import replace

from accord.domain.portfolio import Portfolio
from accord.domain.portfolio_reasons import Reason, ReasonKind, Verdict
from accord.domain.portfolio_result import Alternative, Chosen, PortfolioResult, Solution, Standing
from accord.methods.portfolio.alternatives import near_choices
from accord.methods.portfolio.asking import MOST_BRANCHES, Asked
from accord.methods.portfolio.building import programme_of
from accord.methods.portfolio.checking import leverages
from accord.methods.portfolio.choosing import Choice, choice_of
from accord.methods.portfolio.conflicts import conflict_of
from accord.methods.portfolio.drifting import drift_results
from accord.methods.portfolio.envelopes import envelope_points, next_better
from accord.methods.portfolio.findings import effort_findings, findings_of
from accord.methods.portfolio.neighbours import neighbours_of
from accord.methods.portfolio.preparing import Prepared, prepare
from accord.methods.portfolio.programme import Programme
from accord.methods.portfolio.reasons import added_by
from accord.methods.portfolio.relaxing import relaxed
from accord.methods.portfolio.rule_costs import rule_costs
from accord.methods.portfolio.solving import Solver
from accord.methods.portfolio.verdicts import verdicts_of

__all__ = ["best_choice", "choose_portfolio"]

_PROVED = 1e-8


def choose_portfolio(portfolio: Portfolio) -> PortfolioResult:
    """Choose candidates and answer everything that is asked, in an order that no order of rows changes.

    Benefits are taken as stated: nothing is estimated here, and a candidate with an unknown benefit, cost or
    grant is never chosen.

    Args:
        portfolio: The portfolio; readers have checked single values and units.

    Raises:
        UsageError: SciPy is missing (ACC-296), or the question cannot be asked (ACC-840 to ACC-842).
        OutsideError: The solver gave up (ACC-843).
    """
    prepared, solver = prepare(portfolio), Solver()
    programme = programme_of(prepared)
    best = choice_of(solver, programme, is_tidy=True)
    if best is None:
        conflict = conflict_of(solver, portfolio)
        return _nothing(prepared, Standing.IMPOSSIBLE, conflict, solver)
    if not prepared.open_ids:
        return _nothing(prepared, Standing.NOTHING, (), solver)
    asked = _asked(prepared, programme, solver, best)
    if not asked.is_exact and asked.reasoned and best.bound - best.value > asked.tolerance:
        asked = _asked(prepared, programme, solver, _better(solver, programme, best))
    return _answers(asked)


def _asked(prepared: Prepared, programme: Programme, solver: Solver, best: Choice) -> Asked:
    beside = neighbours_of(prepared, best.ids)
    return Asked(prepared=prepared, programme=programme, solver=solver, best=best, beside=beside)


def _better(solver: Solver, programme: Programme, best: Choice) -> Choice:
    """Return the best choice, proved within the effort that is allowed; else the better one of two."""
    found = choice_of(solver, programme, gap=0.0, nodes=MOST_BRANCHES)
    if found is None:
        return best
    bound = min(best.bound, found.bound)
    better = found if found.value > best.value else best
    return replace(better, bound=max(bound, better.value))


def best_choice(portfolio: Portfolio) -> Choice | None:
    """Return the best choice alone, without any of the other answers; None if no choice obeys all rules."""
    return choice_of(Solver(), programme_of(prepare(portfolio)), is_tidy=True)


def _answers(asked: Asked) -> PortfolioResult:
    loose = relaxed(asked.solver, asked.programme)
    solution = _solution(asked)
    step, curve = envelope_points(asked)
    verdicts = verdicts_of(asked, loose)
    near = near_choices(asked)
    in_all, in_some = _in_near(asked, verdicts, near)
    is_best = solution.gap is not None and solution.gap <= _PROVED
    return PortfolioResult(
        standing=Standing.BEST if is_best else Standing.WITHIN_GAP,
        best=solution,
        conflict=(),
        verdicts=verdicts,
        next_step=step,
        curve=curve,
        rules=rule_costs(asked, loose),
        alternatives=near,
        in_all=in_all,
        in_some=in_some,
        drift=drift_results(asked, [asked.best, *(one for one in _choices(asked, near))]),
        findings=(*findings_of(asked.prepared), *effort_findings(asked, verdicts)),
        next_better=next_better(asked),
        solves=asked.solver.solves,
    )


def _solution(asked: Asked) -> Solution:
    best = asked.best
    away = max(0.0, best.bound - best.value)
    gap = away / abs(best.value) if best.value else (0.0 if away <= asked.tolerance else None)
    return Solution(
        chosen=tuple(_chosen(asked, candidate) for candidate in best.ids),
        value=best.value,
        bound=best.bound,
        gap=0.0 if gap is not None and gap <= _PROVED else gap,
        grants=best.total,
        leverage=leverages(asked.prepared, best.grants),
    )


def _chosen(asked: Asked, candidate: str) -> Chosen:
    item, start = asked.prepared.of(candidate), asked.best.starts[candidate]
    grant = asked.best.grants[candidate]
    payments = {} if start is None else {
        start + after: grant * share for after, share in enumerate(item.spending) if grant
    }  # fmt: skip
    return Chosen(
        candidate=candidate,
        grant=grant,
        grant_share=grant / item.cost if item.cost else None,
        start=start,
        payments=payments,
        adds=added_by(asked, candidate),
    )


def _choices(asked: Asked, near: tuple[Alternative, ...]) -> list[Choice]:
    """Return the near choices with grants and starts: the least grants and best starts of each set."""
    if asked.portfolio.questions.drift is None:
        return []
    found = []
    for one in near:
        forced = {item.id: int(item.id in one.chosen) for item in asked.prepared.items if not item.bars}
        choice = choice_of(asked.solver, asked.programme, forced=forced)
        if choice is not None:
            found.append(choice)
    return found


def _in_near(
    asked: Asked, verdicts: tuple[Verdict, ...], near: tuple[Alternative, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which candidates are in all near choices, and in some but not all; nothing if unknown."""
    chosen = set(asked.best.ids)
    if asked.is_exact:
        room = float(asked.portfolio.questions.near_share) * max(0.0, asked.best.value)
        swings = {
            one.candidate
            for one in verdicts
            if one.change is not None and one.change <= room + asked.tolerance
        }
    elif not near:
        return (), ()
    else:
        swings = {one for each in near for one in (*each.comes_in, *each.goes_out)}
    return tuple(sorted(chosen - swings)), tuple(sorted(swings))


def _nothing(
    prepared: Prepared, standing: Standing, conflict: tuple[str, ...], solver: Solver
) -> PortfolioResult:
    empty = PortfolioResult(
        standing=standing,
        best=None,
        conflict=conflict,
        verdicts=tuple(
            Verdict(
                candidate=item.id,
                is_chosen=False,
                reasons=item.bars or (Reason(kind=ReasonKind.NO_ROOM, names=conflict),),
            )
            for item in prepared.items
        ),
        next_step=None,
        curve=(),
        rules=(),
        alternatives=(),
        in_all=(),
        in_some=(),
        drift=(),
        findings=findings_of(prepared),
        solves=0,
    )
    return replace(empty, solves=solver.solves)
