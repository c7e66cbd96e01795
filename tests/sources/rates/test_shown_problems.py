"""A file in another form has as many problems as cells: some are shown, and the rest is not kept quiet."""

from __future__ import annotations

import pytest

from accord.errors import InputDataError, Problem
from accord.sources.rates.refusals import MOST_PROBLEMS, Refusals, first_problems


def problem(number: int) -> Problem:
    return Problem(id="ACC-822", what="The cell is no plain number.", line=number, fix="Write it.")


def test_the_last_problem_that_is_shown_says_how_many_follow() -> None:
    found = first_problems([problem(number) for number in range(MOST_PROBLEMS + 1_003)]).problems
    assert len(found) == MOST_PROBLEMS
    assert found[-1].fix == "Write it. 1,003 more like these are not shown."
    assert {each.fix for each in found[:-1]} == {"Write it."}


def test_with_few_problems_nothing_is_said_of_more() -> None:
    assert first_problems([problem(1), problem(2)]).problems == (problem(1), problem(2))


def test_where_reading_stops_it_is_said() -> None:
    refusals = Refusals(problems=[problem(number) for number in range(MOST_PROBLEMS - 1)])
    with pytest.raises(InputDataError) as stopped:
        refusals.add(problem(MOST_PROBLEMS))
    assert len(stopped.value.problems) == MOST_PROBLEMS
    assert "Reading stopped here, after 20 problems" in stopped.value.problems[-1].fix
