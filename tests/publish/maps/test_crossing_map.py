"""The map of waiting: colour by minutes, size by use."""

from __future__ import annotations

import pytest

from accord.publish.maps.crossing_map import Waiting, crossing_map, journeys_in_words
from publish.maps.drawn import DAY, NOTES, SVG, assert_stands_for_itself, harbour, parsed, permuted, words

_WAITING = {"gate": Waiting(mean=38.1, journeys=0.08), "old gate": Waiting(mean=None, journeys=None)}


def test_a_crossing_whose_waiting_is_unknown_is_hollow_and_the_legend_says_so() -> None:
    sheet = crossing_map(harbour(), _WAITING, day=DAY)
    root = parsed(sheet.panels[0].drawing("x"))
    marks = {
        title.text: mark for mark in root.iter() for title in mark.findall(f"{SVG}title") if mark is not root
    }
    assert set(marks) == {"gate: half an hour to one hour", "old gate: unknown"}
    assert marks["old gate: unknown"].attrib["stroke-dasharray"]
    assert "unknown" in words(sheet.key)
    assert_stands_for_itself(sheet.file(NOTES))


def test_where_directions_differ_each_is_named_and_the_colour_is_that_of_the_slower() -> None:
    apart = {**_WAITING, "gate": Waiting(mean=54.6, journeys=0.08, ways=(54.6, 7.2))}
    sheet = crossing_map(harbour(), apart, day=DAY)
    titles = [row.text for row in parsed(sheet.panels[0].drawing("x")).iter(f"{SVG}title")]
    # The crossing stands on the road from B to D.
    assert "gate: to D half an hour to one hour; to B under fifteen minutes" in titles
    assert "colour is that of the slower one" in words(sheet.file(NOTES))
    same = {**_WAITING, "gate": Waiting(mean=38.1, journeys=0.08, ways=(38.1, 37.0))}
    assert crossing_map(harbour(), same, day=DAY).file(NOTES) == crossing_map(
        harbour(), _WAITING, day=DAY
    ).file(NOTES)


def test_what_is_heard_counts_crossings_by_class() -> None:
    assert crossing_map(harbour(), _WAITING, day=DAY).panels[0].description == (
        "Crossing points by mean waiting: half an hour to one hour: one; unknown: one."
    )


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0099, "under one in a hundred"),
        (0.01, "one in a hundred or more"),
        (0.05, "one in twenty or more"),
        (None, "use unknown"),
    ],
)
def test_the_share_of_journeys_in_words(share: float | None, said: str) -> None:
    assert journeys_in_words(share) == said


def test_the_order_of_the_rows_changes_nothing() -> None:
    turned = dict(reversed(_WAITING.items()))
    first = crossing_map(harbour(), _WAITING, day=DAY).file(NOTES)
    assert first == crossing_map(permuted(harbour()), turned, day=DAY).file(NOTES)
