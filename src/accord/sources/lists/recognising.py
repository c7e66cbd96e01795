"""Which format a file has, told by its first bytes and never by its name."""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from dataclasses import dataclass
from xml.parsers import expat

from accord.sources.lists.refusals import refusal

__all__ = ["FORMATS", "Format", "recognise"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the code of its list (empty if the file or the user says it), in words."""

    name: str
    code: str
    title: str


FORMATS = {
    found.name: found
    for found in (
        Format("eu-xml", "eu", "EU consolidated list, XML 1.1"),
        Format("un-xml", "un", "UN Security Council consolidated list, XML"),
        Format("ofac-csv", "us", "OFAC SDN list, delimited: sdn.csv with alt.csv, add.csv, sdn_comments.csv"),
        Format("ofac-xml", "us", "OFAC SDN list, XML of the first standard"),
        Format("ofac-advanced-xml", "us", "OFAC list, XML of the advanced standard"),
        Format("uk-xml", "uk", "UK Sanctions List, XML"),
        Format("uk-csv", "uk", "UK Sanctions List, CSV"),
        Format("seco-xml", "ch", "Swiss list of SECO, XML"),
        Format("world-bank-json", "wb", "World Bank debarments, JSON"),
        Format("neutral-jsonl", "", "neutral list, one JSON object a line"),
    )
}
"""Formats by name."""
_ROOTS = {
    "export": "eu-xml",
    "CONSOLIDATED_LIST": "un-xml",
    "sdnList": "ofac-xml",
    "Sanctions": "ofac-advanced-xml",
    "Designations": "uk-xml",
    "swiss-sanctions-list": "seco-xml",
}
_COMPANIONS = {12: "ofac-csv", 6: "ofac-csv/add", 5: "ofac-csv/alt", 2: "ofac-csv/comments"}
_ROW = re.compile(r"\s*\d{1,9}\s*,")


def recognise(head: bytes, *, file: str) -> str:
    """Return the name of the format of a file, ``ofac-csv/alt`` and such for the files beside sdn.csv.

    Args:
        head: Its first bytes, 64 KiB or the whole file.
        file: Its name, for messages.

    Raises:
        InputDataError: The file is empty (ACC-380) or of no known format (ACC-381).
    """
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\x1a"):
        raise refusal("ACC-380", "The file is empty.", file=file, expected="a list with its entries")
    start = head.lstrip(b" \t\r\n\xef\xbb\xbf")
    if root := _root(head):
        found = _ROOTS.get(root, "")
        value = f"XML with the root element {root}"
    elif start[:1] in b"{[":
        found = "world-bank-json" if b'"ZPROCSUPP"' in head[:2000] else "neutral-jsonl"
        value = ""
    else:
        text = start.decode("utf-8", errors="replace")
        found, value = _delimited(text), text[:60]
    if not found:
        raise refusal(
            "ACC-381",
            "The file is in no format that Accord knows.",
            file=file,
            value=" ".join(value.split()),
            expected="; ".join(one.title for one in FORMATS.values()),
            fix="Name another file, or bring the list into the neutral form.",
        )
    return found


def _root(head: bytes) -> str:
    """Return the local name of the root element, whatever the encoding; empty if there is none."""
    roots: list[str] = []

    def note(name: str, _attributes: dict[str, str]) -> None:
        roots.append(name.rpartition(" ")[2])

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = note
    with suppress(expat.ExpatError, LookupError, ValueError):  # what is broken behind it, its reader says
        parser.Parse(head, False)
    if not roots and head.lstrip(b" \t\r\n\xef\xbb\xbf").startswith(b"<"):
        return "(none)" if not re.match(rb"[^<]*<\?xml|[^<]*<!DOCTYPE", head) else _named_root(head)
    return roots[0] if roots else ""


def _named_root(head: bytes) -> str:
    """Return the root of a file whose prologue is already broken or refused: its reader says why."""
    found = re.search(rb"<([A-Za-z_][\w.:-]*)[\s>/]", head)
    return found[1].decode().rpartition(":")[2] if found else "(none)"


def _delimited(text: str) -> str:
    lines = text.splitlines()
    try:
        rows = list(csv.reader(lines[:3]))
    except csv.Error:
        return ""
    if any("unique id" in (cell.strip().lower() for cell in row) for row in rows):
        return "uk-csv"
    return _COMPANIONS.get(len(rows[0]), "") if _ROW.match(lines[0]) else ""
