"""Tables of a network: how much of a file in another form is read."""

from __future__ import annotations

import pytest

from accord.errors import InputDataError
from accord.sources.network import tables
from accord.sources.network.tables import assemble, read_table
from accord.sources.rates.grid import TableFile
from accord.sources.rates.refusals import Refusals

HEAD = "id,name,latitude,longitude\n"


def places(*rows: str) -> TableFile:
    return TableFile(name="places.csv", content=(HEAD + "".join(f"{row}\n" for row in rows)).encode())


def test_a_table_in_another_form_is_refused_before_the_rest_of_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "_FIRST_ROWS", 25)
    bad = [f"p{number},P,north,20" for number in range(30)]
    with pytest.raises(InputDataError) as refused:
        read_table("places", places(*bad, '"a quote that nobody closes'), Refusals())
    problems = refused.value.problems
    assert {problem.id for problem in problems} == {"ACC-822"}
    assert (len(problems), problems[-1].line) == (20, 21)


def test_problems_of_the_first_rows_are_told_once_beside_those_that_follow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "_FIRST_ROWS", 2)
    rows = ["a,A,north,20", "b,B,44,20", "c,C,45,east", "d,D,46,20"]
    refusals = Refusals()
    cells, _unused = read_table("places", places(*rows), refusals)
    assert [row.line for row in cells] == [2, 3, 4, 5]
    assemble({"places": cells}, refusals)
    assert [(problem.line, problem.field) for problem in refusals.problems] == [
        (2, "latitude"),
        (4, "longitude"),
    ]
