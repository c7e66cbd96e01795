"""A row is read strictly: every key, every value, every problem with its line."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.appraisal import RateChoice
from accord.domain.claim import Claim
from accord.domain.evidence import Evidence, Origin, Source
from accord.domain.partner import Partner
from accord.domain.period import PartialDate
from accord.errors import Problem
from accord.sources.marked_yaml import read_marked_yaml
from accord.sources.rows import read_row

CLAIM = """\
id: ferry
subject: PACT-1
attribute: ferry_cost
value: 104500
source: north-budget
evidence: seen
"""


def read(row_type: type[object], text: str) -> tuple[object, list[Problem]]:
    problems: list[Problem] = []
    row = read_row(row_type, read_marked_yaml(text, file="claims.yml"), file="claims.yml", problems=problems)
    return row, problems


def only_problem(row_type: type[object], text: str) -> Problem:
    row, problems = read(row_type, text)
    assert row is None
    (problem,) = problems
    assert problem.file == "claims.yml"
    assert problem.expected
    assert problem.fix
    return problem


def test_a_good_row_becomes_its_dataclass_with_its_origin() -> None:
    row, problems = read(Claim, CLAIM + "date: 2021-06\n")
    assert problems == []
    assert row == Claim(
        id="ferry",
        subject="PACT-1",
        attribute="ferry_cost",
        value=Decimal(104500),
        source="north-budget",
        evidence=Evidence.SEEN,
        date=PartialDate("2021-06"),
        origin=Origin(file="claims.yml", line=1),
    )


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("false", False), ("works", "works"), ("3.12", Decimal("3.12"))]
)
def test_a_claim_takes_a_number_a_word_or_a_truth_value(text: str, value: object) -> None:
    row, problems = read(Claim, CLAIM.replace("104500", text))
    assert problems == []
    assert isinstance(row, Claim)
    assert row.value == value
    assert type(row.value) is type(value)


def test_an_unknown_key_is_refused_with_a_suggestion() -> None:
    problem = only_problem(Claim, CLAIM + "qualifyer: about\n")
    assert (problem.id, problem.line, problem.row) == ("ACC-305", 7, "ferry")
    assert (problem.field, problem.value) == ("qualifyer", "about")
    assert problem.fix == "Did you mean `qualifier`?"
    assert problem.what.endswith("in a row of this kind (claim).")


def test_the_origin_of_a_row_cannot_be_written_by_hand() -> None:
    assert only_problem(Claim, CLAIM + "origin: {file: x, line: 1}\n").id == "ACC-305"


def test_a_missing_key_is_refused_with_what_belongs_there() -> None:
    problem = only_problem(Claim, CLAIM.replace("evidence: seen\n", ""))
    assert (problem.id, problem.line, problem.field) == ("ACC-306", 1, "evidence")
    assert problem.expected == "one of: seen, partial, derived, unverified"


@pytest.mark.parametrize(
    ("old", "new", "value", "hint"),
    [
        ("evidence: seen", "evidence: sene", "sene", "seen"),
        ("evidence: seen", "evidence: [seen]", "a list of 1", "seen"),
        ("value: 104500", "value:", "nothing", "a number, a word, or true/false"),
        ("value: 104500", "value: {eur: 5}", "a mapping with the keys eur", "a number"),
        ("subject: PACT-1", "subject: 7", "7", "a text"),
        ("subject: PACT-1", "subject: true", "True", "a text"),
        ("evidence: seen", "evidence: seen\ndate: 2021-06-31", "2021-06-31", "no such day"),
        ("evidence: seen", "evidence: seen\ndate: 30.06.2021", "30.06.2021", "YYYY-MM-DD"),
        ("evidence: seen", "evidence: seen\ndate: 2021-6", "2021-6", "YYYY-MM"),
        ("evidence: seen", "evidence: seen\ndate: true", "True", "YYYY"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_would(
    old: str, new: str, value: str, hint: str
) -> None:
    text = CLAIM.replace(old, new)
    problem = only_problem(Claim, text)
    assert (problem.id, problem.row, problem.value) == ("ACC-307", "ferry", value)
    assert hint in problem.expected
    wrong = new.splitlines()[-1]
    assert problem.line == text.splitlines().index(wrong) + 1
    assert problem.field == wrong.split(":")[0]


def test_a_wrong_word_names_all_words_and_the_nearest() -> None:
    problem = only_problem(Claim, CLAIM.replace("evidence: seen", "evidence: unverifid"))
    assert problem.expected == "one of: seen, partial, derived, unverified"
    assert problem.fix == "Did you mean `unverified`?"


def test_every_problem_of_a_row_is_reported_at_once() -> None:
    _row, problems = read(Claim, "id: x\nsubject: 7\nvalue:\nsorce: a\nevidence: seen\n")
    found = sorted((problem.id, problem.field) for problem in problems)
    assert found == [
        ("ACC-305", "sorce"),
        ("ACC-306", "attribute"),
        ("ACC-306", "source"),
        ("ACC-307", "subject"),
        ("ACC-307", "value"),
    ]


@pytest.mark.parametrize("text", ["- a\n- b\n", "just a text\n", "5\n"])
def test_a_row_that_is_no_mapping_is_refused(text: str) -> None:
    problem = only_problem(Claim, text)
    assert problem.id == "ACC-304"
    assert "id, subject, attribute" in problem.expected


def test_problems_of_nested_rows_carry_their_own_line() -> None:
    text = (
        "id: NOR\nnames:\n  - label: Northshore\n  - lable: Old Northshore\ncodes: []\n"
        "tile: {column: 0, row: x}\nsource: s\nevidence: seen\n"
    )
    _row, problems = read(Partner, text)
    assert [(problem.id, problem.line, problem.field) for problem in problems] == [
        ("ACC-305", 4, "lable"),
        ("ACC-306", 4, "label"),
        ("ACC-307", 6, "row"),
    ]


@pytest.mark.parametrize("text", ["names: Northshore", "names: {label: Northshore}"])
def test_a_single_value_is_no_list(text: str) -> None:
    row = f"id: NOR\n{text}\ncodes: []\ntile: {{column: 0, row: 1}}\nsource: s\nevidence: seen\n"
    problem = only_problem(Partner, row)
    assert (problem.id, problem.field, problem.line) == ("ACC-307", "names", 2)
    assert "a list" in problem.expected


def test_an_empty_optional_value_is_absent_and_not_empty_text() -> None:
    text = (
        "id: s\ntitle: t\npublisher: p\nurl: https://example.org\nauthority: press\n"
        "date_read: 2024-01-15\npublished:\n"
    )
    row, problems = read(Source, text)
    assert problems == []
    assert isinstance(row, Source)
    assert row.published is None


@given(st.integers(-(10**17), 10**17))
def test_any_whole_amount_is_read_exactly(amount: int) -> None:
    row, problems = read(Claim, CLAIM.replace("104500", str(amount)))
    assert problems == []
    assert isinstance(row, Claim)
    assert row.value == amount


def test_of_a_list_the_part_is_named_that_cannot_be_read() -> None:
    text = "economic: social\nfinancial: cash\ncompared:\n  - 0.07\n  - 8 %\n"
    problem = only_problem(RateChoice, text)
    assert (problem.id, problem.line, problem.field, problem.value) == ("ACC-307", 5, "compared", "8 %")
