"""The tables of a network: places, sections, crossings and effects as comma-separated files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from accord.domain.network_change import Crossing, DelayProfile, Network
from accord.sources.network.cells import Cells, check_columns
from accord.sources.network.rows import COLUMNS, NEEDED, crossing_of, effect_of, place_of, section_of
from accord.sources.rates.grid import Grid, TableFile, grid_of
from accord.sources.rates.refusals import Place as Cell
from accord.sources.rates.refusals import Refusals, cell_problem

__all__ = ["assemble", "read_table"]

_FIRST_ROWS = 1_000
"""Rows that are judged before the rest of a table is read: a file in another form is refused by them."""

_ROWS: Mapping[str, Callable[[Cells], object]] = {
    "places": place_of,
    "sections": section_of,
    "crossings": crossing_of,
    "effects": effect_of,
}


def read_table(table: str, file: TableFile, refusals: Refusals) -> tuple[list[Cells], tuple[str, ...]]:
    """Read the rows of one table, with commas or semicolons between its cells.

    Args:
        table: ``places``, ``sections``, ``crossings`` or ``effects``.
        file: The file.
        refusals: Receives what is wrong with its columns.

    Returns:
        Its rows, and the columns that are not needed.

    Raises:
        InputDataError: The file is no table, or a needed column is missing (ACC-340, ACC-341, ACC-347); or
            its first rows hold so many problems that the others are not read.
    """
    grid = grid_of(file, columns=NEEDED[table], most_rows=_FIRST_ROWS)
    unused = check_columns(file.name, grid.header, COLUMNS[table], refusals)
    if len(grid.rows) == _FIRST_ROWS:
        for cells in _cells(grid, Refusals([*refusals.problems])):
            _ROWS[table](cells)
        grid = grid_of(file, columns=NEEDED[table])
    return list(_cells(grid, refusals)), unused


def _cells(grid: Grid, refusals: Refusals) -> Iterator[Cells]:
    for line, row in grid.rows:
        values = dict(zip(grid.header, row, strict=True))
        yield Cells(file=grid.file, line=line, values=values, refusals=refusals)


def assemble(tables: dict[str, list[Cells]], refusals: Refusals, extracts: Sequence[Network] = ()) -> Network:
    """Return the network of some rows; ids and references are not yet checked.

    Args:
        tables: Rows by table.
        refusals: Receives what is wrong with them.
        extracts: Networks that are already whole, to which the rows are added.
    """
    places = [row for row in map(place_of, tables.get("places", [])) if row is not None]
    sections = [row for row in map(section_of, tables.get("sections", [])) if row is not None]
    for extract in extracts:
        places.extend(extract.places)
        sections.extend(extract.sections)
    effects = [row for row in map(effect_of, tables.get("effects", [])) if row is not None]
    crossings: list[Crossing] = []
    profiles: list[DelayProfile] = []
    for cells in tables.get("crossings", []):
        found = crossing_of(cells)
        if found is not None:
            crossings.append(found[0])
            profiles.extend(found[1])
    if not (places and sections) and not refusals.problems:
        refusals.add(
            cell_problem(
                Cell("network", value=f"places: {len(places)}, sections: {len(sections)}"),
                "ACC-820",
                "There is no network.",
                expected="at least one place and one section",
                fix="Give the files places.csv and sections.csv, a GeoJSON file, or an extract (.osm.pbf).",
            )
        )
    return Network(
        places=tuple(places),
        sections=tuple(sections),
        profiles=tuple(profiles),
        crossings=tuple(crossings),
        effects=tuple(effects),
    )
