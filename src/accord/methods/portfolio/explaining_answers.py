"""Says in plain sentences what the answers beside the choice mean: more money, rules, near choices, drift."""

from __future__ import annotations

from accord.domain.portfolio import Portfolio
from accord.domain.portfolio_result import Alternative, DriftResult, PortfolioResult, RuleCost, Standing
from accord.methods.portfolio.envelopes import stated_envelope
from accord.methods.portfolio.wording import (
    said_benefit,
    said_condition,
    said_few,
    said_money,
    said_name,
)

__all__ = ["said_alternative", "said_drift", "said_rule_cost", "said_standing", "said_step"]


def said_standing(portfolio: Portfolio, result: PortfolioResult) -> str:
    """Return how sure the choice is, or why there is none."""
    if result.standing is Standing.NOTHING:
        if not portfolio.candidates:
            return "There are no candidates: nothing can be chosen."
        return "No candidate can be chosen: each is barred by a rule, or something about it is not known."
    if result.standing is Standing.IMPOSSIBLE:
        clauses = "; ".join(said_condition(portfolio, one) for one in result.conflict)
        if len(result.conflict) == 1:
            return f"No choice obeys all rules: none obeys {clauses}."
        return f"No choice obeys all rules. These cannot hold together, each is needed for that: {clauses}."
    best = result.best
    if best is None:
        return ""
    if not best.chosen:
        return "The best choice is to choose nothing: nothing that the rules allow brings a benefit."
    known = portfolio.approximation
    if known is not None and known.fitted:
        return "The best found with fitted benefits of pairs; that no other choice brings more is not proved."
    if result.standing is Standing.BEST and known is not None:
        return "No other choice under these rules brings more, up to what adding up groups leaves out."
    if result.standing is Standing.BEST:
        return "Proved from what is stated: no other choice under these rules brings more."
    gap = "unknown" if best.gap is None else f"{best.gap * 100:.4f} %"
    bound = said_benefit(portfolio, best.bound)
    return f"No choice under these rules brings more than {bound}; this one is within {gap} of that."


def said_step(portfolio: Portfolio, result: PortfolioResult) -> str:
    """Return what one step more in the envelope buys; empty without an envelope of all years."""
    step, best = result.next_step, result.best
    if step is None or best is None or step.value is None:
        return ""
    more = said_money(portfolio, float(portfolio.questions.step))
    gain = step.value - best.value
    if gain <= 1e-9 * max(1.0, abs(best.value)):
        return f"{more} more in the envelope buys nothing{_next_better(portfolio, result)}."
    comes = [said_name(portfolio, one) for one in step.chosen if one not in best.ids]
    goes = [said_name(portfolio, one) for one in best.ids if one not in step.chosen]
    text = f"{more} more in the envelope buys a benefit of {said_benefit(portfolio, gain)}"
    text += f": {_comes_goes(comes, goes)}" if comes or goes else ""
    return text + "."


def _next_better(portfolio: Portfolio, result: PortfolioResult) -> str:
    """Return from which envelope on there is a better choice; that there is none, or was not looked for."""
    found, best, envelope = result.next_better, result.best, stated_envelope(portfolio)
    if found is None or found.value is None or best is None or envelope is None:
        return ": no better choice fits into it"
    comes = [said_name(portfolio, one) for one in found.chosen if one not in best.ids]
    goes = [said_name(portfolio, one) for one in best.ids if one not in found.chosen]
    more = said_money(portfolio, found.envelope - float(envelope))
    gain = said_benefit(portfolio, found.value - best.value)
    return f"; the next better choice needs {more} more and brings {gain} more: {_comes_goes(comes, goes)}"


def said_rule_cost(portfolio: Portfolio, cost: RuleCost) -> str:
    """Return what a rule costs."""
    name = said_condition(portfolio, cost.rule)
    if cost.cost is None:
        if cost.shadow is None:
            return f"What {name} costs was not computed."
        return f"At the margin one unit of {name} is worth about {said_benefit(portfolio, cost.shadow)}."
    if not cost.cost:
        return f"Leaving {name} away would change nothing."
    about = "" if cost.is_exact else "about "
    comes = [said_name(portfolio, one) for one in cost.comes_in]
    goes = [said_name(portfolio, one) for one in cost.goes_out]
    change = f": {_comes_goes(comes, goes)}" if comes or goes else ""
    return (
        f"Without {name} the best result would be {about}{said_benefit(portfolio, cost.cost)} higher{change}."
    )


def said_alternative(portfolio: Portfolio, near: Alternative) -> str:
    """Return how a near choice differs from the best."""
    comes = [said_name(portfolio, one) for one in near.comes_in]
    goes = [said_name(portfolio, one) for one in near.goes_out]
    change = f"with {said_few(comes)}" if comes else ""
    change += (" and " if comes and goes else "") + (f"without {said_few(goes)}" if goes else "")
    value, grants = said_benefit(portfolio, near.value), said_money(portfolio, near.grants)
    return f"A choice {change} brings {value}, {near.short * 100:.2f} % less, for grants of {grants}."


def said_drift(portfolio: Portfolio, drift: DriftResult) -> str:
    """Return how a choice fares when costs grow."""
    text = (
        f"In {_percent(drift.share_over)} of {drift.draws} draws of grown costs something has to be dropped"
    )
    if drift.most_dropped:
        name, share = next(iter(drift.most_dropped.items()))
        text += f", most often {said_name(portfolio, name)} ({_percent(share)})"
    if drift.share_lost:
        text += f"; in {_percent(drift.share_lost)} no part of the choice obeys all rules"
    if drift.mean_regret is not None and drift.worst_regret is not None:
        mean = said_benefit(portfolio, drift.mean_regret)
        worst = said_benefit(portfolio, drift.worst_regret)
        text += f". Compared with knowing the costs beforehand, {mean} are lost on average, at worst {worst}"
    return text + "."


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _comes_goes(comes: list[str], goes: list[str]) -> str:
    parts = [f"{said_few(comes)} would come in"] if comes else []
    parts += [f"{said_few(goes)} would go out"] if goes else []
    return ", ".join(parts) or "the same candidates with other grants or starts"
