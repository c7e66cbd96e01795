"""An id that one row uses of another must exist."""

from __future__ import annotations

import pytest

from sources.test_refusals import (
    COST,
    DERIVED,
    LINE,
    STAGE_MEASURE,
    STAGES,
    in_claims,
    in_commitments,
    in_declaration,
    more,
)
from support import lake_files, line_of, problems_of

GAP = (
    "gaps:\n  - id: G1\n    title: t\n    looked: l\n    next_place: n\n    source: pact-text\n"
    "    evidence: seen\n    concerns: [PACT-9]\n"
)


REFERENCES = {
    # what dangles: the edit, the field, the row
    "source of a claim": (in_claims("source: north-budget", "source: X"), "source", "ferry-cost-budget"),
    "source of a partner": (
        in_declaration("row: 0}\n    source: pact-text", "row: 0}\n    source: X"),
        "source",
        "NOR",
    ),
    "source of the header": (
        in_declaration("clean shore.\n  source: pact-text", "clean shore.\n  source: X"),
        "source",
        "lake_pact",
    ),
    "subject of a claim": (in_claims("subject: PACT-1", "subject: X"), "subject", "ferry-cost-gazette"),
    "attribute of a claim": (
        in_claims("attribute: in_service", "attribute: X"),
        "attribute",
        "ferry-service",
    ),
    "partner of a claim": (in_claims("partner: NOR", "partner: X"), "partner", "ferry-cost-gazette"),
    "instrument of a commitment": (
        in_commitments("instrument: PACT", "instrument: X"),
        "instrument",
        "PACT-1",
    ),
    "pillar of a commitment": (in_commitments("pillar: TRANSPORT", "pillar: X"), "pillar", "PACT-1"),
    "actor of a commitment": (
        in_commitments("responsible: [TOWNS]", "responsible: [X]"),
        "responsible",
        "PACT-1",
    ),
    "topic of a measure": (in_commitments("topic: PACT-1.in_service", "topic: X"), "topic", "PACT-1.b"),
    "partner of a measure": (
        in_commitments("topic: PACT-1.in_service", "topic: PACT-1.in_service\n        partners: [X]"),
        "partners",
        "PACT-1.b",
    ),
    "stage of a measure": (
        in_commitments("    measures:\n", f"    measures:\n{STAGE_MEASURE}        reach: X\n"),
        "reach",
        "PACT-1.c",
    ),
    "project of a line": (more(LINE.replace("project: P1", "project: X")), "project", "L1"),
    "partner of a project": (
        more(LINE.replace("source: pact-text", "source: pact-text, partners: [X]")),
        "partners",
        "P1",
    ),
    "commitment of a project": (
        more(LINE.replace("source: pact-text", "source: pact-text, commitments: [X]")),
        "commitments",
        "P1",
    ),
    "input of a derived figure": (more(DERIVED.format("sum_of_figures", "X")), "inputs", "D1"),
    "project of a derived figure": (
        more(DERIVED.format("sum_of_lines", "") + "    projects: [X]\n"),
        "projects",
        "D1",
    ),
    "source of a derived figure": (
        more(DERIVED.format("sum_of_figures", COST) + "    source: X\n"),
        "source",
        "D1",
    ),
    "topic of a topic": (more("topics:\n  - id: X\n"), "id", "X"),
    "figure of a panel": (more("panels:\n  - {id: P, title: t, text: t, figures: [X]}\n"), "figures", "P"),
    "concern of a gap": (more(GAP.replace("PACT-9", "X")), "concerns", "G1"),
}


@pytest.mark.parametrize("name", list(REFERENCES))
def test_a_reference_to_a_row_that_does_not_exist_is_refused(name: str) -> None:
    edit, field, row = REFERENCES[name]
    files = lake_files(edit)
    problems = [problem for problem in problems_of(files) if problem.id == "ACC-312"]
    (problem,) = problems
    assert (problem.file, problem.field, problem.row, problem.value) == (edit.file, field, row, "X")
    marker = "id: lake_pact" if row == "lake_pact" else f"id: {row}"
    assert problem.line == line_of(files[edit.file], marker)
    assert problem.expected
    assert problem.fix


def test_a_reference_that_is_nearly_right_gets_a_suggestion() -> None:
    (problem,) = problems_of(lake_files(in_claims("source: north-budget", "source: north-budgt")))
    assert problem.fix == "Did you mean `north-budget`?"


def test_a_claim_about_an_unknown_stage_is_refused() -> None:
    attribute = "attributes:\n  - {id: stage, label: Stage, kind: stage}\n"
    claim = (
        "claims:\n  - {id: s1, subject: PACT-1, attribute: stage, value: wroks,"
        " source: north-budget, evidence: seen}\n"
    )
    (problem,) = problems_of(lake_files(more(STAGES + attribute + claim)))
    assert (problem.id, problem.field, problem.value) == ("ACC-312", "value", "wroks")
    assert problem.expected == "works"
    assert problem.fix == "Did you mean `works`?"
    assert problem.line == 6
