"""What a line of financing pays and is paid, by year: a loan is drawn, bears interest and is paid back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.appraisal_financing import Financing, FinancingKind, Repayment

__all__ = ["FinancingFlows", "financing_flows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingFlows:
    """Flows of one line of financing, without a sign.

    Attributes:
        sources: What it pays for the project, by year.
        uses: What is paid for it, by year: a contribution itself, repayment, interest, a dividend.
        made: How the amounts came about, in words.
    """

    sources: Mapping[int, Decimal]
    uses: Mapping[int, Decimal]
    made: str


def financing_flows(row: Financing) -> FinancingFlows:
    """Return the flows of a line of financing.

    A loan is drawn at the end of a year: interest is due from the year after, on what is owed at its
    beginning, and paid each year, also before repayment begins. An annuity is computed from what is owed at
    the beginning of the first year of repayment.

    Args:
        row: The line, checked: nothing is drawn once repayment has begun.
    """
    drawn = dict(_written_out(row))
    if row.kind is FinancingKind.LOAN:
        service = dict(_service(row, drawn)) if row.repaid_from else {}
        return FinancingFlows(sources=drawn, uses=service, made=_said(row))
    return FinancingFlows(
        sources=drawn if row.kind.is_source else {},
        uses=drawn if row.kind.is_national or row.kind is FinancingKind.DIVIDEND else {},
        made="as stated",
    )


def _said(row: Financing) -> str:
    if not row.repaid_from:
        return "as stated; repayment and interest stand in lines of their own"
    return (
        f"interest {row.interest or 0} a year on what is owed; paid back {row.repaid_from} to"
        f" {row.repaid_until}, {row.repayment.value.replace('_', ' ')}"
    )


def _written_out(row: Financing) -> Iterator[tuple[int, Decimal]]:
    if row.last_year:
        yield from ((year, row.amounts[0]) for year in range(row.first_year, row.last_year + 1))
    else:
        yield from enumerate(row.amounts, start=row.first_year)


def _service(row: Financing, drawn: Mapping[int, Decimal]) -> Iterator[tuple[int, Decimal]]:
    rate, owed, whole = row.interest or Decimal(0), Decimal(0), sum(drawn.values(), Decimal(0))
    count = row.repaid_until - row.repaid_from + 1
    for year in range(row.first_year, row.repaid_until + 1):
        interest = owed * rate
        paid = Decimal(0)
        if year >= row.repaid_from:
            paid = whole / count
            if row.repayment is Repayment.ANNUITY and rate:
                paid = whole * rate / (1 - (1 + rate) ** -count) - interest
        yield year, interest + paid
        owed += drawn.get(year, Decimal(0)) - paid
