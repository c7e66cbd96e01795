"""What is exported and read again is what it was."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from publish.iati.tables import SPECIMENS, Tables, differences, made_tables, read_again, specimen, to_rows

VERSIONS = sorted(path.stem for path in SPECIMENS.glob("version_*.xml"))


@given(made_tables())
@settings(max_examples=20, deadline=None)
def test_tables_come_back_as_they_were_whatever_they_hold(tables: Tables) -> None:
    with TemporaryDirectory() as folder:
        again = read_again(tables, Path(folder))
    assert differences(again, tables) == []


@pytest.mark.parametrize("name", ["everything_2_03", "accents", "markup", "three", *VERSIONS])
def test_a_specimen_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    tables = specimen(name)
    assert differences(read_again(tables, tmp_path), tables) == []


def test_exported_tables_say_the_version_of_the_export(tmp_path: Path) -> None:
    again = read_again(specimen("version_1_04"), tmp_path)
    assert {row["version"] for row in to_rows(again)["activities"]} == {"2.03"}


def test_a_place_of_1_03_comes_back_as_a_position_without_its_precision(tmp_path: Path) -> None:
    # By hand, from the specimen: coordinates with a precision, which 2.03 has in another code list.
    (before,) = to_rows(specimen("version_1_03"))["locations"][:1]
    (after,) = to_rows(read_again(specimen("version_1_03"), tmp_path))["locations"][:1]
    assert (before["latitude"], before["longitude"]) == (Decimal("42.5"), Decimal("20.5"))
    assert after["position"] == "42.5 20.5"
    assert (before["exactness"], after["exactness"]) == ("1", None)
