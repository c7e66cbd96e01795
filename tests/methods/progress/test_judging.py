"""The classes of progress, worked by hand, with what goes before a class.

The first cases are those of a table that other code made for the same documented formula; each is worked
again by hand. t0 = 2015, ti = 2020, target due 2030, so that 5 of 15 years have passed.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from accord.domain.commitment import Direction
from accord.domain.evidence import Evidence
from accord.domain.indicator import Scale
from accord.domain.observation import Absence
from accord.domain.progress import ProgressClass, ProgressTerms
from accord.methods.progress.judging import Judgement, judge
from accord.methods.progress.rule_choice import rule_named
from methods.progress.series import absent, indicator, observation, series, target

HAND_CASES = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "indicators" / "acceptance"
TERMS = ProgressTerms()
LOWER = Direction.LOWER


def judged(
    base: float,
    last: float,
    goal: float | None,
    *,
    direction: Direction = Direction.HIGHER,
    rule: str = "",
    scale: Scale = Scale.RATIO,
    std_error: float | None = None,
    terms: ProgressTerms = TERMS,
    ends: tuple[float | None, float | None] = (None, None),
) -> Judgement:
    of = indicator(scale, direction=direction, ends=ends)
    return judge(
        series(of, {"2015": base, "2020": last}, std_error=std_error),
        None if goal is None else target(of, goal),
        terms,
        rule_named(rule) if rule else None,
    )


def test_a_steady_rise_is_on_track() -> None:
    # a = 1.2 ** (1/5) - 1 = .037137; r = 1.6 ** (1/15) - 1 = .031830; R = 1.1668.
    found = judged(50, 60, 80)
    assert (found.progress, found.case.choice.rule.name) == (ProgressClass.ON_TRACK, "cagr_pace")
    assert found.measure == pytest.approx(1.166752, abs=1e-6)
    assert "because the scale is a ratio scale" in found.reason
    assert "cannot be told from noise" in found.reason


def test_a_slow_rise_is_limited() -> None:
    # a = 1.02 ** .2 - 1 = .0039684; R = .0039684 / .031830 = .12468.
    found = judged(50, 51, 80)
    assert (found.progress, round(found.measure or 0, 5)) == (ProgressClass.LIMITED, 0.12468)


def test_the_wrong_way_is_a_deterioration() -> None:
    # a = .9 ** .2 - 1 = -.020852; R = -.65510.
    found = judged(50, 45, 80)
    assert (found.progress, round(found.measure or 0, 5)) == (ProgressClass.DETERIORATION, -0.65510)


def test_a_base_better_than_the_target_that_worsens_past_it_is_a_deterioration() -> None:
    # Less is better: 4 -> 6, target 5. a = 1.5 ** .2 - 1 = .084472; r = 1.25 ** (1/15) - 1 = .014988, above
    # zero since the target is worse than the base; R = -1 * .084472 / .014988 = -5.636. a / r would say +5.6.
    found = judged(4, 6, 5, direction=LOWER)
    assert (found.progress, round(found.measure or 0, 3)) == (ProgressClass.DETERIORATION, -5.636)
    # The share of the way as transcribed would be (13.5 - 4) / (5 - 4) = 9.5; here it is -9.5.
    other = judged(4, 6, 5, direction=LOWER, rule="projected_position")
    assert other.progress is ProgressClass.STAGNATION_OR_REGRESSION
    assert other.measure == pytest.approx(-9.5)
    # Linear: -1 * (2 / 5) / |1 / 15| = -6.
    line = judged(4, 6, 5, direction=LOWER, rule="linear_pace")
    assert line.progress is ProgressClass.DETERIORATION
    assert line.measure == pytest.approx(-6)


def test_values_that_are_all_negative_turn_the_direction() -> None:
    # -0.8 -> -0.4, target -0.1: a = .5 ** .2 - 1 = -.12945; r = .125 ** (1/15) - 1 = -.12945; d turns: R = 1.
    found = judged(-0.8, -0.4, -0.1)
    assert found.progress is ProgressClass.ON_TRACK
    assert found.measure == pytest.approx(1.0)
    # -0.4 -> -0.8 is worse: a = 2 ** .2 - 1 = .1487, turned to -.1487.
    assert judged(-0.4, -0.8, -0.1).progress is ProgressClass.DETERIORATION


def test_growth_between_different_signs_has_no_rate_and_the_line_stands_beside_it() -> None:
    found = judged(-0.2, 0.1, 0.8)
    assert found.progress is ProgressClass.NOT_ASSESSABLE
    assert "different signs" in found.reason
    # (.1 + .2) / 5 = .06 a year, (.8 + .2) / 15 = .0667 required: .9.
    line = judged(-0.2, 0.1, 0.8, rule="linear_pace")
    assert line.progress is ProgressClass.ACCELERATION_NEEDED
    assert line.measure == pytest.approx(0.9)


def test_an_interval_scale_is_judged_on_the_line_without_being_asked() -> None:
    found = judged(-0.2, 0.1, 0.8, scale=Scale.INTERVAL)
    assert found.case.choice.rule.name == "linear_pace"
    assert "growth has no meaning" in found.reason


def test_a_target_of_zero_is_judged_on_the_line_and_the_reason_says_so() -> None:
    # 10 -> 5 in 5 of 15 years: 1 a year, 10/15 required: R = 1.5.
    found = judged(10, 5, 0, direction=LOWER)
    assert found.progress is ProgressClass.ON_TRACK
    assert found.measure == pytest.approx(1.5)
    assert "linear_pace" in found.reason
    assert "no growth rate leads to zero" in found.reason
    asked = judged(10, 5, 0, direction=LOWER, rule="cagr_pace")
    assert asked.progress is ProgressClass.NOT_ASSESSABLE


def test_the_substitute_for_zero_is_off_unless_declared_and_decides_the_class() -> None:
    # With .001: a = .5 ** .2 - 1 = -.12945; r = (.0001) ** (1/15) - 1 = -.45884; R = .28213: limited.
    declared = judged(10, 5, 0, direction=LOWER, terms=ProgressTerms(zero_substitute=0.001))
    assert (declared.progress, round(declared.measure or 0, 5)) == (ProgressClass.LIMITED, 0.28213)
    assert ProgressTerms().zero_substitute is None


def test_a_base_of_zero_is_not_assessable_by_growth() -> None:
    found = judged(0, 5, 80)
    assert found.progress is ProgressClass.NOT_ASSESSABLE
    assert "base of zero" in found.reason


def test_a_base_at_the_target_requires_no_pace() -> None:
    found = judged(100, 99, 100)
    assert found.progress is ProgressClass.NOT_ASSESSABLE
    assert "moved away" in found.reason
    assert judged(100, 99, 100, rule="linear_pace").progress is ProgressClass.NOT_ASSESSABLE


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        # On the line from 0 to 150 in 15 years 10 a year are required: R is the change / 50.
        (47.5, ProgressClass.ON_TRACK),
        (47.4, ProgressClass.ACCELERATION_NEEDED),
        (30, ProgressClass.ACCELERATION_NEEDED),
        (29.9, ProgressClass.LIMITED),
        (0.001, ProgressClass.LIMITED),
        (0, ProgressClass.NOT_DISTINGUISHABLE),  # by pace alone limited, but two equal values are no change
        (-0.1, ProgressClass.DETERIORATION),
        (150, ProgressClass.ACHIEVED),
    ],
)
def test_a_boundary_belongs_to_the_better_class(last: float, expected: ProgressClass) -> None:
    assert judged(0, last, 150, scale=Scale.INTERVAL).progress is expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        # Less is better, base 100, scale from 0 to 100: the share a year is (100 - last) / 5 / 100.
        (92.5, ProgressClass.SIGNIFICANT_IMPROVEMENT),
        (92.6, ProgressClass.MODERATE_IMPROVEMENT),
        (97.5, ProgressClass.MODERATE_IMPROVEMENT),
        (97.6, ProgressClass.SLIGHT_IMPROVEMENT),
        (100, ProgressClass.NOT_DISTINGUISHABLE),
        (0, ProgressClass.BEST_POSSIBLE),
    ],
)
def test_without_a_target_an_interval_scale_with_ends_is_judged_by_its_length(
    last: float, expected: ProgressClass
) -> None:
    found = judged(100, last, None, scale=Scale.INTERVAL, direction=LOWER, ends=(0, 100))
    assert (found.progress, found.case.choice.rule.name) == (expected, "linear_trend")


@pytest.mark.parametrize(
    ("growth", "expected", "united_nations"),
    [
        (0.0151, ProgressClass.SIGNIFICANT_IMPROVEMENT, ProgressClass.FAIR_PROGRESS),
        (0.0149, ProgressClass.MODERATE_IMPROVEMENT, ProgressClass.FAIR_PROGRESS),
        (0.0051, ProgressClass.MODERATE_IMPROVEMENT, ProgressClass.FAIR_PROGRESS),
        (0.0049, ProgressClass.SLIGHT_IMPROVEMENT, ProgressClass.STAGNATION_OR_REGRESSION),
        (0.0, ProgressClass.NOT_DISTINGUISHABLE, ProgressClass.NOT_DISTINGUISHABLE),
        (-0.001, ProgressClass.DETERIORATION, ProgressClass.STAGNATION_OR_REGRESSION),
        (0.0201, ProgressClass.SIGNIFICANT_IMPROVEMENT, ProgressClass.SIGNIFICANT_IMPROVEMENT),
    ],
)
def test_without_a_target_growth_is_held_against_fixed_rates(
    growth: float, expected: ProgressClass, united_nations: ProgressClass
) -> None:
    last = 100 * (1 + growth) ** 5
    assert judged(100, last, None).progress is expected
    assert judged(100, last, None, rule="projected_trend").progress is united_nations


def test_near_a_natural_limit_the_thresholds_shrink() -> None:
    # From 98 to the limit of 100 in 15 years: (100/98) ** (1/15) - 1 = .0013478; C = .0013478 / .015 = .0899,
    # and 1.5 % becomes .135 %. 98 -> 98.7: (98.7/98) ** .2 - 1 = .00142, significant only near the limit.
    near = judged(98, 98.7, None, ends=(0, 100))
    assert near.progress is ProgressClass.SIGNIFICANT_IMPROVEMENT
    assert "0.09" in near.reason
    assert judged(98, 98.7, None).progress is ProgressClass.SLIGHT_IMPROVEMENT
    # The limit in the worse direction does not count.
    assert judged(98, 97.5, None, ends=(None, 100), direction=LOWER).case.scaling == 1


def test_a_value_kept_at_the_best_end_is_not_called_stagnation() -> None:
    assert judged(100, 100, None, ends=(0, 100), std_error=1).progress is ProgressClass.BEST_POSSIBLE


def test_achieved_comes_before_noise_and_says_how_sure_it_is() -> None:
    # 80.5 with a standard error of 1 against 80: P = Phi(.5) = 69 %; the change from 80 is noise.
    found = judged(80, 80.5, 80, std_error=1)
    assert found.progress is ProgressClass.ACHIEVED
    assert "a chance of 69%" in found.reason


def test_achieved_needs_one_value_only() -> None:
    of = indicator()
    assert judge(series(of, {"2020": 81}), target(of, 80), TERMS).progress is ProgressClass.ACHIEVED


def test_a_target_that_was_due_and_is_not_reached_is_missed_not_limited() -> None:
    of = indicator()
    rows = series(of, {"2015": 50, "2023": 79})
    found = judge(rows, target(of, 80, "2023"), TERMS)
    assert found.progress is ProgressClass.TARGET_MISSED
    assert judge(rows, target(of, 80, "2024"), TERMS).progress is ProgressClass.ON_TRACK


def test_a_change_within_its_errors_overrides_the_class_and_leaves_it_visible() -> None:
    # 50 -> 60 with errors of 5: s = sqrt(50) = 7.0711, 1.6449 * s = 11.631; the interval is -1.63 to 21.63.
    found = judged(50, 60, 80, std_error=5)
    assert (found.progress, found.would_be) == (ProgressClass.NOT_DISTINGUISHABLE, ProgressClass.ON_TRACK)
    assert "-1.63 to 21.63" in found.reason
    assert "by pace alone it would be on track" in found.reason
    assert "independent" in found.reason
    # At 80 % it is 1.2816 * 7.0711 = 9.06: distinguishable.
    assert judged(50, 60, 80, std_error=5, terms=ProgressTerms(level=0.8)).progress is ProgressClass.ON_TRACK
    # Errors that move together cancel: with a correlation of .8 s = sqrt(50 - 40) = 3.16.
    together = judged(50, 60, 80, std_error=5, terms=ProgressTerms(correlation=0.8))
    assert together.progress is ProgressClass.ON_TRACK
    assert "correlation 0.8" in together.reason


def test_an_interval_scale_without_ends_needs_standard_errors_to_say_anything() -> None:
    silent = judged(-0.5, 0.5, None, scale=Scale.INTERVAL)
    assert silent.progress is ProgressClass.NOT_ASSESSABLE
    assert "no yardstick" in silent.reason
    assert judged(-0.5, 0.5, None, scale=Scale.INTERVAL, std_error=0.2).progress is ProgressClass.IMPROVEMENT
    worse = judged(0.5, -0.5, None, scale=Scale.INTERVAL, std_error=0.2)
    assert worse.progress is ProgressClass.DETERIORATION
    noise = judged(0, 0.1, None, scale=Scale.INTERVAL, std_error=0.2)
    assert noise.progress is ProgressClass.NOT_DISTINGUISHABLE


def test_words_move_to_a_better_or_worse_level_without_arithmetic() -> None:
    of = indicator(Scale.ORDINAL)
    up = judge(series(of, {"2015": 1, "2020": 2}), None, TERMS)
    assert (up.progress, up.measure, up.case.change) == (ProgressClass.BETTER_LEVEL, None, None)
    assert "From early (2015) to middling (2020)" in up.reason
    assert judge(series(of, {"2015": 2, "2020": 1}), None, TERMS).progress is ProgressClass.WORSE_LEVEL
    assert judge(series(of, {"2015": 2, "2020": 2}), None, TERMS).progress is ProgressClass.SAME_LEVEL
    toward = judge(series(of, {"2015": 1, "2020": 2}), target(of, 3), TERMS)
    assert toward.progress is ProgressClass.BETTER_LEVEL
    assert judge(series(of, {"2015": 1, "2020": 3}), target(of, 3), TERMS).progress is ProgressClass.ACHIEVED


def test_absences_are_no_data_and_are_counted_by_kind() -> None:
    of = indicator()
    gaps = tuple(absent(of, year, Absence.NOT_REPORTED) for year in ("2018", "2019"))
    found = judge(
        series(of, {}, absences=(*gaps, absent(of, "2020", Absence.SUPPRESSED))), target(of, 80), TERMS
    )
    assert found.progress is ProgressClass.NO_DATA
    assert "2 not reported, 1 suppressed" in found.reason


def test_one_value_and_two_close_ones_are_too_few() -> None:
    of = indicator()
    one = judge(series(of, {"2020": 50}), target(of, 80), TERMS)
    assert one.progress is ProgressClass.NOT_ASSESSABLE
    assert "Only one value" in one.reason
    close = judge(series(of, {"2019": 50, "2020": 60}), target(of, 80), TERMS)
    assert close.progress is ProgressClass.NOT_ASSESSABLE
    assert "less than two years" in close.reason
    assert (
        judge(series(of, {"2018": 50, "2020": 60}), target(of, 80), TERMS).progress is ProgressClass.ON_TRACK
    )


def test_no_direction_and_an_unread_definition_are_not_assessable_but_the_change_is_kept() -> None:
    neutral = indicator(direction=None)
    found = judge(series(neutral, {"2015": 50, "2020": 60}), target(neutral, 80), TERMS)
    assert found.progress is ProgressClass.NOT_ASSESSABLE
    assert "Neither more nor less is better" in found.reason
    assert found.case.change is not None
    assert found.case.change.value == 10
    unread = indicator(evidence=Evidence.UNVERIFIED)
    rows = series(unread, {"2015": 50, "2020": 60})
    assert judge(rows, target(unread, 80), TERMS).progress is ProgressClass.NOT_ASSESSABLE


def test_a_baseline_without_a_value_is_not_replaced_by_another_year() -> None:
    of = indicator()
    rows = series(of, {"2014": 40, "2016": 50, "2020": 60})
    found = judge(rows, target(of, 80, baseline="2015"), TERMS)
    assert found.progress is ProgressClass.NOT_ASSESSABLE
    assert "no other year stands in" in found.reason
    named = judge(rows, target(of, 80, baseline="2016"), TERMS)
    assert named.case.base is not None
    assert named.case.base.period.text == "2016"


def test_no_target_takes_the_base_that_the_terms_allow() -> None:
    rows = series(indicator(), {"2010": 40, "2015": 50, "2020": 50})
    assert judge(rows, None, TERMS).progress is ProgressClass.SIGNIFICANT_IMPROVEMENT
    late = judge(rows, None, ProgressTerms(since="2012"))
    assert late.progress is ProgressClass.NOT_DISTINGUISHABLE


@pytest.mark.parametrize("scale", [Scale.RATIO, Scale.INTERVAL])
@pytest.mark.parametrize("goal", [None, 80.0])
def test_two_equal_values_are_never_an_improvement_though_no_error_is_stated(
    scale: Scale, goal: float | None
) -> None:
    found = judged(50, 50, goal, scale=scale)
    assert found.progress is ProgressClass.NOT_DISTINGUISHABLE
    assert "The two values are equal" in found.reason
    assert "interval" not in found.reason.partition("Rule ")[0]


def test_an_interval_gives_a_standard_error_only_if_that_is_declared() -> None:
    of = indicator()
    # 60 +- 8.2243 at 90 % is a standard error of 8.2243 / 1.64485 = 5 if it is normal; then, as above, noise.
    first = observation(of, "2015", 50, std_error=5)
    second = observation(of, "2020", 60, interval=(51.7757, 68.2243, 0.9))
    rows = replace(series(of, {}), observations=(first, second))
    assert judge(rows, target(of, 80), TERMS).progress is ProgressClass.ON_TRACK
    declared = ProgressTerms(intervals_are_normal=True)
    assert judge(rows, target(of, 80), declared).progress is ProgressClass.NOT_DISTINGUISHABLE
    # An interval with arms of 4 and 12 is not normal, whatever is declared.
    skew = replace(rows, observations=(first, observation(of, "2020", 60, interval=(56, 72, 0.9))))
    assert judge(skew, target(of, 80), declared).progress is ProgressClass.ON_TRACK


@pytest.mark.skipif(not HAND_CASES.is_dir(), reason="the table of hand cases lies beside the project")
def test_the_table_of_hand_cases_agrees() -> None:
    names = {
        "target achieved": ProgressClass.ACHIEVED,
        "on track": ProgressClass.ON_TRACK,
        "acceleration needed": ProgressClass.ACCELERATION_NEEDED,
        "limited": ProgressClass.LIMITED,
        "deterioration": ProgressClass.DETERIORATION,
        "unable to assess": ProgressClass.NOT_ASSESSABLE,
    }
    with (HAND_CASES / "progress" / "hand_cases.csv").open(encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    terms = ProgressTerms(zero_substitute=0.001)
    for row in rows:
        direction = Direction.HIGHER if row["d"] == "1" else LOWER
        values = (float(row["y0"]), float(row["yi"]), float(row["yT"]))
        found = judged(*values, direction=direction, terms=terms)
        assert (row["case"], found.progress) == (row["case"], names[row["opensdg"]])
        if row["R_opensdg"]:
            assert found.measure == pytest.approx(float(row["R_opensdg"]), rel=1e-9)
        line = judged(*values, direction=direction, rule="linear_pace")
        if row["R_lin"]:
            assert line.measure == pytest.approx(float(row["R_lin"]), rel=1e-9)
            assert line.progress is names[row["linear"]]
    assert len(rows) == 11
