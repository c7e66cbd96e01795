"""A saved project page of the Western Balkans Investment Framework is read and checked.

Both families of pages are understood, ``/project/PRJ-...`` and ``/project-detail/PRJ-...``: the
plan may be a table or a list, and may stand before or after the description.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from accord.cleaning.wbif_codes import CodeKind, compose_wbif_code, find_wbif_codes
from accord.domain.evidence import Evidence, Origin
from accord.domain.project import FinancingLine
from accord.errors import InputDataError, Problem, unreadable
from accord.sources.register.financing_rows import (
    TOTALS,
    FinancingRow,
    RowRefusedError,
    group_rows,
    read_financing_row,
)
from accord.sources.register.page_blocks import Block, PageText, read_blocks
from accord.sources.register.page_sections import page_description, page_title, plan_blocks
from accord.sources.register.total_checks import TotalCheck, check_totals

__all__ = ["PageLine", "ProjectPage", "parse_project_page", "read_project_page"]

_NOT_YET = ("anticipated", "potential")
_Row = tuple[FinancingRow, tuple[Block, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """A financing line with its place in the page.

    Attributes:
        line: The line; its origin names the file and the line in it.
        offset: Position of its first byte in the file.
        printed: The row as printed.
    """

    line: FinancingLine
    offset: int
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPage:
    """What a project page says.

    Attributes:
        file: Name of the file.
        sha256: Hash of its bytes.
        code: Code of the project in the page's address; empty if the saved page names none.
        title: Title; empty if none was found.
        description: Text of the description, one paragraph a line.
        lines: Financing lines in printed order.
        checks: Printed sums against the lines.
        set_apart: Rows that could not be read (ACC-352); no sum can be trusted while there is one.
    """

    file: str
    sha256: str
    code: str
    title: str
    description: str
    lines: tuple[PageLine, ...]
    checks: tuple[TotalCheck, ...]
    set_apart: tuple[Problem, ...]

    @property
    def is_consistent(self) -> bool:
        """Whether every row was read and every sum is printed and equals its lines."""
        return not self.set_apart and all(check.difference == 0 for check in self.checks)


def read_project_page(path: Path, *, source: str, project: str = "") -> ProjectPage:
    """Read a saved page from disk; see ``parse_project_page``.

    Raises:
        OutsideError: The file cannot be opened (ACC-504).
        InputDataError: As ``parse_project_page``.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    return parse_project_page(content, file=path.name, source=source, project=project)


def parse_project_page(content: bytes, *, file: str, source: str, project: str = "") -> ProjectPage:
    """Read a saved project page.

    A row that cannot be read is set apart and named; a printed sum that the lines do not make up
    is kept as a difference. Neither is corrected.

    Args:
        content: The bytes of the HTML file.
        file: Its name.
        source: Id of the source that the lines cite.
        project: Id under which the project is kept; empty for the register's code.

    Returns:
        The page; its lines have the ids ``<project>-L1`` and so on.

    Raises:
        InputDataError: The bytes are no text (ACC-350), nothing names the project (ACC-350), or
            there is no financing plan (ACC-351).
    """
    page = read_blocks(content, file=file)
    code = _project_code(page)
    name = project or code
    if not name:
        raise InputDataError(
            Problem(
                id="ACC-350",
                what="The page does not say which project it is about.",
                file=file,
                expected="an address with the code of a project, such as /project/PRJ-ALB-TRA-013",
                fix="Name the project when reading the page.",
            )
        )
    rows, set_apart = _read_rows(plan_blocks(page.blocks), file, name)
    if not rows and not set_apart:
        raise InputDataError(_no_plan(file))
    lines = _page_lines(rows, file=file, source=source, project=name)
    return ProjectPage(
        file=file,
        sha256=hashlib.sha256(content).hexdigest(),
        code=code,
        title=page_title(page.blocks),
        description=page_description(page.blocks),
        lines=lines,
        checks=check_totals([line.line for line in lines], [row for row, _ in rows if row.kind is None]),
        set_apart=tuple(set_apart),
    )


def _project_code(page: PageText) -> str:
    for address in page.addresses:
        for code in find_wbif_codes(address):
            if code.kind is CodeKind.PROJECT:
                return compose_wbif_code(code)
    return ""


def _read_rows(blocks: Sequence[Block], file: str, project: str) -> tuple[list[_Row], list[Problem]]:
    """Read the rows of a plan; what stands without an amount below all its sums is no row."""
    rows: list[_Row] = []
    set_apart: list[Problem] = []
    for row in group_rows(blocks):
        try:
            rows.append((read_financing_row([block.text for block in row]), row))
        except RowRefusedError as refusal:
            is_below = {found.label for found, _ in rows}.issuperset(TOTALS)
            if not (is_below and refusal.is_without_amount):
                set_apart.append(_problem(row, refusal, file, project))
    return rows, set_apart


def _page_lines(rows: Sequence[_Row], *, file: str, source: str, project: str) -> tuple[PageLine, ...]:
    printed = [(row, row.kind, blocks) for row, blocks in rows if row.kind is not None]
    return tuple(
        PageLine(
            line=FinancingLine(
                id=f"{project}-L{number}",
                project=project,
                kind=kind,
                financier=row.financier,
                amount=row.amount.amount,
                unit=row.amount.unit,
                source=source,
                evidence=Evidence.SEEN,
                grant_code=row.code,
                is_anticipated=any(word in row.financier.casefold() for word in _NOT_YET),
                origin=Origin(file=file, line=blocks[0].line),
            ),
            offset=blocks[0].offset,
            printed=_printed(blocks),
        )
        for number, (row, kind, blocks) in enumerate(printed, 1)
    )


def _printed(blocks: tuple[Block, ...]) -> str:
    return " | ".join(block.text for block in blocks)


def _problem(blocks: tuple[Block, ...], refusal: RowRefusedError, file: str, row: str) -> Problem:
    return Problem(
        id="ACC-352",
        what="A row of the financing plan cannot be read.",
        file=file,
        line=blocks[0].line,
        row=row,
        value=_printed(blocks),
        expected=f"{refusal.expected} ({refusal.why})",
        fix="Compare with the page in a browser; enter the line by hand if the page is right.",
    )


def _no_plan(file: str) -> Problem:
    return Problem(
        id="ACC-351",
        what="The page holds no financing plan.",
        file=file,
        expected=f"lines below `Project Financing`, then {', '.join(TOTALS)}",
        fix="Save the page of the project itself, after it has loaded to its end.",
    )
