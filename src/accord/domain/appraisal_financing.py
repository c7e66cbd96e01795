"""Who pays for an investment: grants, contributions, loans, their repayment, who gets what is left."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.appraisal_prices import Prices
from accord.domain.evidence import NOWHERE, Origin

__all__ = ["Financier", "Financing", "FinancingKind", "Repayment"]


class FinancingKind(StrEnum):
    """What a line of financing is.

    ``grant``: from outside the country, not paid back; ``national``: public contribution of the country;
    ``private``: equity; ``loan``: what is drawn; ``repayment`` and ``interest``: what is paid to lenders,
    where it is written out rather than computed from a loan; ``dividend``: what is paid to a financier.
    """

    GRANT = "grant"
    NATIONAL = "national"
    PRIVATE = "private"
    LOAN = "loan"
    REPAYMENT = "repayment"
    INTEREST = "interest"
    DIVIDEND = "dividend"

    @property
    def is_source(self) -> bool:
        """Whether it pays for the project, rather than being paid by it."""
        return self not in {FinancingKind.REPAYMENT, FinancingKind.INTEREST, FinancingKind.DIVIDEND}

    @property
    def is_national(self) -> bool:
        """Whether it is money of the country when it is paid: the return on national capital counts it.

        A dividend is none: it only moves what the project earned from the project to its financier.
        """
        return self not in {FinancingKind.GRANT, FinancingKind.LOAN, FinancingKind.DIVIDEND}


class Repayment(StrEnum):
    """How a loan is paid back: equal parts of the principal, or equal payments with interest in them."""

    EQUAL_PRINCIPAL = "equal_principal"
    ANNUITY = "annuity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Financing:
    """One line of financing.

    Attributes:
        id: Name of the line.
        kind: What it is.
        unit: Unit of the amounts, that of the appraisal.
        source: Where it comes from.
        financier: Who pays a contribution or gets a dividend, by name under ``financiers``; empty if unnamed.
        first_year: Year of the first amount.
        amounts: Amounts of consecutive years, without a sign.
        prices: Whether amounts are at prices of one year or at those of each year.
        price_base: Year of the prices, that of the appraisal; 0 at current prices.
        last_year: Last year, where one amount stands for all years; 0 if all are written out.
        interest: Interest of a loan as a share a year, nominal at current prices, else real; None if it is
            written out, or there is none.
        repaid_from: First year in which a loan is paid back; 0 if repayments are written out.
        repaid_until: Last year in which it is paid back.
        repayment: How it is paid back.
    """

    id: str
    kind: FinancingKind
    unit: str
    source: str
    first_year: int
    amounts: tuple[Decimal, ...]
    financier: str = ""
    prices: Prices = Prices.CONSTANT
    price_base: int = 0
    last_year: int = 0
    interest: Decimal | None = None
    repaid_from: int = 0
    repaid_until: int = 0
    repayment: Repayment = Repayment.EQUAL_PRINCIPAL
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Financier:
    """Someone whose capital earns a return of its own: a promoter, a private partner, a ministry.

    Attributes:
        id: Name, as lines of financing use it.
        share: Share of what is left each year after operating costs, replacement and debt service, the
            residual value among it; None if lines of kind ``dividend`` say what is received.
        source: Where the share, or the part in the project, comes from.
    """

    id: str
    source: str
    share: Decimal | None = None
    origin: Origin = NOWHERE
