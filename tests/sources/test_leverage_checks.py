"""A package whose leverage is computed is refused if money would be wrong, foreign or counted twice."""

from __future__ import annotations

import pytest

from accord.domain.leverage import Mechanism
from support import Edit, lake_files, parse_lake, problems_of

QUAYS = """
projects:
  - {id: Q1, title: Quay with a plan, membership: confirmed, source: pact-text, evidence: seen}
  - {id: Q2, title: Quay without one, membership: probable, source: pact-text, evidence: seen}
lines:
  - {id: Q1-L1, project: Q1, kind: WBIF Grant, financier: WBIF, amount: 100, unit: CRW, source: pact-text,
     evidence: seen}
attributes:
  - {id: grant, label: Grant, kind: money}
  - {id: paint, label: Colour, kind: text}
claims:
  - {id: q2-grant, subject: Q2, attribute: grant, value: 50, unit: CRW, source: pact-text, evidence: seen}
  - {id: q2-rival, subject: Q2, attribute: grant, value: 60, unit: CRW, source: pact-text, evidence: seen}
  - {id: q2-euro, subject: Q2, attribute: grant, value: 60, unit: EUR, source: pact-text, evidence: seen}
  - {id: q1-grant, subject: Q1, attribute: grant, value: 100, unit: CRW, source: pact-text, evidence: seen}
  - {id: q1-paint, subject: Q1, attribute: paint, value: blue, source: pact-text, evidence: seen}
leverage:
  - id: quays
    label: Quays of the lake
    projects: [Q1, Q2]
    reason: Both stand in the pact.
    unit: CRW
    complete: [Q1]
    grants: [q2-grant]
    private:
      - {line: Q1-L1, mechanism: guarantee}
    announced: q2-grant
    announced_grants: q1-grant
"""


def found(old: str, new: str) -> list[tuple[str, str, str]]:
    assert old in QUAYS
    problems = problems_of(lake_files(Edit("quays.yml", "", QUAYS.replace(old, new, 1))))
    return [(problem.id, problem.field, problem.value) for problem in problems]


def test_a_declaration_without_packages_is_whole() -> None:
    assert parse_lake().leverage == ()


def test_a_package_is_read_with_its_private_lines() -> None:
    (scope,) = parse_lake(Edit("quays.yml", "", QUAYS)).leverage
    assert (scope.projects, scope.complete, scope.grants) == (("Q1", "Q2"), ("Q1",), ("q2-grant",))
    assert [(row.line, row.mechanism) for row in scope.private] == [("Q1-L1", Mechanism.GUARANTEE)]
    assert scope.origin.file == "quays.yml"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("unit: CRW\n    complete", "unit: Crowns\n    complete", ("ACC-332", "unit", "Crowns")),
        ("complete: [Q1]", "complete: [Q9]", ("ACC-312", "complete", "Q9")),
        ("projects: [Q1, Q2]", "projects: [Q2]", ("ACC-332", "complete", "Q1")),
        ("grants: [q2-grant]", "grants: [q2-grant, q2-rival]", ("ACC-332", "grants", "q2-grant, q2-rival")),
        ("grants: [q2-grant]", "grants: [q1-grant]", ("ACC-332", "grants", "q1-grant")),
        ("grants: [q2-grant]", "loans: [q2-euro]", ("ACC-332", "loans", "q2-euro: 60 EUR")),
        ("grants: [q2-grant]", "grants: [nobody]", ("ACC-312", "grants", "nobody")),
        ("announced: q2-grant", "announced: q1-paint", ("ACC-332", "announced", "q1-paint: blue")),
        ("    announced: q2-grant\n", "", ("ACC-332", "announced", "q1-grant")),
        (
            "announced: q2-grant",
            "announced: q2-grant\n    announced_projects: q1-paint",
            ("ACC-332", "announced_projects", "q1-paint: blue"),
        ),
        ("line: Q1-L1", "line: Q1-L9", ("ACC-312", "private", "Q1-L9")),
        ("mechanism: guarantee", "mechanism: gift", ("ACC-307", "mechanism", "gift")),
        ("id: quays", "id: Q1", ("ACC-310", "id", "Q1")),
    ],
)
def test_a_wrong_package_is_refused(old: str, new: str, problem: tuple[str, str, str]) -> None:
    assert problem in found(old, new)


def test_a_stage_that_an_event_stands_for_must_exist() -> None:
    attribute = "attributes:\n  - {id: signed, label: Signed, kind: event, stage: agreed}\n"
    (problem,) = problems_of(lake_files(Edit("more.yml", "", attribute)))
    assert (problem.id, problem.field, problem.value) == ("ACC-312", "stage", "agreed")


@pytest.mark.parametrize("name", ["leverage", "stages", "cost_drift"])
def test_a_subject_cannot_take_the_name_of_computed_figures(name: str) -> None:
    (problem,) = problems_of(lake_files(Edit("more.yml", "", f"subjects:\n  - {{id: {name}, label: L}}\n")))
    assert (problem.id, problem.value) == ("ACC-326", name)
