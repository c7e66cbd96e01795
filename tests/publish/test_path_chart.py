"""The chart of a path: every number is explained, shapes differ, nothing is drawn that is not known."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.indicator import Scale
from accord.domain.progress import ProgressTerms
from accord.methods.progress.judging import judge
from accord.methods.progress.path import progress_path
from accord.publish.path_chart import path_chart
from methods.progress.series import indicator, series, target
from publish.reading import read_page

FIGURE = "progress.ferries.book.NOR"
SVG = "{http://www.w3.org/2000/svg}"


def chart(
    values: dict[str, float],
    goal: float | None,
    *,
    scale: Scale = Scale.RATIO,
    std_error: float | None = None,
    notes: tuple[tuple[str, str], ...] = (),
) -> str:
    of = indicator(scale)
    goals = None if goal is None else target(of, goal)
    found = judge(series(of, values, std_error=std_error), goals, ProgressTerms(draws=200))
    return path_chart(progress_path(found), "Ferries <of> Northshore", figure=FIGURE, notes=notes)


def shapes(drawn: str, name: str) -> int:
    return len(list(ElementTree.fromstring(drawn).iter(f"{SVG}{name}")))


def test_every_number_is_explained_by_the_row_that_says_it() -> None:
    drawn = chart({"2015": 50, "2018": 52, "2020": 60}, 80, std_error=1)
    reading = read_page(drawn)
    assert reading.unexplained == []
    # 60 * 1.2 ** (10 / 5) = 86.4 when due.
    assert {
        ("obs.ferries.NOR.2015.book.2024", "50"),
        ("obs.ferries.NOR.2015.book.2024", "2015"),
        ("obs.ferries.NOR.2020.book.2024", "60"),
        ("obs.ferries.NOR.2020.book.2024", "2020"),
        ("goal", "80"),
        ("goal", "2030"),
        (f"{FIGURE}.projected", "86.4"),
        (FIGURE, "Every interval is at the level 0.90."),
    } == set(reading.explained)


def test_required_present_and_fan_differ_in_shape() -> None:
    drawn = chart({"2015": 50, "2020": 60}, 80, std_error=1)
    lines = re.findall(r"<polyline[^>]*>", drawn)
    assert ["stroke-dasharray" in line for line in lines] == [False, True]
    assert shapes(drawn, "polygon") == 1
    assert {"required, at an even pace", "present pace, with its errors"} <= set(read_page(drawn).text)


def test_without_errors_there_is_no_fan_and_no_whisker() -> None:
    drawn = chart({"2015": 50, "2020": 60}, 80)
    assert shapes(drawn, "polygon") == 0
    assert "no fan is drawn" in drawn
    assert "with its error" not in drawn


def test_without_a_target_only_what_was_observed_is_drawn() -> None:
    drawn = chart({"2015": 50, "2020": 60}, None)
    assert (shapes(drawn, "polyline"), shapes(drawn, "polygon")) == (0, 0)
    assert "No target counts" in drawn
    assert read_page(drawn).unexplained == []


def test_without_data_the_words_stand_alone() -> None:
    drawn = chart({}, 80)
    assert "no data" in read_page(drawn).text
    assert (shapes(drawn, "rect"), shapes(drawn, "polyline")) == (0, 0)
    assert (
        'aria-label="Ferries &lt;of&gt; Northshore. no data; target 80 by 2030; No value was observed."'
        in drawn
    )


def test_a_pace_that_leaves_the_plot_is_cut_and_the_chart_says_so() -> None:
    # 5 -> 60 in five years is 60 * 12 ** 2 = 8,640 when due.
    drawn = chart({"2015": 5, "2020": 60}, 80)
    assert "cut off at its edge" in drawn
    assert "8,640" in drawn
    assert "cut off" not in chart({"2015": 50, "2020": 60}, 80)


def test_words_of_an_ordinal_scale_stand_for_their_ranks() -> None:
    assert {"early", "good"} <= set(read_page(chart({"2015": 1, "2020": 3}, None, scale=Scale.ORDINAL)).text)


def test_footnotes_stand_below_with_their_source() -> None:
    drawn = chart({"2015": 50, "2020": 60}, 80, notes=(("NOR", "* Resolution 77 of the lake."),))
    assert ("NOR", "* Resolution 77 of the lake.") in read_page(drawn).explained


@given(
    st.dictionaries(
        st.sampled_from([str(year) for year in range(2010, 2024)]), st.floats(-1e4, 1e4), max_size=6
    ),
    st.one_of(st.none(), st.floats(-1e4, 1e4)),
    st.one_of(st.none(), st.floats(0, 1e3)),
    st.sampled_from([Scale.RATIO, Scale.INTERVAL]),
)
def test_every_shape_lies_inside_the_drawing(
    values: dict[str, float], goal: float | None, std_error: float | None, scale: Scale
) -> None:
    root = ElementTree.fromstring(chart(values, goal, scale=scale, std_error=std_error))
    _x, _y, width, height = map(float, root.attrib["viewBox"].split())
    for line in (*root.iter(f"{SVG}polyline"), *root.iter(f"{SVG}polygon")):
        for place in line.attrib["points"].split():
            x, y = map(float, place.split(","))
            assert 0 <= x <= width
            assert 0 <= y <= height
    for words in root.iter(f"{SVG}text"):
        assert 0 <= float(words.attrib["y"]) <= height
    assert "nan" not in ElementTree.tostring(root, "unicode")


def test_the_fan_is_not_a_matter_of_chance() -> None:
    assert chart({"2015": 50, "2020": 60}, 80, std_error=1) == chart(
        {"2015": 50, "2020": 60}, 80, std_error=1
    )
    with pytest.raises(ValueError, match="draws"):
        ProgressTerms(draws=1)
