"""The net present value of a row of flows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from accord.domain.appraisal_conventions import Discounting
from accord.methods.appraisal.conventions import discount_factors

__all__ = ["npv"]


def npv(
    flows: Sequence[float],
    rate: float,
    *,
    discounting: Discounting = Discounting.YEAR_0,
    first_year: int = 0,
    base_year: int = 0,
) -> float:
    """Return the net present value of yearly flows.

    Args:
        flows: Flows of consecutive years; costs are negative.
        rate: Discount rate as a share.
        discounting: When the amounts of a year stand.
        first_year: Year of the first flow.
        base_year: Year to which flows are discounted.
    """
    years = np.arange(first_year, first_year + len(flows), dtype=np.float64)
    values = np.asarray([float(flow) for flow in flows], np.float64)
    return float(values @ discount_factors(years, rate, base_year, discounting))
