"""What an appraisal must not say: nothing at all, names of nothing, a residual value stated twice."""

from __future__ import annotations

from collections.abc import Iterator

from accord.cleaning.amount_units import money_unit
from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_conventions import ResidualMethod
from accord.domain.appraisal_flows import FlowKind
from accord.errors import Problem
from accord.sources.appraisal.financing_checks import financing_problems
from accord.sources.appraisal.flow_checks import (
    LINE_NAME,
    contradiction,
    flow_problems,
    no_such,
    traffic_problems,
)
from accord.sources.appraisal.price_checks import price_problems
from accord.sources.appraisal.rate_checks import later_rate_problems
from accord.sources.appraisal.risk_checks import risk_problems
from accord.sources.row_problems import Identified, row_problem

__all__ = ["appraisal_problems"]

_MOST_YEARS = 100
_MOST_DRAWS = 1_000_000


def appraisal_problems(spec: Appraisal) -> Iterator[Problem]:
    """Yield everything that is wrong with an appraisal in itself.

    Parameters are looked at when it is computed.
    """
    if not spec.flows:
        yield row_problem(
            spec,
            "ACC-800",
            "There are no flows: nothing can be appraised.",
            field="flows",
            expected="at least one line of investment and one of revenue or benefit, as `flows`, `flows_file`"
            " or a sheet",
            fix="Add the lines; docs/how-to/appraise-a-project.md shows a whole file.",
        )
        return
    yield from _frame(spec)
    yield from later_rate_problems(spec)
    yield from price_problems(spec)
    yield from _names(spec)
    for flow in spec.flows:
        yield from flow_problems(spec, flow)
    for row in spec.traffic:
        yield from traffic_problems(spec, row)
    yield from financing_problems(spec)
    yield from risk_problems(spec)
    yield from _residual(spec)


def _frame(spec: Appraisal) -> Iterator[Problem]:
    checks = (
        (LINE_NAME.fullmatch(spec.id) is None, "id", spec.id, "letters, digits, - and _"),
        (money_unit(spec.unit) is None, "unit", spec.unit, "a currency and a scale in words: EUR million"),
        (not spec.counterfactual.strip(), "counterfactual", "", "what happens without the project"),
        (
            not 0 <= spec.last_year - spec.first_year < _MOST_YEARS,
            "last_year",
            f"{spec.first_year} to {spec.last_year}",
            f"a horizon of 1 to {_MOST_YEARS} years",
        ),
        (not 0 < spec.step < 1, "step", str(spec.step), "a share between 0 and 1"),
        (
            not 1 <= spec.risk_run.draws <= _MOST_DRAWS,
            "risk_run.draws",
            str(spec.risk_run.draws),
            f"1 to {_MOST_DRAWS} draws",
        ),
        (
            spec.grant is not None and (spec.grant.eligible_cost < 0 or not 0 <= spec.grant.max_rate <= 1),
            "grant",
            f"{spec.grant.eligible_cost} at {spec.grant.max_rate}" if spec.grant else "",
            "a cost of zero or more, and a rate as a share from 0 to 1",
        ),
    )
    for is_wrong, field, value, expected in checks:
        if is_wrong:
            yield contradiction(spec, f"The value of `{field}` is not possible.", field, value, expected)


def _names(spec: Appraisal) -> Iterator[Problem]:
    seen: set[str] = set()
    rows: tuple[Identified, ...] = (*spec.flows, *spec.traffic, *spec.financing)
    for row in rows:
        if row.id in seen or not LINE_NAME.fullmatch(row.id):
            what = "A line has the name of another one, or one that cannot be an id."
            yield contradiction(row, what, "id", row.id, "each name once, of letters, digits, - and _")
        seen.add(row.id)
    factors = [factor.id for factor in spec.conversion_factors]
    for flow in spec.flows:
        if flow.conversion and flow.conversion not in factors:
            yield no_such(flow, "conversion", flow.conversion, factors)
    for factor in spec.conversion_factors:
        if factor.factor < 0 or factors.count(factor.id) > 1:
            what = "A conversion factor is below zero, or stands twice."
            yield contradiction(factor, what, "factor", str(factor.factor), "zero or more, each name once")


def _residual(spec: Appraisal) -> Iterator[Problem]:
    residual, stated = spec.residual, [flow for flow in spec.flows if flow.kind is FlowKind.RESIDUAL]
    lives = any(flow.life for flow in spec.flows)
    faults = (
        (bool(stated) != (residual.method is ResidualMethod.STATED), f"{len(stated)} lines of kind residual"),
        (residual.method is ResidualMethod.STRAIGHT_LINE and not lives, "no line with a life"),
        (
            (residual.method is ResidualMethod.REMAINING_FLOWS) != (residual.years > 0),
            f"years {residual.years}",
        ),
        (
            (residual.growth != 0 and not residual.years) or residual.growth <= -1,
            f"growth {residual.growth}",
        ),
        (
            residual.opening_year != 0 and residual.method is not ResidualMethod.STRAIGHT_LINE,
            f"opening_year {residual.opening_year}",
        ),
    )
    for is_wrong, value in faults:
        if is_wrong:
            what = "The residual value is stated twice, or not as its method says."
            expected = (
                "`stated` with lines of kind residual, `straight_line` with lives (and an opening year),"
                " `remaining_flows` with years (and growth)"
            )
            yield contradiction(spec, what, "residual", f"{residual.method.value}, {value}", expected)
    for flow in stated:
        last = flow.last_year or flow.first_year + len(flow.amounts) - 1
        if (flow.first_year, last) != (spec.last_year, spec.last_year):
            what = "A residual value does not stand in the last year."
            yield contradiction(flow, what, "first_year", str(flow.first_year), str(spec.last_year))
