"""A malformed activity costs itself alone: it is kept apart with its bytes, its place and a reason."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

import pytest

from sources.iati.reference import count_content
from sources.iati.tables import Tables, identifiers, read_bytes, rows, specimen, values

THREE = specimen("three").read_bytes()
FIRST, MIDDLE, LAST = (f"XM-EXAMPLE-1-{name}" for name in ("FIRST", "MIDDLE", "LAST"))
START = THREE.index(b"<iati-activity ", THREE.index(b"FIRST"))
END = THREE.index(b"</iati-activity>", START) + len(b"</iati-activity>")
TITLE, REF, VALUE = b"<title><narrative>The middle", b'ref="B"', b">200.02<"

DAMAGES: dict[str, tuple[bytes, bytes]] = {
    "mismatched tag": (b"The middle</narrative>", b"The middle</narative>"),
    "tags that cross": (b"The middle</narrative></title>", b"The middle</title></narrative>"),
    "end tag that nothing opened": (VALUE, b">200.02</value><"),
    "element left open": (TITLE, b"<title><narrative><b>The middle"),
    "start tag cut short": (TITLE, b"<title <narrative>The middle"),
    "end tag cut short": (b"The middle</narrative>", b"The middle</narrative"),
    "end tag with an attribute": (b"The middle</narrative>", b'The middle</narrative a="1">'),
    "space before the name": (TITLE, b"< title><narrative>The middle"),
    "name that begins with a digit": (TITLE, b"<title><1narrative/><narrative>The middle"),
    "name with a wrong character": (TITLE, b"<title><nar;rative/><narrative>The middle"),
    "tag without a name": (TITLE, b"<title><><narrative>The middle"),
    "slash before the end of a tag": (TITLE, b"<title/ ><narrative>The middle"),
    "invalid UTF-8": (VALUE, b">200\xff.02<"),
    "UTF-8 cut short": (TITLE, TITLE + b"\xe2\x82"),
    "UTF-8 longer than needed": (TITLE, TITLE + b"\xc0\xaf"),
    "surrogate in UTF-8": (TITLE, TITLE + b"\xed\xa0\x80"),
    "beyond the last character": (TITLE, TITLE + b"\xf4\x90\x80\x80"),
    "not a character U+FFFE": (TITLE, TITLE + b"\xef\xbf\xbe"),
    "NUL": (VALUE, b">200\x00.02<"),
    "control character": (TITLE, TITLE + b"\x01"),
    "control character in an attribute": (REF, b'ref="B\x1f"'),
    "reference to a control character": (TITLE, TITLE + b"&#1;"),
    "reference to NUL": (REF, b'ref="&#x0;"'),
    "reference to a surrogate": (TITLE, TITLE + b"&#xD800;"),
    "reference beyond the last character": (TITLE, TITLE + b"&#x110000;"),
    "reference beyond any number": (TITLE, TITLE + b"&#99999999999999999999999;"),
    "reference without digits": (TITLE, TITLE + b"&#;"),
    "reference without an end": (TITLE, TITLE + b"&amp and"),
    "ampersand alone": (TITLE, TITLE + b" & end"),
    "ampersand alone in an attribute": (REF, b'ref="B & C"'),
    "undefined entity": (TITLE, TITLE + b"&nbsp;"),
    "undefined entity in an attribute": (REF, b'ref="&eacute;"'),
    "less-than in an attribute": (REF, b'ref="B<C"'),
    "duplicate attribute": (REF, b'ref="B" ref="C"'),
    "attribute without a value": (REF, b"ref"),
    "attribute without quotes": (REF, b"ref=B"),
    "attribute without a name": (REF, b'="B"'),
    "attribute whose quote stays open": (REF, b'ref="B'),
    "attributes without a space": (REF, b'ref="B"humanitarian="1"'),
    "two hyphens in a comment": (TITLE, b"<!-- a -- b -->" + TITLE),
    "comment that ends with three hyphens": (TITLE, b"<!-- a --->" + TITLE),
    "comment left open": (TITLE, b"<!-- " + TITLE),
    "comment of a wrong kind": (TITLE, b"<! a >" + TITLE),
    "CDATA left open": (TITLE, TITLE + b"<![CDATA[ "),
    "CDATA in small letters": (TITLE, TITLE + b"<![cdata[ ]]>"),
    "end of CDATA alone": (TITLE, TITLE + b" ]]> "),
    "instruction left open": (TITLE, b"<?publisher " + TITLE),
    "instruction without a name": (TITLE, b"<? publisher ?>" + TITLE),
    "XML declaration in the middle": (TITLE, b'<?xml version="1.0"?>' + TITLE),
    "document type in the middle": (TITLE, b"<!DOCTYPE title>" + TITLE),
}
"""What is done to the middle activity of three: the bytes that give way, and what takes their place."""


def damaged(old: bytes, new: bytes) -> bytes:
    """Return the three activities with a change in the middle one."""
    middle = THREE[START:END]
    assert middle.count(old) == 1
    return THREE[:START] + middle.replace(old, new) + THREE[END:]


def expect_first_and_last(tables: Tables, content: bytes) -> dict[str, Any]:
    """Check that the outer activities are whole and return the one row of what was refused."""
    assert identifiers(tables) == [FIRST, LAST]
    assert values(tables, "transactions", "value") == [Decimal("100.01"), Decimal("300.03")]
    assert values(tables, "activities", "title") == ["The first", "The last"]
    (refused,) = rows(tables, "refused")
    assert refused["byte"] <= START < refused["end"]
    assert refused["xml"] == content[refused["byte"] : refused["end"]]
    assert refused["reason"]
    (file,) = rows(tables, "files", "records", "refused")
    assert (file["records"], file["refused"]) == (2, 1)
    return refused


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_strict_parser_refuses_the_damage(damage: str) -> None:
    with pytest.raises(ExpatError):
        count_content(damaged(*DAMAGES[damage]))


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_activity_costs_itself_alone(damage: str, tmp_path: Path) -> None:
    content = damaged(*DAMAGES[damage])
    refused = expect_first_and_last(read_bytes(tmp_path, content), content)
    assert refused["identifier"] in {MIDDLE, None}


def test_a_missing_end_tag_costs_one_activity(tmp_path: Path) -> None:
    content = damaged(b"</iati-activity>", b"")
    refused = expect_first_and_last(read_bytes(tmp_path, content), content)
    assert refused["identifier"] == MIDDLE
    assert LAST.encode() not in refused["xml"]


@pytest.mark.parametrize(
    "start",
    [
        b'<iati-activity default-currency="EUR"',
        b'<iati-activity default-currency="EUR>',
        b"<iati-activity =>",
    ],
    ids=["no end", "open quote", "no name"],
)
def test_a_damaged_start_tag_costs_one_activity(start: bytes, tmp_path: Path) -> None:
    content = damaged(b'<iati-activity default-currency="EUR">', start)
    expect_first_and_last(read_bytes(tmp_path, content), content)


@pytest.mark.parametrize(
    "tag", [b"<iati-activity\n", b"<iati-activity/", b"<iati-activity", b"<iati-activity "]
)
def test_a_file_cut_in_a_start_tag_refuses_the_cut_activity(tag: bytes, tmp_path: Path) -> None:
    tables = read_bytes(tmp_path, THREE[:START] + tag)
    assert identifiers(tables) == [FIRST]
    assert [row["xml"] for row in rows(tables, "refused")] == [tag]
    assert values(tables, "files", "is_complete") == [False]


def test_a_cut_file_is_not_complete_and_a_whole_one_is(tmp_path: Path) -> None:
    tables = read_bytes(tmp_path, THREE, THREE[: END - 40], THREE[: THREE.rindex(b"</iati-activities>")])
    assert values(tables, "files", "is_complete") == [True, False, False]
    assert values(tables, "files", "records") == [3, 1, 3]
    assert values(tables, "files", "refused") == [0, 1, 0]
    assert identifiers(tables) == [FIRST, MIDDLE, LAST, FIRST, FIRST, MIDDLE, LAST]


def test_the_refused_piece_says_its_ordinal_and_its_file(tmp_path: Path) -> None:
    content = damaged(*DAMAGES["mismatched tag"])
    tables = read_bytes(tmp_path, THREE, content)
    (refused,) = rows(tables, "refused")
    (whole,) = {row["ordinal"] for row in rows(read_bytes(tmp_path, content), "refused")}
    assert (refused["file"], refused["identifier"]) == (1, MIDDLE)
    assert refused["ordinal"] == whole


def test_every_activity_may_be_damaged(tmp_path: Path) -> None:
    tables = read_bytes(tmp_path, THREE.replace(b"</title>", b"</titel>"))
    assert identifiers(tables) == []
    assert len(rows(tables, "refused")) == 3
    assert values(tables, "refused", "identifier") == [FIRST, MIDDLE, LAST]


def test_a_proper_comment_hides_an_activity_even_beside_a_damaged_one(tmp_path: Path) -> None:
    hidden = b"<!-- <iati-activity><iati-identifier>HIDDEN</iati-identifier></iati-activity> -->"
    content = THREE[:START] + hidden + damaged(*DAMAGES["mismatched tag"])[START:]
    expect = read_bytes(tmp_path, content)
    assert identifiers(expect) == [FIRST, LAST]
    assert values(expect, "refused", "identifier") == [MIDDLE]


@pytest.mark.parametrize(
    "root",
    [b"", b"<iati-activities", b'<iati-activities version="2.03>', b"<iati-activities version=2.03>"],
    ids=["absent", "no end", "open quote", "no quotes"],
)
def test_a_damaged_root_costs_no_activity(root: bytes, tmp_path: Path) -> None:
    tables = read_bytes(tmp_path, THREE.replace(b'<iati-activities version="2.03">', root))
    assert identifiers(tables) == [FIRST, MIDDLE, LAST]


@pytest.mark.parametrize(
    ("opener", "closer"),
    [(b'<!DOCTYPE "', b'">'), (b"<!DOCTYPE a [", b"]>"), (b"<!D '", b"'>")],
    ids=["quoted", "in brackets", "of another kind"],
)
def test_a_declaration_after_the_root_hides_no_activity(opener: bytes, closer: bytes, tmp_path: Path) -> None:
    # A document type stands before the first element only: XML 1.0, 2.8.
    plain = b"<iati-activity><iati-identifier>XM-EXAMPLE-1-BETWEEN</iati-identifier></iati-activity>"
    tables = read_bytes(tmp_path, THREE[:START] + opener + plain + closer + THREE[START:])
    assert identifiers(tables) == [FIRST, "XM-EXAMPLE-1-BETWEEN", MIDDLE, LAST]


def test_a_record_of_the_other_kind_is_not_lost_silently(tmp_path: Path) -> None:
    name = b"<organisation-identifier>XM-EXAMPLE-1</organisation-identifier>"
    record = b"<iati-organisation>" + name + b"</iati-organisation>"
    tables = read_bytes(tmp_path, THREE[:START] + record + THREE[START:])
    assert identifiers(tables) == [FIRST, MIDDLE, LAST]
    kept = values(tables, "organisations", "organisation_identifier")
    assert kept == ["XM-EXAMPLE-1"] or any(record in row["xml"] for row in rows(tables, "refused"))


@pytest.mark.parametrize("between", [b"words", b"&nbsp;", b"\xff", b"</b>", b"<b>", b"]]>", b"< ", b"&"])
def test_damage_between_activities_costs_none(between: bytes, tmp_path: Path) -> None:
    tables = read_bytes(tmp_path, THREE[:START] + between + THREE[START:])
    assert identifiers(tables) == [FIRST, MIDDLE, LAST]
