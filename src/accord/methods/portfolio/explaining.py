"""Says in plain sentences why candidates are in or out, and what the other answers mean."""

from __future__ import annotations

from accord.domain.portfolio import Portfolio
from accord.domain.portfolio_reasons import Verdict

__all__ = ["said_verdict"]


def said_verdict(portfolio: Portfolio, verdict: Verdict) -> tuple[str, ...]:
    """Return sentences that say why a candidate is in or out, the deciding one first."""
    raise NotImplementedError
