"""Every way in which content can be wrong stops the build with file, line, value and what to do.

Each case breaks the lake pact in one place. ``at`` marks the line on which the error must be found.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from support import Edit, lake_files, line_of, problems_of

DERIVED = "derived:\n  - id: D1\n    label: D1\n    method: {}\n    inputs: [{}]\n"
COST = "PACT-1.ferry_cost.NOR"
LINE = (
    "projects:\n  - {id: P1, title: Quay, membership: confirmed, source: pact-text, evidence: seen}\n"
    "lines:\n  - id: L1\n    project: P1\n    kind: Loan\n    financier: Bank of the Lake\n"
    "    amount: 500\n    unit: CRW\n    source: north-budget\n    evidence: seen\n"
)
STAGES = "stages:\n  - {id: works, label: Works, meaning: Begun., source: pact-text, evidence: seen}\n"
STAGE_MEASURE = (
    "      - id: PACT-1.c\n        kind: project_stage\n        text: Quay.\n"
    "        topic: PACT-1.in_service\n"
)


@dataclass(frozen=True)
class Case:
    """One broken lake pact and the one problem that must be found."""

    id: str
    edit: Edit
    at: str
    value: str
    row: str = ""
    field: str = ""


def in_claims(old: str, new: str) -> Edit:
    return Edit("claims.yml", old, new)


def in_commitments(old: str, new: str) -> Edit:
    return Edit("commitments.yml", old, new)


def in_declaration(old: str, new: str) -> Edit:
    return Edit("declaration.yml", old, new)


def more(text: str) -> Edit:
    return Edit("more.yml", "", text)


FERRY = "- id: ferry-cost-budget"
CASES = {
    "bad syntax": Case(
        "ACC-301", in_claims("    value: true", "    value: [true"), "2021-06-28", "did not find"
    ),
    "a key twice": Case(
        "ACC-302",
        in_claims("value: true", "value: true\n    value: false"),
        "value: false",
        "",
        field="value",
    ),
    "an anchor": Case("ACC-303", in_claims("value: true", "value: &yes true"), "&yes", "&yes"),
    "an alias": Case("ACC-303", in_claims("value: true", "value: *yes"), "*yes", "&yes"),
    "a row without keys": Case("ACC-304", more("actors:\n  - TOWNS\n"), "- TOWNS", "TOWNS"),
    "an unknown key": Case(
        "ACC-305",
        in_claims("place: table 3", "plaice: table 3"),
        "plaice",
        "table 3",
        "ferry-cost-budget",
        "plaice",
    ),
    "a missing key": Case(
        "ACC-306",
        in_claims("    source: north-budget\n", ""),
        FERRY,
        "",
        "ferry-cost-budget",
        "source",
    ),
    "a bad date": Case(
        "ACC-307",
        in_claims("date: 2021-06-28", "date: 2021-06-31"),
        "2021-06-31",
        "2021-06-31",
        "ferry-service",
        "date",
    ),
    "a wrong word": Case(
        "ACC-307",
        in_declaration("authority: press", "authority: gossip"),
        "gossip",
        "gossip",
        "north-gazette",
        "authority",
    ),
    "an amount with commas": Case(
        "ACC-307",
        in_commitments("target: 100000", "target: 100,000"),
        "target: 100,000",
        "100,000",
        "PACT-1.a",
        "target",
    ),
    "an unknown section": Case("ACC-308", more("clams:\n  - id: x\n"), "id: x", "", field="clams"),
    "no section": Case("ACC-308", more("- id: x\n"), "id: x", ""),
    "an id twice": Case(
        "ACC-310",
        more("subjects:\n  - {id: PACT-1, label: Again}\n"),
        "id: PACT-1",
        "PACT-1",
        "PACT-1",
        "id",
    ),
    "a topic twice": Case(
        "ACC-310",
        more(f"topics:\n  - id: {COST}\n  - id: {COST}\n    label: again\n"),
        COST,
        COST,
        COST,
        "id",
    ),
    "an id with a space": Case(
        "ACC-311",
        more("subjects:\n  - {id: the lake, label: Lake}\n"),
        "the lake",
        "the lake",
        "the lake",
        "id",
    ),
    "a measure of another commitment": Case(
        "ACC-311",
        in_commitments("id: PACT-1.b", "id: PACT-9.b"),
        "id: PACT-9.b",
        "PACT-9.b",
        "PACT-9.b",
        "id",
    ),
    "an amount without currency": Case(
        "ACC-313",
        in_claims("    unit: CRW\n    source: north-budget", "    source: north-budget"),
        FERRY,
        "value 104500, unit missing",
        "ferry-cost-budget",
        "unit",
    ),
    "a currency in small letters": Case(
        "ACC-313",
        in_claims("unit: CRW\n    source: north-budget", "unit: crw\n    source: north-budget"),
        FERRY,
        "value 104500, unit crw",
        "ferry-cost-budget",
        "unit",
    ),
    "a target without currency": Case(
        "ACC-313",
        in_commitments("        unit: CRW\n", ""),
        "id: PACT-1.a",
        "target 100000, unit missing",
        "PACT-1.a",
        "unit",
    ),
    "a line without currency": Case(
        "ACC-313",
        more(LINE.replace("unit: CRW", 'unit: ""')),
        "id: L1",
        "amount 500, unit missing",
        "L1",
        "unit",
    ),
    "a word for an event": Case(
        "ACC-314",
        in_claims("value: true", "value: yes"),
        "- id: ferry-service",
        "yes",
        "ferry-service",
        "value",
    ),
    "a word for money": Case(
        "ACC-314", in_claims("value: 104500", "value: a lot"), FERRY, "a lot", "ferry-cost-budget", "value"
    ),
    "neither measures nor a reason": Case(
        "ACC-315",
        in_commitments("    not_measurable: The wording names nothing that could be observed.\n", ""),
        "id: PACT-2",
        "",
        "PACT-2",
        "measures",
    ),
    "measures and a reason": Case(
        "ACC-315",
        in_commitments("    measures:\n", "    not_measurable: Why.\n    measures:\n"),
        "id: PACT-1",
        "",
        "PACT-1",
        "measures",
    ),
    "a negative line": Case("ACC-316", more(LINE.replace("500", "-500")), "id: L1", "-500", "L1", "amount"),
    "a stage measure without a stage": Case(
        "ACC-317",
        in_commitments("    measures:\n", f"    measures:\n{STAGE_MEASURE}"),
        "id: PACT-1.c",
        "",
        "PACT-1.c",
        "reach",
    ),
    "a source without address": Case(
        "ACC-318",
        in_declaration("url: https://example.org/budget", 'url: "shelf 3"'),
        "id: north-budget",
        "shelf 3",
        "north-budget",
        "url",
    ),
    "an asterisk without footnote": Case(
        "ACC-319", in_declaration("label: Northshore", "label: Northshore*"), "id: NOR", "", "NOR", "footnote"
    ),
    "a name that ends before it begins": Case(
        "ACC-320",
        in_declaration(
            "label: Northshore", "label: Northshore\n        valid_from: 2021\n        valid_to: 2020-12"
        ),
        "id: NOR",
        "Northshore: 2021 to 2020-12",
        "NOR",
        "names",
    ),
    "an unknown method": Case(
        "ACC-307", more(DERIVED.format("average", COST)), "method: average", "average", "D1", "method"
    ),
    "a ratio of three": Case(
        "ACC-322",
        more(DERIVED.format("ratio", f"{COST}, {COST}, {COST}")),
        "id: D1",
        f"{COST}, {COST}, {COST}",
        "D1",
        "inputs",
    ),
    "mixed units": Case(
        "ACC-323",
        more(
            DERIVED.format("difference", f"{COST}, PACT-2.ferry_cost.NOR")
            + "claims:\n  - {id: other, subject: PACT-2, attribute: ferry_cost, partner: NOR, value: 5,"
            " unit: EUR, source: north-budget, evidence: seen}\n"
        ),
        "id: D1",
        "CRW, EUR",
        "D1",
        "inputs",
    ),
    "a circle": Case(
        "ACC-324",
        more(
            DERIVED.format("sum_of_figures", "D2")
            + DERIVED.format("sum_of_figures", "D1").replace("id: D1", "id: D2").removeprefix("derived:\n")
        ),
        "id: D1",
        "D1, D2",
        "D1",
        "inputs",
    ),
    "a parameter in another unit": Case(
        "ACC-325",
        in_commitments("value: 24, unit: months", "value: 2, unit: years"),
        "id: trend_window_months",
        "years",
        "trend_window_months",
        "unit",
    ),
}


@pytest.mark.parametrize("name", list(CASES))
def test_broken_content_is_refused_with_file_line_value_and_fix(name: str) -> None:
    case = CASES[name]
    files = lake_files(case.edit)
    (problem, *others) = problems_of(files)
    assert others == []
    assert problem.id == case.id
    assert problem.file == case.edit.file
    expected = line_of(files[case.edit.file], case.at)
    # The second of two topics with one id is the one that is refused.
    assert problem.line == (expected + 1 if name == "a topic twice" else expected)
    assert (problem.row, problem.field) == (case.row, case.field)
    assert case.value in problem.value if case.value else problem.value == ""
    assert problem.what
    assert problem.expected
    assert problem.fix
    shown = problem.render()
    assert shown.startswith(f"{case.id}  {problem.file}:{problem.line}: ")
    assert problem.fix in shown


def test_the_lake_pact_itself_is_not_refused() -> None:
    assert problems_of(lake_files()) == ()


def test_a_missing_parameter_is_named() -> None:
    files = lake_files()
    lines = files["commitments.yml"].splitlines(keepends=True)
    files["commitments.yml"] = "".join(line for line in lines if "known_share" not in line)
    (problem,) = problems_of(files)
    assert (problem.id, problem.row) == ("ACC-325", "known_share")
    assert "share" in problem.expected
    assert problem.fix


@pytest.mark.parametrize(
    "edit",
    [
        in_commitments("rule: latest", "rule: lates"),
        more(f"topics:\n  - id: {COST}\n    rule: lates\n"),
    ],
)
def test_an_unknown_choice_rule_is_refused_with_its_file_and_line(edit: Edit) -> None:
    files = lake_files(edit)
    (problem,) = problems_of(files)
    assert (problem.id, problem.value) == ("ACC-307", "lates")
    assert "latest" in problem.expected
    assert problem.file == edit.file
    assert problem.line > 0
