"""Markup in every dress that XML allows is read by its meaning, and nothing outside a file is ever opened."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from sources.iati.tables import identifiers, read_bytes, read_tables, rows, specimen, values

THREE = specimen("three").read_bytes()
ROOT = b"<iati-activities version"
TITLE = b"<title><narrative>The middle"
FAKE = b"</iati-activity><iati-activity><iati-identifier>FAKE</iati-identifier>"

HIDING: dict[str, tuple[bytes, bytes]] = {
    "comment": (TITLE, b"<!-- " + FAKE + b" -->" + TITLE),
    "end tag in a comment": (TITLE, b"<!-- </iati-activity> -->" + TITLE),
    "start tag in a comment": (TITLE, b"<!-- <iati-activity> -->" + TITLE),
    "start of a comment in a comment's place": (TITLE, b"<!-- <![CDATA[ <? -->" + TITLE),
    "CDATA section": (TITLE, TITLE + b"<![CDATA[" + FAKE + b"]]>"),
    "end tag in a CDATA section": (TITLE, TITLE + b"<![CDATA[</iati-activity>]]>"),
    "start of a comment in a CDATA section": (TITLE, TITLE + b"<![CDATA[<!-- <?]]>"),
    "instruction": (TITLE, b"<?publisher " + FAKE + b" ?>" + TITLE),
    "end tag in an instruction": (TITLE, b"<?publisher </iati-activity> ?>" + TITLE),
    "start of a comment in an attribute": (b'ref="B"', b"ref='-->]]>?>'"),
    "comment before the root": (ROOT, b"<!-- " + FAKE + b" -->\n" + ROOT),
    "instruction before the root": (ROOT, b'<?xml-stylesheet href="<iati-activity>.xsl"?>\n' + ROOT),
    "whole activity in a comment before the root": (ROOT, b"<!-- <iati-activity/> -->\n" + ROOT),
    "comment after the root": (b"</iati-activities>", b"</iati-activities><!-- " + FAKE + b" -->"),
    "comment in the document type": (ROOT, b"<!DOCTYPE a [ <!-- ]> " + FAKE + b" --> ]>\n" + ROOT),
    "entity in the document type": (
        ROOT,
        b"<!DOCTYPE a [ <!ENTITY b '" + FAKE + b"</iati-activity>'> ]>" + ROOT,
    ),
}
"""Where tags are no tags: what gives way in the three activities, and what takes its place."""


@pytest.mark.parametrize("place", HIDING)
def test_tags_of_activities_are_none_where_xml_says_so(place: str, tmp_path: Path) -> None:
    old, new = HIDING[place]
    assert THREE.count(old) == 1
    tables = read_bytes(tmp_path, THREE.replace(old, new))
    assert identifiers(tables) == [f"XM-EXAMPLE-1-{name}" for name in ("FIRST", "MIDDLE", "LAST")]
    assert rows(tables, "refused") == []
    assert values(tables, "files", "is_complete") == [True]


def test_entities_of_a_document_type_are_never_expanded(tmp_path: Path) -> None:
    secret = "never to be read"
    (tmp_path / "outside.txt").write_text(secret, encoding="utf-8")
    tables = read_bytes(tmp_path, specimen("doctype").read_bytes())
    assert identifiers(tables) == ["XM-EXAMPLE-1-PLAIN", "XM-EXAMPLE-1-ALSO-PLAIN"]
    assert values(tables, "activities", "reporting_org_name") == ["Roads & Bridges", None]
    refused = [name for name in values(tables, "refused", "identifier") if name]
    assert refused == [f"XM-EXAMPLE-1-{name}" for name in ("INTERNAL", "IN-ATTRIBUTE", "EXTERNAL", "LAUGHS")]
    for table in tables.values():
        assert secret not in str(table.to_pylist())


@pytest.mark.parametrize("name", ["outside.dtd", "absent.dtd"])
def test_an_outside_file_is_not_opened_even_as_a_document_type(name: str, tmp_path: Path) -> None:
    (tmp_path / "outside.dtd").write_text('<!ENTITY nbsp "read">', encoding="utf-8")
    doctype = f'<!DOCTYPE iati-activities SYSTEM "{name}">\n'.encode()
    content = THREE.replace(ROOT, doctype + ROOT).replace(b"The middle", b"The&nbsp;middle")
    tables = read_bytes(tmp_path, content)
    assert identifiers(tables) == ["XM-EXAMPLE-1-FIRST", "XM-EXAMPLE-1-LAST"]
    assert values(tables, "refused", "identifier") == ["XM-EXAMPLE-1-MIDDLE"]


def test_a_document_type_cut_short_costs_no_activity(tmp_path: Path) -> None:
    content = THREE.replace(ROOT, b"<!DOCTYPE iati-activities [\n" + ROOT)
    assert len(identifiers(read_bytes(tmp_path, content))) == 3


def test_markup_in_every_dress_is_read_by_its_meaning() -> None:
    tables = read_tables(specimen("markup"))
    names = ("ENTITIES", "CDATA", "COMMENTS", "ATTRIBUTES", "NAMESPACES", "UNDECLARED")
    assert identifiers(tables) == [f"XM-EXAMPLE-1-{name}" for name in names]
    assert rows(tables, "refused") == []
    assert values(tables, "transactions", "value") == [
        Decimal(number) for number in ("100.25", "200.50", "300.75", "400", "500", "600")
    ]
    assert values(tables, "transactions", "type") == ["2"] * 6
    assert values(tables, "transactions", "currency") == [None, None, None, "USD", None, None]
    assert values(tables, "activities", "default_currency") == ["EUR"] * 6
    assert values(tables, "activities", "hierarchy") == [None, None, None, 2, None, None]
    assert values(tables, "activities", "reporting_org") == ["XM-EXAMPLE-1"] * 6
    titles = values(tables, "activities", "title")
    assert titles[:2] == [
        "ABC \"café\" '\U0001f6e3'",
        "Before <b> & </iati-activity> <iati-activity> ]] > after",
    ]
    assert values(tables, "activities", "reporting_org_name")[0] == "Roads & Bridges <Examples>"
    assert values(tables, "transactions", "ref")[:4] == ['a&b "c" <d>', None, None, 'He said "4 > 3"/>']
    assert values(tables, "transactions", "provider_name")[:2] == ["A &amp; B", "Fund of Examples"]
    # A tab and a line end in an attribute count as spaces: XML 1.0, 3.3.3.
    assert values(tables, "transactions", "provider")[3] == "tab and line"
    assert values(tables, "transactions", "provider_activity")[3] == "it's > that"


def test_extensions_are_counted_as_unread() -> None:
    unread = {row["path"]: row["count"] for row in rows(read_tables(specimen("markup")), "unread")}
    for name in (
        "ext:transaction",
        "ext:budget",
        "ext:value",
        "ext:note",
        "unknown:transaction",
        "unknown:ref",
    ):
        assert [count for path, count in unread.items() if name in path], name
