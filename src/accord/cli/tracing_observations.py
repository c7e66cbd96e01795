"""What `accord why` says of the observations and cells from which a figure comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.cli.output import print_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accord.store.observed import ObservationLeaf
    from accord.store.recorded_descent import RecordedLeaf

__all__ = ["print_cell_leaves", "print_observation_leaves"]

_SHOWN = 50


def print_observation_leaves(leaves: Sequence[ObservationLeaf]) -> None:
    """Print observations with the file and the place in which each stands; the JSON lists all of them."""
    from accord.store.observed import said

    if leaves:
        print_line("\nObservations")
    for leaf in leaves[:_SHOWN]:
        row = leaf.observation
        print_line(f"  {row.id}  ({leaf.role})  {said(row)}")
        flag = f", flag {row.status}" if row.status else ""
        wave = f", wave {row.wave}" if row.wave else ""
        print_line(f"    said by  {row.source}, vintage {row.vintage}, segment {row.segment}{wave}{flag}")
        print_line(f"    stands   {row.file}, {row.place}")
        print_line(f"    sha256   {row.sha256}")
        if row.note:
            print_line(f"    note     {row.note}")
    if len(leaves) > _SHOWN:
        print_line(f"  {len(leaves) - _SHOWN} more: --json lists all of them")


def print_cell_leaves(leaves: Sequence[RecordedLeaf]) -> None:
    """Print cells of tables with the file and the place in which each stands; the JSON lists all of them."""
    if leaves:
        print_line("\nCells")
    for leaf in leaves[:_SHOWN]:
        print_line(f"  {leaf.cell.id}  ({leaf.role})  {leaf.cell.says}")
        print_line(f"    stands   {leaf.cell.file}, {leaf.cell.place}")
        print_line(f"    sha256   {leaf.cell.sha256}")
    if len(leaves) > _SHOWN:
        print_line(f"  {len(leaves) - _SHOWN} more: --json lists all of them")
