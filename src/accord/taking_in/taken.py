"""What a build takes from files of its user: figures, the cells they come from, and the files themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from accord.domain.figure import Figure
from accord.domain.recorded_cell import RecordedCell

__all__ = ["Taken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What comes of some files.

    Attributes:
        figures: Figures by id.
        cells: Rows and cells from which they come.
        inputs: Bytes of the files, by the name under which the snapshot keeps them.
    """

    figures: Mapping[str, Figure] = field(default_factory=dict)
    cells: Sequence[RecordedCell] = ()
    inputs: Mapping[str, bytes] = field(default_factory=dict)
