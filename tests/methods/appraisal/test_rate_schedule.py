"""Discount rates that fall with time, worked by hand with the rates of the Green Book and with round ones."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.appraisal_conventions import Discounting, Residual, ResidualMethod
from accord.domain.appraisal_flows import Analysis, FlowKind
from accord.domain.appraisal_rates import LaterRate
from accord.domain.appraisal_risks import Distribution, Risk
from accord.methods.appraisal.figures import appraisal_figures
from accord.methods.appraisal.rate_schedule import RateSchedule
from accord.methods.appraisal.results import AnalysisResult
from accord.methods.appraisal.running import appraise, factors_of
from appraised import flow, parameter, project

GREEN = RateSchedule(steps=((2026, Decimal("0.035")), (2057, Decimal("0.03")), (2102, Decimal("0.025"))))
RATES = {
    "social": parameter("social", "0.10"),
    "later": parameter("later", "0.05"),
    "financial": parameter("financial", "0.04"),
    "same": parameter("same", "0.10"),
}
WORKS = flow("works", FlowKind.INVESTMENT, 2026, 100)
TIME = flow("time", FlowKind.BENEFIT, 2027, 60, 60, 60)
FALLING = (LaterRate(analysis=Analysis.ECONOMIC, from_year=2, rate="later"),)


def falling(**keys: object) -> AnalysisResult:
    keys = {"later_rates": FALLING, "last_year": 2029, **keys}
    return appraise(project(WORKS, TIME, **keys), RATES).analyses[Analysis.ECONOMIC]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("year", "factor"), [(1, 0.9662), (30, 0.3563), (31, 0.3459), (75, 0.0942), (76, 0.0919), (100, 0.0508)]
)
def test_factors_of_the_green_book(year: int, factor: float) -> None:
    """1.035^-30 = 0.35628; then /1.03 = 0.34590; x 1.03^-44 = 0.09421; then /1.025 = 0.09191."""
    spec = project(last_year=2126)
    assert factors_of(spec, GREEN)[year] == pytest.approx(factor, abs=5e-5)


def test_a_falling_rate_by_hand_and_a_flat_one_beside_it() -> None:
    # -100 + 60/1.1 + 60/(1.1 x 1.05) + 60/(1.1 x 1.05^2) = -100 + 54.54545 + 51.94805 + 49.47434
    found = falling()
    assert found.declared.values.net == pytest.approx(55.967842, abs=1e-6)
    assert found.at[Decimal("0.1")].values.net == pytest.approx(49.211119, abs=1e-6)  # 60 x 2.486852 - 100
    assert found.returns.rate == pytest.approx(0.363102, abs=1e-5)  # 60 x (1 - 1.3631^-3) / 0.3631 = 100
    costs = next(each for each in found.sensitivity if each.variable == "works")
    assert costs.switching == pytest.approx(0.55967842, abs=1e-8)


def test_a_convention_of_discounting_still_scales_all_years_alike() -> None:
    year_1 = replace(project().conventions, discounting=Discounting.YEAR_1)
    later = falling(conventions=year_1).declared
    assert later.values.net == pytest.approx(falling().declared.values.net / 1.1)
    assert later.ratios == pytest.approx(falling().declared.ratios)


def test_years_before_the_base_year_grow_at_the_first_rate() -> None:
    assert float(GREEN.growth(2026, 2024)) == pytest.approx(1.035**-2)
    assert float(GREEN.growth(2024, 2026)) == pytest.approx(1.035**2)


def test_remaining_flows_are_discounted_at_the_rates_of_their_years() -> None:
    # last year 2029; the three years after it hold 10 % less from 2031 on: 60 (1/1.1 + 1/1.155 + 1/1.21275)
    rows = (LaterRate(analysis=Analysis.ECONOMIC, from_year=5, rate="later"),)
    found = falling(residual=Residual(method=ResidualMethod.REMAINING_FLOWS, years=3), later_rates=rows)
    left = next(line for line in found.lines if line.kind is FlowKind.RESIDUAL)
    assert float(left.amounts[-1]) == pytest.approx(155.967842, abs=1e-6)


def test_rates_after_the_horizon_are_not_named() -> None:
    late = (LaterRate(analysis=Analysis.ECONOMIC, from_year=31, rate="later"),)
    assert falling(later_rates=late).rate.value == Decimal("0.1")


def test_no_rate_of_return_is_held_against_a_rate_that_falls_and_figures_say_so() -> None:
    risk = Risk(
        id="cost", distribution=Distribution.UNIFORM, lines=("works",), source="invented",
        low=Decimal("0.8"), high=Decimal("1.2"),
    )  # fmt: skip
    spec = project(WORKS, TIME, last_year=2029, later_rates=FALLING, risks=(risk,))
    figures = {figure.id: figure for figure in appraisal_figures(appraise(spec, RATES))}
    figure = figures["appraisal.hill.npv.economic.10-5"]
    assert "at 10/5 %" in figure.label
    assert figure.parameters["rate"] == "0.1, 0.05 from 2028"
    assert {"appraisal.hill.parameter.social", "appraisal.hill.parameter.later"} <= {
        part.id for part in figure.inputs
    }
    assert figures["appraisal.hill.risk.irr_below_rate.economic"].value is None
    for name in ("risk.irr_below_rate.economic", "irr.economic"):
        assert "judge by the net present value" in figures[f"appraisal.hill.{name}"].reason


@settings(max_examples=15, deadline=None)
@given(
    shares=st.lists(st.integers(0, 1500), min_size=1, max_size=3),
    when=st.sampled_from(Discounting),
    base=st.integers(2020, 2035),
)
def test_a_schedule_of_equal_rates_is_the_flat_rate(shares: list[int], when: Discounting, base: int) -> None:
    spec = project(base_year=base, last_year=2040)
    flat = Decimal(shares[0]) / 10000
    steps = tuple((base + 5 * place, flat) for place in range(len(shares)))
    assert factors_of(spec, RateSchedule(steps=steps), when) == pytest.approx(
        factors_of(spec, flat, when), rel=1e-13
    )
    # a rate that is nowhere lower than another discounts no year of the future less
    more = tuple((base + 5 * place, flat + share) for place, share in enumerate(map(Decimal, shares)))
    higher = RateSchedule(steps=more)
    later = [place for place, year in enumerate(spec.years) if year >= base]
    assert (factors_of(spec, higher)[later] <= factors_of(spec, flat)[later] + 1e-15).all()


def test_a_declared_schedule_of_equal_rates_gives_the_flat_result() -> None:
    equal = falling(later_rates=(LaterRate(analysis=Analysis.BOTH, from_year=2, rate="same"),)).declared
    flat = falling(later_rates=()).declared
    assert equal.values.net == pytest.approx(flat.values.net, rel=1e-13)
    assert equal.ratios == pytest.approx(flat.ratios, rel=1e-13)
    assert isinstance(equal.rate, RateSchedule)
    assert equal.rate.one == Decimal("0.1")  # it does not change, so that rates of return are held against it
