"""Maps of settlements: by class or category, few or thousands, unknown as a class of its own."""

from __future__ import annotations

import gzip
import random

import pytest

from accord.publish.maps.point_map import MapPoint, point_map
from accord.publish.maps.scales import scale_of
from publish.maps.drawn import NOTES, SVG, assert_stands_for_itself, parsed, words

_KINDS = {"fibre": "fibre", "air": "fixed wireless"}
_COST = scale_of((200, 500), unit="euros", ramp="brown")


def point(name: str, value: float | str | None, at: tuple[float, float] = (44.0, 20.0)) -> MapPoint:
    return MapPoint(id=name, label=f"Village {name}", latitude=at[0], longitude=at[1], value=value, weight=1)


def many(count: int, values: list[float | str | None]) -> list[MapPoint]:
    draw = random.Random(7)
    return [
        point(f"{at:05}", draw.choice(values), (42 + 3 * draw.random(), 18 + 4 * draw.random()))
        for at in range(count)
    ]


def test_categories_differ_in_shape_and_unknown_is_a_class_of_its_own() -> None:
    sheet = point_map(
        [point("a", "fibre"), point("b", "air", (44.2, 20.2)), point("c", None, (44.1, 20.5))],
        name="reach",
        title="What reaches whom",
        classes=_KINDS,
    )
    root = parsed(sheet.panels[0].drawing("x"))
    looks = {
        title.text: (mark.tag.removeprefix(SVG), mark.attrib["fill"])
        for mark in root.iter()
        for title in mark.findall(f"{SVG}title")
        if mark is not root
    }
    assert looks["Village a: fibre"][0] == "circle"
    assert looks["Village b: fixed wireless"][0] == "rect"
    assert looks["Village c: unknown"] == ("circle", "#ffffff")
    assert sheet.panels[0].description == "Points by class: fibre: one; fixed wireless: one; unknown: one."
    said = words(sheet.file(NOTES))
    assert all(part in said for part in ("fibre", "fixed wireless", "unknown", "Village a"))
    assert_stands_for_itself(sheet.file(NOTES))


@pytest.mark.parametrize(
    ("at", "water"),
    [
        ((44.0, 20.0), "No sea or lake is drawn here."),  # inland, by hand: Šumadija
        ((41.03, 20.71), "Coast and lakes are sketched"),  # within the lake of Ohrid
        ((42.45, 18.52), "Coast and lakes are sketched"),  # on the coast of the Adriatic
        ((44.0, 27.0), "No sea or lake is drawn here."),  # beyond the sketch
    ],
)
def test_the_note_below_says_what_is_drawn_and_nothing_of_lines(at: tuple[float, float], water: str) -> None:
    sheet = point_map([point("a", "fibre", at)], name="n", title="t", classes=_KINDS)
    said = " ".join(words for _why, words in sheet.sentences)
    assert said.startswith("No borders are drawn, and no position is taken on borders or status. " + water)
    assert "Lines join" not in said


def test_the_legend_names_unknown_only_where_there_is_such_a_point() -> None:
    sheet = point_map([point("a", "fibre")], name="n", title="t", classes=_KINDS)
    assert "unknown" not in words(sheet.key)


def test_values_are_in_the_class_that_begins_with_their_bound() -> None:
    rows = [point("a", 200.0), point("b", 0, (44.2, 20.2)), point("c", 900, (44.1, 20.5))]
    said = point_map(rows, name="n", title="t", classes=_COST).panels[0].description
    assert said == (
        "Points by class: under two hundred euros: one; two hundred to five hundred euros: one;"
        " five hundred euros or more: one."
    )


def test_thousands_of_points_stay_a_small_file() -> None:
    svg = point_map(many(3000, [None, 50, 300, 900]), name="n", title="t", classes=_COST).file(NOTES)
    assert_stands_for_itself(svg)
    assert len(gzip.compress(svg.encode())) < 30_000
    assert svg.count("<path") < 40


@pytest.mark.parametrize("count", [60, 500])
def test_the_order_of_the_points_changes_nothing(count: int) -> None:
    rows = many(count, [None, "fibre", "air"])
    first, again = (
        point_map(given, name="n", title="t", classes=_KINDS).file(NOTES) for given in (rows, rows[::-1])
    )
    assert first == again


@pytest.mark.parametrize("value", ["satellite", 3.0])
def test_a_value_that_belongs_to_no_class_is_refused(value: float | str) -> None:
    with pytest.raises(ValueError, match="belongs to no class"):
        point_map([point("a", value)], name="n", title="t", classes=_KINDS)


def test_no_point_and_too_many_categories_are_refused() -> None:
    with pytest.raises(ValueError, match="needs a place"):
        point_map([], name="n", title="t", classes=_KINDS)
    with pytest.raises(ValueError, match="at most 6 categories"):
        point_map([point("a", "c0")], name="n", title="t", classes={f"c{at}": "x" for at in range(7)})
