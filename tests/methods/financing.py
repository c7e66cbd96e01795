"""Financing lines of the made-up ferry terminal of Northshore."""

from __future__ import annotations

from decimal import Decimal

from accord.domain.evidence import Evidence
from accord.domain.project import FinancingLine, LineKind

__all__ = ["EXTERNAL", "GRANT", "LOAN", "NORTHSHORE", "OTHER", "OWN", "STUDY", "line"]


def line(
    name: str,
    kind: LineKind,
    amount: int | str,
    *,
    project: str = "N1",
    financier: str = "Lake Bank",
    code: str = "",
    unit: str = "EUR",
    evidence: Evidence = Evidence.SEEN,
) -> FinancingLine:
    """A made-up line of the ferry terminal of Northshore."""
    return FinancingLine(
        id=name,
        project=project,
        kind=kind,
        financier=financier,
        amount=Decimal(amount),
        unit=unit,
        source="page",
        evidence=evidence,
        grant_code=code,
    )


GRANT = line("grant", LineKind.WBIF_GRANT, 10, financier="WBIF", code="WB-IG03-ALB-TRA-77")
STUDY = line("study", LineKind.WBIF_GRANT, 2, financier="WBIF", code="WB17-ALB-TRA-77")
LOAN = line("loan", LineKind.LOAN, 20)
EXTERNAL = line("external", LineKind.EXTERNAL_LOAN, 5)
OWN = line("own", LineKind.OWN_CONTRIBUTION, 3)
OTHER = line("other", LineKind.OTHER_SOURCES, 6)
NORTHSHORE = (GRANT, STUDY, LOAN, EXTERNAL, OWN, OTHER)
