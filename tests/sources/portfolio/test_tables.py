"""Tables of candidates: what is not taken for one."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from accord.errors import InputDataError
from accord.sources.portfolio import tables
from accord.sources.portfolio.tables import candidate_table
from accord.sources.rates.grid import TableFile


def test_more_candidates_than_can_be_weighed_are_refused_before_they_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "_MOST_ROWS", 2)
    text = "id,label,source\n" + "".join(f"a{number},A,S\n" for number in range(3))
    with pytest.raises(InputDataError, match="ACC-986") as refused:
        candidate_table(TableFile(name="calls.csv", content=text.encode()))
    assert "3 rows" in str(refused.value)
    two = text.rpartition("a2")[0]
    assert len(candidate_table(TableFile(name="calls.csv", content=two.encode())).rows) == 2


def test_a_heading_that_stands_twice_in_a_sheet_is_refused() -> None:
    book, file = Workbook(), io.BytesIO()
    book.active.title = "candidates"
    for row in (("id", "label", "source", "cost", "cost"), ("a", "A", "S", 8, 80)):
        book.active.append(row)
    book.save(file)
    with pytest.raises(InputDataError, match=r"ACC-341  calls\.xlsx, sheet candidates:1"):
        candidate_table(TableFile(name="calls.xlsx", content=file.getvalue()))
