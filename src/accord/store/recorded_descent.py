"""The recorded cells at the end of a descent: id, what stands in them, file, hash, place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.domain.recorded_cell import RecordedCell
from accord.store.figure_json import Json

__all__ = ["RecordedLeaf", "recorded_leaves"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedLeaf:
    """A recorded cell at the end of a descent.

    Attributes:
        cell: The cell.
        role: What it does in the figure that uses it.
        used_by: Id of that figure.
    """

    cell: RecordedCell
    role: str
    used_by: str

    def to_json(self) -> dict[str, Json]:
        """Return the leaf with the keys that ``accord why --json`` documents."""
        cell = self.cell
        return {
            "id": cell.id,
            "role": self.role,
            "used_by": self.used_by,
            "says": cell.says,
            "file": cell.file,
            "sha256": cell.sha256,
            "place": cell.place,
        }


def recorded_leaves(
    cells: Mapping[str, RecordedCell], wanted: Mapping[str, tuple[str, str]]
) -> tuple[RecordedLeaf, ...]:
    """Return the cells with some ids, in the order in which they are wanted; other ids are passed over.

    Args:
        cells: Cells of the snapshot by id.
        wanted: Role and figure that uses it, by id.
    """
    return tuple(
        RecordedLeaf(cell=cells[name], role=role, used_by=used_by)
        for name, (role, used_by) in wanted.items()
        if name in cells
    )
