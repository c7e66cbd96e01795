"""Figures on broadband: each says what it was made from, down to cells, and unknown stays unknown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.broadband import slug
from accord.domain.broadband_call import BroadbandCase
from accord.domain.evidence import Evidence
from accord.domain.figure import Figure, InputRole
from accord.methods.broadband.figure_making import cell_id
from accord.methods.broadband.figures import broadband_figures
from accord.methods.broadband.running import run_broadband
from methods.broadband.villages import FIBRE, WIRELESS, call, case, covered, parameters, village


def figures_of(stated: BroadbandCase) -> dict[str, Figure]:
    return broadband_figures(stated, run_broadband(stated))


def valley(**more: object) -> BroadbandCase:
    """Near is 5 km from the backbone, far 2 km beyond it; nobody said anything about dark."""
    rows = [village("near", "pop", 5), village("far", "near", 2), village("dark", "near", 1)]
    stated = {"coverage": (covered("near", 0), covered("far", "0.4")), **more}
    return case(rows, 100_000, **stated)


def test_the_numbers_of_a_plan_by_hand() -> None:
    # near: 1,000 + 10 x 100 = 2,000 and 5 x 1,000; far: 1,000 + 6 x 100 = 1,600 and 2 x 1,000.
    found = figures_of(valley())
    values = {name.removeprefix("broadband.villages."): figure.value for name, figure in found.items()}
    assert values["settlement.near.cost.fibre"] == 2000
    assert values["settlement.far.cost.fibre"] == 1600
    assert values["settlement.far.way"] == 7000
    assert values["plan.alone.cost"] == 10_600
    assert values["plan.alone.access"] == 3600
    assert values["plan.alone.backhaul"] == 7000
    assert values["plan.alone.households"] == 16
    assert values["gap.gigabit.T1.covered"] == 4
    assert values["gap.gigabit.T1.uncovered"] == 16
    assert values["gap.gigabit.all.not_known"] == 10
    assert values["unknown_households"] == 10


def test_what_is_not_known_is_no_number() -> None:
    found = figures_of(valley())
    dark = found["broadband.villages.settlement.dark.unserved"]
    assert dark.value is None
    assert dark.reason == "Nobody said whether they are covered."
    out = found["broadband.villages.plan.alone.settlement.dark"]
    assert out.value == "out: coverage not known"
    nothing = figures_of(valley(coverage=()))
    assert nothing["broadband.villages.gap.gigabit.all.share_at_least"].value is None


def test_every_input_is_a_figure_or_a_cell() -> None:
    found = figures_of(valley(call=call(100_000, weights={FIBRE: Decimal(1), WIRELESS: Decimal("0.5")})))
    for figure in found.values():
        assert figure.inputs, figure.id
        for part in figure.inputs:
            assert part.id in found or part.id.startswith("broadband.villages.cell."), (figure.id, part.id)


def test_a_figure_is_as_weak_as_its_weakest_input() -> None:
    costs = parameters()
    costs["fibre.node"] = replace(costs["fibre.node"], evidence=Evidence.PARTIAL)
    found = figures_of(valley(parameters=costs))
    assert found["broadband.villages.settlement.near.unserved"].evidence is Evidence.SEEN
    assert found["broadband.villages.settlement.near.cost.fibre"].evidence is Evidence.PARTIAL
    assert found["broadband.villages.plan.alone.cost"].evidence is Evidence.PARTIAL


def test_settlements_without_a_number_are_named_and_not_counted() -> None:
    rows = [village("near", "pop", 5), village("mute", "near", 1, None)]
    total = figures_of(case(rows))["broadband.villages.gap.gigabit.all.total"]
    assert total.value == 10
    left_out = [part.id for part in total.inputs if part.role is InputRole.NOT_COUNTED]
    assert left_out == ["broadband.villages.cell.settlements.mute.households"]


@settings(max_examples=20, deadline=None)
@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_rows_changes_no_figure(order: list[str]) -> None:
    way = {"a": ("pop", 3), "b": ("a", 2), "c": ("a", 1), "d": ("pop", 4)}
    first = case([village(name, *way[name]) for name in "abcd"], 12_000)
    mixed = case([village(name, *way[name]) for name in order], 12_000)
    assert figures_of(first) == figures_of(mixed)


def test_words_become_parts_of_ids() -> None:
    assert slug("fixed 5 GB") == "fixed-5-gb"
    assert cell_id("call", "envelope") == "cell.call.envelope"
