"""The rows of an SDMX-CSV file of version 1.0 or 2.x, each cell exact as written."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from accord.errors import InputDataError, Problem
from accord.sources.observations.raw import RawRow, RawTable
from accord.sources.rates.grid import Grid, Separator, TableFile, decode_table, read_grid
from accord.sources.rates.refusals import Place, Refusals, cell_problem

__all__ = ["is_sdmx_csv", "read_sdmx_csv"]

_STRUCTURE_TYPES = ("dataflow", "datastructure", "dataprovision")
_STATING = ("", "I", "A", "R", "M")
_OWN = ("DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "ACTION")
_LABEL = ": "
_LONGEST_HEADER = 100_000
_LABELLED = re.compile(r"[A-Za-z0-9_@$.+-]+: ")
_UNLABELLED = ("OBS_VALUE", "TIME_PERIOD")


def is_sdmx_csv(file: TableFile) -> bool:
    """Say whether a file in text form has a column that only SDMX-CSV has, whatever its name."""
    header, _ = _header(decode_table(file))
    return any(name in header for name in (*_OWN[:3], "OBS_VALUE"))


def read_sdmx_csv(file: TableFile) -> RawTable:
    """Read a file.

    Version 1.0 has a column DATAFLOW; versions 2.0 and 2.1 have STRUCTURE and STRUCTURE_ID in its place, and
    often ACTION. Columns that are no part of the standard are kept like attributes. Where cells hold
    a code with its label, the code is kept; columns of labels alone stay columns.

    Args:
        file: The bytes of the file, in UTF-8, parted by commas, semicolons or tabs.

    Returns:
        The table, as ``read_sdmx`` describes it, in the order of the file. Rows of other structures are kept:
        who needs one structure chooses.

    Raises:
        InputDataError: Not a table in UTF-8 or cells that do not fit the header (ACC-340, ACC-341, ACC-347),
            without the columns that name the structure, or with values in them that the standard does not
            have (ACC-658), or rows that delete (ACC-652).
    """
    text = decode_table(file)
    header, separator = _header(text)
    if "DATAFLOW" not in header and not {"STRUCTURE", "STRUCTURE_ID"} <= set(header):
        raise InputDataError(_unnamed(Place(file.name, 1, value=separator.join(header)[:200])))
    grid = read_grid(text, file=file.name, separator=separator)
    columns = [_id(name) for name in grid.header]
    refusals = Refusals()
    structures = [_structure(grid.file, columns, line, cells, refusals) for line, cells in grid.rows]
    refusals.finish()
    kept = [position for position, name in enumerate(columns) if name not in _OWN]
    cut = {position for position in kept if _is_labelled(grid, position)}
    rows = (
        RawRow(
            f"line {line}",
            line,
            (
                *structure,
                *(_code(cells[position]) if position in cut else cells[position] for position in kept),
            ),
        )
        for (line, cells), structure in zip(grid.rows, structures, strict=True)
    )
    return RawTable(
        file=file.name,
        sha256=file.sha256,
        columns=("STRUCTURE", "STRUCTURE_ID", *(columns[position] for position in kept)),
        rows=tuple(rows),
    )


def _header(text: str) -> tuple[list[str], Separator]:
    first = text[:_LONGEST_HEADER].lstrip("\r\n").partition("\n")[0].rstrip("\r")
    for separator in Separator:
        names = [_id(name.strip()) for name in next(csv.reader([first], delimiter=separator.value), [])]
        if len(names) > 1:
            return names, separator
    return [], Separator.COMMA


def _id(name: str) -> str:
    """Return the id of a column without its label and without the mark of several values in a cell."""
    return re.sub(r"\[.?\]$", "", name.partition(_LABEL)[0])


def _structure(
    file: str, columns: list[str], line: int, cells: Sequence[str], refusals: Refusals
) -> tuple[str, str]:
    row = dict(zip(columns, cells, strict=True))
    kind = row.get("STRUCTURE", "dataflow").lower()
    name = row.get("STRUCTURE_ID", row.get("DATAFLOW", "")).partition(_LABEL)[0]
    action = row.get("ACTION", "")
    if kind not in _STRUCTURE_TYPES or not name:
        refusals.add(_unnamed(Place(file, line, "STRUCTURE", f"{kind} {name}".strip())))
    elif action == "D":
        refusals.add(
            cell_problem(
                Place(file, line, "ACTION", action),
                "ACC-652",
                "The row says what to delete, and states no observation.",
                expected="I, A, R, M, or nothing",
                fix="Ask the publisher for the data as they stand.",
            )
        )
    elif action not in _STATING:
        refusals.add(_unnamed(Place(file, line, "ACTION", action)))
    return kind, name


def _unnamed(place: Place) -> Problem:
    return cell_problem(
        place,
        "ACC-658",
        "The file does not say, as SDMX-CSV does, which structure its rows follow.",
        expected="a column DATAFLOW (version 1.0), or STRUCTURE with one of "
        f"{', '.join(_STRUCTURE_TYPES)} and STRUCTURE_ID (2.x), with ACTION I, A, R or M if at all",
        fix="Ask the publisher for SDMX-CSV, or describe the file as an ordinary table.",
    )


def _is_labelled(grid: Grid, position: int) -> bool:
    if _LABEL not in grid.header[position] or _id(grid.header[position]) in _UNLABELLED:
        return False
    return all(_LABELLED.match(cells[position]) for _, cells in grid.rows if cells[position])


def _code(cell: str) -> str:
    return cell.partition(_LABEL)[0]
