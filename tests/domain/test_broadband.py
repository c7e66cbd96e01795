"""Settlements derive only what follows from what is stated; a gap without knowledge has no share."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from accord.domain.broadband import CoverageStage, Settlement
from accord.domain.broadband_plan import Plan
from accord.domain.broadband_standing import TargetGap


def settlement(**stated: Any) -> Settlement:
    return Settlement(id="a", label="A", partner="T1", **stated)


def test_density_and_area_follow_from_each_other_and_the_population() -> None:
    by_area = settlement(population=Decimal(300), area_km2=Decimal(2))
    by_density = settlement(population=Decimal(300), density=Decimal(150))
    assert (by_area.people_per_km2, by_area.settled_km2) == (Decimal(150), Decimal(2))
    assert (by_density.people_per_km2, by_density.settled_km2) == (Decimal(150), Decimal(2))


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"population": Decimal(300)},
        {"population": Decimal(300), "area_km2": Decimal(0)},
    ],
)
def test_without_population_and_area_no_density_is_made_up(stated: dict[str, Decimal]) -> None:
    assert settlement(**stated).people_per_km2 is None


def test_a_stated_density_goes_before_the_one_that_follows() -> None:
    assert settlement(population=Decimal(300), area_km2=Decimal(2), density=Decimal(90)).people_per_km2 == 90


def test_premises_are_served_where_they_are_stated_and_else_households() -> None:
    assert settlement(households=Decimal(10), premises=Decimal(14)).served_units == 14
    assert settlement(households=Decimal(10)).served_units == 10
    assert settlement().served_units is None


def gap(total: float, covered: float, between: float, not_known: float) -> TargetGap:
    return TargetGap(
        target="gigabit",
        stage=CoverageStage.COVERED,
        partner="T1",
        total=total,
        covered=covered,
        between=between,
        uncovered=total - covered - between - not_known,
        not_known=not_known,
        places_without_total=(),
        rows=(),
        settlements=(),
    )


def test_the_ends_of_a_share_hold_all_that_is_not_known() -> None:
    ends = gap(100, 40, 10, 20)
    assert (ends.share_at_least, ends.share_at_most) == (0.4, 0.7)


@pytest.mark.parametrize("total", [0, 100])
def test_nothing_counted_or_nothing_known_has_no_share(total: float) -> None:
    nothing = gap(total, 0, 0, total)
    assert nothing.share_at_least is None
    assert nothing.share_at_most is None


def plan(weighted: float, bound: float) -> Plan:
    nothing = 0.0
    return Plan(
        method="greedy", budget=nothing, cost=nothing, access=nothing, backhaul=nothing, low=nothing,
        high=nothing, households=weighted, weighted=weighted, bound=bound, choices=(), steps=(), out={},
    )  # fmt: skip


def test_a_gap_is_the_share_of_the_bound_that_may_be_missing() -> None:
    assert plan(90, 100).gap == pytest.approx(0.1)
    assert plan(0, 0).gap == 0
