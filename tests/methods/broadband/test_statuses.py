"""Where settlements stand beside a plan: four kinds, none filled from another, counted with inputs."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.broadband_call import BroadbandCase, UnknownCoverage
from accord.domain.broadband_standing import PlaceStatus
from accord.domain.figure import InputRole
from accord.methods.broadband.figures import broadband_figures
from accord.methods.broadband.findings import findings
from accord.methods.broadband.running import run_broadband
from accord.methods.broadband.statuses import statuses
from methods.broadband.villages import call, case, covered, village

IN, OUT, DARK, COVERED = (
    PlaceStatus.IN_PLAN,
    PlaceStatus.LEFT_OUT,
    PlaceStatus.NOT_KNOWN,
    PlaceStatus.COVERED,
)


def four(envelope: object = 8_000, **more: object) -> BroadbandCase:
    """Near costs 1,000 + 10 x 100 + 5 x 1,000 = 7,000; far 50 km more; dark and mute are not known."""
    rows = [
        village("near", "pop", 5),
        village("far", "near", 50),
        village("done", "near", 1),
        village("dark", "near", 1),
        village("mute", "near", 1, None),
    ]
    said = (covered("near", 0), covered("far", "0.4"), covered("done", 1), covered("mute", 0))
    return case(rows, envelope, **{"coverage": said, **more})


def test_each_settlement_has_one_status_and_what_is_not_known_is_not_uncovered() -> None:
    found = statuses(run_broadband(four()))
    assert found == {"near": IN, "far": OUT, "done": COVERED, "dark": DARK, "mute": DARK}


def test_households_that_a_call_counts_as_unserved_stay_not_known_unless_the_plan_reaches_them() -> None:
    counting = call(8_000, unknown=UnknownCoverage.COUNT_AS_UNSERVED)
    assert statuses(run_broadband(four(call=counting)))["dark"] is DARK
    rich = call(12_000, unknown=UnknownCoverage.COUNT_AS_UNSERVED)
    # dark adds 1,000 + 10 x 100 and 1 km: 3,000 more
    assert statuses(run_broadband(four(call=rich)))["dark"] is IN


def test_statuses_are_counted_with_the_settlements_as_inputs() -> None:
    stated = four()
    found = broadband_figures(stated, run_broadband(stated))
    numbers = {
        status: (
            found[f"broadband.villages.status.{status.value}.all.places"].value,
            found[f"broadband.villages.status.{status.value}.T1.households"].value,
        )
        for status in PlaceStatus
    }
    # far: 40 % of 10 are covered, so that 6 are unserved; of dark 10 are stated, of mute nothing is
    assert numbers == {IN: (1, 10), OUT: (1, 6), COVERED: (1, 10), DARK: (2, 10)}
    dark = found["broadband.villages.status.not_known.all.households"]
    assert "Of 1 settlements their number is not stated" in dark.reason
    counted = [part.id for part in dark.inputs if part.role is InputRole.COUNTED]
    assert counted == [f"broadband.villages.plan.alone.settlement.{name}" for name in ("dark", "mute")]


def test_a_number_that_nobody_states_is_not_nought() -> None:
    stated = case([village("near", "pop", 5), village("mute", "near", 1, None)], 8_000)
    found = broadband_figures(stated, run_broadband(stated))
    assert found["broadband.villages.status.not_known.all.places"].value == 1
    assert found["broadband.villages.status.not_known.all.households"].value is None
    assert found["broadband.villages.status.covered.all.households"].value == 0


def test_without_a_call_nobody_is_in_or_out() -> None:
    assert statuses(run_broadband(four(call=None))) == {}


def test_what_must_be_known_is_counted_and_said_in_one_figure() -> None:
    stated = four()
    result = run_broadband(stated)
    figure = broadband_figures(stated, result)["broadband.villages.findings"]
    said = findings(stated, result)
    assert figure.value == len(said) > 0
    assert all(text in figure.reason for text in said)
    assert any("nobody said whether they have" in text for text in said)


def test_where_no_row_of_coverage_is_about_the_target_that_must_be_known() -> None:
    rows = [village("near", "pop", 5), village("twin", "near", 0)]
    stated = case(rows, 10_000, coverage=())
    assert "not known: for 20 of 20 households (100%)" in " ".join(findings(stated, run_broadband(stated)))
    bare = case(rows, call=None, coverage=())
    assert any("coverage.csv has no row" in text for text in findings(bare, run_broadband(bare)))


def test_the_curve_shows_beside_the_plan_what_ranking_one_by_one_reaches() -> None:
    # near and twin share 5 km: alone each costs 7,000, together 1,000 + 1,000 + 2,000 + 5,000 + 0 = 9,000
    rows = [village("near", "pop", 5), village("twin", "near", 0)]
    stated = case(rows, 10_000, call=call(10_000, curve=(Decimal(5_000), Decimal(10_000), Decimal(20_000))))
    result = run_broadband(stated)
    assert [(point.weighted, point.naive) for point in result.curve] == [(0, 0), (20, 10), (20, 20)]
    assert broadband_figures(stated, result)["broadband.villages.curve.10000.naive"].value == 10


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from([None, "0", "0.5", "1"]), min_size=1, max_size=6), st.integers(0, 40))
def test_the_four_kinds_add_up_to_all_settlements(shares: list[str | None], money: int) -> None:
    rows = [village(f"v{at}", "pop", 1) for at in range(len(shares))]
    said = tuple(covered(f"v{at}", share) for at, share in enumerate(shares) if share is not None)
    stated = case(rows, 1_000 * money + 1, coverage=said)
    found = broadband_figures(stated, run_broadband(stated))
    places = [found[f"broadband.villages.status.{each.value}.all.places"].value for each in PlaceStatus]
    assert sum(places) == len(rows)  # type: ignore[arg-type]  # numbers
    assert places[list(PlaceStatus).index(DARK)] == shares.count(None)
