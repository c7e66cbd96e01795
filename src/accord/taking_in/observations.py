"""Observations that readings wrote, as known on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from accord.domain.declaration import Declaration
from accord.domain.observation import Observation
from accord.errors import Problem, UsageError
from accord.methods.observing import known_observations
from accord.store.observation_tables import read_observation_tables

__all__ = ["take_observations"]


def take_observations(
    declaration: Declaration, folders: Sequence[Path], day: date
) -> tuple[Sequence[Observation], Sequence[Mapping[str, object]]]:
    """Return the observations of folders that were known on a day, and the files in which they stand.

    Args:
        declaration: The content; it defines the indicators.
        folders: Folders that ``accord read observations`` or ``accord report read`` wrote.
        day: Last day of knowledge.

    Raises:
        UsageError: A folder holds no observations (ACC-212), those of another declaration (ACC-245), or
            one that another folder holds, too (ACC-246).
    """
    taken: dict[str, tuple[Observation, Path]] = {}
    files: list[Mapping[str, object]] = []
    known = {indicator.id for indicator in declaration.indicators}
    for folder in folders:
        rows, of_files = read_observation_tables(folder)
        files += of_files
        strange = sorted({row.indicator for row in rows} - known)
        if strange:
            raise UsageError(
                Problem(
                    id="ACC-245",
                    what="The observations were read for another declaration.",
                    file=str(folder),
                    value=", ".join(strange),
                    expected="indicators that the declaration defines",
                    fix="Read the files again with --declaration, or add the indicators to the content.",
                )
            )
        twice = next((row for row in rows if row.id in taken), None)
        if twice is not None:
            raise UsageError(
                Problem(
                    id="ACC-246",
                    what="Two folders hold the same observation.",
                    file=str(folder),
                    row=twice.id,
                    value=f"{twice.file}, {twice.place}",
                    expected=f"a source and vintage in one folder (it also stands in {taken[twice.id][1]})",
                    fix="Leave one of the folders out, or read one of the files as another vintage.",
                )
            )
        taken |= {row.id: (row, folder) for row in rows}
    return known_observations((row for row, _folder in taken.values()), day), files
