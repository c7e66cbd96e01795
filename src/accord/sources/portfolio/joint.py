"""Joint benefits as their author states them become values of every set of members."""

from __future__ import annotations

from accord.domain.portfolio import JointBenefit
from accord.sources.portfolio.rows import JointRow

__all__ = ["joint_benefit"]


def joint_benefit(row: JointRow) -> JointBenefit:
    """Return the value of every set; a set that is not stated is unknown, except the empty one.

    Args:
        row: A checked row.
    """
    count = len(row.members)
    if row.extra is not None:
        whole = (1 << count) - 1
        values: list[float | None] = [*(0.0 for _chosen in range(whole)), float(row.extra)]
    else:
        stated = {frozenset(one.of): float(one.value) for one in row.sets}
        values = [
            0.0
            if not chosen
            else stated.get(frozenset(row.members[bit] for bit in range(count) if chosen >> bit & 1))
            for chosen in range(1 << count)
        ]
    return JointBenefit(
        id=row.id,
        members=row.members,
        values=tuple(values),
        source=row.source,
        evidence=row.evidence,
        origin=row.origin,
    )
