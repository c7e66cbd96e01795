"""The figures of what is asked beside the choice: envelopes, rules, near choices, drift of costs."""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.portfolio_result import DriftResult, EnvelopePoint, PortfolioResult
from accord.methods.portfolio.explaining_answers import (
    said_alternative,
    said_drift,
    said_rule_cost,
    said_step,
)
from accord.methods.portfolio.figure_making import FigureMaker

__all__ = ["answer_figures"]


def answer_figures(maker: FigureMaker, result: PortfolioResult) -> tuple[Figure, ...]:
    """Return the figures of all answers beside the choice; numbers begin with 1, the best choice is 0."""
    figures = [*_step(maker, result)]
    for number, point in enumerate(result.curve, start=1):
        figures += _point(maker, ("curve", str(number)), point)
    figures += _rules(maker, result)
    figures += _near(maker, result)
    for number, drift in enumerate(result.drift):
        figures += _drift(maker, number, drift)
    return tuple(figures)


def _step(maker: FigureMaker, result: PortfolioResult) -> Iterator[Figure]:
    step, best = result.next_step, result.best
    if step is None or best is None:
        return
    yield from _point(maker, ("step",), step)
    if result.next_better is not None:
        yield from _point(maker, ("next",), result.next_better)
    gain = None if step.value is None else step.value - best.value
    yield maker.figure(
        maker.id("step", "gain"),
        f"what {maker.portfolio.questions.step} {maker.portfolio.unit} more buys",
        gain,
        [FigureInput(id=maker.id("step", "value"), role=InputRole.MINUEND), maker.best(InputRole.SUBTRAHEND)],
        unit=maker.portfolio.benefit_unit,
        reason=said_step(maker.portfolio, result),
    )


def _point(maker: FigureMaker, parts: tuple[str, ...], point: EnvelopePoint) -> Iterator[Figure]:
    call = maker.portfolio
    inputs = [
        *maker.of_candidates(point.chosen, ("benefit",)),
        *maker.of_joint(point.chosen),
        *maker.of_rules(),
    ]
    envelope = f"{point.envelope:.12g}"
    label = f"under an envelope of {envelope} {call.unit}"
    said = f"Chosen: {', '.join(point.chosen) or 'nothing'}. All other rules are the same."
    if point.value is None:
        said = "No choice obeys all rules under this envelope."
    rows = (
        ("value", "best benefit", point.value, call.benefit_unit),
        ("bound", "bound on any benefit", point.bound, call.benefit_unit),
        ("grants", "grants", point.grants, call.unit),
        ("envelope", "envelope", point.envelope, call.unit),
    )
    for name, what, value, unit in rows:
        yield maker.figure(
            maker.id(*parts, name), f"{what} {label}", value, inputs, unit=unit, reason=said,
            envelope=envelope,
        )  # fmt: skip


def _rules(maker: FigureMaker, result: PortfolioResult) -> Iterator[Figure]:
    call = maker.portfolio
    for cost in result.rules:
        said = said_rule_cost(call, cost)
        inputs = [maker.best(InputRole.SUBTRAHEND), *maker.of_rules()]
        yield maker.figure(
            maker.id("rule", cost.rule, "cost"), f"what rule {cost.rule} costs", cost.cost, inputs,
            unit=call.benefit_unit, reason=said, exact=str(cost.is_exact).lower(),
        )  # fmt: skip
        ids = result.best.ids if result.best else ()
        own = [
            *(FigureInput(id=maker.id("grant", one), role=InputRole.TERM) for one in ids),
            *maker.of_rules([cost.rule]),
        ]
        rows = (("used", "use", cost.used), ("limit", "limit", cost.limit), ("shadow", "price", cost.shadow))
        for name, what, value in rows:
            if value is not None:
                said_name = f"In the group {cost.group}, closest to the limit." if cost.group else ""
                yield maker.figure(
                    maker.id("rule", cost.rule, name), f"{what} of rule {cost.rule}", value, own,
                    reason=_SHADOW if name == "shadow" else said_name,
                )  # fmt: skip


_SHADOW = "Benefit per unit of the limit in the relaxed problem, in which parts of candidates can be chosen."


def _near(maker: FigureMaker, result: PortfolioResult) -> Iterator[Figure]:
    call = maker.portfolio
    for number, near in enumerate(result.alternatives, start=1):
        inputs = [*maker.of_candidates(near.chosen, ("benefit",)), *maker.of_joint(near.chosen)]
        said = said_alternative(call, near)
        rows = (
            ("value", "benefit", near.value, call.benefit_unit),
            ("short", "how far below the best", near.short, "share"),
            ("grants", "grants", near.grants, call.unit),
        )
        for name, what, value, unit in rows:
            yield maker.figure(
                maker.id("near", str(number), name), f"near choice {number}, {what}", value,
                [*inputs, *maker.of_rules(), maker.best(InputRole.ALTERNATIVE)], unit=unit, reason=said,
                near_share=str(call.questions.near_share),
            )  # fmt: skip


def _drift(maker: FigureMaker, number: int, drift: DriftResult) -> Iterator[Figure]:
    call, told = maker.portfolio, maker.portfolio.questions.drift
    if told is None:
        return
    inputs = [*maker.of_candidates(drift.chosen), *maker.of_rules()]
    which = "best choice" if number == 0 else f"near choice {number}"
    rows = [
        ("share_over", "share of draws in which something is dropped", drift.share_over, "share"),
        ("share_lost", "share of draws in which no part obeys all rules", drift.share_lost, "share"),
        ("mean_regret", "mean regret", drift.mean_regret, call.benefit_unit),
        ("worst_regret", "worst regret", drift.worst_regret, call.benefit_unit),
        ("mean_overrun", "mean overrun of the envelope", drift.mean_overrun, call.unit),
    ]
    rows += [
        (f"dropped.{one}", f"share of draws in which {one} is dropped", share, "share")
        for one, share in drift.most_dropped.items()
    ]
    said = said_drift(call, drift)
    for name, what, value, unit in rows:
        yield maker.figure(
            maker.id("drift", str(number), name), f"{which}, {what}", value, inputs, unit=unit, reason=said,
            distribution=told.distribution.value, seed=str(told.seed), draws=str(told.draws),
            correlation=str(told.correlation),
        )  # fmt: skip
