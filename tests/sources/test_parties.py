"""Parties that are to be screened. All names are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.listing import ListingKind
from accord.errors import InputDataError
from accord.sources.parties import COLUMNS, PartyRow, read_parties, read_party


def read(folder: Path, text: str | bytes) -> list[PartyRow]:
    file = folder / "parties.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_parties(file))


def problems(rows: list[PartyRow]) -> list[str]:
    return [problem.id for row in rows for problem in row.problems]


def test_every_column_is_read(tmp_path: Path) -> None:
    header = ",".join(COLUMNS)
    rows = read(tmp_path, f"{header}\n7,Xhavit Primeri,Person,1960-05,Kosovo;AL,12 34;56,false\n")
    (row,) = rows
    assert row.query is not None
    assert row.query.id == "7"
    assert row.query.kind is ListingKind.PERSON
    assert row.query.birth_date is not None
    assert row.query.birth_date.earliest == date(1960, 5, 1)
    assert row.query.birth_date.latest == date(1960, 5, 31)
    assert row.query.countries == ("xk", "al")
    assert row.query.identifiers == ("12 34", "56")
    assert not row.query.is_exempt
    assert problems(rows) == []


def test_a_name_alone_is_enough_and_the_line_is_its_id(tmp_path: Path) -> None:
    rows = read(tmp_path, "name\nIzmišljena Trgovina d.o.o.\n")
    assert [row.query and row.query.id for row in rows] == ["line 2"]
    assert rows[0].query is not None
    assert rows[0].query.kind is ListingKind.UNKNOWN


def test_a_byte_order_mark_and_capital_column_names_are_no_obstacle(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeffID,Name\n1,Nikola Nepostojeći\n")[0].query is not None


def test_a_final_recipient_of_humanitarian_aid_is_exempt(tmp_path: Path) -> None:
    rows = read(tmp_path, "name,final_recipient\nNikola Nepostojeći,yes\n")
    assert rows[0].query is not None
    assert rows[0].query.is_exempt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name\n...\n", "ACC-398"),
        ("id,name\n1,\n", "ACC-398"),
        ("id,name\n1,Nikola,more\n", "ACC-397"),
        ("name,birth_date\nNikola,31.31.1999\n", "ACC-399"),
        ("name,schema\nNikola,Hund\n", "ACC-399"),
        ("name,final_recipient\nNikola,perhaps\n", "ACC-399"),
        (f"name\n{'Nikola ' * 1500}\n", "ACC-399"),
    ],
)
def test_a_wrong_cell_is_told_with_its_row(tmp_path: Path, text: str, expected: str) -> None:
    rows = read(tmp_path, text)
    assert problems(rows) == [expected]
    assert rows[0].problems[0].line == 2


def test_a_wrong_birth_date_does_not_keep_a_party_from_being_screened(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "name,birth_date\nNikola Nepostojeći,never\n")
    assert row.query is not None
    assert row.query.birth_date is None


@pytest.mark.parametrize("content", [b"", b"who\nNikola\n", b"name\n\xff\xfe\n", b"name\n\x00\n"])
def test_what_is_no_file_of_parties_is_refused(tmp_path: Path, content: bytes) -> None:
    if content.endswith(b"\x00\n"):
        assert problems(read(tmp_path, content)) == ["ACC-398"]
        return
    with pytest.raises(InputDataError, match="ACC-396"):
        read(tmp_path, content)


@given(name=st.text(max_size=50), born=st.text(max_size=12), kind=st.text(max_size=12))
def test_whatever_a_row_holds_it_is_a_party_or_a_problem(name: str, born: str, kind: str) -> None:
    row = read_party({"name": name.strip(), "birth_date": born.strip(), "schema": kind.strip()})
    assert (row.query is not None) or row.problems
