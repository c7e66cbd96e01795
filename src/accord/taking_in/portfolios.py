"""Choices among candidates for a grant, computed for a snapshot; pages read them without solving again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from accord.domain.figure import Figure
from accord.domain.portfolio import Portfolio
from accord.domain.recorded_cell import RecordedCell
from accord.errors import Problem, UsageError
from accord.sources.portfolio.reading import PortfolioFiles, read_portfolio
from accord.taking_in.taken import Taken

__all__ = ["KeptPortfolio", "kept_calls", "kept_portfolios", "take_portfolios"]

_FOLDER = "portfolios"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPortfolio:
    """A portfolio of a snapshot, read again from the files that the snapshot keeps; its answers are figures.

    Attributes:
        read: The call and its candidates, without what a network adds to them.
        files: Hash of each of its files, by name; those of its network, too.
        says: What stands in each cell of it, by id.
    """

    read: PortfolioFiles
    files: Mapping[str, str]
    says: Mapping[str, str]

    @property
    def call(self) -> Portfolio:
        """The call and its candidates."""
        return self.read.portfolio


def take_portfolios(files: Sequence[Path]) -> Taken:
    """Choose for some calls.

    Args:
        files: Calls; the tables and networks that they name stand beside them.

    Raises:
        UsageError: Two have one id (ACC-845), one is no call (ACC-295), or SciPy is missing (ACC-296).
        InputDataError: A file is refused as by ``accord portfolio``.
    """
    if not files:
        return Taken()
    from accord.taking_in.portfolio_answers import WhatIf, answered

    figures: dict[str, Figure] = {}
    cells: dict[str, RecordedCell] = {}
    inputs: dict[str, bytes] = {}
    taken: set[str] = set()
    for path in files:
        answer = answered(path, WhatIf())
        name = answer.portfolio.id
        if name in taken:
            raise _twice(path, name)
        taken.add(name)
        figures |= answer.figures
        cells |= answer.cells
        inputs |= {f"{_FOLDER}/{name}/{file}": content for file, content in answer.raw.items()}
    return Taken(figures=figures, cells=tuple(cells.values()), inputs=inputs)


def kept_calls(inputs: Path) -> list[str]:
    """Return the ids of the portfolios of a snapshot, without reading them.

    Args:
        inputs: Folder of the snapshot in which it keeps its inputs.
    """
    return sorted(path.name for path in (inputs / _FOLDER).glob("*"))


def kept_portfolios(inputs: Path, cells: Mapping[str, RecordedCell]) -> dict[str, KeptPortfolio]:
    """Return the portfolios of a snapshot by id.

    Args:
        inputs: Folder of the snapshot in which it keeps its inputs.
        cells: Recorded cells of the snapshot.
    """
    found = {}
    for name in kept_calls(inputs):
        folder = inputs / _FOLDER / name
        read = read_portfolio(folder / cells[f"cell.{name}.call.id"].file)
        every = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
        files = {
            part: hashlib.sha256(path.read_bytes()).hexdigest()
            for part, path in every.items()
            if path.is_file()
        }
        begins = f"cell.{name}."
        says = {key: cell.says for key, cell in cells.items() if key.startswith(begins)}
        found[name] = KeptPortfolio(read=read, files=files, says=says)
    return found


def _twice(path: Path, name: str) -> UsageError:
    return UsageError(
        Problem(
            id="ACC-845",
            what="Two calls have one id, so that their figures would share theirs.",
            file=str(path),
            field="id",
            value=name,
            expected="an id of its own in each call",
            fix="Change the id of one of them.",
        )
    )
