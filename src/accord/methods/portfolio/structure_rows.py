"""Rows of the programme for what candidates bring along: requirements, exclusions, options."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from accord.methods.portfolio.naming import excludes_id, option_id, requires_id
from accord.methods.portfolio.preparing import Prepared
from accord.methods.portfolio.programme import Row, Slot

__all__ = ["structure_rows"]


def structure_rows(prepared: Prepared, slots: tuple[Slot, ...]) -> Iterator[Row]:
    """Yield the rows of all requirements, exclusions and groups of options.

    Two that exclude each other may each say so; there is one row. Requirements and exclusions of candidates
    that are not there are left out: the first bar the candidate before, the second mean nothing.
    """
    yield from _requirements(prepared, slots)
    pairs = {
        excludes_id(item.id, other): (item.id, other)
        for item in prepared.items
        for other in item.candidate.excludes
        if other in prepared.position and other != item.id
    }
    for name, pair in sorted(pairs.items()):
        yield _at_most_one([prepared.position[one] for one in pair], name)
    groups: dict[str, list[int]] = {}
    for place, item in enumerate(prepared.items):
        if item.candidate.option_of:
            groups.setdefault(item.candidate.option_of, []).append(place)
    for group, places in sorted(groups.items()):
        if len(places) > 1:
            yield _at_most_one(places, option_id(group))


def _at_most_one(places: list[int], owner: str) -> Row:
    columns = sorted(places)
    return Row(columns=columns, factors=[1.0] * len(columns), lower=-np.inf, upper=1.0, owner=owner)


def _requirements(prepared: Prepared, slots: tuple[Slot, ...]) -> Iterator[Row]:
    of_item: dict[int, list[Slot]] = {}
    for slot in slots:
        of_item.setdefault(slot.item, []).append(slot)
    for place, item in enumerate(prepared.items):
        for needed in sorted(set(item.candidate.requires)):
            other = prepared.position.get(needed)
            if other is None or item.bars:
                continue
            owner = requires_id(item.id, needed)
            if prepared.portfolio.years is None:
                yield Row(columns=(place, other), factors=(1.0, -1.0), lower=-np.inf, upper=0.0, owner=owner)
            else:
                yield from _in_time(prepared, of_item[place], of_item[other], owner)


def _in_time(prepared: Prepared, later: list[Slot], sooner: list[Slot], owner: str) -> Iterator[Row]:
    """Yield, for each start of a candidate, that what it requires has started, or ended, by then."""
    length = prepared.items[sooner[0].item].duration if prepared.portfolio.finish_first else 0
    for edge in later:
        by_then = [slot for slot in later if (slot.start or 0) <= (edge.start or 0)]
        ready = [slot for slot in sooner if (slot.start or 0) + length <= (edge.start or 0)]
        yield Row(
            columns=[*(slot.column for slot in by_then), *(slot.column for slot in ready)],
            factors=[1.0] * len(by_then) + [-1.0] * len(ready),
            lower=-np.inf,
            upper=0.0,
            owner=owner,
        )
