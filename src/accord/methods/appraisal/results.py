"""What an appraisal says: the results of both analyses, the gap, the capital, the doubts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_conventions import BenefitCost, Discounting
from accord.domain.appraisal_flows import Analysis
from accord.domain.appraisal_parameters import Parameter
from accord.methods.appraisal.conventions import PresentValues
from accord.methods.appraisal.funding_gap import FundingGap
from accord.methods.appraisal.line_building import Line
from accord.methods.appraisal.national_capital import NationalCapital
from accord.methods.appraisal.price_levels import PriceLevels
from accord.methods.appraisal.rate_schedule import DeclaredRate, Rate
from accord.methods.appraisal.rates_of_return import RatesOfReturn
from accord.methods.appraisal.risk import RiskResult
from accord.methods.appraisal.sensitivity import Sensitivity

__all__ = ["AnalysisResult", "AppraisalResult", "AtRate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRate:
    """Results of one analysis at one rate.

    Attributes:
        rate: The rate.
        values: Present values.
        ratios: Benefit-cost ratio by convention; None where it cannot be formed.
        by_discounting: Net present value by convention of discounting.
    """

    rate: Rate
    values: PresentValues
    ratios: Mapping[BenefitCost, float | None]
    by_discounting: Mapping[Discounting, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisResult:
    """Results of the financial or the economic analysis.

    Attributes:
        analysis: Which one.
        rate: Declared discount rate, with the parameters that state it.
        lines: Lines of money, residual values among them.
        net: Net flow of each year.
        returns: All rates of return.
        at: Results at the declared rate and at those compared, in order of the rates.
        sensitivity: How the result moves with each variable.
        risk: What the draws say; None if no risk is stated for its lines.
    """

    analysis: Analysis
    rate: DeclaredRate
    lines: tuple[Line, ...]
    net: tuple[Decimal, ...]
    returns: RatesOfReturn
    at: Mapping[Rate, AtRate]
    sensitivity: tuple[Sensitivity, ...]
    risk: RiskResult | None

    @property
    def declared(self) -> AtRate:
        """Results at the declared rate."""
        return self.at[self.rate.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalResult:
    """Results of an appraisal.

    Attributes:
        spec: What was appraised.
        analyses: Results by analysis; one without lines is not there.
        gap: Funding gap; None without financial analysis.
        parameters: Parameters that were used, by name.
        doubts: What speaks against them, by name; they were allowed.
        levels: Levels of prices; None if nothing contains inflation.
        capital: Return on national capital; None without financing or financial analysis.
    """

    spec: Appraisal
    analyses: Mapping[Analysis, AnalysisResult]
    gap: FundingGap | None
    parameters: Mapping[str, Parameter]
    doubts: Mapping[str, tuple[str, ...]]
    levels: PriceLevels | None
    capital: NationalCapital | None
