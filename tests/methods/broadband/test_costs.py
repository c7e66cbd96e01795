"""Costs of a settlement and of a step, reckoned by hand from round parameters."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.domain.broadband_call import BackhaulRule
from accord.methods.broadband.costs import access_cost, density_class, needed_parameters, step_cost
from methods.broadband.villages import FIBRE, ROUND, WIRELESS, parameters, village


def test_fibre_costs_a_node_and_an_amount_for_each_of_the_premises() -> None:
    row = village("a", "pop", 1, 40)
    cost = access_cost(row, 10.0, FIBRE, parameters())
    assert cost.access == 1000 + 10 * 100  # 10 unserved of 40 households, dense enough for the class village


def test_premises_are_served_in_proportion_to_unserved_households() -> None:
    row = village("a", "pop", 1, 40, premises=Decimal(60))
    assert access_cost(row, 10.0, FIBRE, parameters()).access == 1000 + 15 * 100  # 60 * 10 / 40


def test_a_class_begins_at_its_lower_end() -> None:
    dense, sparse = (village("a", "pop", 1, density=Decimal(people)) for people in (100, 99))
    assert density_class(dense, parameters()) == "village"
    assert density_class(sparse, parameters()) == "sparse"
    assert access_cost(sparse, 10.0, FIBRE, parameters()).access == 1000 + 10 * 200


def test_density_follows_from_population_and_area_where_it_is_not_stated() -> None:
    row = village("a", "pop", 1, density=None, population=Decimal(300), area_km2=Decimal(2))
    assert row.people_per_km2 == 150


def test_without_density_there_is_no_cost_and_a_reason() -> None:
    row = village("a", "pop", 1, density=None)
    cost = access_cost(row, 10.0, FIBRE, parameters())
    assert cost.access is None
    assert cost.reason == "fibre: no cost, because its density is not known"


def test_without_an_area_fixed_wireless_has_no_cost() -> None:
    row = village("a", "pop", 1, population=None, density=Decimal(200))
    assert access_cost(row, 10.0, WIRELESS, parameters()).access is None


@pytest.mark.parametrize(
    ("households", "area", "sites"),
    [
        (50, 12, 1),  # a radius of 2 km covers 12.57 km2, a site serves 50
        (51, 12, 2),
        (50, 13, 2),
        (120, 40, 4),  # 3 for the number, 4 for the area
    ],
)
def test_fixed_wireless_needs_sites_for_the_number_or_the_area(
    households: int, area: int, sites: int
) -> None:
    row = village("a", "pop", 1, households, area_km2=Decimal(area), density=None)
    cost = access_cost(row, float(households), WIRELESS, parameters())
    assert cost.access == sites * 5000 + households * 10


def test_low_and_high_ends_of_all_parameters_are_taken_together() -> None:
    found = parameters(fibre_node=("500", "2000"), fibre_unit_village=("50", "300"))
    cost = access_cost(village("a", "pop", 1), 10.0, FIBRE, found)
    assert (cost.low, cost.access, cost.high) == (500 + 500, 1000 + 1000, 2000 + 3000)


def test_a_step_costs_by_its_length() -> None:
    step = step_cost(Decimal("2.5"), BackhaulRule.FIBRE, parameters())
    assert (step.amount.value, step.medium) == (2500, "fibre")


@pytest.mark.parametrize(
    ("km", "cost", "medium"),
    [("3", 3000, "fibre"), ("3.1", 3000, "microwave"), ("10.1", 6000, "microwave"), ("0", 0, "none")],
)
def test_the_cheapest_step_counts_whole_hops(km: str, cost: float, medium: str) -> None:
    step = step_cost(Decimal(km), BackhaulRule.CHEAPEST, parameters())
    assert (step.amount.value, step.medium) == (cost, medium)


def test_a_call_needs_the_parameters_of_what_it_offers_and_no_others() -> None:
    assert needed_parameters([FIBRE], BackhaulRule.FIBRE, parameters()) == (
        "fibre.backhaul",
        "fibre.node",
        "fibre.unit.sparse",
        "fibre.unit.village",
    )
    assert set(needed_parameters([FIBRE, WIRELESS], BackhaulRule.CHEAPEST, parameters())) == {
        name for name in ROUND if not name.startswith("density")
    }
    assert "density.*" in needed_parameters([FIBRE], BackhaulRule.FIBRE, {})
