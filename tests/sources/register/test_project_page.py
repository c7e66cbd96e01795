"""Saved project pages: lines with their place, printed sums checked, nothing corrected."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.declaration import Declaration
from accord.domain.project import FinancingLine, LineKind
from accord.errors import InputDataError, OutsideError
from accord.sources.register.project_page import ProjectPage, parse_project_page, read_project_page
from sources.register.pages import NORTHSHORE, Row, listed_page, tabled_page

SHAPES = pytest.mark.parametrize("shape", [tabled_page, listed_page], ids=["table", "list"])
Shape = Callable[..., bytes]


def parse(content: bytes, project: str = "") -> ProjectPage:
    return parse_project_page(content, file="page.html", source="northshore-page", project=project)


def refusal(content: bytes) -> str:
    with pytest.raises(InputDataError) as caught:
        parse(content)
    return caught.value.problems[0].id


@SHAPES
def test_every_line_is_read_with_its_financier_kind_code_and_amount(shape: Shape) -> None:
    page = parse(shape(NORTHSHORE))
    lines = [item.line for item in page.lines]
    assert [(line.financier, line.kind.value, line.grant_code) for line in lines] == [
        ("WBIF", "WBIF Grant", "WB17-ALB-TRA-77"),
        ("Lake Bank", "Loan", ""),
        ("Lake Bank", "External Loan", ""),
        ("Town of Southshore", "External Grant", ""),
        ("National Contribution", "Own Contribution", ""),
        ("WBIF", "WBIF Grant", "WB-IG03-ALB-TRA-77"),
        ("Potential WBIF TA Grant", "Other Sources", ""),
    ]
    assert [line.amount for line in lines][:2] == [Decimal(1500000), Decimal(20000000)]
    assert [line.is_anticipated for line in lines] == [False] * 6 + [True]
    assert {(line.unit, line.source, line.project) for line in lines} == {
        ("EUR", "northshore-page", "PRJ-ALB-TRA-977")
    }


@SHAPES
def test_the_page_says_its_code_title_and_description(shape: Shape) -> None:
    page = parse(shape(NORTHSHORE))
    assert (page.code, page.title) == ("PRJ-ALB-TRA-977", "Ferry terminal of Northshore")
    assert page.description.startswith("A quay & a ramp.")


@SHAPES
def test_a_line_can_be_found_again_in_the_bytes_of_the_file(shape: Shape) -> None:
    content = shape(NORTHSHORE)
    page = parse(content)
    assert page.sha256 == hashlib.sha256(content).hexdigest()
    for item in page.lines:
        assert content[item.offset :].decode().startswith(item.line.financier)
        assert item.line.financier in content.decode().split("\n")[item.line.origin.line - 1]
        assert item.line.origin.file == "page.html"


@SHAPES
def test_the_printed_sums_equal_the_lines_by_the_rule_of_the_register(shape: Shape) -> None:
    page = parse(shape(NORTHSHORE))
    assert [(check.label, check.printed, check.difference) for check in page.checks] == [
        ("Total", Decimal(41000000), Decimal(0)),
        ("Total Grants", Decimal(11500000), Decimal(0)),
        ("Total Loans", Decimal(20000000), Decimal(0)),
    ]
    assert page.is_consistent


@SHAPES
@pytest.mark.parametrize("project", ["T01", "T02", "X-RAIL8", "X-BDH", "X-SRB-BB"])
def test_the_five_pages_that_were_read_add_up_to_the_euro(
    shape: Shape, project: str, sofia_declaration: Declaration
) -> None:
    # The lines are those of the bundled declaration, the sums what the register printed.
    lines = [line for line in sofia_declaration.lines if line.project == project]
    sums = [
        (label, next(c.value for c in sofia_declaration.claims if c.id == f"{project}-{name}-printed"))
        for label, name in (("Total", "total"), ("Total Grants", "grants"), ("Total Loans", "loans"))
    ]
    rows: list[Row] = [
        (line.financier, _printed_kind(line), line.grant_code, f"€ {line.amount:,}") for line in lines
    ]
    rows += [(label, "", "", f"€ {value:,}") for label, value in sums]
    page = parse(shape(rows), project=project)
    assert page.is_consistent
    assert [_content(item.line) for item in page.lines] == [_content(line) for line in lines]
    assert [check.printed for check in page.checks] == [value for _, value in sums]


def _printed_kind(line: FinancingLine) -> str:
    return "Grant" if line.kind is LineKind.WBIF_GRANT else line.kind.value


def _content(line: FinancingLine) -> tuple[object, ...]:
    return (line.project, line.kind, line.financier, line.amount, line.grant_code, line.is_anticipated)


def test_a_sum_that_the_lines_do_not_make_up_is_a_finding() -> None:
    rows = [row if row[0] != "Total Loans" else ("Total Loans", "", "", "€ 25,000,000") for row in NORTHSHORE]
    page = parse(tabled_page(rows))
    assert [check.difference for check in page.checks] == [Decimal(0), Decimal(0), Decimal(5000000)]
    assert not page.is_consistent


def test_a_sum_that_is_not_printed_is_unknown_and_not_zero() -> None:
    page = parse(tabled_page([row for row in NORTHSHORE if row[0] != "Total"]))
    check = page.checks[0]
    assert (check.printed, check.difference, check.summed) == (None, None, Decimal(41000000))
    assert check.note == "The page does not print this sum."
    assert not page.is_consistent


def test_amounts_in_several_currencies_are_not_added() -> None:
    rows = [("Lake Bank", "Loan", "", "USD 7,000"), *NORTHSHORE]
    page = parse(tabled_page(rows))
    assert [check.summed for check in page.checks] == [None, Decimal(11500000), None]
    assert "several currencies" in page.checks[0].note


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("Lake Bank", "Loan", "", "to be agreed"), "no amount"),
        (("Lake Bank", "Loan", "", "€ 27.672"), "could mean two"),
        (("Lake Bank", "Gift", "", "€ 5"), "kind of the line"),
        (("Lake Bank", "Grant", "", "€ 5"), "not called an External Grant"),
        (("", "Loan", "", "€ 5"), "no financier"),
    ],
)
def test_a_row_that_cannot_be_read_is_set_apart_and_named(row: Row, why: str) -> None:
    page = parse(tabled_page([row, *NORTHSHORE]))
    (problem,) = page.set_apart
    assert problem.id == "ACC-352"
    assert why in problem.expected
    assert all(cell in problem.value for cell in row)
    assert problem.line > 0
    assert len(page.lines) == 7
    assert not page.is_consistent


def test_lines_that_run_into_each_other_are_not_guessed_apart() -> None:
    content = listed_page([("Lake Bank", "Loan", "", ""), *NORTHSHORE])
    (problem,) = parse(content).set_apart
    assert "two lines run into each other" in problem.expected


def test_a_row_run_together_in_one_text_is_taken_apart() -> None:
    rows = "".join(f"<li>{' '.join(cell for cell in row if cell)}</li>" for row in NORTHSHORE)
    page = parse(f"<h1>Ferry</h1><h2>Project Financing</h2><ul>{rows}</ul>".encode(), project="N1")
    assert [item.line.financier for item in page.lines][:3] == ["WBIF", "Lake Bank", "Lake Bank"]
    assert [item.line.kind.value for item in page.lines][1:3] == ["Loan", "External Loan"]
    assert page.lines[5].line.grant_code == "WB-IG03-ALB-TRA-77"
    assert page.is_consistent


def test_a_plan_printed_twice_for_two_screens_counts_once() -> None:
    content = tabled_page(NORTHSHORE).decode()
    table = content[content.index("<h2>Project Financing") : content.index("<h2>Partner")]
    assert parse(content.replace(table, table + table).encode()).is_consistent


def test_a_text_below_the_sums_is_no_row() -> None:
    content = tabled_page(NORTHSHORE).decode().replace("</table>", "</table><p>We use biscuits.</p>")
    assert parse(content.encode()).is_consistent


def test_a_page_with_two_kinds_of_encoding_keeps_its_letters() -> None:
    text = tabled_page((("Lake Bank Čaplja", "Loan", "", "€ 5"),)).decode()
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert parse(text.encode(encoding)).lines[0].line.financier == "Lake Bank Čaplja"
    old = text.replace('charset="utf-8"', 'charset="windows-1250"').encode("windows-1250")
    page = parse(old)
    assert page.lines[0].line.financier == "Lake Bank Čaplja"
    assert old[page.lines[0].offset :].startswith(b"Lake Bank")


def test_a_page_that_names_no_project_needs_its_name() -> None:
    content = tabled_page(NORTHSHORE, code="ferry")
    assert refusal(content) == "ACC-350"
    page = parse(content, project="N1")
    assert (page.code, page.lines[0].line.id, page.lines[0].line.project) == ("", "N1-L1", "N1")


def test_the_address_noted_by_a_browser_names_the_project() -> None:
    note = "<!-- saved from url=(0047)https://register.example/project/PRJ-ALB-TRA-977 -->"
    content = tabled_page(NORTHSHORE, code="ferry").replace(b"<html>", f"{note}<html>".encode())
    assert parse(content).code == "PRJ-ALB-TRA-977"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff\xfe\x00", "ACC-350"),
        (tabled_page(()).replace(b"utf-8", b"klingon"), "ACC-350"),
        (tabled_page(NORTHSHORE).replace(b"quay", b"qu\xe9"), "ACC-350"),
        (tabled_page((), headings=False), "ACC-351"),
        (tabled_page(()), "ACC-351"),
    ],
)
def test_what_is_no_project_page_is_refused(content: bytes, problem: str) -> None:
    assert refusal(content) == problem


def test_a_page_is_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "PRJ-ALB-TRA-977.html"
    path.write_bytes(tabled_page(NORTHSHORE))
    page = read_project_page(path, source="northshore-page")
    assert (page.file, len(page.lines)) == ("PRJ-ALB-TRA-977.html", 7)
    with pytest.raises(OutsideError):
        read_project_page(tmp_path / "none.html", source="northshore-page")


@given(st.binary(max_size=300), st.integers(0, 1500))
def test_no_broken_page_breaks_the_reader(noise: bytes, place: int) -> None:
    content = tabled_page(NORTHSHORE)
    broken = content[:place] + noise + content[place + len(noise) :]
    problems: set[str] = set()
    try:
        page = parse(broken)
        problems = {problem.id for problem in page.set_apart}
    except InputDataError as error:
        problems = {problem.id for problem in error.problems}
    assert problems <= {"ACC-350", "ACC-351", "ACC-352"}
