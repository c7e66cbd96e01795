"""What a partner is asked: which indicators, for which time, under which hash."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.domain.declaration import Declaration
from accord.domain.indicator import Indicator
from accord.errors import UsageError
from accord.methods.reporting.asking import half_year, last_day, questionnaire, reporting_partner, return_by
from made_up_reports import ASKED, LAKELAND, indicator


def asked(declaration: Declaration, *indicators: Indicator, period: str = "2026-H2") -> list[tuple[str, str]]:
    changed = replace(declaration, indicators=indicators)
    form = questionnaire(changed, LAKELAND, half_year(period))
    return [(question.id, question.period.text) for question in form.questions]


def digest(declaration: Declaration, *indicators: Indicator) -> str:
    return questionnaire(replace(declaration, indicators=indicators), LAKELAND, half_year("2026-H2")).digest


def test_yearly_figures_are_asked_with_the_second_half_for_the_whole_year(
    lake_declaration: Declaration,
) -> None:
    lit = next(row for row in ASKED if row.id == "lit")
    boats = indicator("boats")
    assert asked(lake_declaration, lit, boats) == [("lit", "2026"), ("boats", "2026-H2")]
    assert asked(lake_declaration, lit, boats, period="2026-H1") == [("boats", "2026-H1")]


def test_parts_follow_their_wholes_and_none_is_left_out(lake_declaration: Declaration) -> None:
    rows = (
        indicator("late_by_sex_men", part_of="late"),
        indicator("boats"),
        indicator("late"),
        indicator("ring", part_of="ring"),
    )
    names = [name for name, _ in asked(lake_declaration, *rows)]
    assert names == ["boats", "late", "late_by_sex_men", "ring"]


def test_what_others_collect_is_named_and_not_asked(lake_declaration: Declaration) -> None:
    gulls = indicator("gulls", measured_by="The gull office")
    form = questionnaire(
        replace(lake_declaration, indicators=(gulls, indicator("boats"))), LAKELAND, half_year("2026-H2")
    )
    assert [question.id for question in form.questions] == ["boats"]
    assert form.not_asked == (gulls,)


def test_an_indicator_without_a_segment_at_that_time_is_not_asked(lake_declaration: Declaration) -> None:
    ended = indicator("ferries")
    ended = replace(ended, segments=(replace(ended.segments[0], last="2025"),))
    assert asked(lake_declaration, ended, indicator("boats")) == [("boats", "2026-H2")]


def test_the_hash_follows_the_meaning_and_not_the_wording(lake_declaration: Declaration) -> None:
    boats = indicator("boats")
    assert digest(lake_declaration, boats) == digest(
        lake_declaration, replace(boats, label="Ships", note="x")
    )
    assert digest(lake_declaration, boats) != digest(lake_declaration, replace(boats, unit="cases"))
    assert digest(lake_declaration, boats) != digest(lake_declaration, boats, indicator("late"))


def test_a_declaration_that_asks_nothing_is_a_usage_error(lake_declaration: Declaration) -> None:
    with pytest.raises(UsageError, match="ACC-267"):
        asked(lake_declaration)


@pytest.mark.parametrize("text", ["2026", "2026-H3", "2026-Q1", "second half", ""])
def test_only_a_half_year_is_one(text: str) -> None:
    with pytest.raises(UsageError, match="ACC-267"):
        half_year(text)


def test_a_report_is_asked_for_two_months_after_the_half_year() -> None:
    assert [return_by(half_year(text)).isoformat() for text in ("2026-H1", "2026-H2")] == [
        "2026-08-31",
        "2027-02-28",
    ]
    assert last_day(half_year("2026-H2")).isoformat() == "2026-12-31"


@pytest.mark.parametrize("code", ["LAK", "lak", "Harbourtown"])
def test_a_partner_goes_by_its_id_or_its_capital(code: str, lake_declaration: Declaration) -> None:
    assert reporting_partner(replace(lake_declaration, partners=(LAKELAND,)), code) == LAKELAND


def test_an_unknown_partner_is_refused_with_those_known(lake_declaration: Declaration) -> None:
    with pytest.raises(UsageError, match=r"ACC-268.*(\n.*)*LAK"):
        reporting_partner(replace(lake_declaration, partners=(LAKELAND,)), "Tirana")
