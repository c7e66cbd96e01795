"""The security measures of the bundled declaration are asked, observed or named as somebody else's."""

from __future__ import annotations

from collections import Counter

import pytest

from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence
from accord.domain.indicator import Indicator, Reporting, Scale
from accord.domain.partner_report import BREAKDOWN, COUNTED_UNITS, NOT_STATED
from accord.methods.reporting.asking import half_year, questionnaire

SECURITY = "indicators/security"


@pytest.fixture
def measures(sofia_declaration: Declaration) -> dict[str, Indicator]:
    """Indicators of security by id."""
    rows = sofia_declaration.indicators
    return {row.id: row for row in rows if row.origin.file.startswith(SECURITY)}


def test_five_objectives_seven_goals_and_fourteen_indicators_of_the_roadmap_are_there(
    measures: dict[str, Indicator],
) -> None:
    """Counts read: five objectives (page on the plan), seven goals and 14 indicators (slides of SEESAC)."""
    for name, count in (("ct_objective_", 5), ("salw_goal_", 7), ("ct_2025_area_", 5)):
        found = [measures[f"{name}{number}"] for number in range(1, count + 1)]
        assert {row.scale for row in found} == {Scale.ORDINAL}
        assert {row.reporting for row in found} == {Reporting.HALF_YEARLY}
    assert {f"salw_kpi_{number:02}" for number in range(1, 15)} <= measures.keys()
    assert "salw_kpi_15" not in measures


def test_what_comes_from_memory_counts_nowhere(measures: dict[str, Indicator]) -> None:
    names = [name for name in measures if name.startswith(("salw_kpi_", "ct_objective_"))]
    assert {measures[name].evidence for name in names} == {Evidence.UNVERIFIED}


def test_indicators_5_and_14_are_collected_by_others_and_not_asked(
    measures: dict[str, Indicator], sofia_declaration: Declaration
) -> None:
    form = questionnaire(sofia_declaration, sofia_declaration.partners[0], half_year("2026-H2"))
    asked = {question.id for question in form.questions}
    others = {"salw_kpi_05", "salw_kpi_14"}
    assert not others & asked
    assert others <= {row.id for row in form.not_asked}
    assert all(measures[name].measured_by for name in others)


def test_every_half_yearly_and_yearly_indicator_is_asked_once(sofia_declaration: Declaration) -> None:
    form = questionnaire(sofia_declaration, sofia_declaration.partners[0], half_year("2026-H2"))
    wanted = Counter(row.id for row in sofia_declaration.indicators if row.reporting is not Reporting.NEVER)
    assert Counter(question.id for question in form.questions) == wanted


def test_every_breakdown_has_a_part_for_what_the_record_does_not_say(measures: dict[str, Indicator]) -> None:
    breakdowns: dict[tuple[str, str], set[str]] = {}
    for row in measures.values():
        if BREAKDOWN in row.id and row.id.startswith(f"{row.part_of}{BREAKDOWN}"):
            by, _, part = row.id.removeprefix(f"{row.part_of}{BREAKDOWN}").partition("_")
            breakdowns.setdefault((row.part_of, by), set()).add(part)
            assert row.unit == measures[row.part_of].unit
    assert len(breakdowns) > 10
    assert [key for key, parts in breakdowns.items() if NOT_STATED not in parts] == []


def test_seizures_have_no_direction_because_more_is_ambiguous(measures: dict[str, Indicator]) -> None:
    names = [name for name in measures if name.startswith(("drug_seizures", "drug_kilograms", "salw_kpi_06"))]
    assert len(names) > 15
    assert {segment.direction for name in names for segment in measures[name].segments} == {None}


def test_the_series_of_the_route_and_of_the_network_are_two_concepts(measures: dict[str, Indicator]) -> None:
    route, network = measures["frontex_route"], measures["frontex_wb_ran"]
    assert (route.subject, route.attribute) == ("FRONTEX-ROUTE", "detections")
    assert (network.subject, network.attribute) == ("FRONTEX-WB-RAN", "crossings")


def test_no_count_may_be_negative(measures: dict[str, Indicator]) -> None:
    counted = [row for row in measures.values() if row.unit in COUNTED_UNITS]
    assert {segment.lowest for row in counted for segment in row.segments} == {0}


def test_every_measure_throws_light_on_a_commitment(measures: dict[str, Indicator]) -> None:
    assert [row.id for row in measures.values() if not row.commitments] == []


def test_the_plan_is_due_in_december_2020_and_goals_in_2023_and_2024(sofia_declaration: Declaration) -> None:
    due = {row.id: row.due.text for row in sofia_declaration.targets}
    assert {due[f"ct-objective-{number}-done"] for number in range(1, 6)} == {"2020-12"}
    assert [due[f"salw-goal-{number}-done"] for number in range(1, 6)] == ["2023", *["2024"] * 4]
    assert due["salw-goal-1-law"] == "2023"
    assert not {"salw-goal-6-done", "salw-goal-7-done"} & due.keys(), "no year of these two is known"
