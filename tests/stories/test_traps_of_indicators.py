"""Traps between reading and comparing: the reading itself is tested in sources/observations/test_traps.py."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from accord.domain.commitment import Direction
from accord.domain.declaration import Declaration
from accord.domain.figure import Figure
from accord.domain.indicator import Benchmark, BenchmarkKind, Scale
from accord.domain.observation import Observation
from accord.methods.convergence.figures import convergence_figures
from accord.methods.observing import latest_series
from accord.methods.progress.figures import progress_figures
from accord.sources.declaration import BUNDLED, parse_declaration, read_files
from methods.convergence.making import indicator, observation
from support import parse_lake

CLARITY = indicator(Scale.INTERVAL)
PARTNERS = ("NOR", "SOU", "EAS")


@pytest.fixture(scope="module")
def sofia() -> Declaration:
    return parse_declaration(read_files(BUNDLED / "sofia_2018"))


def lake(*benchmarks: Benchmark) -> Declaration:
    """The pact of the lake with three partners, one indicator, and benchmarks."""
    made = parse_lake()
    rows = tuple(replace(made.partners[0], id=name) for name in PARTNERS)
    return replace(made, partners=rows, benchmarks=benchmarks, indicators=(CLARITY,))


def mean(kind: BenchmarkKind, *members: str) -> Benchmark:
    return Benchmark(id=kind.value, label="Shore", kind=kind, members=members, least_members=1)


def compared(rows: list[Observation], *benchmarks: Benchmark) -> dict[str, Figure]:
    content = lake(*benchmarks)
    return convergence_figures(latest_series(rows, content), content)


@pytest.mark.parametrize("name", ["judicial", "corruption", "media", "civil_society"])
def test_trap_2_nations_in_transit_is_reversed_from_the_edition_of_2019(
    sofia: Declaration, name: str
) -> None:
    (found,) = [row for row in sofia.indicators if row.id == f"fh_nit_{name}"]
    assert [(each.direction, each.vintages_from, each.vintages_to) for each in found.segments] == [
        (Direction.LOWER, "", "2018"),
        (Direction.HIGHER, "2019", ""),
    ]


def test_trap_2_more_corruption_in_v_dem_is_worse(sofia: Declaration) -> None:
    (found,) = [row for row in sofia.indicators if row.id == "vdem_corruption"]
    assert [each.direction for each in found.segments] == [Direction.LOWER]


def test_trap_3_the_press_freedom_index_breaks_with_the_edition_of_2022(sofia: Declaration) -> None:
    # The year is that to which the score refers, one before the edition: 2021 is the first of the new method.
    (found,) = [row for row in sofia.indicators if row.id == "rsf_score"]
    before, after = found.segments
    assert (before.direction, before.last) == (Direction.LOWER, "2020")
    assert (after.direction, after.first) == (Direction.HIGHER, "2021")


def test_trap_4_no_change_is_taken_between_two_editions() -> None:
    # The later edition revises 2015 from 40 to 50 and adds 2020. 60 - 40 is no published change.
    old = replace(observation(CLARITY, "NOR", 2015, 40.0, None), id="old", vintage="2018")
    new = [
        replace(observation(CLARITY, "NOR", year, value, None), id=f"new{year}", vintage="2021")
        for year, value in ((2015, 50.0), (2020, 60.0))
    ]
    figures = progress_figures(latest_series([old, *new], lake()), (), PARTNERS)
    change = figures["progress.clarity.lake.NOR.change"]
    assert (change.value, {each.id for each in change.inputs}) == (10, {"new2015", "new2020"})


def test_trap_6_a_partner_that_is_not_observed_lowers_n_and_is_named() -> None:
    rows = [observation(CLARITY, name, year, 5.0, 0.1) for name in ("NOR", "SOU") for year in (2015, 2020)]
    rows.append(observation(CLARITY, "EAS", 2015, 5.0, 0.1))
    found = compared(rows, mean(BenchmarkKind.UNWEIGHTED_MEAN, *PARTNERS))
    # Of two periods EAS lacks one: a mean of three and then of two would move without anyone moving.
    for year in ("2015", "2020"):
        now = found[f"converge.benchmark.clarity.lake.unweighted_mean.{year}"]
        assert (now.n, now.parameters["members_left_out"]) == (2, "EAS (has 1 periods)")
    missing = progress_figures(latest_series(rows[:4], lake()), (), PARTNERS)["progress.clarity.lake.EAS"]
    assert missing.value == "no_data"


def test_trap_8_neither_a_rank_nor_a_change_stands_without_its_doubt() -> None:
    # By hand: changes of 0.1 with the error sqrt(0.2^2 + 0.2^2) = 0.28: 0.1 -+ 1.645 * 0.28 holds nought.
    rows = [
        observation(CLARITY, name, year, value + (0.1 if year == 2020 else 0), 0.2)
        for name, value in (("NOR", 1.0), ("SOU", 1.1), ("EAS", 1.2))
        for year in (2015, 2020)
    ]
    found = compared(rows)
    rank, order = found["converge.rank.clarity.lake.NOR"], found["converge.order.clarity.lake"]
    assert [float(str(end)) for end in (rank.value, rank.lower, rank.upper, rank.n)] == [3, 1, 3, 3]
    assert isinstance(order.value, Decimal)
    assert order.value < 50
    change = progress_figures(latest_series(rows, lake()), (), PARTNERS)["progress.clarity.lake.NOR.change"]
    assert change.lower is not None
    assert change.upper is not None
    assert float(change.lower) == pytest.approx(0.1 - 1.644854 * 0.282843, abs=1e-5)
    assert change.lower < 0 < change.upper


def test_trap_11_the_mean_of_members_and_the_published_aggregate_stay_two_numbers() -> None:
    # The unweighted mean of 10 and 20 is 15; the union itself publishes 12, as its large member stands at 10.
    values = {"AAA": 10.0, "BBB": 20.0, "UNI": 12.0, "NOR": 6.0}
    rows = [observation(CLARITY, name, 2020, value, None) for name, value in values.items()]
    found = compared(
        rows,
        mean(BenchmarkKind.UNWEIGHTED_MEAN, "AAA", "BBB"),
        mean(BenchmarkKind.AGGREGATE, "UNI"),
    )
    gaps = {kind: found[f"converge.gap.clarity.lake.NOR.{kind}"] for kind in ("unweighted_mean", "aggregate")}
    assert {kind: gap.value for kind, gap in gaps.items()} == {"unweighted_mean": -9, "aggregate": -6}
    assert "unweighted mean of members (2 of 2)" in gaps["unweighted_mean"].reason
    assert "published aggregate (1 of 1)" in gaps["aggregate"].reason
