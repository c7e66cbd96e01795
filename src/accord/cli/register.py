"""Commands on the register of projects: saved pages, and its spreadsheet: read wbif, register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import (
    JsonOption,
    SnapshotOption,
    check_files,
    load,
    print_json,
    print_line,
    print_table,
    say,
)
from accord.cli.register_iati import placed_claims, read_iati_folder, tell_iati
from accord.errors import InputDataError, Problem, unreadable

if TYPE_CHECKING:
    from accord.domain.declaration import Declaration
    from accord.sources.register.project_page import ProjectPage
    from accord.store.figure_json import Json

__all__ = ["app", "read", "wbif", "write"]

_AMOUNT = "grant"
"""Attribute of the amount that a document names with a stage."""

app = typer.Typer(
    help="Write the register of projects as a spreadsheet, and take one in.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def wbif(
    files: Annotated[list[Path], typer.Argument(metavar="PAGE...", help="Saved project pages (HTML).")],
    project: Annotated[
        str,
        typer.Option(help="Id of the project, for one page whose address was not saved.", show_default=False),
    ] = "",
    json: JsonOption = False,
) -> None:
    """Read saved project pages of the Western Balkans Investment Framework and check their sums.

    Exit code 1 if a row could not be read, or a printed sum is not that of its lines.
    """
    from accord.sources.register.project_page import read_project_page

    if project and len(files) > 1:
        raise typer.BadParameter("it names one project, and there are several pages", param_hint="--project")
    check_files(files)
    pages: list[ProjectPage] = []
    problems: list[Problem] = []
    for file in files:
        try:
            pages.append(read_project_page(file, source=file.stem, project=project))
        except InputDataError as error:
            problems += error.problems
    if json:
        print_json([_page_json(page) for page in pages])
    for page in pages if not json else ():
        _print_page(page)
    if problems:
        raise InputDataError(*problems)
    findings = sum(not page.is_consistent for page in pages)
    if findings:
        say(f"{findings} of {len(pages)} pages have findings.")
        raise typer.Exit(1)


def _page_json(page: ProjectPage) -> Json:
    from accord.cleaning.values import plain_value

    lines: list[Json] = [
        {
            "id": one.line.id,
            "kind": one.line.kind.value,
            "financier": one.line.financier,
            "amount": plain_value(one.line.amount),
            "unit": one.line.unit,
            "grant_code": one.line.grant_code,
            "anticipated": one.line.is_anticipated,
            "line": one.line.origin.line,
            "byte": one.offset,
        }
        for one in page.lines
    ]
    sums: list[Json] = [
        {
            "sum": check.label,
            "printed": plain_value(check.printed),
            "lines": plain_value(check.summed),
            "difference": plain_value(check.difference),
            "unit": check.unit,
            "note": check.note,
        }
        for check in page.checks
    ]
    return {
        "file": page.file,
        "sha256": page.sha256,
        "code": page.code,
        "title": page.title,
        "lines": lines,
        "sums": sums,
        "set_apart": [problem.render() for problem in page.set_apart],
        "consistent": page.is_consistent,
    }


def _print_page(page: ProjectPage) -> None:
    from accord.cleaning.values import shown_value

    print_line(f"{page.code or 'no code'}  {page.title or 'no title'}  ({page.file})")
    rows = []
    for one in page.lines:
        line, mark = one.line, " (anticipated)" if one.line.is_anticipated else ""
        shown = shown_value(line.amount, line.unit)
        rows.append([line.id, line.kind.value + mark, line.financier, line.grant_code, shown])
    print_table(["line", "kind", "financier", "grant code", "amount"], rows, numeric=1)
    sums = [
        [
            check.label,
            shown_value(check.printed, check.unit),
            shown_value(check.summed, check.unit),
            check.note or ("equal" if check.difference == 0 else shown_value(check.difference, check.unit)),
        ]
        for check in page.checks
    ]
    print_table(["sum", "printed", "sum of the lines", "difference"], sums, numeric=3)
    for problem in page.set_apart:
        say(problem.render())


@app.command()
def write(
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="Spreadsheet to write.")],
    snapshot: SnapshotOption = None,
    template: Annotated[
        bool, typer.Option("--template", help="Write an empty one, to be filled in.")
    ] = False,
) -> None:
    """Write projects, financing lines and statements about stages as a spreadsheet."""
    from accord.domain.register import Register
    from accord.sources.register.content_writing import records_of_claims
    from accord.sources.register.workbook_writing import write_workbook

    declaration = load(snapshot).declaration
    register = Register()
    if not template:
        found = records_of_claims(declaration.claims, declaration.projects, _stage_attribute(declaration))
        register = Register(projects=found.projects, lines=declaration.lines, stages=found.stages)
    write_workbook(register, out, stages=[stage.id for stage in declaration.stages])
    kept = {record.id for record in register.stages}
    placed = sum(bool(claim.place) for claim in declaration.claims if claim.id in kept)
    say(_counted(len(register.projects), len(register.lines), len(register.stages)))
    if placed:
        say(f"For {placed} statements the snapshot knows the place in the document; a spreadsheet does not.")
    print_line(str(out))


@app.command()
def read(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE.xlsx|DIR", help="Spreadsheet, or folder that `accord read iati` wrote."),
    ],
    snapshot: SnapshotOption = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE.yml", help="Write its projects and lines as content.", show_default=False),
    ] = None,
    claims: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.yml", help="Write its stages as claims of the content.", show_default=False
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Check a spreadsheet, or find projects in IATI tables by their WBIF codes; write rows as content.

    The files of a spreadsheet can take the place of those of a declaration, those of IATI tables
    stand beside them. Exit code 1 if something that IATI says of a project is no row.
    """
    from accord.sources.register.content_writing import claims_of_stages, content_text
    from accord.sources.register.workbook_reading import read_workbook

    declaration = load(snapshot).declaration
    found = None
    if file.is_dir():
        found = read_iati_folder(file, declaration)
        register = found.register
    else:
        check_files([file])
        register = read_workbook(file, stages=[stage.id for stage in declaration.stages])
    said = claims_of_stages(register.stages, stage=_stage_attribute(declaration), amount=_AMOUNT)
    has_findings = tell_iati(found, json=json) if found else False
    if out is not None:
        _write(out, content_text(register.projects, register.lines), is_told=json)
    if claims is not None:
        placed = placed_claims(said, found) if found else said
        _write(claims, content_text(claims=placed), is_told=json)
    elif out is not None and said:
        say(f"{len(register.stages)} statements about stages are not in {out}: name a file with --claims.")
    counts = (len(register.projects), len(register.lines), len(register.stages))
    if json and found is None:
        print_json(dict(zip(("projects", "lines", "stages"), counts, strict=True)))
    say(_counted(*counts))
    if has_findings:
        raise typer.Exit(1)


def _write(path: Path, text: str, *, is_told: bool = False) -> None:
    """Write a file; its name is data, unless other data is told on the same stream."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise unreadable(path, error) from error
    (say if is_told else print_line)(str(path))


def _counted(projects: int, lines: int, stages: int) -> str:
    return f"{projects} projects, {lines} financing lines, {stages} statements about stages."


def _stage_attribute(declaration: Declaration) -> str:
    from accord.domain.claim import AttributeKind

    kinds = (row.id for row in declaration.attributes if row.kind is AttributeKind.STAGE)
    return next(kinds, "stage")
