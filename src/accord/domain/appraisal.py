"""A project to be appraised: its frame, its flows, the conventions that are declared, what is uncertain."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from accord.domain.appraisal_conventions import Conventions, Residual
from accord.domain.appraisal_financing import Financier, Financing
from accord.domain.appraisal_flows import Analysis, CashFlow, TrafficBenefit
from accord.domain.appraisal_parameters import Parameter
from accord.domain.appraisal_rates import LaterRate
from accord.domain.appraisal_risks import Risk, RiskCorrelation, RiskRun
from accord.domain.claim import Value
from accord.domain.evidence import NOWHERE, Origin

__all__ = ["Appraisal", "ConversionFactor", "Grant", "PriceAdjustment", "RateChoice"]

_RESIDUAL = Residual()
_RUN = RiskRun()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionFactor:
    """From market prices to shadow prices: what a unit of expenditure costs the economy.

    Attributes:
        id: Name of the factor.
        factor: The factor.
        source: Where it comes from.
    """

    id: str
    factor: Decimal
    source: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceAdjustment:
    """Brings a parameter from its own prices to those of the appraisal.

    Attributes:
        parameter: Name of the parameter.
        factor: By what it is multiplied.
        source: Index or deflator from which the factor comes.
    """

    parameter: str
    factor: Decimal
    source: str
    origin: Origin = NOWHERE

    @property
    def id(self) -> str:
        """How refusals name it."""
        return self.parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class RateChoice:
    """Discount rates of the two analyses, by name of parameters: a rate has a source and a date.

    Attributes:
        economic: Social discount rate; empty if no line counts in the economic analysis.
        financial: Financial discount rate; empty if no line counts in the financial analysis.
        nominal: Analyses of which the rates contain inflation; all others, and those compared, are real.
        compared: Further rates as shares at which results are shown, beside 3 % and 5 %.
    """

    economic: Value = ""
    financial: Value = ""
    nominal: tuple[Analysis, ...] = ()
    compared: tuple[Decimal, ...] = ()

    def of(self, analysis: Analysis) -> Value:
        """Return the name of the rate of an analysis."""
        return self.financial if analysis is Analysis.FINANCIAL else self.economic

    def is_nominal(self, analysis: Analysis) -> bool:
        """Whether the rates of an analysis contain inflation."""
        return analysis in self.nominal or Analysis.BOTH in self.nominal


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What is needed to size a grant by the funding gap.

    Attributes:
        eligible_cost: Eligible cost, undiscounted, in the unit of the appraisal.
        max_rate: Greatest share that may be co-financed.
        source: Where the two come from.
    """

    eligible_cost: Decimal
    max_rate: Decimal
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """A whole appraisal as its author states it.

    Attributes:
        id: Short name, of letters, digits, ``-`` and ``_``.
        title: Title.
        counterfactual: What happens without the project; all flows are differences to it.
        unit: Unit of money, e.g. ``EUR million``.
        price_base: Year of the prices of all amounts.
        base_year: Year to which amounts are discounted.
        first_year: First year of the horizon.
        last_year: Last year of the horizon, in which the residual value stands.
        inflation: Parameter that takes inflation out of amounts at current prices and out of nominal rates:
            a rate of inflation, or an index of prices; empty if nothing contains inflation.
        conventions: Conventions that move the result; none has a default.
        rates: Discount rates, by name of parameters.
        later_rates: Discount rates that take the place of these in later years.
        flows: Lines of flows.
        flows_file: Table of further lines, beside this file.
        traffic: Surplus of users.
        traffic_file: Table of further groups of users, beside this file.
        parameters: Parameters of the author.
        parameters_file: Further parameters of the author, beside this file.
        financing: Who pays for the investment, and when loans are paid back.
        financiers: Whose capital has a return of its own.
        allow: Parameters that are used though not verified, of unknown prices, or outside their years.
        conversion_factors: Factors to shadow prices.
        adjustments: Factors from the prices of a parameter to those of the appraisal.
        residual: How the residual value comes about.
        grant: What sizes the grant.
        risks: What is uncertain.
        correlations: Which risks go together.
        risk_run: How it is drawn.
        step: By which share each line is varied in the sensitivity analysis.
        partner: Id of the partner; empty if none.
        note: What a reader should know.
    """

    id: str
    title: str
    counterfactual: str
    unit: str
    price_base: int
    base_year: int
    first_year: int
    last_year: int
    conventions: Conventions
    rates: RateChoice
    inflation: str = ""
    later_rates: tuple[LaterRate, ...] = ()
    flows: tuple[CashFlow, ...] = ()
    flows_file: str = ""
    traffic: tuple[TrafficBenefit, ...] = ()
    traffic_file: str = ""
    parameters: tuple[Parameter, ...] = ()
    parameters_file: str = ""
    financing: tuple[Financing, ...] = ()
    financiers: tuple[Financier, ...] = ()
    allow: tuple[str, ...] = ()
    conversion_factors: tuple[ConversionFactor, ...] = ()
    adjustments: tuple[PriceAdjustment, ...] = ()
    residual: Residual = _RESIDUAL
    grant: Grant | None = None
    risks: tuple[Risk, ...] = ()
    correlations: tuple[RiskCorrelation, ...] = ()
    risk_run: RiskRun = _RUN
    step: Decimal = Decimal("0.2")
    partner: str = ""
    note: str = ""
    origin: Origin = NOWHERE

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the horizon."""
        return tuple(range(self.first_year, self.last_year + 1))
