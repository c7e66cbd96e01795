"""An answer on broadband computed from a folder, or from a declaration, and what `accord why` needs of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accord.domain.broadband_plan import BroadbandResult
    from accord.domain.computed import Computed
    from accord.domain.figure import Figure
    from accord.sources.broadband.reading import BroadbandFiles

__all__ = ["Answer", "answer", "broadband_computed"]

_SETTLEMENTS, _DECLARATION = "settlements.csv", "declaration.yml"
_OF_SOLVER = ".exact."


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was read, and what was computed."""

    files: BroadbandFiles
    result: BroadbandResult

    def figures(self) -> dict[str, Figure]:
        """Return the figures of the answer by id."""
        from accord.methods.broadband.figures import broadband_figures

        return broadband_figures(self.files.case, self.result)


def answer(folder: Path, *, prove: bool = False) -> Answer:
    """Read a folder and compute everything that it allows.

    Args:
        folder: A folder on broadband.
        prove: Whether a solver looks for the best plan, too.

    Raises:
        UsageError: There is no such folder (ACC-298), or no solver (ACC-296).
        InputDataError: Something in it is wrong.
    """
    from accord.methods.broadband.running import run_broadband
    from accord.sources.broadband.reading import read_broadband

    files = read_broadband(folder)
    return Answer(files=files, result=run_broadband(files.case, prove=prove))


def broadband_computed(path: Path) -> Computed:
    """Compute again what `accord broadband` computed; plans of a solver only when one is asked for.

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
    found = answer(path)
    figures = found.figures()
    names = {part.id for figure in figures.values() for part in figure.inputs}
    return Computed(
        figures=_ByNeed(path, figures),
        cells=recorded_cells(found.files, sorted(names - figures.keys())),
        files=found.files.files,
    )


@dataclass(slots=True)
class _ByNeed(Mapping[str, "Figure"]):
    """Figures of a folder; those of a solver, which takes its time, are computed when one is looked up."""

    path: Path
    found: dict[str, Figure]
    is_proved: bool = field(default=False)

    def __getitem__(self, name: str) -> Figure:
        if name not in self.found and _OF_SOLVER in name and not self.is_proved:
            self.is_proved = True
            if find_spec("scipy") is not None:
                self.found = answer(self.path, prove=True).figures()
        return self.found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)
