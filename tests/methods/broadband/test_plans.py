"""Plans for an envelope: shared steps paid once, against every plan there is, against the solver."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.broadband import Settlement
from accord.domain.broadband_call import BackhaulRule, BroadbandCase, UnknownCoverage
from accord.domain.broadband_plan import Plan, PlanReading
from accord.domain.broadband_standing import WhyOut
from accord.errors import InputDataError
from accord.methods.broadband.candidates import candidates_of
from accord.methods.broadband.exact import exact_plan
from accord.methods.broadband.forest import Forest, Offer, forest_of
from accord.methods.broadband.running import run_broadband
from accord.methods.broadband.searching import best_plan, searched
from accord.methods.broadband.spending import best_first, upper_bound
from methods.broadband.villages import FIBRE, WIRELESS, absences, call, case, covered, parameters, village

BOTH = {FIBRE: Decimal(1), WIRELESS: Decimal("0.6")}


def plan_of(stated: BroadbandCase) -> Plan:
    return run_broadband(stated).plans[PlanReading.ALONE]


def valley() -> list[Settlement]:
    """Near is 5 km from the backbone, east and west 2 km beyond it; each has 10 households.

    In round numbers each costs 2,000 within (a node of 1,000, and 10 at 100), the way of near 5,000, and the
    steps of east and west 2,000 each.
    """
    return [village("near", "pop", 5), village("east", "near", 2), village("west", "near", 2)]


def test_a_step_that_three_villages_share_is_paid_once() -> None:
    plan = plan_of(case(valley()))
    assert plan.cost == 3 * 2000 + 5000 + 2 * 2000
    assert (plan.access, plan.backhaul, plan.households) == (6000, 9000, 30)
    assert plan.steps == ("near", "east", "west")


def test_who_is_chosen_first_brings_the_shared_steps_and_the_next_only_its_own() -> None:
    choices = {choice.settlement: choice for choice in plan_of(case(valley())).choices}
    assert sum(choice.path_added for choice in choices.values()) == 9000
    assert choices["near"].path_added == 5000
    assert (choices["east"].path_added, choices["east"].step) == (2000, 2000)


def test_a_village_can_be_served_through_one_that_is_not() -> None:
    rows = [village("near", "pop", 5, 1), village("far", "near", 1, 100)]
    plan = plan_of(case(rows, 17_000))
    # far costs 11,000 within and 6,000 of steps, 170 for each household; near would cost 1,100 for its one
    assert [choice.settlement for choice in plan.choices] == ["far"]
    assert plan.cost == 17_000
    assert plan.steps == ("near", "far")
    assert plan.out == {"near": WhyOut.TOO_DEAR}


def test_villages_that_pay_for_a_way_only_together_are_chosen_together() -> None:
    rows = [village("trunk", "pop", 20, 1), *(village(f"v{at}", "trunk", 0, 10) for at in range(10))]
    alone = village("alone", "pop", 6, 10)
    # alone: 8,000 for 10 households; the ten beyond the trunk: 20,000 + 10 * 2,000 = 40,000 for 100.
    plan = plan_of(case([*rows, alone], 40_000))
    assert {choice.settlement for choice in plan.choices} == {f"v{at}" for at in range(10)}
    assert {choice.bundle for choice in plan.choices} == {1}
    assert plan.cut_off == 400
    assert plan.bound == plan.weighted == 100


def test_what_is_left_goes_to_what_still_fits() -> None:
    rows = [village("big", "pop", 0, 100), village("small", "pop", 0, 10)]
    plan = plan_of(case(rows, 10_999))  # big costs 11,000, small 2,000
    assert [choice.settlement for choice in plan.choices] == ["small"]
    assert (plan.bound, plan.gap) == (10, 0)  # all plans were searched; bundles alone would prove 99.99
    assert plan.out["big"] is WhyOut.DOES_NOT_FIT


def test_ranking_one_by_one_pays_every_way_for_itself() -> None:
    naive = run_broadband(case(valley(), 15_000)).naive
    assert naive is not None
    # near costs 7,000 with its way, east and west 9,000 each: only one of them is paid
    assert (naive.households, naive.cost) == (10, 7000)
    assert plan_of(case(valley(), 15_000)).households == 30


def test_a_weight_decides_between_technologies_and_the_answer_flips_where_it_says() -> None:
    rows = [village("a", "pop", 0, 100, density=Decimal(50), population=Decimal(300))]
    # fibre 1,000 + 100 * 200 = 21,000; wireless 2 sites at 5,000 and 100 at 10 = 11,000; 6 km2 need one site
    seen = run_broadband(case(rows, call=call(11_000, weights=BOTH))).settlements["a"]
    assert [cost.access for cost in seen.costs] == [21_000, 11_000]
    assert seen.flip_weight == pytest.approx(11 / 21)
    for weight, drawn in (("0.53", [WIRELESS, FIBRE]), ("0.52", [FIBRE])):
        weights = {FIBRE: Decimal(1), WIRELESS: Decimal(weight)}
        found = forest(case(rows, call=call(1, weights=weights)))
        assert [offer.technology for offer in found.drawn] == drawn


def test_an_upgrade_waits_until_it_is_worth_its_money() -> None:
    rows = [village(name, "pop", 0, 100, density=Decimal(50), population=Decimal(300)) for name in "ab"]
    plan = plan_of(case(rows, call=call(22_000, weights=BOTH)))
    assert [choice.technology for choice in plan.choices] == [WIRELESS, WIRELESS]
    assert plan.households == 200
    assert plan.weighted == pytest.approx(120)
    plan = plan_of(case(rows, call=call(32_000, weights=BOTH)))
    assert sorted(choice.technology for choice in plan.choices) == [FIBRE, WIRELESS]


def test_fibre_is_not_offered_behind_a_microwave_hop() -> None:
    asked = call(100_000, weights=BOTH, backhaul=BackhaulRule.CHEAPEST)
    rows = [village("near", "pop", 9), village("far", "near", 1)]
    seen = run_broadband(case(rows, call=asked)).settlements
    assert (seen["near"].step_medium, seen["far"].step_medium) == ("microwave", "fibre")
    assert [cost.technology for cost in seen["far"].costs] == [WIRELESS]
    fibre_only = call(100_000, backhaul=BackhaulRule.CHEAPEST)
    assert run_broadband(case(rows, call=fibre_only)).settlements["far"].without_plan is WhyOut.COST_NOT_KNOWN


def test_unknown_coverage_is_in_no_plan_unless_the_call_says_so() -> None:
    rows = [village("a", "pop", 0), village("b", "pop", 0, 40)]
    said = (covered("a", "0.5"),)
    left_out = run_broadband(case(rows, coverage=said))
    assert left_out.plans[PlanReading.ALONE].households == 5
    assert left_out.unknown_households == 40
    assert left_out.allowed == ()
    asked = call(1_000_000, unknown=UnknownCoverage.COUNT_AS_UNSERVED)
    counted = run_broadband(case(rows, coverage=said, call=asked))
    assert counted.plans[PlanReading.ALONE].households == 45
    assert counted.unknown_households == 0
    assert counted.allowed == (
        "40 households of which nobody said whether they are covered count as unserved.",
    )


def test_a_municipality_is_spread_only_if_the_call_says_so() -> None:
    rows = [village("a", "pop", 0, municipality="M"), village("b", "pop", 0, 30, municipality="M")]
    said = (covered("M", "0.5", is_municipal=True),)
    assert run_broadband(case(rows, coverage=said)).unknown_households == 40
    spread = run_broadband(case(rows, coverage=said, call=call(1_000_000, spreads_municipal=True)))
    assert spread.plans[PlanReading.ALONE].households == 20
    assert spread.allowed == ("20 unserved households are known by the share of their municipality only.",)


def test_each_absence_has_its_own_reason() -> None:
    rows, said = absences()
    assert plan_of(case(rows, coverage=said)).out == {
        "covered": WhyOut.COVERED,
        "silent": WhyOut.COVERAGE_NOT_KNOWN,
        "uncounted": WhyOut.HOUSEHOLDS_NOT_KNOWN,
        "lost": WhyOut.NO_WAY,
        "behind": WhyOut.NO_WAY,
        "unmeasured": WhyOut.DISTANCE_NOT_KNOWN,
        "beyond": WhyOut.DISTANCE_NOT_KNOWN,
        "thin": WhyOut.COST_NOT_KNOWN,
    }


def test_both_readings_of_an_envelope_are_planned_and_the_money_of_others_is_named() -> None:
    rows = [village(f"v{at}", "pop", 0) for at in range(10)]  # 2,000 each
    result = run_broadband(case(rows, call=call(4_400, grant_share=Decimal("0.22"))))
    assert result.plans[PlanReading.ALONE].households == 20
    assert result.plans[PlanReading.WITH_OTHERS].households == 100
    assert result.plans[PlanReading.WITH_OTHERS].budget == 20_000
    assert result.others == 15_600
    assert run_broadband(case(rows)).others is None


def test_the_ends_of_the_costs_are_those_of_the_same_plan() -> None:
    ends = parameters(fibre_node=("500", "3000"), fibre_backhaul=("900", "1100"))
    plan = plan_of(case(valley(), parameters=ends))
    assert (plan.low, plan.cost, plan.high) == (15_000 - 1500 - 900, 15_000, 15_000 + 6000 + 900)


def test_the_curve_keeps_a_plan_for_less_money_where_it_reaches_more() -> None:
    asked = call(15_000, curve=tuple(Decimal(each) for each in (2_000, 7_000, 11_000, 15_000)))
    points = run_broadband(case(valley(), call=asked)).curve
    assert [point.households for point in points] == [0, 10, 20, 30]
    assert all(point.weighted <= point.bound for point in points)
    assert points[-1].technologies == {FIBRE: 30}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"weights": {}}, "ACC-866"),
        ({"weights": {FIBRE: Decimal("1.1")}}, "ACC-866"),
        ({"grant_share": Decimal(0)}, "ACC-866"),
        ({"envelope": Decimal(-1)}, "ACC-866"),
        ({"target": "schools"}, "ACC-864"),
    ],
)
def test_a_call_out_of_range_is_refused(change: dict[str, object], error: str) -> None:
    asked = replace(call(1000), **change)  # type: ignore[arg-type]
    with pytest.raises(InputDataError) as caught:
        run_broadband(case(valley(), call=asked))
    assert {problem.id for problem in caught.value.problems} == {error}


def test_a_missing_cost_and_a_technology_without_costs_are_refused() -> None:
    from accord.domain.broadband import Technology

    known = {name: row for name, row in parameters().items() if name != "fibre.node"}
    asked = call(1000, weights={FIBRE: Decimal(1), Technology.SATELLITE: Decimal(1)})
    with pytest.raises(InputDataError) as caught:
        run_broadband(case(valley(), call=asked, parameters=known))
    assert {(problem.id, problem.field) for problem in caught.value.problems} == {
        ("ACC-863", "fibre.node"),
        ("ACC-865", "weights"),
    }


@st.composite
def small_cases(draw: st.DrawFn) -> tuple[BroadbandCase, int]:
    """Up to six villages in a random tree, by one or two technologies, and an envelope in whole euros."""
    count = draw(st.integers(1, 6))
    rows = [
        village(
            f"v{at}",
            draw(st.sampled_from(["pop", *(f"v{before}" for before in range(at))])),
            draw(st.integers(0, 12)),
            draw(st.integers(1, 90)),
            density=Decimal(draw(st.sampled_from([40, 400]))),
        )
        for at in range(count)
    ]
    weights = draw(st.sampled_from([{FIBRE: Decimal(1)}, BOTH]))
    envelope = draw(st.integers(1_000, 90_000))
    return case(rows, call=call(envelope, weights=weights)), envelope


def forest(stated: BroadbandCase) -> Forest:
    candidates = candidates_of(stated)
    return forest_of(candidates, candidates.settlements)


def best_of_all(found: Forest, budget: int) -> float:
    """The largest worth of every set of offers that an amount pays, each step counted once."""
    by_place: dict[int, list[Offer | None]] = {}
    for offer in found.offers:
        by_place.setdefault(offer.at, [None]).append(offer)
    sets: Iterable[Sequence[Offer | None]] = itertools.product(*by_place.values())
    chosen = ([offer for offer in each if offer is not None] for each in sets)
    return max(
        sum(offer.worth for offer in each)
        for each in chosen
        if sum(offer.cost for offer in each)
        + sum(found.steps[step] for step in {step for offer in each for step in found.way(offer.at)})
        <= budget
    )


@settings(max_examples=25, deadline=None)
@given(small_cases())
def test_solver_and_search_find_the_best_of_all_plans_and_bundles_never_pass_their_bound(
    drawn: tuple[BroadbandCase, int],
) -> None:
    stated, envelope = drawn
    found, budget = forest(stated), envelope * 100
    best = best_of_all(found, budget)
    exact = exact_plan(found, budget, gap=0.0)
    assert sum(offer.worth for offer in exact.offers) == pytest.approx(best)
    spending = best_first(found, budget)
    assert spending.left >= 0
    greedy = sum(offer.worth for offer in spending.taken.values())
    assert greedy <= best + 1e-9
    shown = best_plan(found, budget)
    assert shown.spending.left >= 0
    # costs are whole tens of euros, and the grid is as fine: the search finds the best of all plans
    offers, bound = searched(found, budget)
    assert sum(offer.worth for offer in offers) == pytest.approx(best)
    assert bound == pytest.approx(best)
    assert sum(offer.worth for offer in shown.spending.taken.values()) >= best * (1 - 5e-3) - 1e-9
    assert shown.bound >= best - 1e-9
    assert best <= upper_bound(found, budget) + 1e-9
    assert best <= exact.bound + 1e-6


@settings(max_examples=15, deadline=None)
@given(small_cases(), st.integers(0, 40_000))
def test_a_larger_envelope_never_reaches_fewer_at_the_best(
    drawn: tuple[BroadbandCase, int], more: int
) -> None:
    stated, envelope = drawn
    found = forest(stated)
    less, larger = (
        sum(offer.worth for offer in exact_plan(found, money * 100, gap=0.0).offers)
        for money in (envelope, envelope + more)
    )
    assert larger >= less - 1e-9
    assert upper_bound(found, (envelope + more) * 100) >= upper_bound(found, envelope * 100) - 1e-9


@settings(max_examples=25, deadline=None)
@given(small_cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_no_answer(
    drawn: tuple[BroadbandCase, int], shuffle: st.DataObject
) -> None:
    stated, _envelope = drawn
    rows, said = list(stated.settlements), list(stated.coverage)
    shuffle.shuffle(rows)  # type: ignore[attr-defined]
    shuffle.shuffle(said)  # type: ignore[attr-defined]
    other = replace(stated, settlements=tuple(rows), coverage=tuple(said))
    assert run_broadband(other) == run_broadband(stated)


@settings(max_examples=25, deadline=None)
@given(small_cases())
def test_a_plan_costs_what_its_villages_and_their_steps_cost_and_never_more_than_the_envelope(
    drawn: tuple[BroadbandCase, int],
) -> None:
    stated, envelope = drawn
    result = run_broadband(stated)
    plan = result.plans[PlanReading.ALONE]
    steps = {step for choice in plan.choices for step in result.settlements[choice.settlement].path}
    assert set(plan.steps) == steps
    by_hand = sum(choice.access for choice in plan.choices)
    by_hand += sum(result.settlements[step].own_step or 0.0 for step in steps)
    assert plan.cost == pytest.approx(by_hand)
    assert plan.cost <= envelope
    assert sum(choice.path_added for choice in plan.choices) == pytest.approx(plan.backhaul)
    assert plan.out.keys() | {choice.settlement for choice in plan.choices} == result.settlements.keys()
