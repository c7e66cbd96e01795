"""Amounts and rates that contain inflation, by hand: prices of 2025, 2 % a year unless said otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.appraisal import RateChoice
from accord.domain.appraisal_conventions import Discounting, Residual, ResidualMethod
from accord.domain.appraisal_financing import Financing, FinancingKind
from accord.domain.appraisal_flows import Analysis, CashFlow, FlowKind
from accord.domain.appraisal_parameters import ParameterPoint
from accord.domain.appraisal_prices import Prices
from accord.errors import InputDataError
from accord.methods.appraisal.figures import appraisal_figures
from accord.methods.appraisal.price_levels import price_levels
from accord.methods.appraisal.results import AnalysisResult, AppraisalResult
from accord.methods.appraisal.running import appraise
from appraised import PARAMETERS, decimals, flow, parameter, project

CURRENT: dict[str, object] = {"prices": Prices.CURRENT, "price_base": 0}
WORKS = flow("works", FlowKind.INVESTMENT, 2026, 102, **CURRENT)
TIME = flow("time", FlowKind.BENEFIT, 2027, "62.424", "63.67248", **CURRENT)  # 60 x 1.02^2, 60 x 1.02^3
KNOWN = {
    **PARAMETERS,
    "cpi": parameter("cpi", "0.02"),
    "zero": parameter("zero", "0"),
    "bank": parameter("bank", "0.071"),  # 1.05 x 1.02 = 1.071
}
NOMINAL = RateChoice(economic="bank", nominal=(Analysis.ECONOMIC,))


def result(*flows: CashFlow, inflation: str = "cpi", **keys: object) -> AppraisalResult:
    stated = {"last_year": 2028, "inflation": inflation, **keys}
    return appraise(project(*flows, **stated), KNOWN)  # type: ignore[arg-type]


def economic(*flows: CashFlow, **keys: object) -> AnalysisResult:
    return result(*flows, **keys).analyses[Analysis.ECONOMIC]  # type: ignore[arg-type]


def test_amounts_at_current_prices_are_brought_to_those_of_the_appraisal_before_they_are_discounted() -> None:
    # -100, 60, 60 at prices of 2025: -100 + 60/1.05 + 60/1.05^2 = 11.564626
    found = economic(WORKS, TIME)
    assert found.net == decimals("-100", "60", "60")
    assert found.declared.values.net == pytest.approx(11.564626, abs=1e-6)


def test_a_nominal_rate_is_the_real_one_that_it_contains() -> None:
    # 1.071 = 1.05 x 1.02; in money of 2026: -102 + 62.424/1.071 + 63.67248/1.071^2 = 11.795918, which is
    # 11.795918 / 1.02 = 11.564626 at prices of 2025
    found = economic(WORKS, TIME, rates=NOMINAL)
    nominal = -102 + 62.424 / 1.071 + 63.67248 / 1.071**2
    assert found.declared.values.net == pytest.approx(nominal / 1.02, abs=1e-9)
    assert found.declared.values.net == pytest.approx(11.564626, abs=1e-6)
    assert found.rate.one == Decimal("0.05")
    real = economic(WORKS, TIME)
    for when in Discounting:
        assert found.declared.by_discounting[when] == pytest.approx(real.declared.by_discounting[when])
    assert found.at[Decimal("0.03")].values.net == real.at[Decimal("0.03")].values.net


def test_an_index_takes_out_what_its_years_say_and_a_nominal_rate_with_it() -> None:
    # 2025: 80, 2026: 82, 2027: 88, 2028: 90; a unit of 2028 is 80/90 of 2025
    points = tuple(
        ParameterPoint(year=year, value=Decimal(value))
        for year, value in ((2025, 80), (2026, 82), (2027, 88), (2028, 90))
    )
    index = replace(parameter("prices", unit="index"), value=None, points=points)
    flows = (
        flow("works", FlowKind.INVESTMENT, 2026, 82, **CURRENT),
        flow("time", FlowKind.BENEFIT, 2027, 44, 45, **CURRENT),
    )
    spec = project(*flows, last_year=2028, inflation="prices", rates=NOMINAL)
    known = {**KNOWN, "prices": index}
    found = appraise(spec, known).analyses[Analysis.ECONOMIC]
    assert found.net == decimals(-80, 40, 40)
    by_hand = (-82 + 44 / 1.071 + 45 / 1.071**2) * 80 / 82
    assert found.declared.values.net == pytest.approx(by_hand, abs=1e-9)
    assert found.rate.one is None  # prices do not rise alike, so that the real rate changes
    with pytest.raises(InputDataError, match="ACC-808"):  # no year is added to an index
        appraise(replace(spec, last_year=2029), known)
    rising = replace(index, points=(), value=Decimal(100), value_year=2025, growth=Decimal("0.02"))
    levels = price_levels(replace(spec, rates=RateChoice(economic="social")), {**KNOWN, "prices": rising})
    assert levels is not None
    assert levels.levels[2027] == Decimal("1.0404")


def test_a_parameter_that_measures_no_prices_is_refused() -> None:
    for name in ("time", "fall"):
        with pytest.raises(InputDataError, match="ACC-953"):
            appraise(
                project(WORKS, last_year=2028, inflation=name), {**KNOWN, "fall": parameter("fall", "-1")}
            )


def test_a_loan_at_current_prices_is_worn_away_by_inflation() -> None:
    """102 drawn in 2026, 5 % nominal on it, paid back in 2028: 5.1 in 2027, 107.1 in 2028."""
    loan = Financing(
        id="bank", kind=FinancingKind.LOAN, unit="EUR million", source="invented", first_year=2026,
        amounts=decimals(102), interest=Decimal("0.05"), repaid_from=2028, repaid_until=2028,
        prices=Prices.CURRENT,
    )  # fmt: skip
    cash = {**CURRENT, "analysis": Analysis.FINANCIAL}
    flows = (
        flow("works", FlowKind.INVESTMENT, 2026, 102, **cash),
        flow("tolls", FlowKind.REVENUE, 2027, "62.424", "63.67248", **cash),
    )
    found = result(*flows, financing=(loan,)).capital
    assert found is not None
    assert [float(each) for each in found.net] == pytest.approx([0, 60 - 5.1 / 1.02**2, 60 - 107.1 / 1.02**3])
    assert found.missing == 0
    figures = {figure.id: figure for figure in appraisal_figures(result(*flows, financing=(loan,)))}
    assert "appraisal.hill.parameter.cpi" in {
        part.id for part in figures["appraisal.hill.irr_capital"].inputs
    }


def test_figures_name_the_nominal_rate_and_what_took_inflation_out() -> None:
    figures = {figure.id: figure for figure in appraisal_figures(result(WORKS, TIME, rates=NOMINAL))}
    npv = figures["appraisal.hill.npv.economic.7.1-nominal"]
    assert "at 7.1 % nominal (5.00 % real)" in npv.label
    assert npv.parameters["rate"] == "0.071 nominal"
    assert {"appraisal.hill.parameter.cpi", "appraisal.hill.parameter.bank"} <= {
        part.id for part in npv.inputs
    }
    assert "real, without inflation, as are the rates beside" in figures["appraisal.hill.irr.economic"].reason


def test_what_goes_on_after_the_horizon_says_which_inflation_goes_on_with_it() -> None:
    # 7.1 % with 2 % of inflation is 5 %: 60 (1/1.05 + 1/1.05^2)
    left = economic(
        WORKS, TIME, rates=NOMINAL, residual=Residual(method=ResidualMethod.REMAINING_FLOWS, years=2)
    ).lines[-1]
    assert float(left.amounts[-1]) == pytest.approx(60 * (1 / 1.05 + 1 / 1.05**2), abs=1e-9)
    assert left.made.endswith("2 further years at 0.071 nominal, with inflation as in 2028")


def test_a_real_rise_of_a_price_is_no_inflation() -> None:
    """Escalation of 1 % against the general level is kept where inflation of 2 % is taken out."""
    rising = flow("works", FlowKind.INVESTMENT, 2026, 100, escalation=Decimal("0.01"))
    current = flow("works", FlowKind.INVESTMENT, 2026, "103.02", **CURRENT)  # 100 x 1.01 x 1.02
    assert economic(rising, TIME).net == economic(current, TIME).net


@settings(max_examples=10, deadline=None)
@given(
    amounts=st.lists(st.integers(-50, 500), min_size=3, max_size=3),
    rise=st.integers(0, 200),
    years=st.sampled_from([0, 20]),
)
def test_no_inflation_changes_nothing_and_any_leaves_the_real_value(
    amounts: list[int], rise: int, years: int
) -> None:
    left = Residual(method=ResidualMethod.REMAINING_FLOWS, years=years) if years else Residual()
    real = (flow("works", FlowKind.INVESTMENT, 2026, 100), flow("time", FlowKind.BENEFIT, 2027, *amounts[:2]))
    plain = appraise(project(*real, last_year=2028, residual=left), KNOWN).analyses[Analysis.ECONOMIC]
    unrisen = tuple(replace(each, prices=Prices.CURRENT, price_base=0) for each in real)
    for rates in (RateChoice(economic="social"), RateChoice(economic="social", nominal=(Analysis.BOTH,))):
        zero = economic(*unrisen, inflation="zero", rates=rates, residual=left)
        assert zero.net == plain.net
        assert zero.declared.values.net == pytest.approx(plain.declared.values.net, rel=1e-12)
    share = Decimal(rise) / 1000
    risen = tuple(
        replace(each, amounts=tuple(
            amount * (1 + share) ** (each.first_year + place - 2025)
            for place, amount in enumerate(each.amounts)
        ))
        for each in unrisen
    )  # fmt: skip
    known = {
        **KNOWN,
        "cpi": parameter("cpi", str(share)),
        "bank": parameter("bank", str((1 + share) * Decimal("1.05") - 1)),
    }
    spec = project(*risen, last_year=2028, residual=left, inflation="cpi", rates=NOMINAL)
    found = appraise(spec, known).analyses[Analysis.ECONOMIC]
    assert found.declared.values.net == pytest.approx(plain.declared.values.net, rel=1e-9, abs=1e-9)
