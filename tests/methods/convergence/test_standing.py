"""Figures put side by side, and intervals in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from accord.domain.figure import Figure, FigureInput, InputRole
from accord.methods.convergence.figures import convergence_figures
from accord.methods.convergence.standing import comparisons, shown_interval, shown_number, shown_years
from methods.convergence.making import indicator, made_series, mean_of
from support import parse_lake


def figure(value: Decimal | str | None, lower: str = "", upper: str = "", latest: str = "") -> Figure:
    return Figure(
        id="converge.years.clarity.lake.NOR.shore_mean",
        label="Years",
        value=value,
        method="years_to_close 1.0",
        inputs=(FigureInput(id="clarity", role=InputRole.DEFINITION),),
        lower=Decimal(lower) if lower else None,
        upper=Decimal(upper) if upper else None,
        parameters={"latest": latest} if latest else {},
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (figure(Decimal("40.5"), "28.4", "69.9"), "41 (28 to 70)"),
        (figure("cannot_say", "54.8", latest="never"), "cannot say (55 to never)"),
        (figure("cannot_say"), "cannot say"),
        (figure("never"), "never"),
        (figure("closed"), "closed"),
        (figure("not_assessable"), "not assessable"),
    ],
)
def test_years_are_said_with_what_remains_possible(given: Figure, words: str) -> None:
    assert shown_years(given) == words


def test_an_interval_without_ends_is_not_known_and_no_interval_of_width_nought() -> None:
    assert shown_interval(figure(Decimal(1))) == "not known"
    assert shown_number(None) == "none"
    assert shown_number(Decimal("-1234.565")) == "-1,234.57"


def test_partners_stand_side_by_side_once_for_each_benchmark() -> None:
    lake = parse_lake()
    one, two = mean_of("AAA"), replace(mean_of("BBB"), id="other_mean")
    nobody = replace(mean_of("ZZZ"), id="nobody")
    series = made_series(
        indicator(), {code: {2019: n, 2020: n + 1} for n, code in enumerate(("AAA", "BBB", "NOR", "SOU"))}
    )
    found = comparisons(convergence_figures(series, replace(lake, benchmarks=(one, two, nobody))))
    assert [row.benchmark for row in found] == ["other_mean", "shore_mean"]
    for row in found:
        assert [standing.partner for standing in row.standings] == ["NOR", "SOU"]
        assert all(s.gap and s.gap.parameters["benchmark"] == row.benchmark for s in row.standings)
        assert row.sigma is not None
        assert row.sigma.id == "converge.sigma.clarity.lake"


def test_without_benchmark_the_ranks_still_stand() -> None:
    series = made_series(indicator(), {"NOR": {2020: 1}, "SOU": {2020: 2}, "EAS": {2020: 3}})
    lake = parse_lake()
    partners = (*lake.partners, replace(lake.partners[0], id="EAS"))
    (found,) = comparisons(convergence_figures(series, replace(lake, partners=partners, benchmarks=())))
    assert found.benchmark == ""
    # By hand: 3, 1 and 2 points of EAS, NOR and SOU.
    assert [row.rank.value for row in found.standings if row.rank] == [1, 3, 2]


def test_other_figures_are_passed_over() -> None:
    other = replace(figure(Decimal(1)), id="observed.clarity.lake.NOR")
    assert comparisons({other.id: other}) == ()
