"""Broken, hostile and strange files: a clear error with its place, or a clear result."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from accord.errors import InputDataError, OutsideError, UsageError
from accord.sources.lists.reading import group_files, read_list
from sources.lists.specimens import FOLDER, read

UN = (FOLDER / "un.xml").read_bytes()
ONE = '{"id": "1", "src": "zz", "names": [{"n": "%s"}]}\n'


def refused(folder: Path, content: bytes, name: str = "list") -> str:
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(InputDataError) as caught:
        read_list([path])
    (problem,) = caught.value.problems
    assert problem.file
    assert problem.expected
    assert problem.fix
    return problem.id


@pytest.mark.parametrize("content", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\x1a", gzip.compress(b"", mtime=0)])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path, content) == "ACC-380"


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>Not found</body></html>",
        b"<rss><item/></rss>",
        b"hello, world",
        b"1;2;3",
        b"<",
        b"\x00\x01\x02\x03",
        b'"unclosed',
        b"1,2,3",
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path, content) == "ACC-381"


@pytest.mark.parametrize("keep", [200, 900, len(UN) // 2, len(UN) - 3])
def test_xml_that_is_cut_off_is_refused(tmp_path: Path, keep: int) -> None:
    assert refused(tmp_path, UN[:keep]) == "ACC-382"


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "prologue",
    [
        BOMB,
        b'<!DOCTYPE x SYSTEM "file:///etc/hostname">',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]>',
        b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
        b"<!DOCTYPE CONSOLIDATED_LIST>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities_are_refused(tmp_path: Path, prologue: bytes, encoding: str) -> None:
    text = f"{prologue.decode()}<CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>"
    assert refused(tmp_path, text.encode(encoding)) == "ACC-383"


def test_a_file_that_says_another_encoding_than_it_has_is_refused(tmp_path: Path) -> None:
    text = UN.decode().replace('encoding="UTF-8"', 'encoding="%s"')
    assert refused(tmp_path, (text % "UTF-99").encode()) == "ACC-384"
    assert refused(tmp_path, (text % "UTF-16").encode()) == "ACC-384"
    assert refused(tmp_path, (text % "shift_jis").encode()) == "ACC-384"
    assert refused(tmp_path, (text % "UTF-8").encode("cp1256", "replace")) == "ACC-382"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_of_unicode_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list"
    path.write_bytes(UN.decode().replace('encoding="UTF-8"', "").encode(encoding))
    assert read_list([path]).listings == read("un.xml").listings


def test_an_encoding_of_single_bytes_is_read_as_the_file_says(tmp_path: Path) -> None:
    text = UN.decode().replace('encoding="UTF-8"', 'encoding="windows-1256"')
    path = tmp_path / "list"
    path.write_bytes(text.encode("windows-1256"))
    assert read_list([path]).listings == read("un.xml").listings


def test_elements_too_deep_and_entries_too_large_are_refused(tmp_path: Path) -> None:
    deep = b"<CONSOLIDATED_LIST>" + b"<a>" * 5000
    assert refused(tmp_path, deep) == "ACC-395"
    long = b"<CONSOLIDATED_LIST><ENTITIES><ENTITY><COMMENTS1>" + b"x " * 9_000_000
    assert refused(tmp_path, long) == "ACC-395"


def test_a_list_without_entries_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, b"<CONSOLIDATED_LIST><ENTITIES/></CONSOLIDATED_LIST>") == "ACC-390"
    assert refused(tmp_path, b'{"response": {"ZPROCSUPP": []}}') == "ACC-390"


def test_a_packed_file_is_read_and_a_broken_one_refused(tmp_path: Path) -> None:
    packed = gzip.compress(UN)
    path = tmp_path / "un.xml.gz"
    path.write_bytes(packed)
    assert read_list([path]).listings == read("un.xml").listings
    assert refused(tmp_path, packed[: len(packed) // 2]) == "ACC-384"
    assert refused(tmp_path, packed[:40] + b"\0\0\0\0" + packed[44:]) == "ACC-384"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda text: text.replace('"Panama",', ""), "ACC-386"),
        (lambda text: text.replace('"TEST SHIP"', '"TEST SHIP'), "ACC-386"),
        (lambda text: text[:-150], "ACC-386"),
        (lambda text: text.replace("103,", "x,"), "ACC-386"),
        (lambda text: text.replace("Tug", "T\0g"), "ACC-384"),
    ],
)
def test_a_broken_row_is_refused_with_its_line(tmp_path: Path, change: object, problem: str) -> None:
    text = (FOLDER / "sdn.csv").read_text(encoding="utf-8").rstrip("\x1a\n")
    assert callable(change)
    assert refused(tmp_path, change(text).encode()) == problem


def test_bytes_that_are_no_utf8_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "sdn.csv"
    path.write_bytes((FOLDER / "sdn.csv").read_bytes().replace(b"Tug", b"T\xfcg"))
    with pytest.raises(InputDataError) as caught:
        read_list([path])
    assert caught.value.problems[0].id == "ACC-384"
    assert "0xfc" in caught.value.problems[0].value


@pytest.mark.parametrize(
    "line",
    [
        b'{"id": "1", "src": "zz"}',
        b'{"id": "1", "names": [{"n": "X"}]}',
        b'{"id": "1", "src": "../../zz", "names": [{"n": "X"}]}',
        b'{"id": "1", "src": "zz", "names": [7]}',
        b'{"id": "1", "src": "zz", "names": [{"n": ["X"]}]}',
        b'{"id": "1", "src": "zz", "names": [{"n": "X"}], "effect": "frozen"}',
        b'{"id": "1", "src": "zz", "names": [{"n": "X"}], "ended": "no"} x',
        b'{"id": "1", "src": "zz", "names": [{"n": "X", "weak": "yes"}]}',
        b'{"id": NaN, "src": "zz", "names": [{"n": "X"}]}',
        b"[" * 100_000,
        b"{}",
        b"[1, 2]",
    ],
)
def test_a_broken_line_of_json_is_refused(tmp_path: Path, line: bytes) -> None:
    assert refused(tmp_path, (ONE % "Testo").encode() + line) == "ACC-387"


def test_names_of_any_length_and_script_are_kept(tmp_path: Path) -> None:
    names = [
        "x" * 10_000,
        "\u202e\u0645\u062b\u0627\u0644\u202c Пример",
        "a\u0301" * 300,
        "Ж" * 9,
        "\U0001f600",
    ]
    path = tmp_path / "list.jsonl"
    path.write_text("".join((ONE % name).replace('"1"', f'"{i}"') for i, name in enumerate(names)), "utf-8")
    assert [listing.names[0].text for listing in read_list([path]).listings] == names


def test_an_entry_without_a_name_is_set_apart_and_the_same_reference_gets_a_number(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text((ONE % "A") + (ONE % "B") + (ONE % " "), encoding="utf-8")
    found = read_list([path])
    assert [listing.id for listing in found.listings] == ["zz:1", "zz:1#2"]
    assert [finding.id for finding in found.findings] == ["ACC-385", "ACC-389"]


def test_a_code_of_ones_own_takes_the_place_of_the_usual_one() -> None:
    found = read_list([FOLDER / "un.xml"], code="un-old")
    assert {listing.list for listing in found.listings} == {"un-old"}
    assert found.listings[0].id == "un-old:ZZi.001"


def test_files_that_are_not_one_list_are_refused() -> None:
    for names in (("un.xml", "eu.xml"), ("alt.csv",), ("un.xml", "alt.csv")):
        with pytest.raises(InputDataError, match="ACC-391"):
            read(*names)


def test_two_files_of_one_kind_are_refused(tmp_path: Path) -> None:
    again = tmp_path / "alt.csv"
    again.write_bytes((FOLDER / "alt.csv").read_bytes())
    with pytest.raises(UsageError, match="ACC-223"):
        read_list([FOLDER / "sdn.csv", FOLDER / "alt.csv", again])


def test_files_are_grouped_list_by_list() -> None:
    names = ("eu.xml", "alt.csv", "un.xml", "sdn.csv")
    groups = group_files([FOLDER / name for name in names])
    assert [[path.name for path in group] for group in groups] == [
        ["alt.csv", "sdn.csv"],
        ["eu.xml"],
        ["un.xml"],
    ]


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="ACC-504"):
        read_list([tmp_path / "missing"])


def test_a_file_with_fewer_entries_than_it_says_is_refused(tmp_path: Path) -> None:
    text = (FOLDER / "sdn.xml").read_text(encoding="utf-8")
    wrong = text.replace("<Record_Count>2<", "<Record_Count>3<")
    assert refused(tmp_path, wrong.encode()) == "ACC-382"
