"""What holds for all values: unit, origin and direction change no pace that they should not."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from accord.domain.commitment import Direction
from accord.domain.indicator import Scale
from accord.domain.progress import ProgressClass, ProgressTerms
from accord.methods.progress.judging import judge
from accord.methods.progress.pace import Course, measured
from accord.methods.progress.rule_choice import class_of, rule_named
from accord.methods.progress.rules import PROGRESS_RULES, Arithmetic
from methods.progress.series import indicator, series, target

POSITIVE = st.floats(0.1, 1000)
SIGNED = st.floats(-100, 100)
FACTOR = st.floats(0.01, 100)
FEW = ProgressTerms(draws=100)


def course(base: float, last: float, goal: float, sign: int = 1) -> Course:
    return Course(
        base=base,
        last=last,
        base_time=2015.5,
        last_time=2020.5,
        sign=sign,
        target=goal,
        due_time=2030.5,
        length=100,
    )


@given(POSITIVE, POSITIVE, POSITIVE, FACTOR)
def test_the_unit_of_a_ratio_scale_does_not_change_the_pace(
    base: float, last: float, goal: float, factor: float
) -> None:
    assume(abs(math.log(goal / base)) > 1e-3)
    for arithmetic in (Arithmetic.GROWTH_RATIO, Arithmetic.PROJECTED_SHARE, Arithmetic.LINEAR_RATIO):
        before = float(measured(course(base, last, goal), arithmetic))
        after = float(measured(course(base * factor, last * factor, goal * factor), arithmetic))
        assert after == pytest.approx(before, rel=1e-6, abs=1e-6)


@given(SIGNED, SIGNED, SIGNED, SIGNED)
def test_the_origin_of_an_interval_scale_does_not_change_the_pace_on_the_line(
    base: float, last: float, goal: float, shift: float
) -> None:
    assume(abs(goal - base) > 1e-2)
    before = float(measured(course(base, last, goal), Arithmetic.LINEAR_RATIO))
    after = float(measured(course(base + shift, last + shift, goal + shift), Arithmetic.LINEAR_RATIO))
    assert after == pytest.approx(before, rel=1e-6, abs=1e-6)


@given(SIGNED, SIGNED, SIGNED)
def test_turning_the_scale_and_the_direction_changes_nothing(base: float, last: float, goal: float) -> None:
    assume(abs(goal - base) > 1e-6)
    for arithmetic in (
        Arithmetic.LINEAR_RATIO,
        Arithmetic.LINEAR_SHARE,
        Arithmetic.SIGN,
        Arithmetic.GROWTH_RATIO,
    ):
        before = measured(course(base, last, goal, 1), arithmetic)
        after = measured(course(-base, -last, -goal, -1), arithmetic)
        assert np.array_equal(before, after, equal_nan=True)


@given(POSITIVE, POSITIVE, POSITIVE, st.floats(0, 50), st.sampled_from(list(Direction)), st.booleans())
def test_a_change_that_may_be_none_has_no_class_of_pace(
    base: float, last: float, goal: float, std_error: float, direction: Direction, is_ratio: bool
) -> None:
    of = indicator(Scale.RATIO if is_ratio else Scale.INTERVAL, direction=direction)
    found = judge(series(of, {"2015": base, "2020": last}, std_error=std_error), target(of, goal), FEW)
    change = found.case.change
    assert change is not None
    assert change.lower is not None
    assert change.upper is not None
    if change.lower <= 0 <= change.upper:
        assert found.progress in {
            ProgressClass.ACHIEVED,
            ProgressClass.NOT_DISTINGUISHABLE,
            ProgressClass.NOT_ASSESSABLE,
        }
    else:
        assert found.progress is not ProgressClass.NOT_DISTINGUISHABLE
    assert sum(found.shares.values()) == pytest.approx(1 if found.shares else 0)


@given(st.sampled_from([rule for rule in PROGRESS_RULES if rule.steps]), st.floats(-5, 5), st.floats(0, 5))
def test_more_is_never_a_worse_class(rule: object, measure: float, more: float) -> None:
    known = next(row for row in PROGRESS_RULES if row is rule)
    order = [*(step.gives for step in known.steps), known.below]
    assert order.index(class_of(measure + more, known)) <= order.index(class_of(measure, known))


def test_the_table_of_rules_is_whole() -> None:
    assert len({rule.name for rule in PROGRESS_RULES}) == len(PROGRESS_RULES)
    for rule in PROGRESS_RULES:
        limits = [step.at_least for step in rule.steps]
        assert limits == sorted(limits, reverse=True)
        assert rule.text
        assert rule.reference.startswith(("After ", "Own "))
    with pytest.raises(KeyError, match="cagr_pace"):
        rule_named("unheard_of")
