"""Fits what single members and pairs of a large group bring to the worth of sets that were computed.

worth(S) = sum of a(i) over members of S + sum of c(i, j) over pairs in S, by least squares. Only pairs that
interact have a term. Sets near a choice weigh a hundred times as much as others, so that the fit is best
there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Fit", "fitted", "near_sets", "spread_sets"]

_NEAR = 10.0
"""Factor of the residual of a set near a choice; its square weighs a hundred times as much."""
_DRAWN = 120
_SEED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What members and pairs bring.

    Attributes:
        own: By member, in their order, and draw.
        pairs: By pair that has a term, and draw.
    """

    own: NDArray[np.float64]
    pairs: NDArray[np.float64]


def spread_sets(members: Sequence[int], pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Return sets that show what members and pairs bring: first, last, and among drawn others.

    Args:
        members: Positions of the members of the group.
        pairs: Pairs of them that have a term.
    """
    whole = sum(1 << one for one in members)
    toggles = [0, *(1 << one for one in members), *(1 << first | 1 << second for first, second in pairs)]
    drawn = np.random.default_rng(_SEED).random((_DRAWN, len(members))) < 0.5
    others = [sum(1 << one for one, is_in in zip(members, row, strict=True) if is_in) for row in drawn]
    return sorted({*toggles[1:], *(whole ^ one for one in toggles), *others} - {0})


def near_sets(members: Sequence[int], chosen: int) -> list[int]:
    """Return the members of a choice, and the sets that differ from these in one member."""
    inside = sum(1 << one for one in members) & chosen
    return sorted({inside, *(inside ^ 1 << one for one in members)} - {0})


def fitted(
    members: Sequence[int],
    pairs: Sequence[tuple[int, int]],
    values: Mapping[int, NDArray[np.float64]],
    near: frozenset[int],
) -> Fit:
    """Fit what members and pairs bring.

    Args:
        members: Positions of the members of the group.
        pairs: Pairs of them that have a term.
        values: Worth of computed sets by draw.
        near: Those of the sets that are near a choice.
    """
    sets = sorted(values)
    terms = [*(1 << one for one in members), *(1 << first | 1 << second for first, second in pairs)]
    holds = np.array([[chosen & term == term for term in terms] for chosen in sets], dtype=np.float64)
    weights = np.array([_NEAR if chosen in near else 1.0 for chosen in sets])[:, np.newaxis]
    right = np.array([values[chosen] for chosen in sets])
    found = np.linalg.lstsq(holds * weights, right * weights, rcond=None)[0]
    return Fit(own=found[: len(members)], pairs=found[len(members) :])
