"""The funding gap: how large a grant may be if revenues pay for part of the investment."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FundingGap", "funding_gap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingGap:
    """A funding gap and the grant that follows.

    Attributes:
        discounted_investment: DIC.
        discounted_net_revenue: DNR.
        gap: DIC less DNR, between zero and DIC.
        rate: Funding-gap rate, between 0 and 1; None if there is no investment.
        unclamped_rate: 1 - DNR / DIC before it was kept between 0 and 1.
        decision_amount: Eligible cost times the rate.
        grant: Decision amount times the greatest co-financing rate.
    """

    discounted_investment: float
    discounted_net_revenue: float
    gap: float | None
    rate: float | None
    unclamped_rate: float | None
    decision_amount: float | None
    grant: float | None


def funding_gap(
    discounted_investment: float,
    discounted_net_revenue: float,
    eligible_cost: float | None = None,
    max_rate: float | None = None,
) -> FundingGap:
    """Return the funding gap.

    A net revenue below zero would make the rate exceed 1; it is kept at 1, since a grant never pays more than
    the investment. A net revenue above the investment leaves no gap.

    Args:
        discounted_investment: Present value of the investment.
        discounted_net_revenue: Present value of revenues less operating costs, plus the residual value.
        eligible_cost: Eligible cost, undiscounted; None if it is not stated.
        max_rate: Greatest co-financing rate; None if it is not stated.

    Reference:
        FGR = 1 - DNR/DIC, DA = EC x FGR, grant = DA x CF: EU guidance as quoted at
        https://proz.com/kudoz/6679246
    """
    if not discounted_investment > 0:
        return FundingGap(
            discounted_investment=discounted_investment,
            discounted_net_revenue=discounted_net_revenue,
            gap=None,
            rate=None,
            unclamped_rate=None,
            decision_amount=None,
            grant=None,
        )
    unclamped = 1.0 - discounted_net_revenue / discounted_investment
    rate = min(max(unclamped, 0.0), 1.0)
    decision = None if eligible_cost is None else eligible_cost * rate
    return FundingGap(
        discounted_investment=discounted_investment,
        discounted_net_revenue=discounted_net_revenue,
        gap=rate * discounted_investment,
        rate=rate,
        unclamped_rate=unclamped,
        decision_amount=decision,
        grant=None if decision is None or max_rate is None else decision * max_rate,
    )
