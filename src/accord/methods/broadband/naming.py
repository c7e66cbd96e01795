"""The names under which methods on broadband are cited, and the ids of their figures."""

from __future__ import annotations

from accord.domain.broadband_call import BroadbandCase

__all__ = [
    "AFFORDABILITY_METHOD",
    "BROADBAND_PREFIX",
    "GAP_METHOD",
    "PLAN_METHOD",
    "broadband_id",
    "case_name",
]

GAP_METHOD = "broadband_gap 1.2"
"""Name and version of the gap to targets."""

AFFORDABILITY_METHOD = "broadband_affordability 1"
"""Name and version of prices against incomes."""

PLAN_METHOD = "broadband_plan 1.1"
"""Name and version of costs and plans."""

BROADBAND_PREFIX = "broadband."
"""With this begins the id of every figure on broadband."""


def case_name(case: BroadbandCase) -> str:
    """Return the id of the call; ``standing`` where there is none and only gaps are asked."""
    return case.call.id if case.call else "standing"


def broadband_id(case: BroadbandCase, *parts: str) -> str:
    """Return the id of a figure, e.g. ``broadband.villages.plan.alone.cost``; empty parts are left out."""
    return BROADBAND_PREFIX + ".".join((case_name(case), *(part for part in parts if part)))
