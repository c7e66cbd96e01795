"""Joins are read strictly: one for each commitment, each step once, rules that can match something."""

from __future__ import annotations

import pytest

from support import Edit, lake_files, parse_lake, problems_of

JOINS = """
attributes:
  - id: crossings
    label: Crossings
    kind: number

projects:
  - id: FERRY
    title: Ferry across the lake
    membership: confirmed
    partners: [NOR]
    commitments: [PACT-1]
    source: pact-text
    evidence: seen

stages:
  - id: approved
    label: Approved
    meaning: Decided.
    source: pact-text
    evidence: seen

joins:
  - id: join-ferry
    commitment: PACT-1
    title: Ferry
    meaning: Money for the ferry.
    promised: PACT-1.ferry_cost
    steps:
      - step: approved
        stage: approved
        attributes: [ferry_cost]
        missing: Nobody says that it was approved.
    source: pact-text
    evidence: seen

join_rules:
  - id: rule-ferry
    join: join-ferry
    meaning: The ferry by its name.
    by: text
    values: [ferry across the lake]
    source: pact-text
    evidence: seen
"""


def problems(old: str = "", new: str = "") -> list[tuple[str, str, str]]:
    """Return id, row and field of what is refused after a change of the joins."""
    assert old in JOINS
    changed = JOINS.replace(old, new, 1) if old else JOINS
    return [(p.id, p.row, p.field) for p in problems_of(lake_files(Edit("joins.yml", "", changed)))]


def test_a_declaration_without_joins_is_whole() -> None:
    declaration = parse_lake()
    assert (declaration.joins, declaration.join_rules) == ((), ())


def test_joins_are_read_with_their_steps_rules_and_lines() -> None:
    assert problems() == []
    declaration = parse_lake(Edit("joins.yml", "", JOINS))
    (join,), (rule,) = declaration.joins, declaration.join_rules
    assert [step.step for step in join.steps] == ["approved"]
    assert (rule.by, rule.values) == ("text", ("ferry across the lake",))
    assert JOINS.splitlines()[join.origin.line - 1].strip() == "- id: join-ferry"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("commitment: PACT-1\n", "commitment: PACT-9\n", ("ACC-312", "join-ferry", "commitment")),
        ("promised: PACT-1.ferry_cost", "promised: PACT-1.boat", ("ACC-312", "join-ferry", "promised")),
        ("promised: PACT-1.ferry_cost", "promised: PACT-1.crossings", ("ACC-334", "join-ferry", "promised")),
        (
            "promised: PACT-1.ferry_cost",
            "promised: PACT-1.ferry_cost.NOR",
            ("ACC-334", "join-ferry", "promised"),
        ),
        ("stage: approved", "stage: built", ("ACC-312", "join-ferry", "stage")),
        ("attributes: [ferry_cost]", "attributes: [fare]", ("ACC-312", "join-ferry", "attributes")),
        ("attributes: [ferry_cost]", "attributes: [crossings]", ("ACC-334", "join-ferry", "attributes")),
        ("- step: approved", "- step: promised", ("ACC-334", "join-ferry", "steps")),
        ("missing: Nobody", "gaps: [gap-x]\n        missing: Nobody", ("ACC-312", "join-ferry", "gaps")),
        ("join: join-ferry", "join: join-boat", ("ACC-312", "rule-ferry", "join")),
        ("values: [ferry across the lake]", "values: []", ("ACC-334", "rule-ferry", "values")),
        ("values: [ferry across the lake]", 'values: ["*"]', ("ACC-334", "rule-ferry", "values")),
        ("by: text", "by: likeness", ("ACC-307", "rule-ferry", "by")),
        ("id: crossings", "id: chain.crossings", ("ACC-326", "chain.crossings", "id")),
    ],
)
def test_a_join_that_cannot_be_followed_is_refused(
    old: str, new: str, expected: tuple[str, str, str]
) -> None:
    assert expected in problems(old, new)


def test_a_step_stands_once() -> None:
    step = "      - step: approved\n        missing: Twice.\n"
    found = problems(
        "    source: pact-text\n    evidence: seen\n\njoin_rules",
        f"{step}    source: pact-text\n    evidence: seen\n\njoin_rules",
    )
    assert ("ACC-334", "join-ferry", "steps") in found


def test_the_money_of_a_commitment_is_followed_once() -> None:
    second = (
        "  - id: join-again\n    commitment: PACT-1\n    title: t\n    meaning: m\n"
        "    promised: PACT-1.ferry_cost\n    source: pact-text\n    evidence: seen\n\njoin_rules"
    )
    assert problems("\njoin_rules", second) == [("ACC-334", "join-again", "commitment")]
