"""The ways of settlements to the backbone as a forest: each has one step towards a point of presence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from accord.domain.broadband import PointOfPresence, Settlement
from accord.errors import InputDataError, Problem

__all__ = ["BackhaulTree", "backhaul_tree"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackhaulTree:
    """Settlements in the order of their ways, and where each way goes.

    Attributes:
        order: Ids of settlements that have a way, each after all those on its way; the same for any order of
            the rows.
        upstream: Next settlement towards the backbone; empty where the next is a point of presence.
        cut_off: Ids of settlements whose way ends before a point of presence, in order.
    """

    order: tuple[str, ...]
    upstream: Mapping[str, str]
    cut_off: tuple[str, ...]

    def path(self, settlement: str) -> tuple[str, ...]:
        """Return the settlements whose steps one needs, itself first; empty if it has no way."""
        found: list[str] = []
        while settlement in self.upstream:
            found.append(settlement)
            settlement = self.upstream[settlement]
        return tuple(found)


def backhaul_tree(settlements: Sequence[Settlement], points: Sequence[PointOfPresence]) -> BackhaulTree:
    """Return the ways of settlements to the backbone.

    A settlement that states no way is cut off, and so is every one behind it: a finding, no error.

    Args:
        settlements: The settlements, in any order.
        points: The points of presence.

    Raises:
        InputDataError: An id is used twice (ACC-862), a way leads to an unknown id (ACC-861), or in a circle
            (ACC-860); all that are wrong are listed.
    """
    by_id = {row.id: row for row in settlements}
    ends = {point.id for point in points}
    _refuse(_twice([*settlements, *points]))
    _refuse(_unknown(settlements, by_id.keys() | ends))
    below: dict[str, list[str]] = {}
    for row in settlements:
        below.setdefault(row.upstream, []).append(row.id)
    order, upstream = _from_ends(ends, below)
    cut_off, _ways = _from_ends({""}, below)
    circle = by_id.keys() - upstream.keys() - set(cut_off)
    _refuse(_circles(circle, by_id))
    return BackhaulTree(order=tuple(order), upstream=upstream, cut_off=tuple(sorted(cut_off)))


def _from_ends(ends: Iterable[str], below: Mapping[str, list[str]]) -> tuple[list[str], dict[str, str]]:
    """Return all that lies behind some ends, nearer ones first, and where each goes."""
    order: list[str] = []
    upstream: dict[str, str] = {}
    level = [(one, "") for end in ends for one in below.get(end, ())]
    while level:
        for one, towards in sorted(level):
            order.append(one)
            upstream[one] = towards
        level = [(far, one) for one, _towards in level for far in below.get(one, ())]
    return order, upstream


def _refuse(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if found:
        raise InputDataError(*found)


def _twice(rows: Sequence[Settlement | PointOfPresence]) -> Iterable[Problem]:
    first: dict[str, Settlement | PointOfPresence] = {}
    for row in rows:
        if row.id in first:
            before = first[row.id].origin
            yield Problem(
                id="ACC-862",
                what="Two settlements or points of presence have the same id.",
                file=row.origin.file,
                line=row.origin.line,
                row=row.id,
                field="id",
                value=row.id,
                expected="an id of its own"
                + (f"; it stands in {before.file}:{before.line} already" if before.file else ""),
                fix="Give one of them another id.",
            )
        first.setdefault(row.id, row)


def _unknown(settlements: Sequence[Settlement], known: set[str]) -> Iterable[Problem]:
    for row in sorted(settlements, key=lambda row: row.id):
        if row.upstream and row.upstream not in known:
            yield Problem(
                id="ACC-861",
                what="A settlement's way to the backbone leads to a place that is not listed.",
                file=row.origin.file,
                line=row.origin.line,
                row=row.id,
                field="upstream",
                value=row.upstream,
                expected="the id of a settlement or of a point of presence",
                fix="List that place, correct the id, or leave the cell empty if the way is not known.",
            )


def _circles(left: set[str], by_id: Mapping[str, Settlement]) -> Iterable[Problem]:
    """Yield a problem for each circle; what only leads into one is not its cause."""
    while left:
        walked: list[str] = []
        at = min(left)
        while at in left:
            left.discard(at)
            walked.append(at)
            at = by_id[at].upstream
        if at in walked:
            circle = walked[walked.index(at) :]
            start = circle.index(min(circle))
            ordered = [*circle[start:], *circle[:start]]
            row = by_id[ordered[0]]
            yield Problem(
                id="ACC-860",
                what="A way to the backbone leads in a circle.",
                file=row.origin.file,
                line=row.origin.line,
                row=row.id,
                field="upstream",
                value=" > ".join([*ordered, ordered[0]]),
                expected="a way that ends at a point of presence",
                fix="Correct `upstream` of one of these settlements.",
            )
