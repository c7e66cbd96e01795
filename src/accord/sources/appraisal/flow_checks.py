"""What a line of flows must not say: another unit, other prices, a sign or years that do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_flows import Analysis, CashFlow, FlowKind, TrafficBenefit
from accord.domain.appraisal_prices import Prices
from accord.errors import Problem
from accord.sources.row_problems import Identified, nearest, row_problem

__all__ = ["LINE_NAME", "contradiction", "flow_problems", "no_such", "traffic_problems"]

LINE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
"""What the name of a line, a risk or a financier looks like: it becomes part of ids."""

_TRAFFIC = ("volumes_without", "volumes_with", "costs_without", "costs_with")


def contradiction(row: Identified, what: str, field: str, value: str, expected: str) -> Problem:
    """Return the problem that a key of a row contradicts others, or its own meaning (ACC-805)."""
    return row_problem(
        row,
        "ACC-805",
        what,
        field=field,
        value=value,
        expected=expected,
        fix=f"Correct `{field}`, or what it contradicts.",
    )


def no_such(row: Identified, field: str, name: str, known: list[str]) -> Problem:
    """Return the problem that a name belongs to nothing (ACC-815)."""
    return row_problem(
        row,
        "ACC-815",
        "A name belongs to nothing in this appraisal.",
        field=field,
        value=name,
        expected=f"one of: {', '.join(known) or 'nothing is stated'}",
        fix=nearest(name, known),
    )


def flow_problems(spec: Appraisal, flow: CashFlow) -> Iterator[Problem]:
    """Yield what is wrong with a line of flows (ACC-801 to ACC-805)."""
    if not flow.parameter:
        if flow.unit != spec.unit:
            yield row_problem(
                flow,
                "ACC-801",
                "A line is in another unit than the appraisal.",
                field="unit",
                value=flow.unit,
                expected=spec.unit,
                fix=f"Convert the amounts to {spec.unit} and write that unit; nothing is converted silently.",
            )
        if flow.prices is Prices.CONSTANT:
            yield from _price_base(spec, flow)
    yield from _series(spec, flow)
    may_be_negative = set(FlowKind) - {FlowKind.INVESTMENT}
    negative = next((amount for amount in flow.amounts if amount < 0), None)
    if negative is not None and flow.kind not in may_be_negative:
        yield row_problem(
            flow,
            "ACC-804",
            "An amount has a sign that its kind does not take.",
            field="amounts",
            value=str(negative),
            expected=f"{flow.kind.value} without a sign: the kind says what is a cost",
            fix="Write the amount without minus. A saving of maintenance is a negative maintenance; an"
            " investment that is avoided, a negative replacement.",
        )
    is_economic_only = flow.kind in {FlowKind.BENEFIT, FlowKind.EXTERNALITY}
    if is_economic_only and flow.analysis is not Analysis.ECONOMIC:
        what = "Benefits and externalities are no cash: they count in the economic analysis only."
        yield contradiction(flow, what, "analysis", flow.analysis.value, "economic, or the kind revenue")
    if flow.conversion and flow.analysis is not Analysis.BOTH:
        what = "A conversion factor stands on a line that is not converted."
        yield contradiction(flow, what, "conversion", flow.conversion, "`analysis: both`, or no conversion")
    if flow.life < 0 or not flow.source.strip():
        what = "A line has no source, or a life below zero."
        yield contradiction(flow, what, "source", flow.source or str(flow.life), "a source; a life in years")


def _price_base(spec: Appraisal, row: CashFlow | TrafficBenefit) -> Iterator[Problem]:
    if row.price_base != spec.price_base:
        yield row_problem(
            row,
            "ACC-802",
            "A line is at prices of another year than the appraisal.",
            field="price_base",
            value=str(row.price_base) if row.price_base else "missing",
            expected=str(spec.price_base),
            fix="Bring the amounts to the prices of the appraisal, by an index that its source names.",
        )


def _series(spec: Appraisal, flow: CashFlow) -> Iterator[Problem]:
    last = flow.last_year or flow.first_year + len(flow.amounts) - 1
    if not flow.amounts:
        yield contradiction(flow, "A line has no amount.", "amounts", "", "at least one amount")
    elif flow.last_year and len(flow.amounts) != 1:
        what = "A last year is stated beside amounts that are written out."
        yield contradiction(flow, what, "last_year", str(flow.last_year), "one amount, or no last year")
    elif flow.growth and not flow.last_year:
        what = "A growth is stated for amounts that are written out."
        yield contradiction(flow, what, "growth", str(flow.growth), "one amount with a last year")
    elif flow.growth <= -1:
        yield contradiction(flow, "A growth is not above -1.", "growth", str(flow.growth), "2 % as 0.02")
    elif flow.escalation <= -1 or (flow.escalation and flow.parameter):
        what = "An escalation is not above -1, or stands where a parameter gives the price."
        yield contradiction(flow, what, "escalation", str(flow.escalation), "2 % as 0.02, on money only")
    elif flow.first_year < spec.first_year or not flow.first_year <= last <= spec.last_year:
        yield _outside(spec, flow, last)


def traffic_problems(spec: Appraisal, row: TrafficBenefit) -> Iterator[Problem]:
    """Yield what is wrong with the surplus of a group of users (ACC-802, ACC-803, ACC-805)."""
    columns: list[tuple[Decimal, ...]] = [getattr(row, name) for name in _TRAFFIC]
    negative = [
        (name, str(value))
        for name, column in zip(_TRAFFIC, columns, strict=True)
        for value in column
        if value < 0
    ]
    count = row.last_year - row.first_year + 1 if row.last_year else max(map(len, columns))
    if not row.parameter:
        yield from _price_base(spec, row)
    if row.growth and (not row.last_year or any(len(column) > 1 for column in columns[:2])):
        what = "A growth is stated for volumes that are written out."
        yield contradiction(row, what, "growth", str(row.growth), "single volumes with a last year")
    elif row.growth <= -1:
        yield contradiction(row, "A growth is not above -1.", "growth", str(row.growth), "2 % as 0.02")
    if any(len(column) not in {1, count} for column in columns):
        what = "Volumes and costs of a group of users do not cover the same years."
        value = ", ".join(str(len(column)) for column in columns)
        yield contradiction(row, what, "volumes_with", value, f"one value, or {count} values each")
    elif negative:
        yield contradiction(row, "A volume or a cost of users is below zero.", *negative[0], "zero or more")
    elif row.first_year < spec.first_year or not 0 < count <= spec.last_year - row.first_year + 1:
        yield _outside(spec, row, row.first_year + count - 1)


def _outside(spec: Appraisal, row: Identified, last: int) -> Problem:
    return row_problem(
        row,
        "ACC-803",
        "A line has amounts outside the horizon.",
        field="first_year",
        value=f"{getattr(row, 'first_year', '')} to {last}",
        expected=f"{spec.first_year} to {spec.last_year}",
        fix="Correct the years, or the horizon; what lies beyond it belongs into the residual value.",
    )
