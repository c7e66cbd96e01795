"""Appraisals of projects, computed anew from their files for a snapshot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from accord.domain.figure import Figure
from accord.domain.recorded_cell import RecordedCell
from accord.errors import Problem, UsageError
from accord.methods.appraisal.figure_making import frame_id
from accord.methods.appraisal.figures import appraisal_figures
from accord.methods.appraisal.recorded_rows import recorded_rows
from accord.methods.appraisal.results import AppraisalResult
from accord.methods.appraisal.running import appraise
from accord.sources.appraisal.parameters import SHIPPED_NAME
from accord.sources.appraisal.reading import read_appraisal
from accord.taking_in.taken import Taken

__all__ = ["KeptAppraisal", "kept_appraisals", "take_appraisals"]

_FOLDER = "appraisals"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAppraisal:
    """An appraisal of a snapshot, computed again from the files that the snapshot keeps.

    Attributes:
        result: The appraisal.
        files: Hash of each of its files, by name.
    """

    result: AppraisalResult
    files: Mapping[str, str]


def take_appraisals(files: Sequence[Path]) -> Taken:
    """Compute some appraisals.

    Args:
        files: Appraisals; the tables that they name stand beside them.

    Raises:
        UsageError: Two have one id (ACC-897), or one is no appraisal (ACC-291).
        InputDataError: A file is refused as by ``accord appraise``.
    """
    figures: dict[str, Figure] = {}
    cells: dict[str, RecordedCell] = {}
    inputs: dict[str, bytes] = {}
    for path in files:
        read = read_appraisal(path)
        if frame_id(read.spec.id) in cells:
            raise _twice(path, read.spec.id)
        result = appraise(read.spec, read.parameters)
        figures |= {figure.id: figure for figure in appraisal_figures(result)}
        cells |= {cell.id: cell for cell in recorded_rows(result, read.files, path.name)}
        inputs |= {f"{_FOLDER}/{read.spec.id}/{name}": content for name, content in read.raw.items()}
    return Taken(figures=figures, cells=tuple(cells.values()), inputs=inputs)


def kept_appraisals(inputs: Path, cells: Mapping[str, RecordedCell]) -> dict[str, KeptAppraisal]:
    """Return the appraisals of a snapshot by id, with the parameters that came with Accord when it was built.

    Args:
        inputs: Folder of the snapshot in which it keeps its inputs.
        cells: Recorded cells of the snapshot.
    """
    found = {}
    for folder in sorted((inputs / _FOLDER).glob("*")):
        file = folder / cells[frame_id(folder.name)].file
        read = read_appraisal(file, shipped=(folder / SHIPPED_NAME).read_bytes())
        result = appraise(read.spec, read.parameters)
        found[folder.name] = KeptAppraisal(result=result, files=read.files)
    return found


def _twice(path: Path, name: str) -> UsageError:
    return UsageError(
        Problem(
            id="ACC-897",
            what="Two appraisals have one id, so that their figures would share theirs.",
            file=str(path),
            field="id",
            value=name,
            expected="an id of its own in each appraisal",
            fix="Change the id of one of them.",
        )
    )
