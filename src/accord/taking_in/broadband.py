"""Folders on broadband, computed anew for a snapshot, and what stands beside an announced sum."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from accord.domain.broadband_plan import BroadbandResult
from accord.domain.figure import Figure
from accord.domain.recorded_cell import RecordedCell
from accord.errors import Problem, UsageError
from accord.methods.broadband.figures import broadband_figures
from accord.methods.broadband.naming import broadband_id, case_name
from accord.methods.broadband.partner_tests import partner_tests
from accord.methods.broadband.running import run_broadband
from accord.sources.broadband.reading import BroadbandFiles, read_broadband
from accord.sources.broadband.recorded import recorded_cells
from accord.sources.broadband.shipped import ShippedStatements, read_shipped
from accord.taking_in.taken import Taken

__all__ = ["KeptBroadband", "kept_broadband", "kept_names", "kept_shipped", "take_broadband"]

_FOLDER, _ANNOUNCED, _SHIPPED = "broadband", "announced", "accord"
_KEYS = (
    *("title", "envelope", "currency", "target", "weights", "grant_share", "unknown", "spreads_municipal"),
    *("backhaul", "curve", "share_rules"),
)
"""Keys of a call that a page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBroadband:
    """A folder on broadband of a snapshot, computed again from the files that the snapshot keeps.

    Attributes:
        read: The folder as read.
        result: What was computed from it.
    """

    read: BroadbandFiles
    result: BroadbandResult


def take_broadband(
    folders: Sequence[Path], *, announced: Sequence[str] = (), partners: Collection[str] = ()
) -> Taken:
    """Compute what some folders on broadband give, without plans of a solver.

    Args:
        folders: The folders.
        announced: Ids of the commitments that announce a sum; with one, the targets, limits, values for
            comparison and values of partners that come with Accord are kept, too.
        partners: Ids of the partners of the declaration; each is tested by what others publish on it.

    Raises:
        UsageError: Two calls have one id, or two folders have no call (ACC-298), or there is no such folder.
        InputDataError: A folder is refused as by ``accord broadband``.
    """
    figures: dict[str, Figure] = {}
    cells: dict[str, RecordedCell] = {}
    inputs: dict[str, bytes] = {}
    if announced:
        shipped = read_shipped()
        cells |= shipped.cells
        figures |= partner_tests(shipped.facts, sorted(partners), *shipped.by_id, announced)
        inputs |= {f"{_FOLDER}/{_ANNOUNCED}/{name}": content for name, content in shipped.raw.items()}
    taken: set[str] = set()
    for folder in folders:
        read = read_broadband(folder)
        name = case_name(read.case)
        if name in taken:
            raise _twice(folder, name)
        taken.add(name)
        found = broadband_figures(read.case, run_broadband(read.case))
        figures |= found
        cells |= recorded_cells(read, sorted({*_used(found.values()), *_shown(read)}))
        inputs |= {f"{_FOLDER}/{name}/{file}": content for file, content in read.raw.items()}
    return Taken(figures=figures, cells=tuple(cells.values()), inputs=inputs)


def kept_names(inputs: Path) -> list[str]:
    """Return the ids of the calls that a snapshot keeps; ``standing`` for a folder without one.

    Args:
        inputs: Folder of the snapshot in which it keeps its inputs.
    """
    return sorted(path.name for path in (inputs / _FOLDER).glob("*") if path.name != _ANNOUNCED)


def kept_broadband(inputs: Path, name: str) -> KeptBroadband:
    """Return what a snapshot keeps of a call, with the costs and targets that came with Accord when built.

    Args:
        inputs: Folder of the snapshot in which it keeps its inputs.
        name: Id of the call.
    """
    folder = inputs / _FOLDER / name
    read = read_broadband(folder, shipped=folder / _SHIPPED)
    return KeptBroadband(read=read, result=run_broadband(read.case))


def kept_shipped(inputs: Path) -> ShippedStatements | None:
    """Return what stands beside an announced sum; None if the declaration announces none.

    Args:
        inputs: Folder of the snapshot in which it keeps its inputs.
    """
    folder = inputs / _FOLDER / _ANNOUNCED
    return read_shipped(folder) if folder.is_dir() else None


def _used(figures: Iterable[Figure]) -> set[str]:
    return {part.id for figure in figures for part in figure.inputs}


def _shown(read: BroadbandFiles) -> set[str]:
    """Return the rows that a page shows, whether a figure uses them or not."""
    case = read.case
    names = {
        "prices": [row.id for row in case.prices],
        "incomes": [row.id for row in case.incomes],
        "parameters": list(case.parameters),
        "targets": list(case.targets),
        "limits": list(case.limits),
        "call": list(_KEYS) if case.call else [],
    }
    return {broadband_id(case, "cell", table, row) for table, rows in names.items() for row in rows}


def _twice(folder: Path, name: str) -> UsageError:
    return UsageError(
        Problem(
            id="ACC-298",
            what="Two folders on broadband have one call, or none of them has one, so that figures would"
            " share their ids.",
            file=str(folder),
            field="id",
            value=name,
            expected="an id of its own in each call.yml, and at most one folder without a call",
            fix="Change the id of one of them, or add a call.yml.",
        )
    )
