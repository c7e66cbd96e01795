"""Names stand beside their places, never over each other, and the same way whatever their order."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.publish.maps.labels import Crowd, Label, placed_labels
from accord.publish.maps.viewport import Viewport

_VIEW = Viewport(west=0, north=0, scale=1, width=200, height=150)
_LETTER, _SIZE = 0.53, 11.0


def placed(
    labels: Sequence[Label], *, most: int = 50
) -> tuple[list[tuple[str, float, float, float, float]], str]:
    """Return words with their boxes, and the elements."""
    crowd = Crowd(_VIEW)
    for label in labels:
        crowd.add_symbol(label.at, label.radius)
    drawn = "".join(placed_labels(labels, crowd, most=most))
    boxes = []
    for element in ElementTree.fromstring(f"<svg>{drawn}</svg>").iter("text"):
        words, width = element.text or "", len(element.text or "") * _SIZE * _LETTER
        x, base = float(element.attrib["x"]), float(element.attrib["y"])
        left = {"start": x, "middle": x - width / 2, "end": x - width}[element.attrib["text-anchor"]]
        boxes.append((words, left, base - _SIZE * 0.72, left + width, base + _SIZE * 0.28))
    return boxes, drawn


def label(words: str, x: float, y: float, rank: float = 0, *, is_needed: bool = False) -> Label:
    return Label(words=words, at=(x, y), radius=3, rank=rank, is_needed=is_needed)


def test_a_name_alone_stands_to_the_right_of_its_place() -> None:
    boxes, _drawn = placed([label("Pier", 50, 50)])
    # Symbol of 3, a gap of 3; half of 11 above the middle.
    assert [(round(left, 1), round(upper, 1)) for _w, left, upper, _r, _l in boxes] == [(56.0, 44.5)]


def test_a_name_at_the_right_edge_stands_to_the_left() -> None:
    boxes, _drawn = placed([label("Pier", 190, 50)])
    assert boxes[0][3] <= 187


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Pier", "Long Harbour", "Ness"]), st.integers(0, 200), st.integers(0, 150)
        ),
        max_size=25,
        unique=True,
    )
)
def test_names_never_cover_each_other_or_a_symbol_and_stay_inside(rows: list[tuple[str, int, int]]) -> None:
    labels = [label(words, x, y, rank) for rank, (words, x, y) in enumerate(rows)]
    boxes, _drawn = placed(labels)
    slack = 0.2  # numbers are written to a tenth
    for at, (_words, left, upper, right, lower) in enumerate(boxes):
        assert left >= 1.8
        assert upper >= 1.8
        assert right <= 198.2
        assert lower <= 148.2
        others = [box[1:] for box in boxes[at + 1 :]]
        others += [(x - 3, y - 3, x + 3, y + 3) for _w, x, y in rows]
        for other_left, other_upper, other_right, other_lower in others:
            assert (
                left >= other_right - slack
                or right <= other_left + slack
                or upper >= other_lower - slack
                or lower <= other_upper + slack
            )


def test_the_order_of_the_names_changes_nothing() -> None:
    labels = [label(f"Place {at % 5}", 13 * at % 190, 29 * at % 140, at) for at in range(20)]
    assert placed(labels)[1] == placed(labels[::-1])[1]


def test_a_needed_name_stands_farther_away_with_a_line_and_others_are_left_out() -> None:
    crowded = [label("", 100 + dx, 75 + dy) for dx in range(-21, 22, 6) for dy in range(-12, 13, 6)]
    needed, _drawn = placed([*crowded, label("Sandal", 100, 75, is_needed=True)])
    assert [words for words, *_box in needed if words] == ["Sandal"]
    assert "<path" in _drawn
    left_out, _drawn = placed([*crowded, label("Sandal", 100, 75)])
    assert [words for words, *_box in left_out if words] == []


def test_only_so_many_names_are_put() -> None:
    labels = [label(f"N{at}", 20, 10 + 14 * at, at) for at in range(9)]
    boxes, _drawn = placed(labels, most=4)
    assert [words for words, *_box in boxes] == ["N0", "N1", "N2", "N3"]
