"""What must not be said of prices: inflation that nothing takes out, a rate that is real and nominal."""

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
    """Yield lines, rates and adjustments that cannot be at the prices at which they are stated to be.

    Lines at current prices that cannot be so (ACC-951), real ones at nominal rates (ACC-952), a rate that is
    said to be real and nominal (ACC-957), and adjustments of what values no line (ACC-958).
    """
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
    yield from _both_kinds(spec)
    yield from _adjustments(spec)


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


def _both_kinds(spec: Appraisal) -> Iterator[Problem]:
    """Yield the rates that one analysis calls nominal and the other one real."""
    financial, economic = (_rates(spec, each) for each in (Analysis.FINANCIAL, Analysis.ECONOMIC))
    if spec.rates.is_nominal(Analysis.FINANCIAL) == spec.rates.is_nominal(Analysis.ECONOMIC):
        return
    for name in sorted(financial & economic):
        yield row_problem(
            spec,
            "ACC-957",
            "A discount rate is nominal in one analysis and real in the other.",
            field="rates.nominal",
            value=name,
            expected="a rate of its own for each analysis, or both analyses under `rates.nominal`",
            fix="State a second parameter with the rate that contains no inflation, with its source.",
        )


def _rates(spec: Appraisal, analysis: Analysis) -> set[str]:
    later = (row.rate for row in spec.later_rates if row.analysis in {analysis, Analysis.BOTH})
    return {str(name) for name in (spec.rates.of(analysis), *later) if name}


def _adjustments(spec: Appraisal) -> Iterator[Problem]:
    used = {flow.parameter for flow in spec.flows} | {row.parameter for row in spec.traffic}
    names = [row.parameter for row in spec.adjustments]
    for row in spec.adjustments:
        faults = (
            (row.parameter not in used, "parameter", f"{row.parameter} values no line"),
            (names.count(row.parameter) > 1, "parameter", f"{row.parameter} stands twice"),
            (row.factor <= 0, "factor", str(row.factor)),
            (not row.source.strip(), "source", "missing"),
        )
        for is_wrong, field, value in faults:
            if is_wrong:
                yield row_problem(
                    row,
                    "ACC-958",
                    "An adjustment of prices cannot be as stated.",
                    field=field,
                    value=value,
                    expected="a parameter that values a line, once, a factor above zero, its source",
                    fix="Correct the row. The source of a transferred value is brought to other prices by"
                    " `prices` of the transfer.",
                )
