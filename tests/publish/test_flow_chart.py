"""Ribbons: one scale for all panels, nothing below zero, words that are escaped and fit."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from accord.publish.flow_chart import Panel, Ribbon, Side, ribbon_chart

SVG = "{http://www.w3.org/2000/svg}"


def panel(title: str, amounts: dict[tuple[str, str], Decimal]) -> Panel:
    givers = {giver: Side(name=giver, shown="1 m", why=f"w.{giver}") for giver, _place in amounts}
    places = {
        place: Side(name=place, shown="2 m", why=f"w.{place}", is_partner=True) for _giver, place in amounts
    }
    ribbons = [
        Ribbon(giver=giver, place=place, amount=amount, shown=str(amount), why="w")
        for (giver, place), amount in amounts.items()
    ]
    return Panel(title=title, shown="3 m", why="w", givers=givers, places=places, ribbons=ribbons)


def heights(chart: str) -> list[float]:
    """The width of each ribbon, from its path: ``v`` and the height."""
    return [float(found) for found in re.findall(r"<path d=\"M[^v]*v([\d.]+)C", chart)]


def test_all_panels_have_one_scale() -> None:
    # The largest panel is 250 units high: 100 and 400 of 500; 50 of the other panel on the same scale.
    chart = ribbon_chart(
        "Steps",
        [
            panel("Promised", {("A", "X"): Decimal(100), ("B", "X"): Decimal(400)}),
            panel("Paid", {("A", "X"): Decimal(50)}),
        ],
    )
    assert heights(chart) == [50.0, 200.0, 25.0]


def test_what_is_not_above_zero_is_not_drawn_but_still_named() -> None:
    chart = ribbon_chart("Steps", [panel("Paid", {("A", "X"): Decimal(-5), ("B", "Y"): Decimal(0)})])
    assert heights(chart) == []
    assert all(f">{name}<" in chart for name in ("A", "B", "X", "Y"))


def test_nothing_to_draw_is_said() -> None:
    assert "nothing to draw" in ribbon_chart("Steps", [])


NAMES = st.text(st.characters(exclude_categories=["C"]), min_size=1)


@given(
    names=st.lists(NAMES, min_size=2, max_size=6, unique=True),
    amount=st.decimals(min_value=Decimal("0.01"), max_value=10**12, places=2),
)
def test_any_name_makes_a_drawing_that_parses(names: list[str], amount: Decimal) -> None:
    giver, *places = names
    chart = ribbon_chart("Steps", [panel(giver, {(giver, place): amount for place in places})])
    root = ElementTree.fromstring(chart)
    assert len(list(root.iter(f"{SVG}path"))) == len(places)
    assert giver in str(root.attrib["aria-label"])
