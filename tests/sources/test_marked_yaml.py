"""YAML is read strictly, with the line of every value."""

from __future__ import annotations

import pytest

from accord.errors import InputDataError, Problem
from accord.sources.marked_yaml import Marked, read_marked_yaml


def refusal(text: str) -> Problem:
    with pytest.raises(InputDataError) as caught:
        read_marked_yaml(text, file="claims.yml")
    (problem,) = caught.value.problems
    assert problem.file == "claims.yml"
    assert problem.expected
    assert problem.fix
    return problem


def test_every_value_knows_its_line() -> None:
    root = read_marked_yaml("claims:\n  - id: a\n\n    value: 5\n", file="claims.yml")
    assert root == Marked(
        {"claims": Marked([Marked({"id": Marked("a", 2), "value": Marked(5, 4)}, 2)], 2)}, 1
    )


def test_quoted_scalars_are_text_whatever_they_look_like() -> None:
    root = read_marked_yaml("a: \"5\"\nb: '008'\nc: >-\n  true\nd: |-\n  null\n", file="f.yml")
    assert isinstance(root.value, dict)
    assert {key: marked.value for key, marked in root.value.items()} == {
        "a": "5",
        "b": "008",
        "c": "true",
        "d": "null",
    }


def test_an_empty_file_is_an_empty_mapping() -> None:
    assert read_marked_yaml("# only a remark\n", file="f.yml") == Marked({}, 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3),
        ("a: 1\n\tb: 2\n", 2),
        ("a: 1\nb: 'open\n", 3),
        ("a: 1\nb: x: y\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
    ],
)
def test_bad_syntax_is_refused_with_its_line(text: str, line: int) -> None:
    problem = refusal(text)
    assert (problem.id, problem.line) == ("ACC-301", line)
    assert problem.value


def test_a_control_character_is_refused() -> None:
    assert refusal("a: \x01\n").id == "ACC-301"


def test_a_key_that_stands_twice_is_refused_with_both_lines() -> None:
    problem = refusal("claims:\n  - id: a\n    value: 5\n    value: 6\n")
    assert (problem.id, problem.line, problem.field) == ("ACC-302", 4, "value")
    assert "line 3" in problem.expected


def test_every_repeated_key_is_reported_at_once() -> None:
    with pytest.raises(InputDataError) as caught:
        read_marked_yaml("a: 1\na: 2\nb: {c: 1, c: 2}\n", file="f.yml")
    assert [(problem.line, problem.field) for problem in caught.value.problems] == [(2, "a"), (3, "c")]


@pytest.mark.parametrize(
    ("text", "value"), [("a: 1\nb: &cost 5\n", "&cost"), ("a: &x 1\nb: *x\n", "&x"), ("a: 1\nb: *y\n", "&y")]
)
def test_anchors_and_aliases_are_refused(text: str, value: str) -> None:
    problem = refusal(text)
    assert (problem.id, problem.value) == ("ACC-303", value)
    assert problem.line == next(n for n, line in enumerate(text.splitlines(), 1) if value[1:] in line)


def test_a_merge_key_is_no_magic() -> None:
    root = read_marked_yaml("<<: {a: 1}\n", file="f.yml")
    assert isinstance(root.value, dict)
    assert list(root.value) == ["<<"]


@pytest.mark.parametrize("text", ["a: !!str 5\n", "a: !secret 5\n", "a: !!python/object:os.system {}\n"])
def test_a_tag_is_refused(text: str) -> None:
    assert refusal(text).id == "ACC-303"


def test_bytes_are_read_as_text_and_what_is_no_utf_8_is_refused_with_its_line() -> None:
    assert read_marked_yaml(b"\xef\xbb\xbfa: 1\n", file="x.yml").value == {"a": Marked(1, 1)}
    with pytest.raises(InputDataError) as caught:
        read_marked_yaml(b"a: 1\nb: \xe9\n", file="x.yml")
    (problem,) = caught.value.problems
    assert (problem.id, problem.line, problem.value) == ("ACC-301", 2, r"b'\xe9'")
