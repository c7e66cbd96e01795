"""Files of its user from which a build computes anew: composites, appraisals, broadband, portfolios."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from accord.domain.figure import Figure
from accord.domain.recorded_cell import RecordedCell
from accord.taking_in.appraisals import take_appraisals
from accord.taking_in.broadband import take_broadband
from accord.taking_in.portfolios import take_portfolios
from accord.taking_in.scores import take_composites

__all__ = ["OwnFiles", "Taken", "take_own_files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFiles:
    """Which files a build takes in beside the declaration and published data.

    Attributes:
        composites: Specifications of composite scores, published with their interval.
        appraisals: Appraisals of projects.
        broadband: Folders on broadband.
        portfolios: Calls under which projects are chosen; they need SciPy.
    """

    composites: Sequence[Path] = ()
    appraisals: Sequence[Path] = ()
    broadband: Sequence[Path] = ()
    portfolios: Sequence[Path] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What comes of all of them.

    Attributes:
        figures: Figures, those of each file together.
        cells: Rows and cells from which they come.
        inputs: Bytes of the files, by the name under which the snapshot keeps them.
    """

    figures: Sequence[Figure]
    cells: Sequence[RecordedCell]
    inputs: Mapping[str, bytes]


def take_own_files(files: OwnFiles, *, partners: Collection[str], has_announced: bool) -> Taken:
    """Compute from all files.

    Args:
        files: The files.
        partners: Ids of the partners of the declaration.
        has_announced: Whether the figures of the declaration hold sums announced for broadband.

    Raises:
        UsageError: A file is of no such kind, or two have one id.
        InputDataError: A file is refused as by the command that computes from it alone.
    """
    groups = (
        take_composites(files.composites, partners),
        take_appraisals(files.appraisals),
        take_broadband(files.broadband, has_announced=has_announced),
        take_portfolios(files.portfolios),
    )
    return Taken(
        figures=[figure for each in groups for figure in each.figures.values()],
        cells=[cell for each in groups for cell in each.cells],
        inputs={name: raw for each in groups for name, raw in each.inputs.items()},
    )
