"""Points where a road only goes on are left out, so that a network has the size of its junctions."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from accord.domain.network import Section

__all__ = ["contracted"]


def contracted(sections: Iterable[Section], kept: set[str]) -> tuple[Section, ...]:
    """Return the sections with those joined that only go on: alike in all but their ends and length.

    Args:
        sections: Sections with lengths and without times of their own.
        kept: Ids of places that stay, e.g. towns.
    """
    rows = {row.id: row for row in sections}
    at: dict[str, set[str]] = {}
    for row in rows.values():
        at.setdefault(row.begins, set()).add(row.id)
        at.setdefault(row.ends, set()).add(row.id)
    for place in sorted(set(at) - kept):
        if len(at[place]) != 2:
            continue
        one, other = (rows[name] for name in sorted(at[place]))
        joined = _joined(one, other, place)
        if joined is None:
            continue
        for old in (one, other):
            del rows[old.id]
            at[old.begins].discard(old.id)
            at[old.ends].discard(old.id)
        rows[joined.id] = joined
        at[joined.begins].add(joined.id)
        at[joined.ends].add(joined.id)
    return tuple(rows.values())


def _joined(one: Section, other: Section, place: str) -> Section | None:
    """Return two sections as one; None if they differ or do not go on in one direction."""
    is_alike = (one.mode, one.road_class, one.is_one_way) == (other.mode, other.road_class, other.is_one_way)
    if not is_alike or one.length_km is None or other.length_km is None:
        return None
    if one.is_one_way:
        first, second = (one, other) if one.ends == place else (other, one)
        if first.ends != place or second.begins != place:
            return None
    else:
        first, second = one, other
    begins = first.begins if first.ends == place else first.ends
    ends = second.ends if second.begins == place else second.begins
    if begins == ends:
        return None
    return dataclasses.replace(
        one,
        begins=begins,
        ends=ends,
        length_km=one.length_km + other.length_km,
        route=one.route if one.route == other.route else "",
    )
