"""Whether the footnote on Kosovo* must stand below a portfolio."""

from __future__ import annotations

from accord.domain.portfolio import Portfolio

__all__ = ["needs_footnote"]


def needs_footnote(portfolio: Portfolio) -> bool:
    """Whether a portfolio names Kosovo*, as a partner or in words."""
    if any("KOS" in one.partners for one in portfolio.candidates):
        return True
    words = (portfolio.title, portfolio.note, *(one.label for one in portfolio.candidates))
    return any("kosovo" in word.casefold() for word in words)
