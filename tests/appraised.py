"""An invented project that is appraised in many tests, and the folder of published examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from accord.domain.appraisal import Appraisal, RateChoice
from accord.domain.appraisal_conventions import BenefitCost, Conventions, Discounting
from accord.domain.appraisal_flows import Analysis, CashFlow, FlowKind
from accord.domain.appraisal_parameters import Parameter
from accord.domain.evidence import NOWHERE, Evidence
from accord.domain.period import PartialDate
from accord.methods.appraisal.line_building import Line

ACCEPTANCE = Path(__file__).resolve().parents[2] / "shared" / "data" / "connectivity" / "acceptance"


def decimals(*numbers: float | str | Decimal) -> tuple[Decimal, ...]:
    return tuple(Decimal(str(number)) for number in numbers)


def flow(name: str, kind: FlowKind, first: int, *amounts: float | str | Decimal, **keys: object) -> CashFlow:
    stated = CashFlow(
        id=name,
        kind=kind,
        analysis=Analysis.ECONOMIC,
        unit="EUR million",
        price_base=2025,
        source="invented",
        first_year=first,
        amounts=decimals(*amounts),
    )
    return replace(stated, **keys)  # type: ignore[arg-type]


def line(name: str, kind: FlowKind, *amounts: float | str | Decimal, follows: str = "") -> Line:
    return Line(
        id=name,
        kind=kind,
        amounts=decimals(*amounts),
        source="invented",
        made="as stated",
        follows=follows,
        origin=NOWHERE,
    )


def parameter(name: str, value: str = "0.05", unit: str = "share a year", **keys: object) -> Parameter:
    stated = Parameter(
        id=name,
        title=name,
        unit=unit,
        value=Decimal(value),
        source="Invented handbook",
        evidence=Evidence.SEEN,
        date_read=PartialDate("2026-11"),
    )
    return replace(stated, **keys)  # type: ignore[arg-type]


PARAMETERS: Mapping[str, Parameter] = {
    "social": parameter("social", "0.05"),
    "financial": parameter("financial", "0.04"),
    "time": parameter("time", "12", "EUR/hour", price_base=2025),
}


def project(*flows: CashFlow, last_year: int = 2030, **keys: object) -> Appraisal:
    """An appraisal from 2026 on; amounts of the base year 2026 are not discounted."""
    stated = Appraisal(
        id="hill",
        title="Road over the hill",
        counterfactual="the old road",
        unit="EUR million",
        price_base=2025,
        base_year=2026,
        first_year=2026,
        last_year=last_year,
        conventions=Conventions(discounting=Discounting.YEAR_0, bcr=BenefitCost.RESIDUAL_AS_BENEFIT),
        rates=RateChoice(economic="social", financial="financial"),
        flows=flows,
    )
    return replace(stated, **keys)  # type: ignore[arg-type]
