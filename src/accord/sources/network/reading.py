"""A network out of a folder of tables, a GeoJSON file or an extract, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from accord.domain.network_change import Network
from accord.errors import Problem, UsageError, unreadable
from accord.sources.network.cells import Cells
from accord.sources.network.checks import check_network
from accord.sources.network.geojson import read_geojson
from accord.sources.network.pbf import read_extract
from accord.sources.network.tables import assemble, read_table
from accord.sources.rates.grid import TableFile
from accord.sources.rates.refusals import Refusals, first_problems

__all__ = ["network_files", "read_network"]

_TABLES = ("places", "sections", "crossings", "effects")
_GEOJSON = {".geojson", ".json"}
_EXTRACT = ".osm.pbf"


def network_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of a network in a folder, or the one file that was named.

    Args:
        folder: A folder with places.csv, sections.csv and perhaps crossings.csv and effects.csv, in place of
            the first two a GeoJSON file or an extract; or one such file.

    Raises:
        UsageError: There is no such folder or file, or nothing to read in it (ACC-836).
    """
    found = [folder] if folder.is_file() else sorted(folder.iterdir()) if folder.is_dir() else []
    files = tuple(path for path in found if path.is_file() and _kind(path))
    if not files:
        raise UsageError(
            Problem(
                id="ACC-836",
                what="There is no network to be read.",
                value=str(folder),
                expected="a folder with places.csv and sections.csv, a GeoJSON file, an extract (.osm.pbf)",
                fix="Correct the path, or name the files like this.",
            )
        )
    return files


def read_network(files: tuple[Path, ...]) -> tuple[Network, tuple[str, ...]]:
    """Read a network; nothing of it is returned if anything is wrong.

    Args:
        files: Its files; their names say what they hold.

    Returns:
        The network, and what was not needed or left out, in words.

    Raises:
        InputDataError: Something is wrong; at most twenty problems are listed.
    """
    refusals = Refusals()
    tables: dict[str, list[Cells]] = {}
    notes: list[str] = []
    extracts: list[Network] = []
    for path in files:
        kind = _kind(path)
        if kind == _EXTRACT:
            extract, left_out = read_extract(path)
            extracts.append(extract)
            notes.extend(left_out)
            continue
        file = TableFile(name=path.name, content=_content(path))
        if kind == "geojson":
            read, unused = read_geojson(file, refusals)
        else:
            rows, unused = read_table(kind, file, refusals)
            read = {kind: rows}
        for table, cells in read.items():
            tables.setdefault(table, []).extend(cells)
        if unused:
            notes.append(f"{path.name}: not needed: {', '.join(unused)}")
    network = assemble(tables, refusals, extracts)
    refusals.finish()
    problems = sorted(check_network(network), key=lambda problem: (problem.file, problem.line, problem.id))
    if problems:
        raise first_problems(problems)
    return network, tuple(notes)


def _kind(path: Path) -> str:
    """Return what a file holds by its name; empty if it is none of a network."""
    if path.name.endswith(_EXTRACT):
        return _EXTRACT
    if path.suffix in _GEOJSON:
        return "geojson"
    return path.stem if path.suffix == ".csv" and path.stem in _TABLES else ""


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
