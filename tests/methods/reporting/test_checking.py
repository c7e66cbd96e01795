"""Findings about reports: parts and wholes, worked by hand; unknown parts are no zeros."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.partner_report import PartnerReport, ReportFinding
from accord.methods.reporting.checking import report_findings
from made_up_reports import questionnaire, report

REST: dict[str, Any] = {"repairs": "done", "lit": 90, "tide": 1}
COUNTS = st.integers(min_value=0, max_value=500)


def found(made: PartnerReport, before: PartnerReport | None = None) -> list[ReportFinding]:
    return [row for row in report_findings(made, before) if row.kind != "left empty"]


def test_parts_that_do_not_add_up_are_legal_and_the_rest_is_not_stated() -> None:
    """151 killed, 115 men and 35 women, as SEESAC publishes for 2023: one is not stated."""
    findings = found(report(**REST, drowned=151, drowned_by_sex_men=115, drowned_by_sex_women=35))
    assert [(row.kind, row.indicator, row.is_question) for row in findings] == [
        ("not stated", "drowned", False)
    ]
    assert findings[0].text == "by sex: 115 + 35 = 150 of 151; 1 not stated, which is legal."


def test_a_part_not_stated_that_closes_the_sum_is_no_finding() -> None:
    made = report(
        **REST, drowned=429, drowned_by_sex_men=322, drowned_by_sex_women=37, drowned_by_sex_not_stated=70
    )
    assert found(made) == []


def test_a_sum_that_stays_open_beside_a_part_not_stated_is_a_question() -> None:
    made = report(
        **REST, drowned=10, drowned_by_sex_men=5, drowned_by_sex_women=2, drowned_by_sex_not_stated=1
    )
    assert [(row.kind, row.is_question) for row in found(made)] == [("parts do not add up", True)]
    assert "2 are nowhere" in found(made)[0].text


def test_parts_that_exceed_their_whole_are_a_question() -> None:
    made = report(**REST, drowned=10, drowned_by_sex_men=7, drowned_by_sex_women=5)
    assert [row.kind for row in found(made)] == ["parts exceed their whole"]
    assert "2 too many" in found(made)[0].text


def test_one_part_larger_than_its_whole_is_named_with_its_cell() -> None:
    made = report(**REST, drowned=4, drowned_by_sex_men=5)
    first = found(made)[0]
    assert (first.kind, first.indicator) == ("part larger than its whole", "drowned_by_sex_men")
    assert "sheet Report, cell of drowned_by_sex_men" in first.text


def test_a_suppressed_part_is_never_taken_for_zero() -> None:
    made = report(**REST, drowned=10, drowned_by_sex_men=7, drowned_by_sex_women="suppressed")
    assert [row.is_question for row in found(made)] == [False]
    assert "3 not stated or in drowned_by_sex_women, which is unknown" in found(made)[0].text


@pytest.mark.parametrize("whole", [None, "not reported", "missing"])
def test_without_a_whole_nothing_is_said_of_parts(whole: str | None) -> None:
    assert found(report(**REST, drowned=whole, drowned_by_sex_men=7)) == []


def test_rows_left_empty_are_counted_once() -> None:
    findings = report_findings(report(drowned=1))
    assert [row.kind for row in findings] == ["left empty"]
    assert findings[0].text.startswith("6 of 7 rows")


@pytest.mark.parametrize(
    ("old", "new", "is_far"),
    [
        (20, 60, True),
        (60, 20, True),
        (20, 59, False),
        (1, 9, False),
        (0, 10, True),
        (0, 9, False),
        (0, 0, False),
    ],
)
def test_a_value_three_times_the_earlier_one_is_asked_about(old: int, new: int, is_far: bool) -> None:
    """3 x 20 = 60 is far, 59 is not; below a difference of 10 nothing is far."""
    before = report(questionnaire("2026-H1"), **REST, drowned=old)
    kinds = [row.kind for row in found(report(**REST, drowned=new), before)]
    assert kinds == (["far from the earlier value"] if is_far else [])


def test_an_absence_before_or_now_is_no_change() -> None:
    before = report(questionnaire("2026-H1"), **REST, drowned="not reported")
    assert found(report(**REST, drowned=500), before) == []
    assert found(report(**REST, drowned="suppressed"), report(questionnaire("2026-H1"), drowned=500)) == []


def test_a_report_is_not_compared_with_a_later_one() -> None:
    later = report(questionnaire("2027-H1"), **REST, drowned=1)
    assert found(report(**REST, drowned=500), later) == []


def test_broken_persons_and_values_outside_their_interval_are_questions() -> None:
    made = report(**REST, drowned=3)
    answers = list(made.answers)
    answers[1] = replace(answers[1], value=Decimal("2.5"), lower=Decimal(3), upper=Decimal(4))
    kinds = [row.kind for row in found(replace(made, answers=tuple(answers)))]
    assert kinds == ["no whole number", "outside its interval"]


def test_what_was_tolerated_is_a_remark() -> None:
    made = replace(report(**REST, drowned=1), tolerated=("Rows stand in another order.",))
    assert [(row.kind, row.is_question) for row in found(made)] == [("read all the same", False)]


def test_a_factor_of_one_is_refused() -> None:
    with pytest.raises(ValueError, match="above 1"):
        report_findings(report(), factor=Decimal(1))


@given(men=COUNTS, women=COUNTS, rest=COUNTS)
def test_whatever_the_parts_a_whole_that_is_their_sum_raises_nothing(men: int, women: int, rest: int) -> None:
    made = report(
        **REST,
        drowned=men + women + rest,
        drowned_by_sex_men=men,
        drowned_by_sex_women=women,
        drowned_by_sex_not_stated=rest,
    )
    assert found(made) == []


@given(men=COUNTS, women=COUNTS, whole=COUNTS)
def test_only_parts_beyond_their_whole_are_questions_when_nothing_is_said_of_the_rest(
    men: int, women: int, whole: int
) -> None:
    made = report(**REST, drowned=whole, drowned_by_sex_men=men, drowned_by_sex_women=women)
    assert any(row.is_question for row in found(made)) is (men + women > whole)
