"""A folder on broadband becomes one case, whole or not at all."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from accord.domain.broadband_call import BroadbandCase, CostParameter
from accord.errors import InputDataError, Problem, UsageError, unreadable
from accord.sources.broadband.call import parse_call
from accord.sources.broadband.checks import check_case
from accord.sources.broadband.columns import NEEDED, check_columns
from accord.sources.broadband.row_cells import BroadbandCells
from accord.sources.broadband.rows import coverage_of, income_of, point_of, price_of, settlement_of
from accord.sources.broadband.sizes import check_sizes
from accord.sources.broadband.stated import (
    PARAMETERS,
    SHIPPED,
    TARGETS,
    joined_parameters,
    parse_parameters,
    parse_targets,
)
from accord.sources.rates.grid import TableFile, grid_of
from accord.sources.rates.refusals import Refusals, first_problems

__all__ = ["BroadbandFiles", "read_broadband"]

_TABLES = ("settlements", "points", "coverage", "prices", "incomes")
_YAML = ("parameters.yml", "targets.yml", "call.yml")
_PARAMETERS, _TARGETS = f"accord/{PARAMETERS.name}", f"accord/{TARGETS.name}"
_KNOWN = (*(f"{table}.csv" for table in _TABLES), *_YAML)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadbandFiles:
    """A folder as read.

    Attributes:
        case: Everything that it states, with what comes with Accord where it states nothing.
        files: Hash of each file that was read, hexadecimal SHA-256, by its name; those that come with Accord
            begin with ``accord/``.
        notes: Columns and files that were not needed, in words.
        raw: Bytes of each of these files, by the same names.
    """

    case: BroadbandCase
    files: Mapping[str, str]
    notes: tuple[str, ...]
    raw: Mapping[str, bytes]


def read_broadband(folder: Path, *, shipped: Path = SHIPPED) -> BroadbandFiles:
    """Read a folder on broadband.

    Args:
        folder: Folder with settlements.csv, and perhaps points.csv, coverage.csv, prices.csv, incomes.csv,
            parameters.yml, targets.yml and call.yml.
        shipped: Folder of the costs and targets that come with Accord; a snapshot keeps those of its day.

    Raises:
        UsageError: There is no such folder (ACC-298).
        InputDataError: It has no settlements (ACC-867), or something in it is wrong; at most twenty problems
            are listed.
    """
    contents = _contents(folder)
    raw = {name: content for name, content in contents.items() if name in _KNOWN}
    raw |= {f"accord/{name}": (shipped / name).read_bytes() for name in (PARAMETERS.name, TARGETS.name)}
    refusals = Refusals()
    notes: list[str] = []
    rows = {table: _table(table, contents, refusals, notes) for table in _TABLES}
    settlements = _made(settlement_of, rows["settlements"])
    points = _made(point_of, rows["points"])
    coverage = _made(coverage_of, rows["coverage"])
    prices, incomes = _made(price_of, rows["prices"]), _made(income_of, rows["incomes"])
    coordinates = {
        cells.text("id"): (cells.number("latitude"), cells.number("longitude")) for cells in rows["points"]
    }
    refusals.finish()
    targets, limits = parse_targets(raw[_TARGETS], file=_TARGETS)
    if "targets.yml" in contents:
        more, bounds = parse_targets(contents["targets.yml"], file="targets.yml")
        targets, limits = {**targets, **more}, {**limits, **bounds}
    call = None
    if "call.yml" in contents:
        call = parse_call(contents["call.yml"], file="call.yml", targets=targets)
    parameters = _parameters(raw, call.currency if call else "")
    case = BroadbandCase(
        settlements=settlements,
        points=points,
        coverage=coverage,
        prices=prices,
        incomes=incomes,
        parameters=parameters,
        targets=targets,
        limits=limits,
        call=call,
    )
    problems = sorted(
        (*check_case(case), *check_sizes(case, coordinates)), key=lambda each: (each.file, each.line, each.id)
    )
    if problems:
        raise first_problems(problems)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in raw.items()}
    return BroadbandFiles(case=case, files=hashes, notes=(*_not_read(contents), *notes), raw=raw)


def _parameters(contents: Mapping[str, bytes], currency: str) -> dict[str, CostParameter]:
    """Return the costs of the folder, and those that come with Accord where it states none."""
    name = "parameters.yml"
    shipped = parse_parameters(contents[_PARAMETERS], file=_PARAMETERS)
    own = parse_parameters(contents[name], file=name) if name in contents else {}
    return joined_parameters(shipped, own, currency)


def _contents(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        raise UsageError(
            Problem(
                id="ACC-298",
                what="There is no such folder on broadband.",
                value=str(folder),
                expected="a folder with settlements.csv, and perhaps " + ", ".join(_KNOWN[1:]),
                fix="Correct the path of --data; docs/how-to/plan-broadband.md shows a whole folder.",
            )
        )
    found: dict[str, bytes] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix.casefold() in {".csv", ".yml", ".yaml", ".xlsx", ".txt"}:
            try:
                found[path.name] = path.read_bytes()
            except OSError as error:
                raise unreadable(path, error) from error
    if "settlements.csv" not in found:
        raise InputDataError(
            Problem(
                id="ACC-867",
                what="The folder has no settlements: nothing can be said about it.",
                file=folder.name,
                value=", ".join(found) or "no file",
                expected="settlements.csv with the columns id, label, partner and what else is known",
                fix=_rename(list(found)),
            )
        )
    return found


def _rename(names: list[str]) -> str:
    """Return advice that names the file which is most likely meant."""
    near = difflib.get_close_matches("settlements.csv", [name.casefold() for name in names], n=1)
    meant = next((name for name in names if near and name.casefold() == near[0]), "")
    if meant:
        return f"Rename {meant} to settlements.csv if it holds them."
    return "Write it; docs/how-to/plan-broadband.md shows a whole folder."


def _table(
    table: str, contents: Mapping[str, bytes], refusals: Refusals, notes: list[str]
) -> list[BroadbandCells]:
    name = f"{table}.csv"
    if name not in contents:
        return []
    file = TableFile(name=name, content=contents[name])
    grid = grid_of(file, columns=NEEDED[table])
    before = len(refusals.problems)
    unused = check_columns(table, name, grid.header, refusals)
    if len(refusals.problems) > before:
        return []
    if unused:
        notes.append(f"{name}: columns that were not needed: {', '.join(unused)}")
    return [
        BroadbandCells(
            file=name, line=line, values=dict(zip(grid.header, cells, strict=True)), refusals=refusals
        )
        for line, cells in grid.rows
    ]


def _made(make: Callable[[BroadbandCells], Row | None], rows: list[BroadbandCells]) -> tuple[Row, ...]:
    return tuple(row for row in map(make, rows) if row is not None)


def _not_read(contents: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return a sentence for each file that is not one of a folder on broadband."""
    return tuple(
        f"{name} was not read: the files of a folder are {', '.join(_KNOWN)}"
        for name in contents
        if name not in _KNOWN
    )
