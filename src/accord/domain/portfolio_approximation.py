"""How benefits of sets were made up where candidates are too many to compute every set of them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["JointApproximation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JointApproximation:
    """What was added up or fitted, and how far that is from sets that were computed as a whole.

    All amounts are in the unit of benefits.

    Attributes:
        members: Ids of all candidates whose benefits are joint.
        groups: The same in groups whose benefits are added up; each by id, the largest first.
        tolerance: Pairs of which one changes what the other brings by less are not held together.
        checked: So many sets were computed as a whole and compared with the sum of their groups.
        apart: Greatest difference of these.
        fitted: Ids of those in groups that are too large for every set: their benefits are fitted.
        fits: So many sets of these were computed for it.
        believed: What the fitted benefits say that the chosen members bring together; None without such.
        computed: What the network says of these members; None without such.
        rounds: So many times the choice was made, computed and taken into the fit.
    """

    members: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    tolerance: float
    checked: int
    apart: float
    fitted: tuple[str, ...] = ()
    fits: int = 0
    believed: float | None = None
    computed: float | None = None
    rounds: int = 0
