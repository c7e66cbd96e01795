"""Files of its user from which a build computes anew: composites, appraisals, broadband, portfolios."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from accord.taking_in.appraisals import take_appraisals
from accord.taking_in.broadband import take_broadband
from accord.taking_in.portfolios import take_portfolios
from accord.taking_in.scores import take_composites
from accord.taking_in.taken import Taken

__all__ = ["OwnFiles", "take_own_files"]


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


def take_own_files(files: OwnFiles, *, partners: Collection[str], announced: Sequence[str]) -> Taken:
    """Compute from all files.

    Args:
        files: The files.
        partners: Ids of the partners of the declaration.
        announced: Ids of the commitments with a sum announced for broadband.

    Raises:
        UsageError: A file is of no such kind, or two have one id.
        InputDataError: A file is refused as by the command that computes from it alone.
    """
    groups = (
        take_composites(files.composites, partners),
        take_appraisals(files.appraisals),
        take_broadband(files.broadband, announced=announced, partners=partners),
        take_portfolios(files.portfolios),
    )
    return Taken(
        figures={name: figure for each in groups for name, figure in each.figures.items()},
        cells=[cell for each in groups for cell in each.cells],
        inputs={name: raw for each in groups for name, raw in each.inputs.items()},
    )
