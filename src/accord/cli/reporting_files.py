"""Forms of reports between disk and command: found, opened, understood, written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from accord.errors import InputDataError, Problem, UsageError, unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accord.domain.declaration import Declaration
    from accord.domain.observation import Observation
    from accord.domain.partner_report import PartnerReport, Questionnaire

__all__ = ["bundled_or_folder", "observations_of_reports", "read_report", "write_form", "write_observations"]

_WORKBOOK, _CSV = ".xlsx", ".csv"


def bundled_or_folder(name: str) -> Declaration:
    """Return a declaration by the name of a bundled one, or by its folder."""
    from accord.sources.declaration import declaration_folder, parse_declaration, read_files

    return parse_declaration(read_files(declaration_folder(name)))


def write_form(asked: Questionnaire, out: Path) -> list[Path]:
    """Write an empty form: a workbook (.xlsx), a file (.csv), or a folder (no ending).

    Returns:
        The files that were written.

    Raises:
        UsageError: The ending is another one, or something lies there already: it may be filled in (ACC-269).
        OutsideError: The disk refuses (ACC-504).
    """
    from accord.methods.reporting.asking import last_day, return_by
    from accord.sources.reporting_template.csv_writing import csv_folder, csv_form
    from accord.sources.reporting_template.explaining import introduction
    from accord.sources.reporting_template.workbook_form import workbook_form

    if out.suffix not in {_WORKBOOK, _CSV, ""} or out.exists():
        raise UsageError(
            Problem(
                id="ACC-269",
                what="The form cannot be written there.",
                field="--out",
                value=str(out),
                expected="a new file that ends in .xlsx or .csv, or a new folder",
                fix="Choose another name; a form that is there may be filled in and is never replaced.",
            )
        )
    period = asked.period
    explained = introduction(asked, named_on=last_day(period), return_by=return_by(period))
    if out.suffix == _WORKBOOK:
        contents = {out: workbook_form(asked, explained)}
    elif out.suffix == _CSV:
        contents = {out: csv_form(asked)}
    else:
        contents = {out / name: content for name, content in csv_folder(asked, explained).items()}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise unreadable(error.filename or out, error) from error
    return list(contents)


def read_report(path: Path, declaration: Declaration) -> PartnerReport:
    """Read a form that was filled in: a workbook, a CSV file, or a folder with ``report.csv``.

    Args:
        path: The file or folder.
        declaration: The content by which it was asked.

    Raises:
        UsageError: There is no such file (ACC-213).
        InputDataError: It is no form, or anything in it is wrong (ACC-353, ACC-340, ACC-670 to ACC-683).
        OutsideError: It cannot be opened (ACC-504).
    """
    from accord.cli.output import check_files
    from accord.methods.reporting.asking import half_year, last_day, questionnaire, reporting_partner
    from accord.sources.reporting_template.csv_reading import parse_csv_form
    from accord.sources.reporting_template.csv_writing import REPORT_FILE
    from accord.sources.reporting_template.layout import Detail
    from accord.sources.reporting_template.report_reading import parse_report
    from accord.sources.reporting_template.workbook_given import parse_workbook_form

    file = path / REPORT_FILE if path.is_dir() else path
    check_files([file])
    try:
        content = file.read_bytes()
    except OSError as error:
        raise unreadable(file, error) from error
    is_workbook = file.suffix.casefold() == _WORKBOOK or content.startswith(b"PK")
    name = f"{path.name}/{file.name}" if path.is_dir() else file.name
    form = (parse_workbook_form if is_workbook else parse_csv_form)(content, file=name)
    try:
        partner = reporting_partner(declaration, form.identity(Detail.PARTNER))
        period = half_year(form.identity(Detail.PERIOD))
        asked = questionnaire(declaration, partner, period)
    except UsageError as error:
        raise InputDataError(*(_in_file(problem, name) for problem in error.problems)) from error
    return parse_report(form, asked, last_day=last_day(period))


def _in_file(problem: Problem, file: str) -> Problem:
    """Return what is wrong with a form, where the command would have been wrong."""
    return Problem(
        id="ACC-671",
        what=f"The form names no partner or half-year that is asked. {problem.what}",
        file=file,
        field=f"report.{problem.field}",
        value=problem.value,
        expected=problem.expected,
        fix=problem.fix,
    )


def observations_of_reports(reports: Sequence[PartnerReport]) -> tuple[Observation, ...]:
    """Return the observations of several reports, by partner and edition.

    Raises:
        InputDataError: Two reports are of one partner, half-year and day (ACC-686), or an indicator has no
            segment (ACC-685).
    """
    from accord.methods.reporting.observations import edition_observations

    problems: list[Problem] = []
    first: dict[tuple[str, str, str], PartnerReport] = {}
    for report in reports:
        asked = report.questionnaire
        key = (asked.partner.id, asked.period.text, report.date.text)
        if key in first:
            problems.append(
                Problem(
                    id="ACC-686",
                    what="Two reports are of one partner, half-year and day.",
                    file=report.file,
                    row="report.date",
                    value=", ".join(key),
                    expected=f"another day than that of {first[key].file}",
                    fix="Leave one out, or date the later one by the day on which it was made.",
                )
            )
        first.setdefault(key, report)
    if problems:
        raise InputDataError(*problems)
    return edition_observations(reports)


def write_observations(
    reports: Sequence[PartnerReport], observations: Sequence[Observation], out: Path
) -> dict[str, int]:
    """Write the observations of reports as the tables that ``accord build --observations`` takes in.

    Returns:
        Number of rows by table.
    """
    import pyarrow as pa

    from accord.sources.reporting_template.layout import TEMPLATE
    from accord.store.observation_tables import OBSERVATION_SCHEMAS, to_observation_table
    from accord.store.tables import write_tables

    files = [
        {
            "name": report.file,
            "sha256": report.sha256,
            "layout": TEMPLATE,
            "layout_sha256": report.questionnaire.digest,
            "publisher": report.institution or report.questionnaire.partner.id,
            "url": "",
            "licence": "not stated in the report",
            "vintage": report.date.text,
            "rows": len(report.answers),
            "unread": list(report.tolerated),
        }
        for report in reports
    ]
    batches = [
        ("observations", to_observation_table(observations)),
        (
            "observation_files",
            pa.Table.from_pylist(files, schema=OBSERVATION_SCHEMAS["observation_files"]),
        ),
    ]
    return write_tables(batches, OBSERVATION_SCHEMAS, out)
