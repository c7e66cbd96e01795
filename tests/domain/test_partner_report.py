"""Questions of a report: what part of what they are, and whether only whole numbers answer them."""

from __future__ import annotations

import pytest

from accord.domain.indicator import Indicator
from accord.domain.observed_period import ObservedPeriod
from accord.domain.partner_report import Question
from made_up_reports import DROWNED, LIT, REPAIRS, SEXES, indicator


def question(row: Indicator) -> Question:
    return Question(indicator=row, period=ObservedPeriod("2026-H2"), segment=row.segments[0])


@pytest.mark.parametrize(
    ("row", "breakdown", "is_not_stated"),
    [
        (DROWNED, "", False),
        (SEXES[0], "sex", False),
        (SEXES[2], "sex", True),
        (indicator("drowned_near_pier", part_of="drowned"), "", False),
        (indicator("saved_by_sex_men", part_of="drowned"), "", False),
        (indicator("crew_not_stated"), "", False),
    ],
)
def test_a_part_knows_its_breakdown_by_its_id(row: Indicator, breakdown: str, is_not_stated: bool) -> None:
    assert (question(row).breakdown, question(row).is_not_stated) == (breakdown, is_not_stated)


def test_persons_are_counted_and_shares_are_not() -> None:
    assert [question(row).is_counted for row in (DROWNED, LIT)] == [True, False]


def test_a_word_names_its_level_and_another_word_none() -> None:
    level = question(REPAIRS).level_of("under way")
    assert level is not None
    assert level.rank == 2
    assert question(REPAIRS).level_of("nearly") is None
