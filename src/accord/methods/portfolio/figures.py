"""The figures of a portfolio: every number with its method, inputs, parameters and reason."""

from __future__ import annotations

from collections.abc import Mapping

from accord.domain.figure import Figure
from accord.domain.portfolio import Portfolio
from accord.domain.portfolio_result import PortfolioResult

__all__ = ["portfolio_figures"]


def portfolio_figures(
    portfolio: Portfolio, result: PortfolioResult, cells: Mapping[tuple[str, str], str]
) -> tuple[Figure, ...]:
    """Return every figure of a portfolio; what is not known has no value and a reason.

    Args:
        portfolio: The portfolio.
        result: Its answers.
        cells: Ids of recorded cells by (candidate id, field name of ``Candidate``); by ``rule_key`` for the
            value of a rule, by ``joint_key`` for a joint benefit, by ("call", field) for the call itself.
    """
    raise NotImplementedError
