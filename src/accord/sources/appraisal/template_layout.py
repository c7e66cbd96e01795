"""What stands in the workbook that a user fills in: keys of the project, sheets, columns, words to choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from accord.domain.appraisal_conventions import BenefitCost, Discounting, ResidualMethod
from accord.domain.appraisal_financing import FinancingKind, Repayment
from accord.domain.appraisal_flows import Analysis, FlowKind, Users
from accord.domain.appraisal_prices import Prices
from accord.domain.appraisal_risks import Distribution
from accord.domain.evidence import Evidence
from accord.sources.appraisal.traffic_tables import SERIES

__all__ = ["EXPLAINED", "PROJECT_KEYS", "SHEETS", "TemplateSheet"]


def _words(words: type[StrEnum]) -> tuple[str, ...]:
    return tuple(word.value for word in words)


PROJECT_KEYS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("id", (), "short name: letters, digits, - and _"),
    ("title", (), "title of the project"),
    ("counterfactual", (), "what happens without the project; all flows are differences to it"),
    ("unit", (), "currency and scale in words: EUR million"),
    ("price_base", (), "year of the prices of all amounts"),
    ("base_year", (), "year to which amounts are discounted"),
    ("first_year", (), "first year of the horizon"),
    ("last_year", (), "last year of the horizon"),
    ("conventions.discounting", _words(Discounting), "whether amounts of the base year are discounted"),
    ("conventions.bcr", _words(BenefitCost), "which benefit-cost ratio is the headline"),
    ("rates.economic", (), "id of the social discount rate on the sheet parameters"),
    ("rates.financial", (), "id of the financial discount rate on the sheet parameters"),
    (
        "rates.nominal",
        _words(Analysis),
        "optional: analyses of which the rates contain inflation; all their lines are at current prices then",
    ),
    ("rates.compared", (), "optional: further rates as shares, with commas: 0.035, 0.07"),
    (
        "inflation",
        (),
        "if amounts are at current prices: id of a rate of inflation, or of an index of prices (eu_hicp)",
    ),
    ("residual.method", _words(ResidualMethod), "how the value after the last year comes about"),
    ("residual.years", (), "remaining_flows only: years after the horizon"),
    ("residual.growth", (), "remaining_flows only: yearly growth in them as a share"),
    ("residual.opening_year", (), "straight_line only, optional: first year of use"),
    ("grant.eligible_cost", (), "optional: undiscounted, in the unit above"),
    ("grant.max_rate", (), "with it: greatest share that may be co-financed"),
    ("grant.source", (), "with it: where both come from"),
    ("allow", (), "optional: parameters that are used although there is a doubt, with commas"),
    ("risk_run.draws", (), "optional: number of draws; 10000 if empty"),
    ("risk_run.seed", (), "optional: seed; 1 if empty"),
    ("step", (), "optional: share by which variables are varied; 0.2 if empty"),
    ("partner", (), "optional: id of the partner"),
    ("note", (), "optional: what a reader should know"),
)
"""Keys of the sheet ``project``: key, words to choose from, meaning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSheet:
    """One sheet with a row for each line.

    Attributes:
        columns: Its columns, without years.
        choices: Words to choose from, by column.
        has_years: Whether columns that are years follow.
        text: What it holds.
    """

    columns: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]]
    has_years: bool
    text: str


SHEETS: Mapping[str, TemplateSheet] = {
    "flows": TemplateSheet(
        columns=(
            *("id", "kind", "analysis", "unit", "price_base", "prices", "source", "conversion"),
            *("parameter", "last_year", "growth", "escalation", "life"),
        ),
        choices={"kind": _words(FlowKind), "analysis": _words(Analysis), "prices": _words(Prices)},
        has_years=True,
        text="One line of costs or benefits a row, without a sign. Write an amount for each year, 0 where"
        " there is none; or one amount and a last_year, with a growth (2 % is 0.02) if it grows. With a"
        " parameter, amounts are quantities (million hours) and price_base stays empty; so it does at prices"
        " current, where amounts contain the inflation of their years.",
    ),
    "traffic": TemplateSheet(
        columns=(
            *("id", "series", "users", "unit", "cost_unit", "price_base", "source", "parameter"),
            *("last_year", "growth"),
        ),
        choices={"series": SERIES, "users": _words(Users)},
        has_years=True,
        text="Four rows for each group of users, with the same id: volumes and costs, without and with the"
        " project. The other columns are filled in one of the four. One amount holds for all years up to"
        " last_year. New users get half of the saving.",
    ),
    "financing": TemplateSheet(
        columns=(
            *("id", "kind", "financier", "unit", "price_base", "prices", "source", "last_year"),
            *("interest", "repaid_from", "repaid_until", "repayment"),
        ),
        choices={
            "kind": _words(FinancingKind),
            "prices": _words(Prices),
            "repayment": _words(Repayment),
        },
        has_years=True,
        text="Who pays for the investment. With it, the return on national capital is computed. A loan with"
        " repaid_from and repaid_until is paid back and bears interest as stated.",
    ),
    "financiers": TemplateSheet(
        columns=("id", "share", "source"),
        choices={},
        has_years=False,
        text="Optional. Whose capital has a return of its own, such as the promoter, named in financing under"
        " financier: its share of what is left after debt service, or no share and lines of kind dividend.",
    ),
    "parameters": TemplateSheet(
        columns=(
            *("id", "title", "unit", "value", "value_year", "growth", "grows_with", "elasticity"),
            *("transfer_of", "income", "income_of_source", "price_level", "price_level_of_source", "prices"),
            *("price_base", "valid_from", "valid_until", "source", "evidence", "date_read", "url", "note"),
        ),
        choices={"evidence": _words(Evidence)},
        has_years=True,
        text="Discount rates (unit: share a year) and values such as EUR/hour, each with its source and the"
        " day on which it was read. One value; or values in columns that are years, with a straight line"
        " between them; or transfer_of, the id of another one, with indices of income or prices. The values"
        " listed below come with Accord and need no row.",
    ),
    "risks": TemplateSheet(
        columns=("id", "distribution", "lines", "source", "low", "mode", "high", "mean", "deviation"),
        choices={"distribution": _words(Distribution)},
        has_years=False,
        text="Optional. Factors around 1 by which lines are multiplied in each draw; lines with commas.",
    ),
    "correlations": TemplateSheet(
        columns=("first", "second", "rank", "source"),
        choices={},
        has_years=False,
        text="Optional. Two risks that go together (rank above 0) or against each other (below 0), by id: the"
        " correlation of their ranks from -1 to 1. Other pairs are independent.",
    ),
    "later_rates": TemplateSheet(
        columns=("analysis", "from_year", "rate"),
        choices={"analysis": _words(Analysis)},
        has_years=False,
        text="Optional. Discount rates that take the place of those under rates.economic and rates.financial"
        " from a year of the appraisal on (the base year is 0), by id on the sheet parameters.",
    ),
    "conversion_factors": TemplateSheet(
        columns=("id", "factor", "source"),
        choices={},
        has_years=False,
        text="Optional. From market prices to shadow prices (wages, taxes), named in flows under conversion.",
    ),
    "adjustments": TemplateSheet(
        columns=("parameter", "factor", "source"),
        choices={},
        has_years=False,
        text="Optional. From the prices of a parameter to those of the appraisal.",
    ),
}
"""Sheets by name, in their order."""

EXPLAINED = (
    ("Appraisal", "Fill in the sheet project, then parameters and flows; the others only if they apply."),
    ("Values only", "Cells hold values. A formula is refused: paste its value in its place."),
    ("Nothing hidden", "An empty cell between two filled years is refused: write 0 where nothing flows."),
    ("Years", "Change the years above the columns as you need them; they need not all be used."),
    ("Compute", "accord appraise FILE.xlsx --out FOLDER"),
)
"""Headings and texts of the sheet that is read first, before those of the sheets."""
