"""The figures: ids, inputs that exist, words for what cannot be said, who is missing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from accord.domain.claim import Value
from accord.domain.commitment import Direction
from accord.domain.declaration import Declaration
from accord.domain.figure import Figure, InputRole
from accord.domain.indicator import Benchmark, BenchmarkKind, Indicator, Scale
from accord.domain.observation import Series
from accord.methods.convergence.figures import convergence_figures
from accord.methods.convergence.settings import ConvergenceSettings
from methods.convergence.making import Values, indicator, made_series, mean_of
from support import parse_lake

YEARS = range(2011, 2021)
SHORE = mean_of("AAA", "BBB", "CCC", least=2)


def pact(*benchmarks: Benchmark, partners: tuple[str, ...] = ("NOR", "SOU", "EAS")) -> Declaration:
    """The lake pact with more partners and with benchmarks."""
    lake = parse_lake()
    rows = tuple(replace(lake.partners[0], id=name) for name in partners)
    return replace(lake, partners=rows, benchmarks=benchmarks or (SHORE,))


def steady(start: float, step: float) -> Values:
    return {year: start + step * (year - 2011) for year in YEARS}


MEMBERS: dict[str, Values] = {"AAA": steady(20, 0), "BBB": steady(22, 0), "CCC": steady(24, 0)}
PARTNERS: dict[str, Values] = {"NOR": steady(2, 1), "SOU": steady(10, -1), "EAS": steady(30, 0)}


def figures(
    of: Indicator, values: dict[str, Values], errors: dict[str, float] | None = None
) -> dict[str, Figure]:
    return convergence_figures(made_series(of, values, errors), pact())


def value(found: dict[str, Figure], name: str) -> Value | None:
    return found[f"converge.{name}"].value


def test_each_partner_has_a_gap_and_years_or_a_word() -> None:
    # By hand: the mean is 22; NOR stands at 11 and gains 1 in a year: 11 years. SOU falls. EAS is above.
    found = figures(indicator(), MEMBERS | PARTNERS)
    assert value(found, "gap.clarity.lake.NOR.shore_mean") == -11
    assert value(found, "years.clarity.lake.NOR.shore_mean") == Decimal("11.0")
    assert value(found, "years.clarity.lake.SOU.shore_mean") == "never"
    assert value(found, "years.clarity.lake.EAS.shore_mean") == "closed"
    assert value(found, "benchmark.clarity.lake.shore_mean.2020") == 22
    assert found["converge.years.clarity.lake.NOR.shore_mean"].unit == "years"
    assert found["converge.gap.clarity.lake.NOR.shore_mean"].parameters["benchmark_kind"] == "unweighted_mean"


def test_every_input_is_an_observation_a_definition_or_another_figure() -> None:
    series = made_series(indicator(), MEMBERS | PARTNERS)
    found = convergence_figures(series, pact())
    known = {row.id for one in series for row in one.observations} | {"clarity", "shore_mean"} | set(found)
    assert {part.id for figure in found.values() for part in figure.inputs} <= known
    assert all(figure.inputs and figure.reason for figure in found.values())
    assert list(found) == sorted(found)
    years = found["converge.years.clarity.lake.NOR.shore_mean"]
    assert len([part for part in years.inputs if part.role is InputRole.OBSERVED]) == len(YEARS)


def test_a_ratio_scale_has_ratios_and_growth_rates() -> None:
    # By hand: a value that doubles each year against a constant 2^12: from 2^9 three years are left.
    values: dict[str, Values] = {
        "AAA": dict.fromkeys(YEARS, 2.0**12),
        "BBB": dict.fromkeys(YEARS, 2.0**12),
        "NOR": {year: 2.0 ** (year - 2011) for year in YEARS},
    }
    found = figures(indicator(Scale.RATIO), values)
    assert value(found, "gap.clarity.lake.NOR.shore_mean") == Decimal("0.125")
    assert value(found, "years.clarity.lake.NOR.shore_mean") == Decimal("3.0")


def test_a_partner_that_equals_the_benchmark_is_closed() -> None:
    found = figures(indicator(), MEMBERS | {"NOR": steady(22, 0)})
    assert value(found, "years.clarity.lake.NOR.shore_mean") == "closed"
    assert value(found, "gap.clarity.lake.NOR.shore_mean") == 0


def test_a_partner_without_a_value_is_named_and_not_filled_in() -> None:
    found = figures(indicator(), MEMBERS | {"NOR": steady(2, 1), "EAS": steady(4, 2)})
    gap = found["converge.gap.clarity.lake.SOU.shore_mean"]
    assert gap.value is None
    assert "SOU has no value" in gap.reason
    assert value(found, "years.clarity.lake.SOU.shore_mean") == "cannot_say"
    assert found["converge.order.clarity.lake"].value is None
    assert found["converge.sigma.clarity.lake"].parameters["missing"] == "SOU"


def test_a_mean_of_partners_says_how_many_and_who_is_missing() -> None:
    region = replace(mean_of("NOR", "SOU", "EAS", least=2), id="region_mean")
    series = made_series(indicator(), {"NOR": steady(2, 1), "EAS": steady(4, 2)})
    found = convergence_figures(series, pact(region))
    mean = found["converge.benchmark.clarity.lake.region_mean.2020"]
    # By hand: (11 + 22) / 2; a nought for SOU would give 11.
    assert (mean.value, mean.n) == (Decimal("16.5"), 2)
    assert mean.parameters["members_left_out"] == "SOU (has 0 periods)"
    assert "2 of 3" in mean.reason


def test_too_few_members_leave_the_gap_unknown_and_say_so() -> None:
    found = figures(indicator(), {"AAA": steady(20, 0)} | PARTNERS)
    assert value(found, "gap.clarity.lake.NOR.shore_mean") is None
    assert "At least 2 members" in found["converge.gap.clarity.lake.NOR.shore_mean"].reason
    years = found["converge.years.clarity.lake.NOR.shore_mean"]
    assert years.value == "cannot_say"
    assert "converge.benchmark.clarity.lake.shore_mean" in {part.id for part in years.inputs}
    assert value(found, "benchmark.clarity.lake.shore_mean") is None


def test_without_members_there_is_nothing_to_be_compared_with() -> None:
    found = figures(indicator(), PARTNERS)
    assert not [name for name in found if ".gap." in name or ".benchmark." in name]
    assert "converge.rank.clarity.lake.NOR" in found


def test_without_direction_the_gap_is_shown_and_nothing_is_judged() -> None:
    found = figures(indicator(direction=None), MEMBERS | PARTNERS)
    assert value(found, "gap.clarity.lake.NOR.shore_mean") == -11
    assert value(found, "years.clarity.lake.NOR.shore_mean") == "not_assessable"
    assert "converge.rank.clarity.lake.NOR" not in found
    assert "no order" in found["converge.order.clarity.lake"].reason


def test_words_in_an_order_are_not_assessed() -> None:
    found = figures(indicator(Scale.ORDINAL), MEMBERS | PARTNERS)
    assert value(found, "gap.clarity.lake.NOR.shore_mean") is None
    assert value(found, "years.clarity.lake.NOR.shore_mean") == "not_assessable"
    for name in ("sigma", "beta", "order"):
        assert "words in an order" in found[f"converge.{name}.clarity.lake"].reason
    assert {part.id for figure in found.values() for part in figure.inputs} <= {
        *(f"obs.clarity.{code}.{year}.lake.1" for code in MEMBERS | PARTNERS for year in YEARS),
        *("clarity", "shore_mean"),
    }


def test_where_less_is_better_those_below_the_benchmark_are_closed() -> None:
    found = figures(indicator(direction=Direction.LOWER), MEMBERS | PARTNERS)
    assert value(found, "years.clarity.lake.NOR.shore_mean") == "closed"
    assert value(found, "years.clarity.lake.EAS.shore_mean") == "never"
    assert value(found, "rank.clarity.lake.SOU") == 1


def test_a_growth_rate_from_zero_is_not_assessable_and_names_the_period() -> None:
    found = figures(indicator(Scale.RATIO), MEMBERS | {"NOR": steady(0, 1)})
    years = found["converge.years.clarity.lake.NOR.shore_mean"]
    assert years.value == "not_assessable"
    assert "2011" in years.reason


def test_ranks_without_standard_errors_are_published_and_their_doubt_is_not_known() -> None:
    found = figures(indicator(), PARTNERS)
    rank = found["converge.rank.clarity.lake.EAS"]
    assert (rank.value, rank.lower, rank.upper) == (1, None, None)
    assert "not known" in rank.reason
    assert found["converge.order.clarity.lake"].value is None


def test_ranks_with_standard_errors_have_ranges_and_the_order_a_probability() -> None:
    found = figures(indicator(), PARTNERS, {"NOR": 4, "SOU": 4, "EAS": 4})
    # By hand: 30 stands 19 above 11, more than four errors of a difference; 11 stands 10 above 1.
    rank = found["converge.rank.clarity.lake.NOR"]
    assert [rank.value, rank.lower, rank.upper, rank.level] == [2, 2, 2, Decimal("0.9")]
    order = found["converge.order.clarity.lake"]
    assert isinstance(order.value, Decimal)
    # Phi(10 / sqrt(32)) = .9615.
    assert order.value == pytest.approx(Decimal("96.1"), abs=Decimal("0.6"))
    assert order.parameters["seed"] == "1"


def test_a_rank_is_of_the_latest_period_that_more_than_half_have() -> None:
    values = PARTNERS | {"NOR": {**steady(2, 1), 2021: 50.0}}
    assert figures(indicator(), values)["converge.rank.clarity.lake.NOR"].parameters["period"] == "2020"


def test_sigma_is_one_figure_for_each_period_and_one_for_the_change() -> None:
    found = figures(indicator(), {"NOR": steady(1, 1), "SOU": steady(2, 2), "EAS": steady(3, 3)})
    assert value(found, "sigma.clarity.lake.2011") == 1
    assert value(found, "sigma.clarity.lake.2020") == 10
    change = found["converge.sigma.clarity.lake"]
    assert [change.value, change.lower, change.upper] == [10, 10, 10]
    assert "further apart" in change.reason


def test_beta_needs_more_than_the_partners() -> None:
    found = figures(indicator(), MEMBERS | PARTNERS)
    assert found["converge.beta.clarity.lake"].value is None
    assert "Needed are 10 units" in found["converge.beta.clarity.lake"].reason
    # By hand: all halve their distance to nought in nine years: b = -1/2 / 9, in percent -5.5556.
    codes = [f"M{n:02}" for n in range(9)]
    many: dict[str, Values] = {code: {2011: n + 1.0, 2020: (n + 1.0) / 2} for n, code in enumerate(codes)}
    both: dict[str, Values] = {"NOR": {2011: 20, 2020: 10}, "SOU": {2011: 30, 2020: 15}}
    beta = figures(indicator(), many | both)["converge.beta.clarity.lake"]
    assert beta.value == Decimal("-5.555556")
    assert (beta.n, beta.parameters["half_life_years"]) == (11, "9")


def test_a_weighted_benchmark_takes_its_weights_from_another_indicator() -> None:
    weighted = Benchmark(
        id="shore_weighted",
        label="Weighted mean",
        kind=BenchmarkKind.WEIGHTED_MEAN,
        members=("AAA", "BBB"),
        weights="people",
    )
    people = made_series(indicator(name="people"), {"AAA": steady(3, 0), "BBB": steady(1, 0)})
    series: tuple[Series, ...] = (*made_series(indicator(), MEMBERS | PARTNERS), *people)
    found = convergence_figures(series, pact(weighted))
    mean = found["converge.benchmark.clarity.lake.shore_weighted.2020"]
    # By hand: (3 * 20 + 22) / 4.
    assert mean.value == Decimal("20.5")
    assert "obs.people.AAA.2020.lake.1" in {part.id for part in mean.inputs}
    assert "converge.rank.people.lake.AAA" not in found


def test_the_order_of_series_changes_nothing() -> None:
    series = made_series(indicator(), MEMBERS | PARTNERS, {"NOR": 1, "SOU": 2, "EAS": 3})
    assert convergence_figures(series[::-1], pact()) == convergence_figures(series, pact())


def test_series_of_two_vintages_are_refused() -> None:
    series = made_series(indicator(), PARTNERS)
    with pytest.raises(ValueError, match="one vintage"):
        convergence_figures((series[0], replace(series[1], vintage="2")), pact())


def test_settings_are_published() -> None:
    series = made_series(indicator(), MEMBERS | PARTNERS)
    found = convergence_figures(series, pact(), ConvergenceSettings(first="2013", last="2019", level=0.8))
    years = found["converge.years.clarity.lake.NOR.shore_mean"]
    assert (years.parameters["window"], years.level, years.n) == ("2013 to 2019", Decimal("0.8"), 7)


def test_what_is_the_same_for_all_partners_has_no_order_and_no_ratio_of_spreads() -> None:
    same: dict[str, Values] = {name: steady(0.1, 0) for name in ("NOR", "SOU", "EAS")}
    found = figures(indicator(), same, dict.fromkeys(same, 0.1))
    order, sigma = found["converge.order.clarity.lake"], found["converge.sigma.clarity.lake"]
    assert (order.value, sigma.value) == (None, None)
    assert "All values are equal" in order.reason
    assert "All began at the same level" in sigma.reason


def test_a_gap_without_interval_says_truly_why() -> None:
    values: dict[str, Values] = {"AAA": steady(20, 0), "BBB": steady(22, 0), "NOR": steady(1, 0)}
    found = figures(indicator(Scale.RATIO), values, {"AAA": 1, "BBB": 1, "NOR": 3})
    gap = found["converge.gap.clarity.lake.NOR.shore_mean"]
    assert gap.lower is None
    assert "larger than the value" in gap.reason
    assert "not stated" not in gap.reason


def test_the_level_that_decides_never_is_published_where_no_interval_is() -> None:
    found = figures(indicator(), MEMBERS | PARTNERS)
    years = found["converge.years.clarity.lake.SOU.shore_mean"]
    assert (years.value, years.lower, years.parameters["level"]) == ("never", None, "0.9")
