"""Costs in another unit, under another name, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.methods.broadband.cost_checks import cost_problems, missing_costs
from methods.broadband.villages import parameters


def test_costs_in_the_units_of_the_model_pass() -> None:
    assert list(cost_problems(parameters(), "EUR")) == []


@pytest.mark.parametrize("unit", ["EUR/m", "USD/km", "EUR/mile", "EUR"])
def test_another_unit_is_refused_and_not_converted(unit: str) -> None:
    known = parameters()
    known["fibre.backhaul"] = replace(known["fibre.backhaul"], unit=unit)
    (problem,) = cost_problems(known, "EUR")
    assert (problem.id, problem.value, problem.expected) == ("ACC-877", unit, "EUR/km")


def test_amounts_are_in_the_currency_of_the_call() -> None:
    wrong = [problem.row for problem in cost_problems(parameters(), "RSD")]
    assert "fibre.backhaul" in wrong
    assert "fixed_wireless.radius" not in wrong


@pytest.mark.parametrize(("old", "new"), [("fibre.backhaul", "fibre.backhual"), ("fibre.node", "node")])
def test_an_id_that_would_be_passed_over_is_refused_with_the_known_ones(old: str, new: str) -> None:
    known = parameters()
    known[new] = replace(known.pop(old), id=new)
    (problem,) = cost_problems(known, "EUR")
    assert problem.id == "ACC-878"
    assert old in f"{problem.expected} {problem.fix}"


def test_an_amount_of_a_class_that_nothing_begins_is_refused() -> None:
    known = parameters()
    del known["density.village"]
    assert [(each.id, each.row) for each in cost_problems(known, "EUR")] == [
        ("ACC-878", "fibre.unit.village")
    ]


def test_what_is_needed_and_not_stated_is_asked_for_with_its_unit() -> None:
    (problem,) = missing_costs(["fibre.unit.town", "fibre.node"], parameters(), "RSD")
    assert problem.id == "ACC-863"
    assert "`id: fibre.unit.town`, `unit: RSD/premises`" in problem.expected
