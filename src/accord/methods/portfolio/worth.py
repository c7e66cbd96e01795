"""What a set of candidates is worth, by plain arithmetic: own benefits, and joint benefits of whole sets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from accord.domain.portfolio import JointBenefit
from accord.methods.portfolio.admitting import Year
from accord.methods.portfolio.joint_rows import year_shares
from accord.methods.portfolio.preparing import Prepared

__all__ = ["dependants", "worth_of"]


def worth_of(prepared: Prepared, starts: Mapping[str, Year]) -> float:
    """Return the benefit of a set, discounted by start years.

    Args:
        prepared: The portfolio.
        starts: Start year of each candidate of the set, by id.
    """
    own = sum(
        prepared.of(candidate).benefit * prepared.worth(start) for candidate, start in sorted(starts.items())
    )
    together = 0.0
    for joint in prepared.joint:
        for year, share in year_shares(prepared):
            together += share * _value(joint, starts, year)
    return own + together


def dependants(prepared: Prepared, candidate: str, among: Iterable[str]) -> frozenset[str]:
    """Return a candidate and those among others that cannot be there without it."""
    gone = {candidate}
    others = sorted(among)
    changed = True
    while changed:
        changed = False
        for one in others:
            if one not in gone and gone & set(prepared.of(one).candidate.requires):
                gone.add(one)
                changed = True
    return frozenset(gone)


def _value(joint: JointBenefit, starts: Mapping[str, Year], year: Year) -> float:
    """Return the value of the set that runs in a year; sets of unknown value are never chosen."""
    chosen = 0
    for bit, member in enumerate(joint.members):
        if member in starts:
            start = starts[member]
            if year is None or start is None or start <= year:
                chosen |= 1 << bit
    return joint.values[chosen] or 0.0
