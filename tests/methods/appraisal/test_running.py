"""A whole appraisal, worked by hand and against the collected example of a road of thirty years."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.appraisal import ConversionFactor, Grant, PriceAdjustment
from accord.domain.appraisal_conventions import BenefitCost, Discounting, Residual, ResidualMethod
from accord.domain.appraisal_flows import Analysis, CashFlow, FlowKind, TrafficBenefit, Users
from accord.domain.appraisal_parameters import ParameterPoint
from accord.domain.evidence import Evidence
from accord.errors import InputDataError
from accord.methods.appraisal.figures import appraisal_figures
from accord.methods.appraisal.findings import findings
from accord.methods.appraisal.results import AnalysisResult
from accord.methods.appraisal.running import appraise
from appraised import ACCEPTANCE, PARAMETERS, decimals, flow, parameter, project

WORKS = flow("works", FlowKind.INVESTMENT, 2026, 100)
TIME = flow("time", FlowKind.BENEFIT, 2027, 60, 60)


def economic(*flows: CashFlow, **keys: object) -> AnalysisResult:
    return appraise(project(*flows, **keys), PARAMETERS).analyses[Analysis.ECONOMIC]  # type: ignore[arg-type]


def test_a_small_project_by_hand() -> None:
    # -100 + 60/1.05 + 60/1.05^2 = 11.5646; at 3 %: -100 + 58.2524 + 56.5557 = 14.8082
    found = economic(WORKS, TIME)
    assert found.declared.values.net == pytest.approx(11.564626, abs=1e-6)
    assert found.at[Decimal("0.03")].values.net == pytest.approx(14.808182, abs=1e-6)
    assert found.declared.by_discounting[Discounting.YEAR_1] == pytest.approx(11.013929, abs=1e-6)
    assert found.declared.ratios[BenefitCost.MAINTENANCE_IN_COSTS] == pytest.approx(1.11564626)
    # x = 1 + r: 100 x^2 - 60 x - 60 = 0, x = (60 + sqrt(3600 + 24000)) / 200
    assert found.returns.rate == pytest.approx((60 + 27600**0.5) / 200 - 1, abs=1e-12)


def test_the_collected_road_is_reproduced_by_the_whole_chain() -> None:
    file = ACCEPTANCE / "cashflow_goldens.json"
    if not file.is_file():
        pytest.skip("the examples are not in ../shared/data/connectivity/acceptance")
    cases = json.loads(file.read_text(encoding="utf-8"))["cases"]
    net = next(case for case in cases if case["name"] == "road_30y_residual35")["flows"]
    operating = [Decimal(f"{amount:.15g}") for amount in net[3:]]
    operating[-1] -= 35
    flows = (
        flow("works", FlowKind.INVESTMENT, 0, 30, 40, 30),
        flow("time", FlowKind.BENEFIT, 3, *(amount + 1 for amount in operating)),
        flow("upkeep", FlowKind.MAINTENANCE, 3, 1, last_year=30),
        flow("left", FlowKind.RESIDUAL, 30, 35),
    )
    frame = {"base_year": 0, "first_year": 0, "residual": Residual(method=ResidualMethod.STATED)}
    found = economic(*flows, last_year=30, **frame)
    assert found.returns.rate == pytest.approx(0.06866012915992298, abs=1e-11)
    for rate in ("0.03", "0.05"):
        case = next(c for c in cases if c["name"] == "bcr_definitions" and c["rate"] == float(rate))
        at = found.at[Decimal(rate)]
        assert at.values.net == pytest.approx(case["npv_with_residual"], abs=1e-9)
        assert at.values.residual == pytest.approx(case["pv_residual"], abs=1e-9)
        assert at.values.maintenance == pytest.approx(case["pv_om"], abs=1e-9)
        assert at.ratios[BenefitCost.MAINTENANCE_IN_COSTS] == pytest.approx(case["bcr_om_in_costs"])
        assert at.ratios[BenefitCost.MAINTENANCE_NETTED] == pytest.approx(case["bcr_om_netted"])
        assert at.ratios[BenefitCost.RESIDUAL_AS_BENEFIT] == pytest.approx(case["bcr_residual_as_benefit"])
        assert at.ratios[BenefitCost.RESIDUAL_AS_NEGATIVE_COST] == pytest.approx(
            case["bcr_residual_as_negative_cost"]
        )


def test_an_analysis_without_lines_is_not_there_and_said() -> None:
    result = appraise(project(WORKS, TIME), PARAMETERS)
    assert set(result.analyses) == {Analysis.ECONOMIC}
    assert result.gap is None
    assert any("no line counts in the financial analysis" in text for text in findings(result))


def test_costs_are_converted_for_the_economic_analysis_only() -> None:
    works = replace(WORKS, analysis=Analysis.BOTH, conversion="labour")
    factor = ConversionFactor(id="labour", factor=Decimal("0.8"), source="invented")
    result = appraise(project(works, TIME, conversion_factors=(factor,)), PARAMETERS)
    assert result.analyses[Analysis.FINANCIAL].lines[0].amounts[0] == 100
    assert result.analyses[Analysis.ECONOMIC].lines[0].amounts[0] == 80


def test_quantities_are_valued_along_a_path() -> None:
    # 2 million hours in 2028; the value lies half way between 10 (2026) and 14 (2030): 12 EUR
    points = (ParameterPoint(year=2026, value=Decimal(10)), ParameterPoint(year=2030, value=Decimal(14)))
    path = parameter("path", unit="EUR/hour", value="0", price_base=2025)
    hours = flow("hours", FlowKind.BENEFIT, 2028, 2, unit="million hours", parameter="path", price_base=0)
    known = {**PARAMETERS, "path": replace(path, value=None, points=points)}
    result = appraise(project(WORKS, hours), known)
    assert result.analyses[Analysis.ECONOMIC].lines[1].amounts[2] == 24
    short = replace(path, value=None, points=(points[0], replace(points[1], year=2027)))
    with pytest.raises(InputDataError, match="ACC-808"):
        appraise(project(WORKS, hours), {**PARAMETERS, "path": short})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"evidence": Evidence.UNVERIFIED}, "it is unverified"),
        ({"price_base": None}, "the year of its prices is not known"),
        ({"price_base": 2010}, "at prices of 2010"),
        ({"valid_from": 2007, "valid_until": 2013}, "meant for 2007 to 2013"),
    ],
)
def test_a_doubtful_parameter_is_refused_until_it_is_allowed_by_name(
    change: dict[str, object], words: str
) -> None:
    hours = flow("hours", FlowKind.BENEFIT, 2028, 2, unit="million hours", parameter="time", price_base=0)
    doubtful = {**PARAMETERS, "time": replace(PARAMETERS["time"], **change)}  # type: ignore[arg-type]
    with pytest.raises(InputDataError, match="ACC-807") as refused:
        appraise(project(WORKS, hours), doubtful)
    assert words in str(refused.value)
    allowed = appraise(project(WORKS, hours, allow=("time",)), doubtful)
    assert any(words in text for text in findings(allowed))
    assert all(words in figure.reason for figure in appraisal_figures(allowed))


def test_an_adjustment_brings_a_parameter_to_the_prices() -> None:
    hours = flow("hours", FlowKind.BENEFIT, 2028, 1, unit="million hours", parameter="time", price_base=0)
    old = {**PARAMETERS, "time": replace(PARAMETERS["time"], price_base=2010)}
    index = PriceAdjustment(parameter="time", factor=Decimal("1.5"), source="invented index")
    result = appraise(project(WORKS, hours, adjustments=(index,)), old)
    assert result.analyses[Analysis.ECONOMIC].lines[1].amounts[2] == 18


def test_units_that_do_not_fit_are_refused() -> None:
    tonnes = flow("tonnes", FlowKind.BENEFIT, 2028, 2, unit="million t", parameter="time", price_base=0)
    with pytest.raises(InputDataError, match="ACC-809"):
        appraise(project(WORKS, tonnes), PARAMETERS)


def test_an_unknown_parameter_names_the_nearest() -> None:
    hours = flow("hours", FlowKind.BENEFIT, 2028, 2, unit="million hours", parameter="tim")
    with pytest.raises(InputDataError, match="ACC-806") as refused:
        appraise(project(WORKS, hours), PARAMETERS)
    assert "Did you mean `time`?" in str(refused.value)


def test_straight_line_leaves_the_share_of_life() -> None:
    # built in 2026, 10 years of life, 4 years used up in 2030: 6/10 of 100
    works = replace(WORKS, life=10)
    found = economic(works, TIME, residual=Residual(method=ResidualMethod.STRAIGHT_LINE))
    left = found.lines[-1]
    assert (left.id, left.amounts) == ("residual.works", decimals(0, 0, 0, 0, 60))


def test_remaining_flows_are_an_annuity_of_the_last_year() -> None:
    # 21 in 2030 for two more years at 5 %: 21/1.05 + 21/1.1025 = 39.047619
    time = flow("time", FlowKind.BENEFIT, 2030, 21)
    found = economic(WORKS, time, residual=Residual(method=ResidualMethod.REMAINING_FLOWS, years=2))
    assert float(found.lines[-1].amounts[-1]) == pytest.approx(39.047619, abs=1e-6)


def test_surplus_of_users_by_year() -> None:
    users = TrafficBenefit(
        id="riders",
        users=Users.NEW,
        unit="thousand users",
        cost_unit="EUR/user",
        price_base=2025,
        source="invented",
        first_year=2027,
        last_year=2028,
        volumes_without=decimals(0),
        volumes_with=decimals(1000, 2000),
        costs_without=decimals(5),
        costs_with=decimals(3),
    )
    found = economic(WORKS, traffic=(users,))
    assert found.lines[-1].amounts == decimals(0, 1, 2, 0, 0)  # 1 million x 2 EUR / 2


def test_funding_gap_of_a_project_by_hand() -> None:
    # 4 %: investment 100; tolls 26 in 2027 and replacement 5.2 in 2027: net 20.8 / 1.04 = 20; gap 80 %
    works = replace(WORKS, analysis=Analysis.FINANCIAL)
    tolls = flow("tolls", FlowKind.REVENUE, 2027, 26, analysis=Analysis.FINANCIAL)
    parts = flow("parts", FlowKind.REPLACEMENT, 2027, "5.2", analysis=Analysis.FINANCIAL)
    grant = Grant(eligible_cost=Decimal(90), max_rate=Decimal("0.5"), source="invented")
    gap = appraise(project(works, tolls, parts, grant=grant), PARAMETERS).gap
    assert gap is not None
    assert (gap.rate, gap.decision_amount, gap.grant) == pytest.approx((0.8, 72, 36))


def test_several_rates_of_return_are_a_finding_and_no_figure() -> None:
    flows = (
        flow("works", FlowKind.INVESTMENT, 2026, 100, 0, 362),
        flow("time", FlowKind.BENEFIT, 2027, 330, 0, 132),
    )
    result = appraise(project(*flows), PARAMETERS)
    figures = {figure.id: figure for figure in appraisal_figures(result)}
    rate = figures["appraisal.hill.irr.economic"]
    assert rate.value is None
    assert rate.parameters["count"] == "many"
    assert "10.0000 %" in rate.reason
    assert any("3 rates of return" in text for text in findings(result))


def test_costs_in_another_scale_than_benefits_are_a_finding() -> None:
    result = appraise(project(flow("works", FlowKind.INVESTMENT, 2026, 100_000), TIME), PARAMETERS)
    assert any("are amounts in the unit that they state?" in text for text in findings(result))


AMOUNTS = st.lists(st.integers(1, 200), min_size=2, max_size=4)


@given(AMOUNTS, st.integers(1, 999))
def test_scaling_leaves_rates_and_ratios(benefits: list[int], factor: int) -> None:
    one = economic(WORKS, flow("time", FlowKind.BENEFIT, 2027, *benefits))
    other = economic(
        flow("works", FlowKind.INVESTMENT, 2026, 100 * factor),
        flow("time", FlowKind.BENEFIT, 2027, *(each * factor for each in benefits)),
    )
    assert other.returns.roots == pytest.approx(one.returns.roots, abs=1e-12)
    assert other.declared.values.net == pytest.approx(one.declared.values.net * factor)
    for convention, ratio in one.declared.ratios.items():
        assert other.declared.ratios[convention] == pytest.approx(ratio)


@given(AMOUNTS)
def test_a_higher_rate_lowers_the_value_of_an_investment(benefits: list[int]) -> None:
    found = economic(WORKS, flow("time", FlowKind.BENEFIT, 2027, *benefits))
    assert found.at[Decimal("0.03")].values.net > found.at[Decimal("0.05")].values.net


def test_the_order_of_lines_changes_nothing() -> None:
    flows = (
        WORKS,
        TIME,
        flow("upkeep", FlowKind.MAINTENANCE, 2027, 1, 2),
        flow("co2", FlowKind.EXTERNALITY, 2029, 4),
    )
    values = {round(economic(*order).declared.values.net, 9) for order in permutations(flows)}
    assert len(values) == 1


def test_every_figure_has_a_method_inputs_and_a_reason() -> None:
    figures = appraisal_figures(appraise(project(WORKS, TIME), PARAMETERS))
    assert len({figure.id for figure in figures}) == len(figures)
    assert all(figure.method == "appraisal 1" and figure.inputs and figure.reason for figure in figures)
    assert "appraisal.hill.npv.economic.3" in {figure.id for figure in figures}
