"""Shares followed up chains of companies, under either convention, circles included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from accord.methods.ownership.shares import Shares

__all__ = ["multiplied", "reached_whole", "with_unknown"]

_NOBODY_KNOWS = ""


def reached_whole(
    shares: Shares, listed: frozenset[str], ends: frozenset[str], is_reached: Callable[[Fraction], bool]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return who counts whole as listed: those who surely do, and those who may.

    Both are the smallest sets that follow from the listed owners (and, for the second, from what is not
    known), so that a circle of companies cannot lift itself.

    Args:
        shares: Shares put together.
        listed: Listed owners.
        ends: Owners behind whom nobody stands and who are not listed.
        is_reached: Whether a share makes a company one of theirs.
    """
    sure = set(listed)
    _grow(
        sure,
        shares,
        lambda owners: is_reached(sum((s for o, s in owners if o in sure), Fraction(0))),
    )
    possible = sure | _unresearched(shares, ends)
    _grow(
        possible,
        shares,
        lambda owners: is_reached(1 - sum((s for o, s in owners if o not in possible), Fraction(0))),
        but=ends,
    )
    return frozenset(sure), frozenset(possible)


def _grow(
    found: set[str],
    shares: Shares,
    joins: Callable[[list[tuple[str, Fraction]]], bool],
    *,
    but: frozenset[str] = frozenset(),
) -> None:
    waiting = [name for name in shares.held if name not in shares.doubtful | but]
    while True:
        joining = [c for c in waiting if c not in found and joins(list(shares.held[c].items()))]
        if not joining:
            return
        found.update(joining)


def with_unknown(
    shares: Shares, listed: frozenset[str], ends: frozenset[str]
) -> tuple[Shares, frozenset[str]]:
    """Return shares and owners for ``multiplied`` in which all that is unknown is one more listed owner.

    Args:
        shares: Shares put together.
        listed: Listed owners.
        ends: Owners behind whom nobody stands and who are not listed.
    """
    held = {
        company: {**owners, _NOBODY_KNOWS: 1 - sum(owners.values(), Fraction(0))}
        for company, owners in shares.held.items()
        if company not in shares.doubtful
    }
    return replace(shares, held=held), listed | _unresearched(shares, ends) | {_NOBODY_KNOWS}


def _unresearched(shares: Shares, ends: frozenset[str]) -> frozenset[str]:
    """Return owners of whom nothing is known: nobody states their owners, or too much is stated."""
    owners = {owner for held in shares.held.values() for owner in held}
    return frozenset((owners - shares.held.keys() - ends) | (shares.doubtful - ends))


def multiplied(shares: Shares, sources: frozenset[str]) -> dict[str, Fraction]:
    """Return how much of each company belongs to some owners, percentages multiplied along every chain.

    Circles are solved as linear equations in exact fractions, which is what an endless sum over ever longer
    chains gives. Of a company whose shares add up to more than all, nothing is known to belong to them.

    Args:
        shares: Shares put together.
        sources: The owners.

    Returns:
        Their part of each company, and 1 for each of themselves. Companies of which they have nothing are
        not among the keys.
    """
    unknowns = _reached(shares, sources)
    place = {name: number for number, name in enumerate(unknowns)}
    rows: list[list[Fraction]] = []
    for name in unknowns:
        row = [Fraction(0)] * (len(unknowns) + 1)
        row[place[name]] = Fraction(1)
        for owner, share in shares.held[name].items():
            if owner in sources:
                row[-1] += share
            elif owner in place:
                row[place[owner]] -= share
        rows.append(row)
    return {**dict.fromkeys(sources, Fraction(1)), **dict(zip(unknowns, _solved(rows), strict=True))}


def _reached(shares: Shares, sources: frozenset[str]) -> list[str]:
    """Return the companies to which a chain leads; only they have a part, and one solution."""
    found = set(sources)
    _grow(found, shares, lambda owners: any(share and owner in found for owner, share in owners))
    return sorted(found - sources)


def _solved(rows: list[list[Fraction]]) -> list[Fraction]:
    """Solve linear equations by elimination.

    No pivot is zero: each company holds less than all of the others together, or of one that does.
    """
    size = len(rows)
    for at in range(size):
        pivot = rows[at]
        for row in rows[at + 1 :]:
            if row[at]:
                factor = row[at] / pivot[at]
                for column in range(at, size + 1):
                    row[column] -= factor * pivot[column]
    result = [Fraction(0)] * size
    for at in reversed(range(size)):
        known = sum((rows[at][column] * result[column] for column in range(at + 1, size)), Fraction(0))
        result[at] = (rows[at][size] - known) / rows[at][at]
    return result
