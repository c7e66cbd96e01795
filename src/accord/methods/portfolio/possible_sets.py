"""Sets of members of a joint benefit that can be formed at all, so that the others need no column."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from accord.domain.portfolio import JointBenefit
from accord.domain.portfolio_rules import RuleKind
from accord.methods.portfolio.admitting import SLACK
from accord.methods.portfolio.preparing import Prepared

__all__ = ["possible_sets"]


def possible_sets(prepared: Prepared, joint: JointBenefit) -> NDArray[np.bool_]:
    """Return for each set of members whether it can be part of a choice; bit k stands for member k.

    A set is left out only if it breaks a condition whatever else is chosen: a member can never be chosen or
    lacks one that it requires, two exclude each other, its least grants are above an envelope, or it is too
    many.
    With years this holds for the set that runs in each year too.

    Args:
        prepared: The portfolio.
        joint: The joint benefit.
    """
    masks = np.arange(1 << len(joint.members))
    can_be = np.ones(len(masks), dtype=np.bool_)
    grants, number = np.zeros(len(masks)), np.zeros(len(masks))
    bits = {member: 1 << bit for bit, member in enumerate(joint.members)}
    for member, bit in bits.items():
        holds = (masks & bit) != 0
        if member not in prepared.position or prepared.of(member).bars:
            can_be &= ~holds
            continue
        item = prepared.of(member)
        grants += np.where(holds, item.low, 0.0)
        number += holds & (not item.candidate.is_reform)
        for needed in set(item.candidate.requires) & set(bits):
            can_be &= ~holds | ((masks & bits[needed]) != 0)
    for first, second in _exclusive(prepared, list(bits)):
        can_be &= (masks & (bits[first] | bits[second])) != bits[first] | bits[second]
    most, most_number = _limits(prepared)
    return can_be & (grants <= most * (1 + SLACK)) & (number <= most_number)


def _exclusive(prepared: Prepared, members: list[str]) -> Iterator[tuple[str, str]]:
    known = [member for member in members if member in prepared.position]
    for place, first in enumerate(known):
        one = prepared.of(first).candidate
        for second in known[place + 1 :]:
            other = prepared.of(second).candidate
            is_option = bool(one.option_of) and one.option_of == other.option_of
            if is_option or second in one.excludes or first in other.excludes:
                yield first, second


def _limits(prepared: Prepared) -> tuple[float, float]:
    """Return the smallest envelope of all years, and the smallest number; infinity where there is none."""
    envelopes = [
        float(rule.value or 0)
        for rule in prepared.rules
        if rule.kind is RuleKind.ENVELOPE and rule.year is None
    ]
    numbers = [float(rule.value or 0) for rule in prepared.rules if rule.kind is RuleKind.NUMBER_AT_MOST]
    return min(envelopes, default=np.inf), min(numbers, default=np.inf)
