"""The sums that a project page prints are compared with its lines, by the register's own rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.project import FinancingLine, LineKind
from accord.sources.register.financing_rows import TOTALS, FinancingRow

__all__ = ["TOTAL_KINDS", "TotalCheck", "check_totals"]

TOTAL_KINDS: dict[str, tuple[LineKind, ...]] = dict(
    zip(TOTALS, (tuple(LineKind), (LineKind.WBIF_GRANT,), (LineKind.LOAN,)), strict=True)
)
"""Which kinds of line each printed sum counts.

The total counts every line, anticipated ones too; grants are those of the Framework alone, loans
those of its partner lenders alone. This is what the pages of PRJ-ALB-TRA-013, PRJ-MKD-TRA-001,
PRJ-MULTI-DII-006, PRJ-SRB-DII-005 and the Budva bypass print; no page that was read differs.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalCheck:
    """A printed sum beside the sum of its lines.

    Attributes:
        label: ``Total``, ``Total Grants`` or ``Total Loans``.
        printed: The printed sum; None if the page prints none, or two that differ.
        summed: Sum of the lines; None if they are in several currencies.
        unit: Currency of both; empty if there are several.
        note: Why there is nothing to compare; empty if there is.
    """

    label: str
    printed: Decimal | None
    summed: Decimal | None
    unit: str
    note: str = ""

    @property
    def difference(self) -> Decimal | None:
        """Printed sum less sum of the lines; None if one of them is not known."""
        if self.printed is None or self.summed is None:
            return None
        return self.printed - self.summed


def check_totals(lines: Sequence[FinancingLine], totals: Sequence[FinancingRow]) -> tuple[TotalCheck, ...]:
    """Compare the printed sums with the lines.

    Args:
        lines: The financing lines of one page.
        totals: Its printed sums.

    Returns:
        One check for each sum that the register prints, whether or not this page prints it.
    """
    return tuple(_check(label, lines, totals) for label in TOTALS)


def _check(label: str, lines: Sequence[FinancingLine], totals: Sequence[FinancingRow]) -> TotalCheck:
    printed = {(row.amount.amount, row.amount.unit) for row in totals if row.label == label}
    counted = [line for line in lines if line.kind in TOTAL_KINDS[label]]
    units = {line.unit for line in counted} | {unit for _, unit in printed}
    is_one = len(units) <= 1
    notes = (
        (not printed, "The page does not print this sum."),
        (len(printed) > 1, "The page prints this sum twice, with different amounts."),
        (not is_one, "The amounts are in several currencies."),
    )
    return TotalCheck(
        label=label,
        printed=next(iter(printed))[0] if len(printed) == 1 else None,
        summed=sum((line.amount for line in counted), Decimal(0)) if is_one else None,
        unit=units.pop() if len(units) == 1 else "",
        note=" ".join(text for holds, text in notes if holds),
    )
