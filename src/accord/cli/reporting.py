"""Commands on the reports that partners make twice a year: report template, read, check."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import JsonOption, print_json, print_line, print_table, say

if TYPE_CHECKING:
    from accord.domain.partner_report import ReportFinding

__all__ = ["app", "check", "read", "template"]

app = typer.Typer(
    help="Write the form on which partners report twice a year, and take it in.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

DeclarationOption = Annotated[
    str, typer.Option("--declaration", help="Folder of a declaration, or the name of a bundled one.")
]


@app.command()
def template(
    partner: Annotated[
        str, typer.Option(help="Id of the partner, such as ALB, or its capital, as SEESAC names it.")
    ],
    period: Annotated[
        str, typer.Option(help="Half-year, such as 2026-H2; yearly figures are asked with the second.")
    ],
    out: Annotated[
        Path, typer.Option(metavar="FILE.xlsx|FILE.csv|FOLDER", help="File or folder to write; a new one.")
    ],
    declaration: DeclarationOption = "sofia_2018",
) -> None:
    """Write an empty form: a workbook, one CSV file, or a folder with the CSV file and its explanation."""
    from accord.cli.reporting_files import bundled_or_folder, write_form
    from accord.methods.reporting.asking import half_year, questionnaire, reporting_partner, return_by

    content = bundled_or_folder(declaration)
    asked = questionnaire(content, reporting_partner(content, partner), half_year(period))
    for path in write_form(asked, out):
        print_line(str(path))
    say(
        f"{len(asked.questions)} rows for {asked.partner.id}, {asked.period}; asked back by"
        f" {return_by(asked.period).isoformat()}."
    )


@app.command()
def read(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Forms that were filled in (.xlsx, .csv, folder).")
    ],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="DIR", help="Folder for the tables; an earlier reading is replaced."),
    ],
    declaration: DeclarationOption = "sofia_2018",
    json: JsonOption = False,
) -> None:
    """Read forms into the tables that `accord build --observations DIR` takes in: all of them, or none.

    Every cell is used or refused with its place. A row that was left empty becomes a missing value.
    """
    from accord.cli.reporting_files import (
        bundled_or_folder,
        observations_of_reports,
        read_report,
        write_observations,
    )
    from accord.errors import InputDataError, Problem
    from accord.methods.reporting.checking import report_findings

    content = bundled_or_folder(declaration)
    reports, problems = [], list[Problem]()
    for file in files:
        try:
            reports.append(read_report(file, content))
        except InputDataError as error:
            problems += error.problems
    if problems:
        raise InputDataError(*problems)
    observations = observations_of_reports(reports)
    counts = write_observations(reports, observations, out)
    known = sum(row.value is not None for row in observations)
    if json:
        print_json({"rows": counts, "with_value": known, "reports": [report.file for report in reports]})
    else:
        print_table(["table", "rows"], [[name, f"{count:,}"] for name, count in counts.items()], numeric=1)
    for report in reports:
        asked = sum(finding.is_question for finding in report_findings(report))
        if asked:
            say(f"{report.file}: questions to the reporter: {asked}; `accord report check` lists them.")
    say(f"Reports: {len(reports)}; observations: {len(observations)}, {known} with a value; in {out}.")


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Form that was filled in.")],
    before: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Form of an earlier half-year to compare with.", show_default=False
        ),
    ] = None,
    factor: Annotated[str, typer.Option(help="How many times an earlier value is far from it.")] = "3",
    declaration: DeclarationOption = "sofia_2018",
    json: JsonOption = False,
) -> None:
    """List what in a form does not fit together: questions to the reporter, and remarks.

    Parts that do not add up are legal, and the rest is reported as not stated. Exit code 1 if there is a
    question.
    """
    from accord.cli.reporting_files import bundled_or_folder, read_report
    from accord.methods.reporting.checking import REPORT_CHECK_METHOD, report_findings

    least = _factor(factor)
    content = bundled_or_folder(declaration)
    report = read_report(file, content)
    earlier = None if before is None else read_report(before, content)
    if earlier is not None and earlier.questionnaire.partner != report.questionnaire.partner:
        raise typer.BadParameter("it is the form of another partner", param_hint="--before")
    found = report_findings(report, earlier, factor=least)
    questions = sum(finding.is_question for finding in found)
    if json:
        print_json(
            {"method": REPORT_CHECK_METHOD, "factor": factor, "findings": [_json(row) for row in found]}
        )
    elif found:
        rows = [
            ["question" if row.is_question else "remark", row.kind, row.indicator, row.text] for row in found
        ]
        print_table(["", "kind", "indicator", "finding"], rows)
    say(f"Questions: {questions}; remarks: {len(found) - questions}; rows: {len(report.answers)}.")
    if questions:
        raise typer.Exit(1)


def _factor(text: str) -> Decimal:
    try:
        factor = Decimal(text)
    except InvalidOperation:
        factor = Decimal(0)
    if not factor.is_finite() or factor <= 1:
        raise typer.BadParameter("a number above 1", param_hint="--factor")
    return factor


def _json(finding: ReportFinding) -> dict[str, str | bool]:
    return {
        "is_question": finding.is_question,
        "kind": finding.kind,
        "indicator": finding.indicator,
        "text": finding.text,
    }
