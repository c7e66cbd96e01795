"""The path to a target: what is required, where the pace leads, and how wide the fan is."""

from __future__ import annotations

import math

import pytest

from accord.domain.indicator import Scale
from accord.domain.progress import ProgressClass, ProgressTerms
from accord.methods.progress.judging import judge
from accord.methods.progress.path import ProgressPath, progress_path
from methods.progress.series import indicator, series, target

TERMS = ProgressTerms()


def path(
    values: dict[str, float],
    goal: float | None,
    *,
    scale: Scale = Scale.RATIO,
    std_error: float | None = None,
) -> ProgressPath:
    of = indicator(scale)
    goals = None if goal is None else target(of, goal)
    return progress_path(judge(series(of, values, std_error=std_error), goals, TERMS))


def test_growth_is_carried_on_in_a_curve_and_required_in_one() -> None:
    found = path({"2015": 50, "2020": 60}, 80)
    assert found.required[0][0] == 2015.5
    assert found.required[0][1] == 50
    assert found.required[-1][0] == 2030.5
    assert found.required[-1][1] == pytest.approx(80)
    # Half of the time: sqrt(50 * 80) = 63.25, not 65.
    assert found.required[12][0] == 2023.0
    assert found.required[12][1] == pytest.approx(math.sqrt(4000))
    # 60 * 1.2 ** (10 / 5) = 86.4.
    assert (found.fan[0].time, found.fan[0].value) == (2020.5, 60)
    assert found.fan[-1].time == 2030.5
    assert found.fan[-1].value == pytest.approx(86.4)
    assert found.fan[-1].lower is None
    assert "no fan is drawn" in found.note


def test_a_line_is_carried_on_as_a_line_and_its_fan_is_the_one_on_paper() -> None:
    # last + 10 * (last - base) / 5 = 3 last - 2 base: error sqrt(9 + 4) * .1 = .36056; times 1.64485 = .593.
    found = path({"2015": 0, "2020": 1}, 2, scale=Scale.INTERVAL, std_error=0.1)
    assert found.required[12][0] == 2023.0
    assert found.required[12][1] == pytest.approx(1)
    end = found.fan[-1]
    assert end.value == pytest.approx(3)
    assert end.lower == pytest.approx(3 - 0.593, abs=0.02)
    assert end.upper == pytest.approx(3 + 0.593, abs=0.02)
    # At the latest observation the fan is as wide as its own interval: 1.64485 * .1.
    start = found.fan[0]
    assert start.lower == pytest.approx(1 - 0.1645, abs=0.005)
    widths = [(point.upper or 0) - (point.lower or 0) for point in found.fan]
    assert widths == sorted(widths)


def test_observed_points_carry_their_interval_and_their_id() -> None:
    found = path({"2015": 0, "2018": 0.5, "2020": 1}, 2, scale=Scale.INTERVAL, std_error=0.1)
    assert [point.observation for point in found.observed] == [
        f"obs.ferries.NOR.{year}.book.2024" for year in (2015, 2018, 2020)
    ]
    assert found.observed[1].lower == pytest.approx(0.5 - 0.164485, abs=1e-6)


def test_without_a_target_nothing_is_required_or_projected() -> None:
    found = path({"2015": 50, "2020": 60}, None)
    assert (found.required, found.fan, found.target) == ((), (), None)
    assert "No target counts" in found.note


def test_an_achieved_target_keeps_its_path_and_projects_nothing() -> None:
    found = path({"2015": 50, "2020": 81}, 80)
    assert found.judgement.progress is ProgressClass.ACHIEVED
    assert (len(found.required), found.fan, found.target) == (25, (), (2030.5, 80))


def test_without_data_there_is_nothing_to_draw_and_the_note_says_so() -> None:
    found = path({}, 80)
    assert (found.observed, found.fan, found.note) == ((), (), "No value was observed.")


def test_growth_that_is_not_defined_draws_no_pace() -> None:
    found = path({"2015": -1, "2020": 2}, 80)
    assert (found.required, found.fan) == ((), ())
    assert found.note == "No pace is projected."


def test_a_fan_that_some_draws_do_not_define_has_no_interval() -> None:
    # With an error as large as the value, draws fall below zero, from which growth has no rate.
    found = path({"2015": 1, "2020": 20}, 80, std_error=2)
    assert found.fan[-1].lower is None
