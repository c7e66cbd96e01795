"""A whole answer: proofs, doubts, stages apart, and an answer without a call."""

from __future__ import annotations

import sys
from dataclasses import replace
from decimal import Decimal

import pytest

from accord.domain.broadband import CoverageStage
from accord.domain.broadband_plan import PlanReading
from accord.domain.evidence import Evidence
from accord.errors import InputDataError, UsageError
from accord.methods.broadband import running
from accord.methods.broadband.candidates import candidates_of
from accord.methods.broadband.exact import exact_plan
from accord.methods.broadband.forest import Forest, forest_of
from accord.methods.broadband.running import run_broadband
from accord.methods.broadband.searching import Found
from accord.methods.broadband.spending import best_first, upper_bound
from methods.broadband.villages import call, case, covered, parameters, village

ALONE = PlanReading.ALONE
TIGHT = [village("big", "pop", 0, 100), village("small", "pop", 0, 60), village("tiny", "pop", 0, 40)]
"""11,000, 7,000 and 5,000: the best for 12,000 is not the one that begins with the largest."""


def test_two_that_reach_more_go_before_the_one_that_gives_more_for_its_money() -> None:
    rows = [village("big", "pop", 0, 60), village("left", "pop", 0, 40), village("right", "pop", 0, 40)]
    # big costs 7,000 for 60, left and right 5,000 each for 40: 10,000 reach 80 without big, 60 with it
    result = run_broadband(case(rows, 10_000), prove=True)
    plan = result.plans[ALONE]
    assert (plan.method, plan.households, plan.bound, plan.has_proof) == ("searched", 80, 80, True)
    assert {choice.bundle for choice in plan.choices} == {0}
    assert result.exact[ALONE].households == 80


def test_nobody_is_left_out_of_the_proved_plan_who_would_fit() -> None:
    plan = run_broadband(case(TIGHT, 23_000), prove=True).exact[ALONE]
    assert (plan.households, plan.out) == (200, {})


def test_a_plan_that_meets_its_own_bound_needs_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    plan = run_broadband(case(TIGHT, 23_000), prove=True).exact[ALONE]
    assert plan.has_proof is True
    assert plan.weighted == plan.bound == 200


def test_without_the_library_a_proof_that_needs_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(UsageError) as caught:
        exact_plan(forest_of(candidates_of(case(TIGHT)), ["big"]), 12_000_00)
    assert caught.value.problems[0].id == "ACC-296"


def test_a_call_is_not_needed_for_gaps_and_ways_are_checked_all_the_same() -> None:
    result = run_broadband(case(TIGHT, call=None))
    assert result.plans == {}
    assert [gap.uncovered for gap in result.gaps if not gap.partner] == [200]
    with pytest.raises(InputDataError):
        run_broadband(case([village("a", "a", 1)], call=None))


def test_other_stages_stand_apart_from_the_gap_to_the_target() -> None:
    said = (covered("big", "0.5"), covered("big", "0.9", stage=CoverageStage.PASSED))
    result = run_broadband(case(TIGHT, coverage=said))
    assert {gap.stage for gap in result.gaps} == {CoverageStage.COVERED}
    assert {(gap.stage, gap.covered) for gap in result.stages} == {(CoverageStage.PASSED, 90)}
    assert result.plans[ALONE].households == 50  # passed is not covered


def test_a_cost_that_was_not_read_is_named() -> None:
    known = parameters()
    known["fibre.node"] = replace(known["fibre.node"], evidence=Evidence.UNVERIFIED)
    result = run_broadband(case(TIGHT, parameters=known))
    assert result.doubts == {"fibre.node": "not read in its source (made up)"}


def test_a_curve_falls_nowhere_and_costs_no_more_than_its_envelopes() -> None:
    rows = [village("big", "pop", 0, 60), village("left", "pop", 0, 40), village("right", "pop", 0, 39)]
    asked = call(1, curve=tuple(Decimal(each) for each in range(1_000, 20_000, 500)))
    points = run_broadband(case(rows, call=asked)).curve
    weighted = [point.weighted for point in points]
    assert weighted == sorted(weighted)
    assert all(point.cost <= point.envelope for point in points)


def test_a_plan_for_less_money_is_kept_where_bundles_reach_fewer_for_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def by_bundles(forest: Forest, budget: int) -> Found:
        return Found(spending=best_first(forest, budget), bound=upper_bound(forest, budget), method="greedy")

    monkeypatch.setattr(running, "best_plan", by_bundles)
    # Five behind a trunk: 5,000, and 2,000 for 10 households each; together they never fit here. One of them
    # alone is 700 a household, q is 11,700 for 17, or 688: it goes first once it fits, and takes it all.
    behind = [village(f"p{at}", "trunk", 0) for at in range(5)]
    rows = [village("trunk", "pop", 5, None), *behind, village("q", "pop", 9, 17)]
    asked = call(1, curve=(Decimal(11_000), Decimal(11_700)))
    less, more = run_broadband(case(rows, call=asked)).curve
    assert (less.households, less.kept_from) == (30, None)
    assert (more.households, more.kept_from) == (30, 11_000)


def test_an_envelope_that_reaches_nobody_is_proved_to_reach_nobody() -> None:
    plan = run_broadband(case(TIGHT, 1_000)).plans[ALONE]
    assert (plan.households, plan.cost, plan.cut_off) == (0, 0, None)
    assert plan.bound == 0
