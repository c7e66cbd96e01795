"""What must not be said of prices: inflation that nothing takes out, real flows at a nominal rate."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_financing import Financing
from accord.domain.appraisal_flows import Analysis, CashFlow, TrafficBenefit
from accord.domain.appraisal_prices import Prices
from accord.errors import Problem
from accord.sources.row_problems import row_problem

__all__ = ["price_problems"]


def price_problems(spec: Appraisal) -> Iterator[Problem]:
    """Yield lines at current prices that cannot be so (ACC-951), and real ones at nominal rates (ACC-952)."""
    stated: list[CashFlow | Financing] = [*spec.flows, *spec.financing]
    current = [row for row in stated if row.prices is Prices.CURRENT]
    for row in current:
        yield from _current(spec, row)
    if spec.inflation and not current and not spec.rates.nominal:
        yield row_problem(
            spec,
            "ACC-951",
            "Inflation is stated, but nothing contains it.",
            field="inflation",
            value=spec.inflation,
            expected="a line with `prices: current`, or an analysis under `rates.nominal`",
            fix="Mark the lines that contain inflation, or take `inflation` away.",
        )
    for analysis in (Analysis.FINANCIAL, Analysis.ECONOMIC):
        if spec.rates.is_nominal(analysis):
            yield from _nominal(spec, analysis)


def _current(spec: Appraisal, row: CashFlow | Financing) -> Iterator[Problem]:
    rise, parameter = (row.escalation, row.parameter) if isinstance(row, CashFlow) else (Decimal(0), "")
    faults = (
        (not spec.inflation, "inflation", "nothing", "`inflation` in the appraisal, by name of a parameter"),
        (bool(row.price_base), "price_base", str(row.price_base), "no year: each amount is at its year's"),
        (
            bool(rise),
            "escalation",
            str(rise),
            "no escalation: it is a rise against the general level, which current prices contain",
        ),
        (bool(parameter), "parameter", parameter, "money: what a parameter values is at constant prices"),
    )
    for is_wrong, field, value, expected in faults:
        if is_wrong:
            yield row_problem(
                row,
                "ACC-951",
                "A line cannot be at current prices as stated.",
                field=field,
                value=value,
                expected=expected,
                fix="Correct the key that is named, or state the line at prices of the appraisal.",
            )


def _nominal(spec: Appraisal, analysis: Analysis) -> Iterator[Problem]:
    rows: list[CashFlow | TrafficBenefit | Financing] = [
        row
        for row in spec.flows
        if row.analysis in {analysis, Analysis.BOTH} and row.prices is not Prices.CURRENT
    ]
    if analysis is Analysis.ECONOMIC:
        rows += spec.traffic
    else:
        rows += (row for row in spec.financing if row.prices is not Prices.CURRENT)
    for row in rows:
        yield row_problem(
            row,
            "ACC-952",
            "Flows without inflation meet a discount rate that contains it.",
            field="prices",
            value=f"constant, at rates.{analysis.value} {spec.rates.of(analysis)}, which is nominal",
            expected="all lines of the analysis at current prices, or a real rate",
            fix="Name a real rate and take the analysis out of `rates.nominal`, or state amounts at"
            " `prices: current`.",
        )
    if not spec.inflation or not spec.rates.of(analysis):
        yield row_problem(
            spec,
            "ACC-952",
            "A discount rate is called nominal, but there is no inflation or no rate.",
            field="rates.nominal",
            value=analysis.value,
            expected=f"`inflation`, and a rate under `rates.{analysis.value}`",
            fix="Add what is missing, with its source.",
        )
