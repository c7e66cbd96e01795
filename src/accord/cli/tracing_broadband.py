"""An answer on broadband computed from a folder, or from a declaration, and what `accord why` needs of it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accord.domain.broadband_plan import BroadbandResult
    from accord.domain.computed import Computed
    from accord.domain.figure import Figure
    from accord.sources.broadband.reading import BroadbandFiles

__all__ = ["Answer", "answer", "broadband_computed"]

_SETTLEMENTS, _DECLARATION = "settlements.csv", "declaration.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was read, what was computed, and its figures by id."""

    files: BroadbandFiles
    result: BroadbandResult
    figures: Mapping[str, Figure]


def answer(folder: Path, *, prove: bool = False) -> Answer:
    """Read a folder and compute everything that it allows.

    Args:
        folder: A folder on broadband.
        prove: Whether a solver looks for the best plan, too.

    Raises:
        UsageError: There is no such folder (ACC-298).
        InputDataError: Something in it is wrong.
    """
    from accord.methods.broadband.figures import broadband_figures
    from accord.methods.broadband.running import run_broadband
    from accord.methods.broadband.tree import backhaul_tree
    from accord.sources.broadband.reading import read_broadband

    files = read_broadband(folder)
    backhaul_tree(files.case.settlements, files.case.points)
    result = run_broadband(files.case, prove=prove)
    return Answer(files=files, result=result, figures=broadband_figures(files.case, result))


def broadband_computed(path: Path) -> Computed:
    """Compute again what `accord broadband` computed, with the plans of a solver if there is one.

    Args:
        path: The folder of ``--data``, or a declaration: its folder, or its name if it is bundled.
    """
    from accord.domain.computed import Computed
    from accord.sources.broadband.recorded import recorded_cells
    from accord.sources.declaration import declaration_folder, parse_declaration, read_files

    folder = declaration_folder(str(path))
    if (folder / _DECLARATION).is_file() and not (folder / _SETTLEMENTS).is_file():
        from accord.cli.broadband_announced import announced_computed

        content = read_files(folder)
        return announced_computed(parse_declaration(content), content)
    found = answer(path, prove=find_spec("scipy") is not None)
    names = {part.id for figure in found.figures.values() for part in figure.inputs}
    return Computed(
        figures=found.figures,
        cells=recorded_cells(found.files, sorted(names - found.figures.keys())),
        files=found.files.files,
    )
