"""Maps of values: the same classes, the same places of names, unknown apart."""

from __future__ import annotations

import re

from accord.publish.maps.value_maps import (
    Values,
    before_after_map,
    project_maps,
    saved_map,
    saving_scale,
)
from publish.maps.drawn import DAY, NOTES, SVG, assert_stands_for_itself, harbour, parsed, permuted, words

_BEFORE = {"A": 130.0, "B": 95.0, "C": None, "D": 200.0, "E": 150.0}
_AFTER = {"A": 110.0, "B": 95.0, "C": None, "D": 90.0, "E": 151.0}
_SAVED = {"A": 20.0, "B": 0.0, "C": None, "D": 110.0, "E": -1.0}


def names(svg: str) -> dict[str, tuple[str, str]]:
    texts = parsed(svg).iter(f"{SVG}text")
    return {text.text or "": (text.attrib["x"], text.attrib["y"]) for text in texts}


def test_both_maps_have_the_same_classes_and_names_at_the_same_points() -> None:
    sheet = before_after_map(harbour(), _BEFORE, _AFTER, day=DAY)
    before, after = (panel.drawing("x") for panel in sheet.panels)
    assert names(before) == names(after)
    assert set(names(before)) == set("ABCDE")
    assert "D: three hours or more" in before
    assert "D: under two hours" in after
    assert_stands_for_itself(sheet.file(NOTES))
    assert "Before the projects" in words(sheet.file(NOTES))


def test_the_sheet_says_how_many_places_change_their_class() -> None:
    # Classes of half hours from two hours on: A goes from 130 to 110, D from 200 to 90; B stays, and E goes
    # from 150 to 151.
    sheet = before_after_map(harbour(), _BEFORE, _AFTER, day=DAY)
    assert sheet.remarks == (("", "Of four places with known times, two change class."),)
    assert "two change class" in words(sheet.file(NOTES))


def test_without_projects_there_is_one_map_of_today() -> None:
    sheet = before_after_map(harbour(), _BEFORE, None, day=DAY)
    assert [panel.caption for panel in sheet.panels] == ["Today"]
    assert "after" not in sheet.title


def test_what_is_heard_says_how_many_places_are_in_each_class() -> None:
    scale = saving_scale(list(_SAVED.values()))
    sheet = saved_map(harbour(), _SAVED, day=DAY, scale=scale)
    # The largest is 110: bounds of 5, 10, 20, 50, 100.
    assert sheet.panels[0].description == (
        "Places by class: takes longer: one; no change: one; twenty to fifty minutes: one;"
        " one hundred minutes or more: one; unknown: one."
    )
    assert_stands_for_itself(sheet.file(NOTES))


def test_longer_no_change_and_unknown_look_different_from_each_other_and_from_every_class() -> None:
    scale = saving_scale(list(_SAVED.values()))
    root = parsed(saved_map(harbour(), _SAVED, day=DAY, scale=scale).panels[0].drawing("x"))
    looks = {
        (title.text or "").split(":")[0]: (mark.tag, mark.attrib["fill"], mark.attrib.get("stroke-dasharray"))
        for mark in root.iter()
        for title in mark.findall(f"{SVG}title")
        if mark is not root
    }
    assert len(set(looks.values())) == 5
    assert looks["E"][0] == f"{SVG}path"
    assert looks["C"][1:] == ("#ffffff", "1.8 1.3")


def test_each_project_has_a_map_on_one_scale() -> None:
    unchanged: Values = dict.fromkeys(_SAVED, 0.0)
    alone: dict[str, Values] = {"T02": _SAVED, "T03": unchanged}
    scale = saving_scale([value for values in alone.values() for value in values.values()])
    sheet = project_maps(harbour(), alone, day=DAY, scale=scale)
    assert [(panel.caption, panel.why) for panel in sheet.panels] == [("T02", "T02"), ("T03", "T03")]
    assert sheet.panels[1].description == "Places by class: no change: five."
    svg = sheet.file(NOTES)
    assert_stands_for_itself(svg)
    assert not re.search(r"\d", sheet.panels[0].description)


def test_on_small_maps_a_class_is_one_element_in_the_look_of_the_large_maps() -> None:
    values: Values = {"A": 20.0, "B": 21.0, "C": None, "D": 110.0, "E": 0.0}
    scale = saving_scale(list(values.values()))
    small = parsed(project_maps(harbour(), {"T02": values}, day=DAY, scale=scale).panels[0].drawing("x"))
    large = parsed(saved_map(harbour(), values, day=DAY, scale=scale).panels[0].drawing("x"))
    fills = {mark.attrib["fill"] for mark in large.iter(f"{SVG}circle")} - {"none"}
    marks = [
        row for row in small.iter(f"{SVG}path") if row.attrib.get("fill") in fills and "a" in row.attrib["d"]
    ]
    # The largest class lies below; A and B share one element of two circles.
    assert [row.attrib["d"].count("M") for row in marks] == [1, 2, 1, 1]
    assert {row.attrib["fill"] for row in marks} == fills
    assert not list(small.iter(f"{SVG}circle"))


def test_the_order_of_the_rows_changes_nothing() -> None:
    turned = dict(reversed(_BEFORE.items())), dict(reversed(_AFTER.items()))
    first = before_after_map(harbour(), _BEFORE, _AFTER, day=DAY).file(NOTES)
    assert first == before_after_map(permuted(harbour()), *turned, day=DAY).file(NOTES)
