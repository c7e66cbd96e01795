"""Folders of large tables: what goes in comes out in its order, and a failure leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from accord.store import tables
from accord.store.tables import read_tables, write_tables

SCHEMAS = {
    "long": pa.schema([("number", pa.int64()), ("text", pa.string())]),
    "short": pa.schema([("number", pa.int64())]),
    "empty": pa.schema([("number", pa.int64())]),
}


def batches(count: int) -> Iterator[tuple[str, pa.Table]]:
    """Yield batches of ten rows for one table, and now and then a row for another."""
    for number in range(count):
        numbers = list(range(10 * number, 10 * number + 10))
        texts = [f"{one} " * 20 if one % 3 else None for one in numbers]
        yield "long", pa.table({"number": numbers, "text": texts}, schema=SCHEMAS["long"])
        if number % 7 == 0:
            yield "short", pa.table({"number": [number]}, schema=SCHEMAS["short"])


@pytest.mark.parametrize(
    ("limit", "most"), [("_ROWS", 25), ("_BYTES", 3000), ("_HELD", 5000), ("_HELD", 1 << 30)]
)
def test_rows_keep_their_order_however_many_are_held_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setattr(tables, limit, most)
    counts = write_tables(batches(100), SCHEMAS, tmp_path / "out")
    assert counts == {"long": 1000, "short": 15, "empty": 0}
    read = read_tables(tmp_path / "out")
    assert read["long"]["number"].to_pylist() == list(range(1000))
    assert read["long"]["text"].to_pylist()[:3] == [None, "1 " * 20, "2 " * 20]
    assert read["short"]["number"].to_pylist() == list(range(0, 100, 7))
    assert read["empty"].schema == SCHEMAS["empty"]


def test_a_failure_on_the_way_leaves_nothing_behind(tmp_path: Path) -> None:
    def failing() -> Iterator[tuple[str, pa.Table]]:
        yield from batches(3)
        raise RuntimeError("the source fails")

    with pytest.raises(RuntimeError, match="the source fails"):
        write_tables(failing(), SCHEMAS, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_rows_that_cannot_be_written_stop_the_writing(tmp_path: Path) -> None:
    wrong = pa.table({"another": [1]})
    with pytest.raises(KeyError, match="number"):
        write_tables([("short", wrong)], SCHEMAS, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
