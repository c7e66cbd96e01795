"""However a file falls into chunks, and whichever of its names are long, the same is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.sources.iati import pieces
from accord.sources.iati.blocks import FileFacts, opened
from accord.sources.iati.pieces import Head, cut_file
from accord.sources.iati.room import Room
from sources.iati.tables import identifiers, read_bytes, read_tables, rows, specimen

FILE = (
    b'<?xml version="1.0"?><!DOCTYPE iati-activities><!-- <iati-activity> -->'
    b'<iati-activities version="2.03"><!-- </iati-activity> -->'
    b'<iati-activity a="&gt;>"><title/></iati-activity>\n'
    b"<iati-activity><![CDATA[</iati-activity>]]></iati-activity ><iati-activity/>"
    b"<iati-activity><?skip </iati-activity>?></iati-activity>  </iati-activities>"
)
WHOLE = [
    b'<iati-activity a="&gt;>"><title/></iati-activity>',
    b"<iati-activity><![CDATA[</iati-activity>]]></iati-activity >",
    b"<iati-activity/>",
    b"<iati-activity><?skip </iati-activity>?></iati-activity>",
]


def cut_out(path: Path) -> list[bytes]:
    """Return the bytes of every piece, checked against the place in the file that is given for it."""
    found, head = [], Head()
    with opened(FileFacts(path=path)) as source:
        for chunk in cut_file(source.fill, head, Room()):
            assert chunk.refusals == []
            for start, end in chunk.slices.tolist():
                found.append(chunk.buffer[start:end].tobytes())
                assert FILE[chunk.base + start : chunk.base + end] == found[-1]
    assert head.is_complete
    return found


def test_pieces_do_not_depend_on_where_a_chunk_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file.xml").write_bytes(FILE)
    # The root element has to stand in the first chunk; from there on, one ends behind every byte.
    for size in range(FILE.index(b'"2.03">') + 7, len(FILE) + 2):
        monkeypatch.setattr(pieces, "CHUNK", size)
        assert cut_out(tmp_path / "file.xml") == WHOLE, size


@pytest.mark.parametrize("size", [5_003, 20_011])
def test_tables_and_keys_do_not_depend_on_the_size_of_a_chunk(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    names = sorted(path.stem for path in specimen("").parent.glob("*.xml"))
    whole = read_tables(*map(specimen, names))
    monkeypatch.setattr(pieces, "CHUNK", size)
    parts = read_tables(*map(specimen, names))
    assert {name: table.to_pylist() for name, table in parts.items()} == {
        name: table.to_pylist() for name, table in whole.items()
    }


def test_names_are_told_apart_whatever_their_length(tmp_path: Path) -> None:
    # Looks are 32 bytes wide, and the table of names takes up to 128 bytes: lengths around both, and
    # two names of each that differ in their last letter only.
    names = [
        "n" * (length - 1) + last for length in (1, 2, 31, 32, 33, 63, 64, 65, 127, 128) for last in "ab"
    ]
    inside = "".join(f"<{name}>x</{name}>" for name in names)
    one = f"<iati-activity><iati-identifier>XM-EXAMPLE-1</iati-identifier>{inside}</iati-activity>"
    tables = read_bytes(tmp_path, f"<iati-activities>{one * 3}</iati-activities>".encode())
    assert identifiers(tables) == ["XM-EXAMPLE-1"] * 3
    unread = {row["path"]: row["count"] for row in rows(tables, "unread")}
    assert unread == {f"/iati-activity/{name}": 3 for name in names}


def test_a_name_that_begins_like_the_one_expected_is_another(tmp_path: Path) -> None:
    first = "<iati-activity><iati-identifier>A</iati-identifier><title>a</title></iati-activity>"
    then = "<iati-activity><iati-identifier>B</iati-identifier><titles>b</titles></iati-activity>"
    less = "<iati-activity><iati-identifier>C</iati-identifier><tit>c</tit></iati-activity>"
    tables = read_bytes(tmp_path, f"<iati-activities>{first}{then}{less}{first}</iati-activities>".encode())
    assert [row["title"] for row in rows(tables, "activities")] == ["a", None, None, "a"]
    unread = {row["path"]: row["count"] for row in rows(tables, "unread")}
    assert unread == {"/iati-activity/tit": 1, "/iati-activity/titles": 1}


def test_many_long_names_that_only_the_exact_tokeniser_reads_are_counted_together(tmp_path: Path) -> None:
    # A processing instruction sends it there; 3,000 names of 128 bytes are more than the table holds.
    inside = "".join(f"<{'n' * 120}{number:08}>x</{'n' * 120}{number:08}>" for number in range(3000))
    one = f"<iati-activity><iati-identifier>A</iati-identifier><?skip?>{inside}</iati-activity>"
    tables = read_bytes(tmp_path, f"<iati-activities>{one}</iati-activities>".encode())
    assert identifiers(tables) == ["A"]
    counts = {row["path"]: row["count"] for row in rows(tables, "unread")}
    assert sum(counts.values()) == 3000
    assert counts["/other"] > 0
