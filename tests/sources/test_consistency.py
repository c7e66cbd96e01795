"""What must hold between rows; each of these slips once led to a wrong figure or a crash."""

from __future__ import annotations

import pytest

from support import Edit, lake_files, problems_of


def ids(*edits: Edit) -> list[str]:
    return [problem.id for problem in problems_of(lake_files(*edits))]


def in_commitments(old: str, new: str) -> Edit:
    return Edit("commitments.yml", old, new)


def test_a_measure_whose_figure_would_hide_a_topic_is_refused() -> None:
    """Figures of measures and topics share one list of ids; the second would overwrite the first."""
    assert ids(in_commitments("id: PACT-1.b", "id: PACT-1.in_service"))


def test_an_attribute_whose_topic_would_be_hidden_by_a_rating_is_refused() -> None:
    extra = (
        "attributes:\n  - {id: rating, label: Rating, kind: text}\n"
        "claims:\n  - {id: r1, subject: PACT-1, attribute: rating, partner: NOR, value: good,"
        " source: north-budget, evidence: seen}\n"
    )
    assert ids(Edit("more.yml", "", extra))


def test_a_measure_for_each_partner_cannot_name_the_topic_of_one() -> None:
    assert ids(in_commitments("topic: PACT-1.in_service", "topic: PACT-1.in_service.NOR"))


def test_a_measure_on_a_derived_figure_must_be_regional() -> None:
    extra = "derived:\n  - {id: D1, label: D1, method: sum_of_figures, inputs: [PACT-1.ferry_cost.NOR]}\n"
    assert ids(in_commitments("topic: PACT-1.ferry_cost", "topic: D1"), Edit("more.yml", "", extra))


def test_a_milestone_must_rest_on_an_event() -> None:
    assert ids(in_commitments("topic: PACT-1.in_service", "topic: PACT-1.ferry_cost"))


def test_a_stage_measure_must_rest_on_a_stage() -> None:
    stages = "stages:\n  - {id: works, label: Works, meaning: Begun., source: pact-text, evidence: seen}\n"
    edit = in_commitments("kind: milestone\n", "kind: project_stage\n        reach: works\n")
    assert ids(edit, Edit("more.yml", "", stages))


@pytest.mark.parametrize("method", ["sum_of_figures", "sum_of_lines"])
def test_a_derived_figure_must_be_made_from_something(method: str) -> None:
    assert ids(Edit("more.yml", "", f"derived:\n  - {{id: D1, label: D1, method: {method}}}\n"))
