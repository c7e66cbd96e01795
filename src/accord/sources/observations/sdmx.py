"""Messages of Statistical Data and Metadata eXchange (SDMX) as raw tables, the same for each format."""

from __future__ import annotations

from accord.errors import InputDataError
from accord.sources.observations.raw import RawRow, RawTable
from accord.sources.observations.sdmx_csv import is_sdmx_csv, read_sdmx_csv
from accord.sources.observations.sdmx_ml import message_rows
from accord.sources.observations.sdmx_text import is_markup
from accord.sources.rates.grid import TableFile
from accord.sources.rates.refusals import Place, Refusals, cell_problem

__all__ = ["MOST_CHARACTERS", "read_sdmx"]

MOST_CHARACTERS = 131_072
"""Longest cell; as many as the standard library allows to a cell of CSV."""


def read_sdmx(file: TableFile) -> RawTable:
    """Read the data of a message: SDMX-ML 2.1, 3.0 or 3.1, or SDMX-CSV 1.0 or 2.x, told by its content.

    No data structure definition is needed or fetched. Codes are not checked against code lists, values are
    not turned into numbers, and flags are not interpreted (``cleaning/sdmx_status`` knows the common ones).

    Args:
        file: The bytes of the message.

    Returns:
        One row for each observation. The first two columns are STRUCTURE (``dataflow``, ``datastructure`` or
        ``dataprovision``) and STRUCTURE_ID (``AGENCY:ID(VERSION)``), which a message may give differently for
        each of its data sets; then dimensions, OBS_VALUE, TIME_PERIOD and attributes by their ids. Attributes
        of series, groups and data sets stand on each of their observations. A cell is empty where
        nothing was stated, as for an observation without a value; ``NaN`` stays ``NaN``.

    Raises:
        UsageError: SDMX-ML, and its library is not installed (ACC-255).
        InputDataError: Not SDMX (ACC-650); not well-formed (ACC-651); no observation (ACC-652); one without
            a period (ACC-653); none with OBS_VALUE (ACC-654); not readable without its structure (ACC-655);
            a document type (ACC-656); too large (ACC-657); SDMX-CSV without a structure (ACC-658);
            a contradiction, or something that would be lost (ACC-659); or no table in UTF-8 (ACC-340,
            ACC-341, ACC-347).
    """
    if is_markup(file.content):
        table = _message_table(file)
    elif is_sdmx_csv(file):
        table = read_sdmx_csv(file)
    else:
        raise InputDataError(
            cell_problem(
                Place(file.name),
                "ACC-650",
                "The file is neither SDMX-ML nor SDMX-CSV.",
                expected="an XML message, or a table with OBS_VALUE and DATAFLOW or STRUCTURE_ID",
                fix="Check that this is the file that you meant; SDMX-JSON is not read.",
            )
        )
    _check(table)
    return table


def _message_table(file: TableFile) -> RawTable:
    rows = message_rows(file)
    columns = tuple(dict.fromkeys(name for row in rows for name in row.cells))
    return RawTable(
        file=file.name,
        sha256=file.sha256,
        columns=("STRUCTURE", "STRUCTURE_ID", *columns),
        rows=tuple(
            RawRow(
                str(row.place),
                row.place.line,
                (*row.structure, *(row.cells.get(name, "").strip() for name in columns)),
            )
            for row in rows
        ),
    )


def _check(table: RawTable) -> None:
    position = {name: index for index, name in enumerate(table.columns)}
    first = table.rows[0]
    value = position.get("OBS_VALUE", -1)
    if value < 0 or not any(row.cells[value] for row in table.rows):
        raise InputDataError(
            cell_problem(
                Place(table.file, first.line, "OBS_VALUE", row=first.place),
                "ACC-654",
                "No observation has a value in OBS_VALUE.",
                expected="at least one; a measure of another name is told by the structure alone",
                fix="Check the query, or ask the publisher for data whose measure is OBS_VALUE.",
            )
        )
    period = position.get("TIME_PERIOD", -1)
    refusals = Refusals()
    for row in table.rows:
        if period < 0 or not row.cells[period]:
            refusals.add(
                cell_problem(
                    Place(table.file, row.line, "TIME_PERIOD", row=_key(row)),
                    "ACC-653",
                    "The observation has no period.",
                    expected="a period such as 2018, 2018-Q2 or 2018-05 in TIME_PERIOD",
                    fix="Ask the publisher for data by time; state attributes on their observations.",
                )
            )
        if max(map(len, row.cells)) > MOST_CHARACTERS:
            refusals.add(
                cell_problem(
                    Place(table.file, row.line, row=row.place),
                    "ACC-657",
                    "A single text of the observation is too large.",
                    expected=f"at most {MOST_CHARACTERS:,} characters",
                    fix="Check that the file is the publisher's; no statistical attribute is that long.",
                )
            )
    refusals.finish()


def _key(row: RawRow) -> str:
    return f"{row.place}: {' '.join(cell for cell in row.cells[1:] if cell)}"[:200]
