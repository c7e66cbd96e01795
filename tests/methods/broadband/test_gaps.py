"""Gaps to targets: what is known, what is not, what may overlap."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.broadband import Coverage, CoverageBasis, CoverageStage, Settlement, Technology
from accord.domain.broadband_call import BroadbandTarget
from accord.domain.broadband_standing import TargetGap
from accord.domain.period import PartialDate
from accord.methods.broadband.gaps import target_gaps
from methods.broadband.villages import case, covered, gigabit, number, village

FIBRE, CABLE = Technology.FIBRE, Technology.CABLE


def gap_of(rows: list[Settlement], coverage: list[Coverage], **target: Any) -> TargetGap:
    """The gap of all settlements at the target's own stage."""
    stated = case(rows, coverage=tuple(coverage))
    asked: BroadbandTarget = gigabit(**target)
    found = target_gaps(
        type(stated)(settlements=stated.settlements, coverage=stated.coverage, targets={"t": asked})
    )
    return next(gap for gap in found if not gap.partner and gap.stage is asked.stage)


def parts(gap: TargetGap) -> tuple[float, float, float, float]:
    return gap.covered, gap.between, gap.uncovered, gap.not_known


def test_a_settlement_without_a_statement_is_not_known_and_not_uncovered() -> None:
    gap = gap_of([village("a", "pop", 1, 100), village("b", "pop", 1, 60)], [covered("a", "0.25")])
    assert parts(gap) == (25, 0, 75, 60)
    assert (gap.share_at_least, gap.share_at_most) == (25 / 160, 85 / 160)


def test_nothing_known_gives_no_share() -> None:
    gap = gap_of([village("a", "pop", 1, 100)], [])
    assert parts(gap) == (0, 0, 0, 100)
    assert gap.share_at_least is None
    assert gap.share_at_most is None


def test_a_settlement_that_does_not_state_its_number_is_listed_and_in_no_sum() -> None:
    gap = gap_of(
        [village("a", "pop", 1, None), village("b", "pop", 1, 10)], [covered("a", 1), covered("b", 1)]
    )
    assert gap.places_without_total == ("a",)
    assert gap.total == 10


def test_technologies_may_or_may_not_overlap() -> None:
    gap = gap_of([village("a", "pop", 1, 100)], [covered("a", "0.5", FIBRE), covered("a", "0.3", CABLE)])
    assert parts(gap) == pytest.approx((50, 30, 20, 0))


def test_a_statement_on_all_technologies_goes_before_single_ones() -> None:
    rows = [covered("a", "0.5", FIBRE), covered("a", "0.3", CABLE), covered("a", "0.6")]
    assert parts(gap_of([village("a", "pop", 1, 100)], rows)) == (60, 0, 40, 0)


def test_a_lower_speed_says_nothing_about_a_higher_one() -> None:
    slow = covered("a", 1, FIBRE, speed_mbit=Decimal(100))
    assert parts(gap_of([village("a", "pop", 1, 100)], [slow])) == (0, 0, 0, 100)


def test_a_higher_speed_is_a_lower_end_only() -> None:
    fast = covered("a", "0.4", FIBRE, speed_mbit=Decimal(2500))
    assert parts(gap_of([village("a", "pop", 1, 100)], [fast])) == (40, 60, 0, 0)


def test_the_latest_statement_counts() -> None:
    rows = [covered("a", "0.9"), covered("a", "0.5", day=PartialDate("2024-02"))]
    assert parts(gap_of([village("a", "pop", 1, 100)], rows)) == (50, 0, 50, 0)


def test_a_number_is_brought_to_the_total_of_its_settlement() -> None:
    row = covered("a", None, number=Decimal(30))
    assert parts(gap_of([village("a", "pop", 1, 40)], [row])) == (30, 0, 10, 0)


def test_passed_covered_connected_and_used_are_counted_apart() -> None:
    rows = [covered("a", "0.9", stage=CoverageStage.PASSED), covered("a", "0.2")]
    stated = case([village("a", "pop", 1, 100)], coverage=tuple(rows))
    whole = {gap.stage: gap.covered for gap in target_gaps(stated) if not gap.partner}
    assert whole == {CoverageStage.COVERED: 20, CoverageStage.PASSED: 90}


def test_a_municipality_speaks_for_its_settlements_where_none_speaks_for_itself() -> None:
    rows = [village("a", "pop", 1, 100, municipality="M"), village("b", "pop", 1, 50, municipality="M")]
    whole = covered("M", "0.2", is_municipal=True)
    gap = gap_of(rows, [whole])
    assert parts(gap) == (30, 0, 120, 0)
    assert gap.by_municipality == 150
    mixed = gap_of(rows, [whole, covered("a", "0.5")])
    assert parts(mixed) == (50, 0, 50, 50)


def test_a_number_of_a_municipality_needs_the_total_of_all_its_settlements() -> None:
    rows = [village("a", "pop", 1, 100, municipality="M"), village("b", "pop", 1, None, municipality="M")]
    gap = gap_of(rows, [covered("M", None, number=Decimal(20), is_municipal=True)])
    assert parts(gap) == (0, 0, 0, 100)


def test_schools_and_inhabitants_have_statements_of_their_own() -> None:
    rows = [village("a", "pop", 1, 100, schools=Decimal(4))]
    said = covered("a", None, number=Decimal(3), basis=CoverageBasis.SCHOOLS)
    assert parts(gap_of(rows, [said, covered("a", 1)], basis=CoverageBasis.SCHOOLS)) == (3, 0, 1, 0)
    assert parts(gap_of(rows, [said], basis=CoverageBasis.POPULATION)) == (0, 0, 0, 300)


share = st.one_of(st.none(), st.decimals(0, 1, places=3))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 500)), share, share), min_size=1, max_size=6))
def test_the_parts_always_add_up_to_the_total_in_any_order(
    places: list[tuple[int | None, Decimal | None, Decimal | None]],
) -> None:
    rows = [village(f"v{at}", "pop", 1, households) for at, (households, _f, _c) in enumerate(places)]
    said = [
        covered(f"v{at}", each, technology)
        for at, (_households, fibre, cable) in enumerate(places)
        for each, technology in ((fibre, FIBRE), (cable, CABLE))
        if number(each) is not None
    ]
    gap = gap_of(rows, said)
    assert sum(parts(gap)) == pytest.approx(gap.total)
    assert min(parts(gap)) >= 0
    assert gap_of(rows[::-1], said[::-1]) == gap
