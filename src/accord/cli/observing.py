"""The command that reads observations of indicators from files: read observations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import JsonOption, check_files, print_json, print_table, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from accord.sources.observations.read_file import ReadFile, Reading

__all__ = ["observations"]

_BUNDLED = "sofia_2018"


_Layout = Annotated[
    str,
    typer.Option(metavar="NAME_OR_FILE", help="How they are laid out: a bundled layout, or a YAML file."),
]
_Out = Annotated[
    Path,
    typer.Option("--out", metavar="DIR", help="Folder for the tables; an earlier reading is replaced."),
]
_Vintage = Annotated[
    str,
    typer.Option(
        metavar="EDITION",
        help="Edition of the source, such as 2024, where the layout does not say where it stands.",
        show_default=False,
    ),
]
_Declaration = Annotated[
    str,
    typer.Option(metavar="FOLDER_OR_NAME", help="Declaration whose indicators are observed."),
]


def observations(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files of one source.")],
    *,
    layout: _Layout,
    out: _Out,
    vintage: _Vintage = "",
    declaration: _Declaration = _BUNDLED,
    json: JsonOption = False,
) -> None:
    """Read values of indicators, with their doubt and their place, into Parquet tables.

    A layout says which column is what, what the source's codes mean, how it writes that a value is absent,
    and what is expected of it. Every column is used, ignored by name or reported; no value is filled. If
    anything is wrong with any file, all of it is said, nothing is written, and the exit code is 3.
    """
    check_files(files)
    from accord.sources.declaration import BUNDLED, parse_declaration, read_files
    from accord.sources.observations.layout_files import find_layout
    from accord.sources.observations.reading import read_observations
    from accord.sources.rates.grid import TableFile
    from accord.store.observation_tables import OBSERVATION_SCHEMAS, to_observation_table
    from accord.store.tables import check_target, write_tables

    check_target(out)
    folder = Path(declaration) if Path(declaration).is_dir() else BUNDLED / declaration
    content = parse_declaration(read_files(folder))
    reading = read_observations(
        [TableFile(name=path.name, content=path.read_bytes()) for path in files],
        find_layout(layout),
        {row.id: row for row in content.indicators},
        vintage,
        partners=[row.id for row in content.partners],
    )
    import pyarrow as pa

    rows = [file.to_row() for file in reading.files]
    tables = {
        "observations": to_observation_table(reading.observations),
        "observation_files": pa.Table.from_pylist(rows, schema=OBSERVATION_SCHEMAS["observation_files"]),
    }
    counts = write_tables(tables.items(), OBSERVATION_SCHEMAS, out)
    if json:
        files_json = [
            {**file.to_row(), "passed_over": file.passed_over, "rounded": file.rounded}
            for file in reading.files
        ]
        print_json({"rows": counts, "files": files_json, "coverage": _coverage_json(reading)})
    else:
        _print(reading)
    for line in _remarks(reading.files):
        say(line)
    say(f"{counts['observations']:,} observations of {counts['observation_files']:,} files stand in {out}.")


def _coverage_json(reading: Reading) -> list[dict[str, object]]:
    from accord.methods.coverage import coverage

    return [
        {
            "indicator": row.indicator,
            "source": row.source,
            "vintage": row.vintage,
            "n": {place: counted.n for place, counted in row.places.items()},
            "absent": {place: counted.absent for place, counted in row.places.items()},
        }
        for row in coverage(reading.observations)
    ]


def _print(reading: Reading) -> None:
    from accord.methods.coverage import coverage

    lines = []
    for row in coverage(reading.observations):
        counts = sorted(place.n for place in row.places.values())
        absent = sum(place.absent for place in row.places.values())
        numbers = [str(len(row.places)), _span(counts), str(absent)]
        lines.append([row.indicator, row.source, row.vintage, *numbers])
    headings = ["indicator", "source", "vintage", "places", "values a place", "absent"]
    print_table(headings, lines, numeric=3)


def _span(counts: Sequence[int]) -> str:
    return f"{counts[0]} to {counts[-1]}" if counts[0] < counts[-1] else str(counts[0])


def _remarks(files: Sequence[ReadFile]) -> Iterator[str]:
    for file in files:
        if file.unread:
            yield f"unread   {file.name}: {', '.join(file.unread)}; use or ignore them in the layout"
        if file.passed_over:
            yield f"passed   {file.name}: {file.passed_over:,} rows, as the layout says"
        if file.rounded:
            yield f"rounded  {file.name}: {file.rounded:,} numbers, beyond the 18th decimal"
