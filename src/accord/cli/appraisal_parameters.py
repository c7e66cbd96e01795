"""The parameters that an appraisal can use by name: those that come with Accord, and those of its author."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from accord.cli.output import check_files, print_json, print_line, print_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accord.domain.appraisal import Appraisal
    from accord.domain.appraisal_parameters import Parameter

__all__ = ["list_parameters"]


def list_parameters(file: Path | None, *, json: bool) -> None:
    """Print every parameter that is known, one row each; with an appraisal, also whether it fits.

    Args:
        file: An appraisal, whose own parameters are listed, too; None: those that come with Accord.
        json: Whether to print JSON, with sources, addresses and notes.

    Raises:
        UsageError: There is no such file (ACC-213).
        InputDataError: The appraisal cannot be read.
    """
    from accord.sources.appraisal.parameters import SHIPPED, SHIPPED_NAME, parse_parameters
    from accord.sources.appraisal.reading import read_appraisal

    spec: Appraisal | None = None
    if file is None:
        parameters: Mapping[str, Parameter] = parse_parameters(SHIPPED.read_bytes(), file=SHIPPED_NAME)
    else:
        check_files([file])
        files = read_appraisal(file)
        spec, parameters = files.spec, files.parameters
    if json:
        from accord.cli.appraisal_json import parameter_json

        rows = [parameter_json(row) for row in parameters.values()]
        for found, row in zip(rows, parameters.values(), strict=True):
            if spec is not None:
                found["doubts"] = _doubts(spec, row, parameters)
        print_json({"parameters": rows})
        return
    headings = ["parameter", "what", "value", "unit", "prices", "for", "evidence"]
    cells = [[*_cells(row)] for row in parameters.values()]
    if spec is not None:
        headings.append(f"in {spec.id}")
        for line, row in zip(cells, parameters.values(), strict=True):
            line.append("; ".join(_doubts(spec, row, parameters)) or "fits")
    print_table(headings, cells)
    print_line(
        "Sources, addresses and notes: --json. What was not read is unverified; an appraisal refuses it."
    )


def _cells(row: Parameter) -> tuple[str, ...]:
    years = f"{row.valid_from or ''}-{row.valid_until or ''}" if row.valid_from or row.valid_until else ""
    return (
        row.id,
        row.title,
        _value(row),
        row.unit,
        str(row.price_base or ""),
        years,
        row.evidence.value,
    )


def _value(row: Parameter) -> str:
    from accord.methods.appraisal.transfers import transfer_formula

    if row.transfer_of:
        return transfer_formula(row)
    if row.value is not None:
        return f"{row.value:,}"
    points = sorted(row.points, key=lambda point: point.year)
    return " to ".join(f"{point.value} in {point.year}" for point in (points[0], points[-1]))


def _doubts(spec: Appraisal, row: Parameter, parameters: Mapping[str, Parameter]) -> list[str]:
    """Return what speaks against using a parameter in an appraisal, that of its terms included."""
    from accord.errors import InputDataError
    from accord.methods.appraisal.parameter_values import usable_parameter

    try:
        usable_parameter(spec, parameters, row.id, spec)
    except InputDataError as refused:
        return [problem.what for problem in refused.problems]
    return []
