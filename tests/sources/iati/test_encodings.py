"""Encodings, declared and undeclared, byte order marks and line ends do not change what is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sources.iati.reference import Transaction
from sources.iati.tables import (
    Tables,
    identifiers,
    read_bytes,
    read_tables,
    rows,
    specimen,
    transactions_by_file,
    values,
)

ACCENTS = specimen("accents").read_text(encoding="utf-8")
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'
ACCENTED, PLAIN = "XM-EXAMPLE-1-É", "XM-EXAMPLE-1-ASCII"


def declaring(name: str) -> str:
    """Return the text with accents under another declaration; none at all for an empty name."""
    assert ACCENTS.startswith(DECLARED)
    return ACCENTS.replace(DECLARED, DECLARED.replace("UTF-8", name) if name else "", 1).lstrip("\n")


FORMS: dict[str, Callable[[], bytes]] = {
    "UTF-8": lambda: ACCENTS.encode(),
    "UTF-8 in small letters": lambda: declaring("utf-8").encode(),
    "UTF-8 in single quotes": lambda: ACCENTS.replace(
        '"1.0" encoding="UTF-8"', "'1.0' encoding = 'UTF-8'"
    ).encode(),
    "UTF-8 undeclared": lambda: declaring("").encode(),
    "UTF-8 after a byte order mark": lambda: ACCENTS.encode("utf-8-sig"),
    "UTF-8 undeclared after a byte order mark": lambda: declaring("").encode("utf-8-sig"),
    "ISO-8859-1": lambda: declaring("ISO-8859-1").encode("iso-8859-1"),
    "ISO-8859-1 in small letters": lambda: declaring("iso-8859-1").encode("iso-8859-1"),
    "windows-1252": lambda: declaring("windows-1252").encode("cp1252"),
    "UTF-16, small end first": lambda: b"\xff\xfe" + declaring("UTF-16").encode("utf-16-le"),
    "UTF-16, big end first": lambda: b"\xfe\xff" + declaring("UTF-16").encode("utf-16-be"),
    "UTF-16 undeclared": lambda: b"\xff\xfe" + declaring("").encode("utf-16-le"),
    "ASCII with references": lambda: declaring("US-ASCII").encode("ascii", "xmlcharrefreplace"),
    "line ends of Windows": lambda: ACCENTS.replace("\n", "\r\n").encode(),
    "line ends of old": lambda: ACCENTS.replace("\n", "\r").encode(),
    "no line ends": lambda: ACCENTS.replace("\n", " ").encode(),
    "blank lines at the end": lambda: ACCENTS.encode() + b"\n" * 5000,
}


def content(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """Return every table of content without the place in the file."""
    return {
        table: [{**row, "byte": 0} for row in rows(tables, table)]
        for table in sorted(set(tables) - {"files", "problems", "refused"})
        if rows(tables, table)
    }


@pytest.fixture(scope="module")
def plain() -> dict[str, list[dict[str, Any]]]:
    return content(read_tables(specimen("accents")))


def test_letters_are_what_the_specimen_says() -> None:
    (transactions,) = transactions_by_file(read_tables(specimen("accents"))).values()
    first: Transaction = transactions[0]
    assert (first.identifier, first.provider, first.provider_name) == (ACCENTED, "ÜX-1", "Fonds « Exemple »")
    assert (first.receiver, first.receiver_name) == (None, "Søren & Ñandú")


@pytest.mark.parametrize("form", FORMS)
def test_a_file_says_the_same_in_every_encoding(
    form: str, plain: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    tables = read_bytes(tmp_path, FORMS[form]())
    assert rows(tables, "refused") == []
    assert content(tables) == plain
    assert values(tables, "files", "is_complete") == [True]


def test_letters_beyond_latin_1_are_read_as_windows_1252(tmp_path: Path) -> None:
    text = declaring("windows-1252").replace("Straße", "“Straße” 5 €")
    tables = read_bytes(tmp_path, text.encode("cp1252"))
    assert values(tables, "activities", "title")[0] == "“Straße” 5 € über den Fluß: Größe"


def test_letters_beyond_the_first_plane_are_read_as_utf_16(tmp_path: Path) -> None:
    text = declaring("UTF-16").replace("Straße", "\U0001f6e3 Ђ")
    tables = read_bytes(tmp_path, text.encode("utf-16"))
    assert values(tables, "activities", "title")[0] == "\U0001f6e3 Ђ über den Fluß: Größe"


def test_a_wrong_declaration_costs_only_what_it_spoils(tmp_path: Path) -> None:
    spoilt = ACCENTS.encode("cp1252")
    tables = read_bytes(tmp_path, spoilt)
    assert identifiers(tables) == [PLAIN]
    (refused,) = rows(tables, "refused")
    assert refused["xml"] == spoilt[refused["byte"] : refused["end"]]


def test_a_stated_encoding_goes_before_the_declared_one(
    plain: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    tables = read_bytes(tmp_path, ACCENTS.encode("cp1252"), encoding="windows-1252")
    assert content(tables) == plain


@pytest.mark.parametrize("name", ["UTF-16", "utf-16", "UTF-16LE", "UTF-32"])
def test_a_declaration_in_single_bytes_of_wide_letters_is_not_believed(name: str, tmp_path: Path) -> None:
    # Who can read the declaration byte by byte knows that it is wrong: XML 1.0, appendix F.
    three = specimen("three").read_bytes()
    tables = read_bytes(tmp_path, declaring(name).encode(), three)
    assert identifiers(tables) == [ACCENTED, PLAIN, *identifiers(read_bytes(tmp_path, three))]


def test_half_a_letter_of_utf_16_at_the_end_costs_no_activity(tmp_path: Path) -> None:
    tables = read_bytes(tmp_path, b"\xff\xfe" + declaring("UTF-16").encode("utf-16-le") + b"\x20")
    assert identifiers(tables) == [ACCENTED, PLAIN]


def test_a_damaged_activity_in_another_encoding_costs_itself_alone(tmp_path: Path) -> None:
    spoilt = declaring("UTF-16").replace("Fonds", "<Fonds").encode("utf-16")
    tables = read_bytes(tmp_path, spoilt, declaring("ISO-8859-1").replace("Fonds", "<").encode("iso-8859-1"))
    assert identifiers(tables) == [PLAIN, PLAIN]
    assert values(tables, "refused", "file") == [0, 1]


@pytest.mark.parametrize("form", ["UTF-8", "ISO-8859-1", "UTF-16, small end first", "line ends of Windows"])
def test_an_activity_stands_where_its_byte_says_in_the_file_as_utf_8(form: str, tmp_path: Path) -> None:
    encoding = {"ISO-8859-1": "iso-8859-1", "UTF-16, small end first": "utf-16"}.get(form, "utf-8")
    decoded = FORMS[form]().decode(encoding).encode()
    tag = b"<iati-activity "
    found = values(read_bytes(tmp_path, FORMS[form]()), "activities", "byte")
    assert found == [decoded.index(tag), decoded.rindex(tag)]
