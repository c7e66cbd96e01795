"""What `accord why --from` says of a figure of an appraisal, computed again from its file."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

from accord.cli.output import check_files, print_json, print_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accord.domain.figure import Figure
    from accord.domain.recorded_cell import RecordedCell
    from accord.methods.appraisal.results import AnalysisResult, AppraisalResult
    from accord.sources.appraisal.reading import AppraisalFiles

    Row = dict[str, object]

__all__ = ["explain_appraisal", "is_appraisal"]


def is_appraisal(name: str) -> bool:
    """Whether an id is that of a figure of an appraisal."""
    return name.startswith("appraisal.")


def explain_appraisal(name: str, file: Path, *, json: bool) -> None:
    """Appraise again and print from what one figure comes.

    Args:
        name: Id as ``accord appraise --json`` prints it.
        file: The appraisal.
        json: Whether to print JSON.

    Raises:
        UsageError: The appraisal has no such figure (ACC-290), or the file is none (ACC-291).
        InputDataError: The file is refused as by the command that computes from it.
    """
    from accord.methods.appraisal.figures import appraisal_figures
    from accord.methods.appraisal.recorded_rows import recorded_rows
    from accord.methods.appraisal.running import appraise
    from accord.sources.appraisal.reading import read_appraisal

    check_files([file])
    files = read_appraisal(file)
    result = appraise(files.spec, files.parameters)
    figures = {figure.id: figure for figure in appraisal_figures(result)}
    cells = {cell.id: cell for cell in recorded_rows(result, files.files, file.name)}
    if name in cells:
        _explain_row(cells[name], json=json)
        return
    if name not in figures:
        raise _unknown(name, [*figures, *cells], file)
    found = _explained(figures[name], result, files, list(cells.values()))
    if json:
        print_json(found)
    else:
        _print(figures[name], found)


def _explain_row(cell: RecordedCell, *, json: bool) -> None:
    """Print what stands in one row: a line, a parameter, or what is declared as a whole."""
    if json:
        from accord.cli.appraisal_json import row_json

        print_json(row_json(cell))
        return
    print_line(f"{cell.id}\n  says     {cell.says}\n  stands   {cell.file}, {cell.place}")
    print_line(f"  sha256   {cell.sha256}")


def _unknown(name: str, known: list[str], file: Path) -> Exception:
    from accord.errors import Problem, UsageError

    near = difflib.get_close_matches(name, known, n=3)
    return UsageError(
        Problem(
            id="ACC-290",
            what=f"The appraisal in {file.name} has no figure with this id.",
            value=name,
            expected=f"an id such as {', '.join(near or known[:3])}",
            fix="List the ids with `accord appraise FILE --json`.",
        )
    )


def _analysis_of(figure: Figure, result: AppraisalResult) -> AnalysisResult:
    """Return the analysis whose lines are inputs of a figure; lines may be named like an analysis."""
    from accord.domain.appraisal_flows import Analysis
    from accord.methods.appraisal.figure_making import line_id

    inputs, spec = {part.id for part in figure.inputs}, result.spec
    for each in result.analyses.values():
        if any(line_id(spec.id, each.analysis, line.id) in inputs for line in each.lines):
            return each
    return result.analyses[Analysis.FINANCIAL]


def _explained(
    figure: Figure, result: AppraisalResult, files: AppraisalFiles, cells: Sequence[RecordedCell]
) -> Row:
    from accord.cli.appraisal_json import line_json, parameter_json, row_json
    from accord.domain.appraisal_conventions import Discounting
    from accord.methods.appraisal.figure_making import financier_id, financing_id, line_id, parameter_id
    from accord.methods.appraisal.rate_schedule import RateSchedule
    from accord.methods.appraisal.running import factors_of
    from accord.store.figure_json import figure_json

    analysis = _analysis_of(figure, result)
    stated = figure.parameters.get("rate")
    rate = next((each for each in analysis.at if str(each) == stated), analysis.rate.value)
    when = Discounting(figure.parameters["discounting"])
    factors = factors_of(result.spec, rate, when).tolist()
    used = {part.id for part in figure.inputs}
    spec = result.spec
    paying = {financing_id(spec.id, row.id) for row in spec.financing}
    paying |= {financier_id(spec.id, row.id) for row in spec.financiers}
    return {
        **figure_json(figure),
        "present_values_at": str(rate) if isinstance(rate, RateSchedule) else float(rate),
        "lines": [
            {
                "line": line_id(result.spec.id, analysis.analysis, line.id),
                "present_value": sum(
                    float(amount) * factor for amount, factor in zip(line.signed, factors, strict=True)
                ),
                **line_json(line),
            }
            for line in analysis.lines
            if line_id(result.spec.id, analysis.analysis, line.id) in used
        ],
        "financing": [row_json(cell) for cell in cells if cell.id in used and cell.id in paying],
        "parameter_rows": [
            {"id": parameter_id(result.spec.id, name), **parameter_json(parameter)}
            for name, parameter in result.parameters.items()
            if parameter_id(result.spec.id, name) in used
        ],
        "files": dict(files.files),
    }


def _print(figure: Figure, found: Row) -> None:
    value = "none" if figure.value is None else f"{figure.value:f} {figure.unit}".strip()
    print_line(f"{figure.id}  {figure.label}\n  {value}")
    print_line(f"  method     {figure.method}")
    print_line("  parameters " + ", ".join(f"{name} = {said}" for name, said in figure.parameters.items()))
    print_line(f"  reason     {figure.reason}")
    print_line(f"\nLines, present value at {found['present_values_at']}")
    lines: list[Row] = found["lines"]  # type: ignore[assignment]
    for line in lines:
        print_line(f"  {line['line']}  {line['present_value']:.6g}  ({line['kind']}; {line['made']})")
        print_line(f"    said by  {line['source']}")
        print_line(f"    stands   {line['file']}, {line['place']}")
    financing: list[Row] = found["financing"]  # type: ignore[assignment]
    for row in financing:
        print_line(f"  {row['id']}  {row['says']}")
        print_line(f"    stands   {row['file']}, {row['place']}")
    print_line("\nParameters")
    parameters: list[Row] = found["parameter_rows"]  # type: ignore[assignment]
    for row in parameters:
        shown = row["value"] if row["value"] is not None else row["points"] or f"from {row['transfer_of']}"
        prices = f", prices of {row['price_base']}" if row["price_base"] else ""
        print_line(f"  {row['id']}  {shown} {row['unit']}{prices}  {row['title']}")
        print_line(f"    said by  {row['source']}; {row['evidence']}, read {row['date_read']}")
        print_line(f"    stands   {row['file']}, {row['place']}")
    print_line("\nFiles")
    files: dict[str, str] = found["files"]  # type: ignore[assignment]
    for name, digest in files.items():
        print_line(f"  {name}  sha256 {digest}")
