"""Tables without holes."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from accord.methods.convergence.panels import balanced_panel, in_window
from accord.methods.convergence.settings import ConvergenceSettings
from methods.convergence.making import indicator, made_series


def test_one_who_rarely_reports_does_not_cost_the_periods() -> None:
    panel = balanced_panel(
        made_series(
            indicator(),
            {"AAA": {2019: 1, 2020: 2, 2021: 3}, "BBB": {2019: 1, 2020: 2, 2021: 3}, "CCC": {2020: 5}},
        )
    )
    assert panel.units == ("AAA", "BBB")
    assert [period.text for period in panel.periods] == ["2019", "2020", "2021"]
    assert panel.units_left_out == {"CCC": 1}
    assert panel.values.tolist() == [[1, 2, 3], [1, 2, 3]]


def test_a_last_year_that_most_have_not_reported_does_not_cost_the_members() -> None:
    panel = balanced_panel(
        made_series(
            indicator(),
            {"AAA": {2019: 1, 2020: 2, 2021: 3}, "BBB": {2019: 1, 2020: 2}, "CCC": {2019: 1, 2020: 5}},
        )
    )
    assert panel.units == ("AAA", "BBB", "CCC")
    assert panel.periods_left_out == {"2021": 1}


def test_a_missing_value_is_a_hole_and_no_value() -> None:
    panel = balanced_panel(
        made_series(indicator(), {"AAA": {2019: 1, 2020: 0}, "BBB": {2019: 1, 2020: None}})
    )
    assert panel.values.shape == (2, 1)
    assert panel.periods_left_out == {"2020": 1}


def test_where_units_are_needed_periods_leave_instead() -> None:
    # Three of four lack a year each, as different ones; if all four are needed, those three years leave.
    values = {
        code: {year: 1.0 for year in range(2015, 2021) if year != lacking}
        for code, lacking in (("AAA", 2015), ("BBB", 2016), ("CCC", 2017), ("DDD", 2021))
    }
    panel = balanced_panel(made_series(indicator(), dict(values)), least=4)
    assert (len(panel.units), [period.text for period in panel.periods]) == (4, ["2018", "2019", "2020"])


def test_nothing_gives_an_empty_table() -> None:
    panel = balanced_panel(made_series(indicator(), {"AAA": {2019: None}}))
    assert (panel.units, panel.periods, panel.values.shape) == ((), (), (0, 0))


cells = st.dictionaries(
    st.sampled_from(["AAA", "BBB", "CCC", "DDD"]),
    st.dictionaries(st.integers(2015, 2020), st.floats(-5, 5), min_size=1),
    min_size=1,
)


@given(cells, st.randoms(use_true_random=False))
def test_every_cell_is_there_and_the_order_of_series_changes_nothing(
    values: dict[str, dict[int, float | None]], random: Random
) -> None:
    series = list(made_series(indicator(), values))
    panel = balanced_panel(series)
    random.shuffle(series)
    assert balanced_panel(series) == panel
    for unit, rows in zip(panel.units, panel.rows, strict=True):
        assert [row.period for row in rows] == list(panel.periods)
        assert {row.partner for row in rows} == {unit}
    assert set(panel.units) | set(panel.units_left_out) == set(values)


def test_the_window_ends_with_the_last_period_of_anyone() -> None:
    series = made_series(indicator(), {"AAA": {2005: 1, 2010: 1, 2020: 1}, "BBB": {2006: 1, 2011: 2}})
    kept = in_window(series, ConvergenceSettings(window_years=15))
    assert [[row.period.text for row in one.observations] for one in kept] == [
        ["2010", "2020"],
        ["2006", "2011"],
    ]


def test_a_stated_window_holds() -> None:
    series = made_series(indicator(), {"AAA": {2005: 1, 2010: 1, 2020: 1}})
    kept = in_window(series, ConvergenceSettings(first="2005", last="2010"))
    assert [row.period.text for row in kept[0].observations] == ["2005", "2010"]


def test_without_need_the_unit_that_lacks_most_leaves() -> None:
    values = {
        "AAA": dict.fromkeys(range(2015, 2021), 1.0),
        "BBB": dict.fromkeys(range(2015, 2021), 1.0),
        "CCC": dict.fromkeys(range(2015, 2019), 1.0),
        "DDD": dict.fromkeys(range(2015, 2021), 1.0),
    }
    series = made_series(indicator(), dict(values))
    assert (balanced_panel(series).units, len(balanced_panel(series).periods)) == (("AAA", "BBB", "DDD"), 6)
    assert (len(balanced_panel(series, least=4).units), len(balanced_panel(series, least=4).periods)) == (
        4,
        4,
    )
