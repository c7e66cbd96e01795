"""The surplus of users by the rule of half."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from accord.domain.appraisal_flows import Users

__all__ = ["SURPLUS_RULES", "consumer_surplus"]

_HALF = Decimal("0.5")


def _existing(without: Decimal, with_project: Decimal, saving: Decimal) -> Decimal:
    return min(without, with_project) * saving


def _new(without: Decimal, with_project: Decimal, saving: Decimal) -> Decimal:
    return max(with_project - without, Decimal(0)) * saving * _HALF


def _all(without: Decimal, with_project: Decimal, saving: Decimal) -> Decimal:
    return (without + with_project) * saving * _HALF


SURPLUS_RULES: Mapping[Users, Callable[[Decimal, Decimal, Decimal], Decimal]] = {
    Users.EXISTING: _existing,
    Users.NEW: _new,
    Users.ALL: _all,
}
"""For a demand that is a straight line, ``all`` is the sum of ``existing`` and ``new``, if volumes grow."""


def consumer_surplus(users: Users, volume_without: Decimal, volume_with: Decimal, saving: Decimal) -> Decimal:
    """Return the surplus of one group of users in one year.

    Users who remain where others left are ``existing``: the smaller of the two volumes gets the whole saving,
    since those who left are counted where they went. The rule of half is an approximation for changes of cost
    that are small against the cost itself.

    Args:
        users: Whose surplus it is.
        volume_without: Volume without the project.
        volume_with: Volume with it.
        saving: Generalised cost without the project less that with it, per unit of volume.

    Reference:
        European Commission, Guide to cost-benefit analysis of investment projects (2008), Table 4.17: shifted
        users take half the unit benefit of initial ones.
    """
    return SURPLUS_RULES[users](volume_without, volume_with, saving)
