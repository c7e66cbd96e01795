"""What a command computed from files of its user: figures, and the cells of those files they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.domain.figure import Figure
from accord.domain.recorded_cell import RecordedCell

__all__ = ["Computed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """Figures from files that are no content of the declaration.

    Attributes:
        figures: Figures by id; their inputs are figures or cells of the same computation, or rows of the
            declaration.
        cells: Cells by id.
        files: Hash of each file that was read, hexadecimal SHA-256, by its name.
        options: With which options of its command it was computed, in words; empty if it has none.
    """

    figures: Mapping[str, Figure]
    cells: Mapping[str, RecordedCell]
    files: Mapping[str, str]
    options: str = ""
