"""The figures of a portfolio: every number with its method, inputs, parameters and reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.portfolio import Portfolio
from accord.domain.portfolio_reasons import Verdict
from accord.domain.portfolio_result import Chosen, PortfolioResult, Solution
from accord.methods.portfolio.answer_figures import answer_figures
from accord.methods.portfolio.explaining import said_verdict
from accord.methods.portfolio.explaining_answers import said_standing
from accord.methods.portfolio.figure_making import FigureMaker

__all__ = ["portfolio_figures"]

_NO_RATIO = "No grants, or no chosen candidate states such money, which is unknown and not zero."


def portfolio_figures(
    portfolio: Portfolio, result: PortfolioResult, cells: Mapping[tuple[str, str], str]
) -> tuple[Figure, ...]:
    """Return every figure of a portfolio; what is not known has no value and a reason.

    Args:
        portfolio: The portfolio.
        result: Its answers.
        cells: Ids of recorded cells by (candidate id, field name of ``Candidate``); by ``rule_key`` for the
            value of a rule, by ``joint_key`` for a joint benefit, by ("call", field) for the call itself.
            A key that is missing is left out of the inputs.
    """
    maker = FigureMaker(portfolio=portfolio, cells=cells)
    figures = [_standing(maker, result)]
    if result.best is not None:
        figures += _solution(maker, result, result.best)
        for one in result.best.chosen:
            figures += _chosen(maker, one)
    for verdict in result.verdicts:
        figures += _verdict(maker, verdict)
    return (*figures, *answer_figures(maker, result))


def _standing(maker: FigureMaker, result: PortfolioResult) -> Figure:
    rules = result.conflict or None
    return maker.figure(
        maker.id("standing"),
        "what is known about the choice",
        result.standing.value,
        maker.of_rules(rules),
        reason=said_standing(maker.portfolio, result),
        conflict=", ".join(result.conflict) or "none",
        solves=str(result.solves),
    )


def _solution(maker: FigureMaker, result: PortfolioResult, best: Solution) -> Iterator[Figure]:
    call, ids = maker.portfolio, best.ids
    said = said_standing(call, result)
    of_benefit = [*maker.of_candidates(ids, ("benefit", "additionality")), *maker.of_joint(ids)]
    inputs = [*of_benefit, *maker.of_rules()]
    grants = [FigureInput(id=maker.id("grant", one), role=InputRole.TERM) for one in ids]
    unit = call.benefit_unit
    yield maker.figure(
        maker.id("value"), "benefit of the best choice", best.value, inputs, unit=unit, reason=said
    )
    bound_said = "No choice under these rules brings more; from the solver HiGHS."
    every = [one.id for one in sorted(call.candidates, key=lambda one: one.id)]
    from_all = [*maker.of_candidates(every, ("benefit",)), *maker.of_joint(every), *maker.of_rules()]
    yield maker.figure(
        maker.id("bound"), "bound on any benefit", best.bound, from_all, unit=unit, reason=bound_said
    )
    gap_inputs = [
        FigureInput(id=maker.id("bound"), role=InputRole.MINUEND),
        maker.best(InputRole.SUBTRAHEND),
    ]
    gap_said = "(bound - benefit) / benefit" + ("" if best.gap is not None else "; the benefit is zero")
    yield maker.figure(
        maker.id("gap"), "gap to the bound", best.gap, gap_inputs, unit="share", reason=gap_said
    )
    yield maker.figure(
        maker.id("grants"), "all grants", best.grants, grants, unit=call.unit, reason="Sum of the grants."
    )
    for basis, ratio in best.leverage.items():
        money = maker.of_candidates(ids, ("cost",) if "total" in basis else ("money",))
        below = FigureInput(id=maker.id("grants"), role=InputRole.DENOMINATOR)
        said = "Money that is not stated is left out: a lower bound." if ratio is not None else _NO_RATIO
        yield maker.figure(
            maker.id("leverage", basis.replace(" ", "_")), basis, ratio, [*money, below], reason=said
        )


def _chosen(maker: FigureMaker, one: Chosen) -> Iterator[Figure]:
    call, name = maker.portfolio, one.candidate
    cells = maker.of_candidates([name], ("cost", "grant", "min_grant_share", "max_grant_share"))
    grant = FigureInput(id=maker.id("grant", name), role=InputRole.TERM)
    yield maker.figure(
        maker.id("grant", name),
        f"grant to {name}",
        one.grant,
        [*cells, *maker.of_rules()],
        unit=call.unit,
        reason="The least grant within its range with which the chosen set obeys all rules.",
        subject=name,
    )
    yield maker.figure(
        maker.id("grant_share", name),
        f"grant to {name} as share of its cost",
        one.grant_share,
        [grant, *maker.of_candidates([name], ("cost",))],
        unit="share",
        reason="Grant / cost." if one.grant_share is not None else "It has no cost.",
        subject=name,
    )
    yield maker.figure(
        maker.id("adds", name),
        f"what {name} adds to the chosen set",
        one.adds,
        [maker.best(), *maker.of_candidates([name], ("benefit",)), *maker.of_joint([name])],
        unit=call.benefit_unit,
        reason="What is lost if it is taken out, with all that require it, and nothing takes its place.",
        subject=name,
    )
    if one.start is None:
        return
    timing = maker.of_candidates([name], ("earliest", "latest", "spending"))
    yield maker.figure(
        maker.id("start", name), f"start of {name}", float(one.start), [*timing, *maker.of_rules()],
        unit="year", reason="The start that is best for the whole choice.", subject=name,
    )  # fmt: skip
    for year, paid in one.payments.items():
        yield maker.figure(
            maker.id("paid", name, str(year)), f"grant paid to {name} in {year}", paid, [grant, *timing],
            unit=call.unit, reason="Grant times the share that is spent in this year.", subject=name,
        )  # fmt: skip


def _verdict(maker: FigureMaker, verdict: Verdict) -> Iterator[Figure]:
    call, name = maker.portfolio, verdict.candidate
    inputs = [*maker.of_candidates([name]), *maker.of_joint([name]), *maker.of_rules()]
    said = " ".join(said_verdict(call, verdict))
    yield maker.figure(
        maker.id("verdict", name), f"whether {name} is in", "in" if verdict.is_chosen else "out", inputs,
        reason=said, subject=name,
    )  # fmt: skip
    against = [maker.best(), *inputs]
    if verdict.change is not None:
        how = "solved again" if verdict.is_exact else "lower bound"
        action = "taken out" if verdict.is_chosen else "forced in"
        yield maker.figure(
            maker.id("change", name), f"by how much the best benefit falls if {name} is {action}",
            verdict.change, against, unit=call.benefit_unit, reason=said, subject=name, how=how,
        )  # fmt: skip
    if verdict.grant_limit is not None:
        yield maker.figure(
            maker.id("grant_limit", name), f"greatest grant with which {name} would be as good",
            verdict.grant_limit, against, unit=call.unit, reason=said, subject=name,
        )  # fmt: skip
    for reason in verdict.reasons:
        if reason.amount is not None:
            kind = reason.kind.value.replace(" ", "_")
            yield maker.figure(
                maker.id("reason", name, kind), f"number of the reason {reason.kind.value} of {name}",
                reason.amount, against, unit=call.benefit_unit, reason=said, subject=name,
            )  # fmt: skip
