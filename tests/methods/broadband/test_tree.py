"""Ways to the backbone: shared steps, loops, unknown ids and settlements that are cut off."""

from __future__ import annotations

import pytest

from accord.domain.broadband import PointOfPresence
from accord.errors import InputDataError
from accord.methods.broadband.tree import backhaul_tree
from methods.broadband.villages import village

POP = (PointOfPresence(id="pop", label="Point of presence"),)


def test_a_way_lists_the_steps_that_a_settlement_needs_its_own_first() -> None:
    tree = backhaul_tree([village("far", "near", 2), village("near", "pop", 5)], POP)
    assert tree.path("far") == ("far", "near")
    assert tree.order == ("near", "far")


def test_a_settlement_without_a_stated_way_cuts_off_all_behind_it() -> None:
    tree = backhaul_tree([village("far", "near", 2), village("near", "", 5), village("ok", "pop", 1)], POP)
    assert tree.cut_off == ("far", "near")
    assert tree.path("far") == ()
    assert tree.path("ok") == ("ok",)


@pytest.mark.parametrize(
    ("ways", "circle"),
    [
        ({"a": "a"}, "a > a"),
        ({"c": "b", "b": "a", "a": "c"}, "a > c > b > a"),
    ],
)
def test_a_circle_is_refused_and_shown(ways: dict[str, str], circle: str) -> None:
    rows = [village(name, upstream, 1) for name, upstream in ways.items()]
    with pytest.raises(InputDataError) as caught:
        backhaul_tree([*rows, village("behind", "a", 1)], POP)
    assert [(problem.id, problem.value) for problem in caught.value.problems] == [("ACC-860", circle)]


def test_two_circles_are_both_shown() -> None:
    rows = [village("a", "b", 1), village("b", "a", 1), village("c", "c", 1), village("d", "a", 1)]
    with pytest.raises(InputDataError) as caught:
        backhaul_tree(rows, POP)
    assert [problem.value for problem in caught.value.problems] == ["a > b > a", "c > c"]


def test_a_way_to_a_place_that_is_not_listed_is_refused() -> None:
    with pytest.raises(InputDataError) as caught:
        backhaul_tree([village("a", "nowhere", 1)], POP)
    assert [(problem.id, problem.row) for problem in caught.value.problems] == [("ACC-861", "a")]


def test_an_id_of_a_settlement_and_of_a_point_is_refused() -> None:
    with pytest.raises(InputDataError) as caught:
        backhaul_tree([village("pop", "pop", 1)], POP)
    assert caught.value.problems[0].id == "ACC-862"


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows = [village("a", "pop", 1), village("b", "a", 1), village("c", "a", 1), village("d", "c", 1)]
    assert backhaul_tree(rows, POP) == backhaul_tree(rows[::-1], POP)
