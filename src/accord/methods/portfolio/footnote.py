"""The footnote that must stand below a portfolio."""

from __future__ import annotations

from accord.domain.portfolio import Portfolio
from accord.methods.footnotes import kosovo_footnote

__all__ = ["portfolio_footnote"]


def portfolio_footnote(portfolio: Portfolio) -> str:
    """Return the footnote on Kosovo* if a portfolio names it, as a partner or in words; otherwise nothing."""
    partners = [name for one in portfolio.candidates for name in one.partners]
    return kosovo_footnote(
        partners, (portfolio.title, portfolio.note, *(one.label for one in portfolio.candidates))
    )
