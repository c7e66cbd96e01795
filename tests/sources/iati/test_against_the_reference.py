"""The reader finds what a slow and straightforward count finds: rows, sums to the cent, every transaction."""

from __future__ import annotations

import tarfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pytest

from sources.iati.by_layout import cells_of, columns_of
from sources.iati.reference import Count, count_content
from sources.iati.tables import (
    ACCOUNTS,
    SHARED,
    SPECIMENS,
    Tables,
    count_of,
    differences,
    identifiers,
    read_tables,
    transactions_by_file,
)

ARCHIVES = {
    "western_balkans_22MB": ("v",),
    "throughput_330MB": ("v1.", "v2.01", "v2.02", "v2.03_007"),
}
"""Of the larger archive a part with every version is enough here."""
WELL_FORMED = sorted(path for path in SPECIMENS.glob("*.xml") if path.stem != "doctype")


def expect_the_same(paths: list[Path]) -> Count:
    tables = read_tables(*paths)
    found, by_file = count_of(tables), transactions_by_file(tables)
    expected = Count()
    for number, path in enumerate(paths):
        before = len(expected.transactions)
        count_content(path.read_bytes(), expected)
        assert differences(by_file.get(number, []), expected.transactions[before:]) == {}, path.name
    contents = {table: number for table, number in found.rows.items() if table not in ACCOUNTS}
    assert {table: number for table, number in contents.items() if number} == +expected.rows
    assert found.sums() == expected.sums()
    assert dict(found.planned) == dict(expected.planned)
    return expected


def expect_every_cell(paths: list[Path]) -> None:
    tables = read_tables(*paths)
    for number, path in enumerate(paths):
        for table, expected in cells_of(path.read_bytes()).items():
            found = Counter(cells(tables, table, number))
            left, right = found - expected, expected - found
            assert (list(left)[:3], list(right)[:3]) == ([], []), (path.name, table)


def cells(tables: Tables, table: str, file: int) -> list[tuple[Any, ...]]:
    if table not in tables:
        return []
    of_file = tables[table].filter(pc.equal(tables[table]["file"], file))
    return list(zip(*(of_file[column].to_pylist() for column in columns_of(table)), strict=True))


@pytest.fixture(scope="module", params=sorted(ARCHIVES))
def published(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Path]]:
    """The files of an archive of published files, unpacked."""
    archive = SHARED / f"{request.param}.tar.xz"
    if not archive.exists():
        pytest.skip(f"the archive {archive.name} of published files is not beside the project")
    wanted = ARCHIVES[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    with tarfile.open(archive) as opened:
        for member in opened:
            member.name = Path(member.name).name
            if member.isfile() and member.name.endswith(".xml") and member.name.startswith(wanted):
                opened.extract(member, folder, filter="data")
    paths = sorted(folder.glob("*.xml"))
    yield paths
    for path in paths:
        path.unlink()


@pytest.mark.parametrize("path", WELL_FORMED, ids=lambda path: path.stem)
def test_a_specimen_is_read_as_the_reference_counts_it(path: Path) -> None:
    assert expect_the_same([path]).rows.total() > 0


@pytest.mark.parametrize("path", WELL_FORMED, ids=lambda path: path.stem)
def test_every_cell_of_a_specimen_is_what_the_layout_says(path: Path) -> None:
    expect_every_cell([path])


def test_several_files_at_once_are_read_as_one_by_one() -> None:
    together = expect_the_same(WELL_FORMED)
    assert together.rows["activities"] == sum(
        len(identifiers(read_tables(path))) for path in WELL_FORMED if "organisation" not in path.stem
    )


def test_the_reference_counts_a_specimen_as_counted_by_hand() -> None:
    count = count_content((SPECIMENS / "version_1_01.xml").read_bytes())
    assert (count.rows["activities"], count.rows["transactions"], count.rows["periods"]) == (2, 13, 2)
    # By hand: T1 in euro by default; T2 in dollars, its value date in the year after; 1,200 paid back.
    sums = count.sums()
    assert sums["XM-EXAMPLE-1", "2", "EUR", 2016] == (1, Decimal(1_000_000))
    assert sums["XM-EXAMPLE-1", "3", "USD", 2017] == (1, Decimal(250_000))
    assert sums["XM-EXAMPLE-1", "3", "EUR", 2018] == (1, Decimal(-1_200))
    # By hand: the two budgets 400,000 and 450,000 in euro by default.
    assert count.planned["budgets", "EUR"] == Decimal(850_000)
    assert count.planned["planned_disbursements", "USD"] == Decimal(120_000)


@pytest.mark.slow
def test_published_files_are_read_as_the_reference_counts_them(published: list[Path]) -> None:
    assert expect_the_same(published).rows["transactions"] > 10_000


@pytest.mark.slow
def test_every_cell_of_published_files_is_what_the_layout_says(published: list[Path]) -> None:
    expect_every_cell(published)
