"""Which chosen candidates stand beside a candidate: those that need it, exclude it, or share its option."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accord.domain.portfolio import Candidate
from accord.methods.portfolio.preparing import Prepared

__all__ = ["Neighbours", "neighbours_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Chosen candidates by what ties them to others; looked up, because a search for each would be too slow.

    Attributes:
        chosen: All chosen ids.
        needing: Chosen ids that require a candidate, by its id.
        excluding: Chosen ids that exclude a candidate, by its id.
        options: Chosen ids by group of options.
    """

    chosen: frozenset[str]
    needing: Mapping[str, tuple[str, ...]]
    excluding: Mapping[str, tuple[str, ...]]
    options: Mapping[str, tuple[str, ...]]

    def rivals(self, one: Candidate) -> tuple[str, ...]:
        """Return chosen ids with which a candidate cannot be chosen."""
        found = {*self.options.get(one.option_of, ()), *self.excluding.get(one.id, ())}
        return tuple(sorted(found | (set(one.excludes) & self.chosen)))

    def going_with(self, candidate: str) -> frozenset[str]:
        """Return a candidate and the chosen ones that cannot be there without it."""
        gone, waiting = {candidate}, [candidate]
        while waiting:
            new = [one for one in self.needing.get(waiting.pop(), ()) if one not in gone]
            gone |= set(new)
            waiting += new
        return frozenset(gone)


def neighbours_of(prepared: Prepared, chosen: Iterable[str]) -> Neighbours:
    """Return what ties chosen candidates to others."""
    ids = sorted(chosen)
    needing: dict[str, tuple[str, ...]] = {}
    excluding: dict[str, tuple[str, ...]] = {}
    options: dict[str, tuple[str, ...]] = {}
    for one in ids:
        candidate = prepared.of(one).candidate
        for needed in sorted(set(candidate.requires)):
            needing[needed] = (*needing.get(needed, ()), one)
        for other in sorted(set(candidate.excludes)):
            excluding[other] = (*excluding.get(other, ()), one)
        if candidate.option_of:
            options[candidate.option_of] = (*options.get(candidate.option_of, ()), one)
    return Neighbours(chosen=frozenset(ids), needing=needing, excluding=excluding, options=options)
