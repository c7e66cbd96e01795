"""What `accord broadband` prints of a call: its plans, and settlements with reasons."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from accord.cli.broadband_share_rows import print_costs, print_curve, print_shares
from accord.cli.output import print_line, print_table

if TYPE_CHECKING:
    from accord.cli.tracing_broadband import Answer
    from accord.domain.broadband_plan import Plan

__all__ = ["print_plans"]

_SHOWN = 12
_SMALL = 0.001
_FAST_MBIT = 300
"""From this speed on it is said that the model does not know whether wireless reaches it."""


def print_plans(found: Answer, recorded: str, *, is_whole: bool) -> None:
    """Print what a call asks.

    Args:
        found: The answer to a folder with a call.
        recorded: Cost of a household in projects on record, in words; empty if none is.
        is_whole: Whether every settlement is listed, with why it is in the plan or not.
    """
    _print_plan(found)
    if recorded:
        print_line(f"  For comparison, a household in projects on record: {recorded}")
    if is_whole:
        _print_reasons(found)
    else:
        _print_settlements(found)
    print_curve(found)
    print_shares(found)
    print_costs(found)


def _print_plan(found: Answer) -> None:
    from accord.domain.broadband import Technology
    from accord.domain.broadband_plan import PlanReading

    case, result = found.files.case, found.result
    call = case.call
    if call is None:
        return
    weights = ", ".join(
        f"{one.value.replace('_', ' ')} {weight}" for one, weight in sorted(call.weights.items())
    )
    print_line(f"{call.title}: {call.currency} {call.envelope:,.0f} for {case.targets[call.target].label!r}")
    print_line(f"  a household counts by how it is served: {weights}; that is policy and decides what wins")
    target = case.targets[call.target]
    if Technology.FIXED_WIRELESS in call.weights and target.speed_mbit >= _FAST_MBIT:
        print_line(
            f"  whether fixed wireless reaches {target.speed_mbit:,f} Mbit/s in a village is not computed:"
            " the call says that it counts"
        )
    for reading, plan in result.plans.items():
        if reading is PlanReading.ALONE:
            print_line("\n  If the grant pays for everything")
        elif result.others is not None and call.grant_share is not None:
            print_line(
                f"\n  If the grant pays {float(call.grant_share) * 100:.4g} % of the cost and others"
                f" {call.currency} {result.others:,.0f}, which no file says they will"
            )
        _print_reading(plan, call.currency)
        exact = result.exact.get(reading)
        if exact is not None:
            state = "the best there is, to a ten-thousandth" if exact.has_proof else "without proof"
            print_line(
                f"    best found  {exact.households:,.0f} households ({exact.weighted:,.0f} weighted),"
                f" {state}; at most {exact.bound:,.0f} weighted are possible"
            )
    if result.unknown_households:
        print_line(
            f"\n  Not known: {result.unknown_households:,.0f} households are in no plan, as nobody said of"
            " their settlement whether they are covered"
        )
    alone, naive = result.plans.get(PlanReading.ALONE), result.naive
    if alone is not None and naive is not None and alone.weighted > 0:
        print_line(
            f"\n  Ranking settlements one by one, each paying for its whole way, would reach"
            f" {naive.weighted / alone.weighted:.0%} of this plan ({naive.households:,.0f} households)"
        )


def _print_reading(plan: Plan, currency: str) -> None:
    if not plan.choices:
        print_line("    reaches     nobody: no settlement can be planned, or none fits")
        return
    each = f", {currency} {plan.cost / plan.households:,.0f} each" if plan.households else ""
    print_line(
        f"    reaches     {plan.households:,.0f} households in {len(plan.choices)} settlements{each}"
        f" ({plan.weighted:,.0f} weighted)"
    )
    print_line(
        f"    costs       {currency} {plan.cost:,.0f}: {plan.access:,.0f} within settlements,"
        f" {plan.backhaul:,.0f} for their ways to the backbone, every shared step once"
    )
    if (plan.low, plan.high) != (plan.cost, plan.cost):
        print_line(
            f"    range       {currency} {plan.low:,.0f} to {plan.high:,.0f} with all costs at their ends"
        )
    missing = "less than 0.1 %" if plan.gap < _SMALL else f"at most {plan.gap:.1%}"
    print_line(f"    at most     {plan.bound:,.0f} weighted by any plan: {missing} may be missing")


def _print_reasons(found: Answer) -> None:
    """Print every settlement with the reasons why it is in the plan of the grant alone, or out of it."""
    from accord.domain.broadband_plan import PlanReading
    from accord.methods.broadband.explaining import explanations

    case, result = found.files.case, found.result
    labels = {row.id: row.label for row in case.settlements}
    print_line("\nEvery settlement in the plan of the grant alone, and out of it")
    for name, each in explanations(case, result.settlements, result.plans[PlanReading.ALONE]).items():
        print_line(f"  {labels[name]} ({name})")
        for sentence in each.sentences:
            print_line(f"    {sentence}")
        weight = result.settlements[name].flip_weight
        if weight is not None:
            print_line(f"    Fixed wireless would reach more for the money from a weight of {weight:.2f} on.")


def _print_settlements(found: Answer) -> None:
    from accord.domain.broadband_plan import PlanReading

    plan = found.result.plans.get(PlanReading.ALONE)
    if plan is None:
        return
    labels = {row.id: row.label for row in found.files.case.settlements}
    chosen = plan.choices[:_SHOWN]
    rows = [
        [
            f"{labels[each.settlement]} ({each.settlement})",
            each.technology.value.replace("_", " "),
            f"{each.households:,.0f}",
            f"{each.access:,.0f}",
            f"{each.path_added:,.0f}",
            _flip(found, each.settlement),
        ]
        for each in chosen
    ]
    if rows:
        print_line("\nIn the plan of the grant alone, in the order in which they were chosen")
        headings = ["settlement", "by", "households", "within", "way added", "fixed wireless wins from"]
        print_table(headings, rows, numeric=4)
    if len(plan.choices) > len(chosen):
        print_line(f"{len(plan.choices) - len(chosen)} more: --settlements lists all of them, with reasons")
    counts = Counter(plan.out.values())
    print_line("Out of it")
    for why, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].value)):
        names = sorted(name for name, each in plan.out.items() if each is why)
        more = "" if len(names) <= _SHOWN else f" and {len(names) - _SHOWN} more"
        print_line(f"  {count:>6,}  {why.value}: {', '.join(names[:_SHOWN])}{more}")


def _flip(found: Answer, settlement: str) -> str:
    weight = found.result.settlements[settlement].flip_weight
    if weight is None:
        return "no comparison"
    return f"weight {weight:.2f}" if weight <= 1 else "no weight up to 1"
