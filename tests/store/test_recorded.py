"""Recorded cells in a snapshot, and at the end of a descent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.recorded_cell import RecordedCell
from accord.errors import InputDataError
from accord.store.recorded import RECORDED, read_recorded, recorded_tables
from accord.store.recorded_descent import RecordedLeaf, recorded_leaves

CELL = RecordedCell(
    id="cell.calm.noise.Hill",
    says="noise of Hill: not known",
    file="values.csv",
    sha256="0" * 64,
    place="line 4, column noise",
)


def kept(folder: Path, tables: dict[str, bytes]) -> Path:
    (folder / RECORDED).mkdir(parents=True, exist_ok=True)
    for name, raw in tables.items():
        (folder / RECORDED / f"{name}.parquet").write_bytes(raw)
    return folder


def test_cells_come_back_as_they_were_and_the_same_cells_give_the_same_bytes(tmp_path: Path) -> None:
    other = replace(CELL, id="cell.calm.noise.Dale", says="noise of Dale: 45.0")
    tables = recorded_tables([CELL, other, CELL])
    assert tables == recorded_tables([other, CELL])
    assert read_recorded(kept(tmp_path, tables)) == {other.id: other, CELL.id: CELL}


def test_a_snapshot_without_cells_has_none(tmp_path: Path) -> None:
    assert recorded_tables([]) == {}
    assert read_recorded(tmp_path) == {}


def test_two_cells_under_one_id_are_refused() -> None:
    with pytest.raises(InputDataError) as caught:
        recorded_tables([CELL, replace(CELL, file="other.csv")])
    (problem,) = caught.value.problems
    assert (problem.id, problem.value, problem.file) == ("ACC-691", CELL.id, "other.csv")


def test_a_leaf_says_what_where_and_in_which_bytes() -> None:
    found = recorded_leaves(
        {CELL.id: CELL}, {"other": ("term", "x"), CELL.id: ("term", "composite.calm.Hill")}
    )
    assert found == (RecordedLeaf(cell=CELL, role="term", used_by="composite.calm.Hill"),)
    assert found[0].to_json() == {
        "id": CELL.id,
        "role": "term",
        "used_by": "composite.calm.Hill",
        "says": "noise of Hill: not known",
        "file": "values.csv",
        "sha256": "0" * 64,
        "place": "line 4, column noise",
    }


@given(st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=5))
def test_every_wanted_cell_that_is_recorded_is_a_leaf_and_no_other(names: list[str]) -> None:
    cells = {name: replace(CELL, id=name) for name in names[::2]}
    found = recorded_leaves(cells, {name: ("term", "x") for name in names})
    assert [leaf.cell.id for leaf in found] == names[::2]
