"""Values that grow, prices that rise, residual values from the opening on: worked by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from accord.domain.appraisal_conventions import Residual, ResidualMethod
from accord.domain.appraisal_flows import Analysis, FlowKind, TrafficBenefit, Users
from accord.domain.appraisal_parameters import ParameterPoint
from accord.errors import InputDataError
from accord.methods.appraisal.parameter_values import parameter_value
from accord.methods.appraisal.running import appraise
from appraised import PARAMETERS, decimals, flow, parameter, project

ROW = flow("time", FlowKind.BENEFIT, 2026, 1)
INCOME = parameter("income", "0.03")


def test_a_value_grows_with_income_to_the_power_of_its_elasticity() -> None:
    time = parameter("time", "10", "EUR/hour", value_year=2025, grows_with="income")
    time = replace(time, elasticity=Decimal("0.7"))
    assert parameter_value(time, 2025, ROW, {"income": INCOME}) == 10
    grown = parameter_value(time, 2030, ROW, {"income": INCOME})
    assert float(grown) == pytest.approx(10 * (1.03**0.7) ** 5)  # 11.09


def test_rates_of_a_path_are_taken_year_by_year() -> None:
    points = (
        ParameterPoint(year=2026, value=Decimal("0.02")),
        ParameterPoint(year=2027, value=Decimal("0.04")),
    )
    income = replace(INCOME, value=None, points=points)
    time = parameter("time", "10", "EUR/hour", value_year=2025, grows_with="income")
    assert parameter_value(time, 2027, ROW, {"income": income}) == Decimal("10") * Decimal("1.02") * Decimal(
        "1.04"
    )
    with pytest.raises(InputDataError, match="ACC-808"):
        parameter_value(time, 2028, ROW, {"income": income})


def test_growth_is_not_counted_backwards_and_needs_its_parameter() -> None:
    time = parameter("time", "10", "EUR/hour", value_year=2027, growth=Decimal("0.02"))
    assert parameter_value(time, 2028, ROW) == Decimal("10.2")
    with pytest.raises(InputDataError, match="ACC-808"):
        parameter_value(time, 2026, ROW)
    lost = parameter("time", "10", "EUR/hour", value_year=2025, grows_with="incme")
    with pytest.raises(InputDataError, match=r"Did you mean `income`"):
        parameter_value(lost, 2026, ROW, {"income": INCOME})


def test_a_value_grows_with_a_rate_only_and_the_rate_may_change_itself() -> None:
    index = parameter("income", "1.03", "index")
    time = parameter("time", "10", "EUR/hour", value_year=2025, grows_with="income")
    with pytest.raises(InputDataError, match="ACC-959"):  # (1 + 1.03) a year otherwise
        parameter_value(time, 2026, ROW, {"income": index})
    # a rate of 3 % that falls with another one of -10 % a year: 2.7 % in 2026, 2.43 % in 2027
    slower = parameter("slower", "-0.1")
    rate = replace(INCOME, value_year=2025, grows_with="slower")
    grown = parameter_value(time, 2027, ROW, {"income": rate, "slower": slower})
    assert grown == Decimal(10) * Decimal("1.027") * Decimal("1.0243")


def test_users_who_save_hours_are_valued_by_a_parameter_and_volumes_grow() -> None:
    # 10 million trips save 0.5 h each at 12 EUR/hour: 60; next year 2 % more trips: 61.2
    cars = TrafficBenefit(
        id="cars",
        users=Users.EXISTING,
        unit="million trips",
        cost_unit="hours/trip",
        source="invented",
        first_year=2027,
        last_year=2028,
        growth=Decimal("0.02"),
        volumes_without=decimals(10),
        volumes_with=decimals(10),
        costs_without=decimals(1.5),
        costs_with=decimals(1),
        parameter="time",
    )
    spec = project(flow("works", FlowKind.INVESTMENT, 2026, 100), traffic=(cars,), last_year=2028)
    result = appraise(spec, PARAMETERS)
    (line,) = [line for line in result.analyses[Analysis.ECONOMIC].lines if line.id == "cars"]
    assert line.amounts == decimals(0, 60, 61.2)
    assert "time" in result.parameters


def test_a_price_that_rises_does_so_from_the_year_of_prices_on() -> None:
    # prices of 2025: 100 in 2026 and 2027 at 3 % a year are 103 and 106.09
    works = flow("works", FlowKind.INVESTMENT, 2026, 100, 100, escalation=Decimal("0.03"))
    result = appraise(project(works, last_year=2027), PARAMETERS)
    (line,) = result.analyses[Analysis.ECONOMIC].lines
    assert line.amounts == decimals(103, 106.09)
    assert "from 2025 on" in line.made


def test_life_begins_with_the_opening_if_it_is_stated() -> None:
    # 100 with a life of 10, used from 2028 to 2030: 7/10 is left; without an opening 2027 to 2030: 6/10
    works = flow("works", FlowKind.INVESTMENT, 2026, 100, life=10)
    for opening, left in ((2028, 70), (0, 60)):
        residual = Residual(method=ResidualMethod.STRAIGHT_LINE, opening_year=opening)
        lines = appraise(project(works, residual=residual), PARAMETERS).analyses[Analysis.ECONOMIC].lines
        assert lines[-1].amounts[-1] == left


def test_flows_after_the_horizon_may_grow() -> None:
    # 60 in the last year, then 61.2 and 62.424, discounted at 5 %: 58.2857 + 56.6204
    residual = Residual(method=ResidualMethod.REMAINING_FLOWS, years=2, growth=Decimal("0.02"))
    time = flow("time", FlowKind.BENEFIT, 2030, 60)
    lines = appraise(project(time, residual=residual), PARAMETERS).analyses[Analysis.ECONOMIC].lines
    assert float(lines[-1].amounts[-1]) == pytest.approx(114.90612, abs=1e-4)
