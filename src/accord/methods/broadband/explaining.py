"""Why each settlement is in a plan or out of it, as reasons with numbers and as sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from accord.cleaning.sentences import listed
from accord.domain.broadband import Settlement, Technology
from accord.domain.broadband_call import BroadbandCase
from accord.domain.broadband_plan import Choice, Plan
from accord.domain.broadband_standing import BroadbandSettlement, WhyOut
from accord.methods.broadband.candidates import checked_call

__all__ = ["Explanation", "explanations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a settlement is in or out.

    Attributes:
        settlement: Its id.
        is_in: Whether the plan reaches it.
        why: Why it is out; None if it is in.
        choice: How it is served; None if it is out.
        together_with: Other settlements of the same bundle, in the order of the plan.
        shares: Settlements in the plan that use a step of its way, too.
        cheapest: Money for each weighted household if it were added to the plan now, by the technology that
            gives most for it; None if it is in or cannot be planned.
        missing_path: Cost of the steps it would still need; None as above.
        sentences: The same in words.
    """

    settlement: str
    is_in: bool
    why: WhyOut | None
    choice: Choice | None
    together_with: tuple[str, ...]
    shares: tuple[str, ...]
    cheapest: float | None
    missing_path: float | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A plan prepared for questions about single settlements."""

    plan: Plan
    currency: str
    weights: Mapping[Technology, float]
    rows: Mapping[str, Settlement]
    seen: Mapping[str, BroadbandSettlement]
    choices: Mapping[str, Choice]
    bundles: Mapping[int, tuple[str, ...]]
    users: Mapping[str, tuple[str, ...]]


def explanations(
    case: BroadbandCase, settlements: Mapping[str, BroadbandSettlement], plan: Plan
) -> dict[str, Explanation]:
    """Return for each settlement why a plan reaches it or not, in the order of ids.

    Args:
        case: What the folder states, with a call.
        settlements: Its settlements as planning sees them.
        plan: A plan of it, ``greedy`` or ``exact``.
    """
    call = checked_call(case)
    bundles: dict[int, list[str]] = {}
    users: dict[str, list[str]] = {}
    for choice in plan.choices:
        bundles.setdefault(choice.bundle, []).append(choice.settlement)
        for step in settlements[choice.settlement].path:
            users.setdefault(step, []).append(choice.settlement)
    reading = _Reading(
        plan=plan,
        currency=call.currency,
        weights={one: float(weight) for one, weight in call.weights.items() if weight > 0},
        rows={row.id: row for row in case.settlements},
        seen=settlements,
        choices={choice.settlement: choice for choice in plan.choices},
        bundles={number: tuple(names) for number, names in bundles.items() if number},
        users={step: tuple(names) for step, names in users.items()},
    )
    return {
        name: _why_in(reading, name) if name in reading.choices else _why_out(reading, name)
        for name in sorted(settlements)
    }


def _why_in(reading: _Reading, name: str) -> Explanation:
    choice, seen = reading.choices[name], reading.seen[name]
    together = tuple(one for one in reading.bundles.get(choice.bundle, ()) if one != name)
    paid = {step: reading.seen[step].own_step or 0.0 for step in seen.path}
    shares = tuple(
        dict.fromkeys(
            one for step in seen.path if paid[step] > 0 for one in reading.users.get(step, ()) if one != name
        )
    )
    said = [
        f"In: {choice.households:,.6g} households by {_words(choice.technology.value)}, for"
        f" {_money(reading, choice.access)} within the settlement"
        f" ({_money(reading, choice.access / choice.households)} each).",
        _said_path(reading, choice, seen),
    ]
    said += _dearer(reading, choice, seen)
    if together:
        said.append(f"Chosen together with {_listed(reading, together)}, because they share a way.")
    if shares:
        said.append(f"Its way also serves {_listed(reading, shares)}; each step is paid once.")
    return Explanation(
        settlement=name, is_in=True, why=None, choice=choice, together_with=together, shares=shares,
        cheapest=None, missing_path=None, sentences=tuple(said),
    )  # fmt: skip


def _said_path(reading: _Reading, choice: Choice, seen: BroadbandSettlement) -> str:
    if choice.path_added > 0:
        return (
            f"Its way adds {_money(reading, choice.path_added)} of steps that nothing before it had paid for."
        )
    if (seen.path_cost or 0.0) > 0:
        return "Its way adds nothing: settlements before it had paid for every step."
    return "Its way costs nothing: the backbone is there."


def _dearer(reading: _Reading, choice: Choice, seen: BroadbandSettlement) -> list[str]:
    """Say by which technology it would count for more, and what that would take beside what is left."""
    left = reading.plan.budget - reading.plan.cost
    worth = choice.households * reading.weights[choice.technology]
    return [
        f"By {_words(cost.technology.value)} it would count for {choice.households * weight:,.6g} households"
        f" in place of {worth:,.6g}, for {_money(reading, cost.access - choice.access)} more;"
        f" {_money(reading, left)} are left."
        for cost in seen.costs
        if cost.access is not None
        and (weight := reading.weights[cost.technology]) > reading.weights[choice.technology]
    ]


def _why_out(reading: _Reading, name: str) -> Explanation:
    why, seen = reading.plan.out[name], reading.seen[name]
    cheapest = missing = None
    if seen.without_plan is None:
        built = set(reading.plan.steps)
        missing = sum(reading.seen[step].own_step or 0.0 for step in seen.path if step not in built)
        cheapest = min(
            (cost.access + missing) / ((seen.unserved or 1.0) * reading.weights[cost.technology])
            for cost in seen.costs
            if cost.access is not None
        )
    return Explanation(
        settlement=name, is_in=False, why=why, choice=None, together_with=(), shares=(), cheapest=cheapest,
        missing_path=missing, sentences=_OUT[why](reading, seen, cheapest, missing),
    )  # fmt: skip


_Out = Callable[[_Reading, BroadbandSettlement, "float | None", "float | None"], tuple[str, ...]]


def _stated(text: str) -> _Out:
    def said(
        _reading: _Reading, _seen: BroadbandSettlement, _cheapest: float | None, _missing: float | None
    ) -> tuple[str, ...]:
        return (text,)

    return said


def _no_way(
    reading: _Reading, seen: BroadbandSettlement, _cheapest: float | None, _missing: float | None
) -> tuple[str, ...]:
    if not reading.rows[seen.id].upstream:
        return ("Out: no way to a point of presence is stated for it.",)
    return ("Out: its way leads through a settlement for which no further way is stated.",)


def _distance(
    reading: _Reading, seen: BroadbandSettlement, _cheapest: float | None, _missing: float | None
) -> tuple[str, ...]:
    unknown = tuple(step for step in seen.path if reading.seen[step].own_step is None)
    return (f"Out: the length of the step from {_listed(reading, unknown)} is not stated.",)


def _cost(
    _reading: _Reading, seen: BroadbandSettlement, _cheapest: float | None, _missing: float | None
) -> tuple[str, ...]:
    said = "; ".join(cost.reason for cost in seen.costs)
    return (f"Out: {said}." if said else "Out: no technology is offered here: its way does not carry fibre.",)


def _too_dear(
    reading: _Reading, seen: BroadbandSettlement, cheapest: float | None, missing: float | None
) -> tuple[str, ...]:
    cut = reading.plan.cut_off or 0.0
    return (
        f"Out: {_each(reading, seen, cheapest, missing)}. The dearest whole bundle that is in"
        f" costs {_money(reading, cut)}.",
        _left(reading),
    )


def _does_not_fit(
    reading: _Reading, seen: BroadbandSettlement, cheapest: float | None, missing: float | None
) -> tuple[str, ...]:
    return (f"Out: {_each(reading, seen, cheapest, missing)}, and does not fit.", _left(reading))


def _each(reading: _Reading, seen: BroadbandSettlement, cheapest: float | None, missing: float | None) -> str:
    return (
        f"{seen.unserved or 0:,.6g} households would cost at least {_money(reading, cheapest or 0.0)}"
        f" for each weighted household,"
        f" {_money(reading, missing or 0.0)} of it in all for steps that the plan does not build"
    )


def _left(reading: _Reading) -> str:
    left = reading.plan.budget - reading.plan.cost
    return f"Of {_money(reading, reading.plan.budget)}, {_money(reading, left)} are left."


_OUT: Mapping[WhyOut, _Out] = {
    WhyOut.COVERED: _stated("Out: no household is known to be unserved."),
    WhyOut.COVERAGE_NOT_KNOWN: _stated(
        "Out: nobody said whether its households are covered; what is not known does not count as unserved."
    ),
    WhyOut.HOUSEHOLDS_NOT_KNOWN: _stated("Out: the number of its households is not stated."),
    WhyOut.NO_WAY: _no_way,
    WhyOut.DISTANCE_NOT_KNOWN: _distance,
    WhyOut.COST_NOT_KNOWN: _cost,
    WhyOut.TOO_DEAR: _too_dear,
    WhyOut.DOES_NOT_FIT: _does_not_fit,
}


def _money(reading: _Reading, amount: float) -> str:
    return f"{reading.currency} {amount:,.0f}"


def _words(text: str) -> str:
    return text.replace("_", " ")


def _listed(reading: _Reading, names: tuple[str, ...]) -> str:
    return listed((reading.rows[name].label or name for name in names), 4, rest="more")
