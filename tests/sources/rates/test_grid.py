"""Tables are read with commas or semicolons between their cells."""

from __future__ import annotations

import pytest

from accord.errors import InputDataError
from accord.sources.rates.grid import TableFile, grid_of


@pytest.mark.parametrize(
    "text", ["id;cost\nbypass;80\n", "\n id,cost\nbypass,80\n", "id,cost;x\nbypass,80\n"]
)
def test_a_table_is_parted_by_what_its_header_has_more_of(text: str) -> None:
    found = grid_of(TableFile(name="rows.csv", content=text.encode()), columns=["id"])
    assert found.rows[0][1] == ["bypass", "80"]


def test_semicolons_do_not_make_a_comma_a_point() -> None:
    found = grid_of(TableFile(name="rows.csv", content=b"id;cost\nbypass;1,5\n"))
    assert found.rows[0][1] == ["bypass", "1,5"]


def test_a_control_character_is_refused_with_its_line() -> None:
    with pytest.raises(InputDataError, match=r"ACC-988  rows\.csv:2") as refused:
        grid_of(TableFile(name="rows.csv", content=b"id,name\na,cut\x00off\n"))
    assert "character 0" in str(refused.value)
