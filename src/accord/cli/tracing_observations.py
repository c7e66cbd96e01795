"""What `accord why` says of the observations from which a figure comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.cli.output import print_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accord.store.observed import ObservationLeaf

__all__ = ["print_observation_leaves"]

_SHOWN = 50


def print_observation_leaves(leaves: Sequence[ObservationLeaf]) -> None:
    """Print observations with the file and the place in which each stands; the JSON lists all of them."""
    from accord.store.observed import said

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
