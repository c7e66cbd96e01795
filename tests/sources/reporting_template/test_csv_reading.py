"""CSV as spreadsheet programs save it: read where that is safe, refused where it is not."""

from __future__ import annotations

import pytest

from sources.reporting_template.forms import COLUMNS, csv_bytes, csv_rows, filled, problems_of, read_csv

VALUES = {"drowned": {"value": "12"}, "lit": {"value": "80.5", "note": "Lampe fällt aus; häufig"}}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_separators_line_ends_and_marks_of_programs_are_read(delimiter: str, end: str, mark: bytes) -> None:
    made = read_csv(mark + filled(VALUES, delimiter=delimiter, end=end))
    assert [(row.question.id, str(row.value), row.note) for row in made.answers if not row.is_empty] == [
        ("drowned", "12", ""),
        ("lit", "80.5", "Lampe fällt aus; häufig"),
    ]


def test_a_first_line_that_names_the_separator_is_passed_over_and_lines_keep_their_numbers() -> None:
    made = read_csv(b"sep=;\r\n" + filled(VALUES, delimiter=";"))
    assert made.answers[1].place == "line 11, column value"


def test_commas_before_decimals_are_refused_with_the_fix() -> None:
    (problem,) = problems_of(read_csv, filled({"lit": {"value": "80,5"}}, delimiter=";"))
    assert (problem.id, problem.line, problem.field) == ("ACC-677", 14, "line 14, column value")
    assert problem.fix.startswith("Write a point before decimals")


def test_points_that_may_group_thousands_are_refused_in_a_file_with_semicolons_only() -> None:
    (problem,) = problems_of(read_csv, filled({"drowned": {"value": "1.234"}}, delimiter=";"))
    assert (problem.id, problem.value) == ("ACC-677", "1.234")
    assert str(read_csv(filled({"tide": {"value": "1.234"}})).answers[-1].value) == "1.234"
    assert str(read_csv(filled({"tide": {"value": "1.2340"}}, delimiter=";")).answers[-1].value) == "1.2340"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_another_encoding_is_refused(encoding: str) -> None:
    content = filled(VALUES).decode().encode(encoding)
    (problem,) = problems_of(read_csv, content)
    assert problem.id == "ACC-340"
    assert "UTF-8" in problem.fix


def test_an_unknown_column_is_refused_and_a_missing_one_named() -> None:
    rows = [{**row, "remarks": ""} for row in csv_rows()]
    (problem,) = problems_of(read_csv, csv_bytes(rows, columns=[*COLUMNS, "remarks"]))
    assert (problem.id, problem.value) == ("ACC-672", "remarks")
    rows = [{key: text for key, text in row.items() if key != "flag"} for row in csv_rows()]
    (problem,) = problems_of(read_csv, csv_bytes(rows, columns=[name for name in COLUMNS if name != "flag"]))
    assert problem.id == "ACC-341"
    assert "flag" in problem.expected


def test_a_row_that_is_cut_off_is_refused() -> None:
    content = filled(VALUES)
    assert [problem.id for problem in problems_of(read_csv, content[: content.rindex(b",") - 3])] == [
        "ACC-347"
    ]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"hello", b"id;value\n1;2\n"])
def test_what_is_no_form_is_refused(content: bytes) -> None:
    assert problems_of(read_csv, content)[0].id in {"ACC-340", "ACC-341"}
