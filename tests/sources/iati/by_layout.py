"""Every cell of every table as the layout states it, evaluated in the slow tree of the reference.

This checks how the reader follows the layout, not the layout itself; that is what the counts of the reference
and the values written down by hand are for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

import accord.sources.iati
from sources.iati.reference import Element, amount_of, day_of, elements

FOLDER = Path(accord.sources.iati.__path__[0])
LAYOUT: dict[str, Any] = yaml.safe_load((FOLDER / "layout.yml").read_text(encoding="utf-8"))
CODES: dict[str, Any] = yaml.safe_load((FOLDER / "codes.yml").read_text(encoding="utf-8"))
FLAGS = {"1": True, "true": True, "0": False, "false": False}
Cells = tuple[Any, ...]


def columns_of(table: str) -> list[str]:
    """Return the columns that the layout gives a table."""
    (declared,) = [record["tables"][table] for record in LAYOUT.values() if table in record["tables"]]
    return list(declared["columns"])


def cells_of(content: bytes) -> dict[str, Counter[Cells]]:
    """Return the rows of each table of a well-formed file, as a multiset of the cells of its columns."""
    version = _version(content)
    found: dict[str, Counter[Cells]] = {}
    for record in elements(content):
        for table, declared in LAYOUT[record.name]["tables"].items():
            rows = found.setdefault(table, Counter())
            for path in declared["rows"]:
                for parent, element in _places(record, path):
                    if declared.get("only_with_text") and not element.text("."):
                        continue
                    cells = {
                        name: _cell(element, parent, column) for name, column in declared["columns"].items()
                    }
                    if table in {"activities", "organisations"} and cells["version"] is None:
                        cells["version"] = version
                    rows[tuple(cells.values())] += 1
    return found


def _version(content: bytes) -> str | None:
    """Return the version that the root of a file declares."""
    found = re.search(rb"<iati-(?:activities|organisations)\b[^>]*?\sversion=[\"']([^\"']*)", content)
    return found.group(1).decode() if found else None


def _places(record: Element, path: str) -> Iterator[tuple[Element, Element]]:
    """Yield the elements at a path, each with the one that it stands in."""
    if path == ".":
        yield record, record
        return
    *above, last = path.split("/")
    for parent in record.all("/".join(above)) if above else [record]:
        yield from ((parent, child) for child in parent.children if child.name == last)


def _cell(element: Element, parent: Element, column: dict[str, Any]) -> Any:
    for path in column["from"]:
        text = _text(element, parent, path)
        if text is not None:
            return _value(text, column.get("kind", "text"))
    return None


def _text(element: Element, parent: Element, path: str) -> str | None:
    if path == "element name":
        return parent.name if element.name == "narrative" else element.name
    if path.startswith("../"):
        return _text(parent, parent, path.removeprefix("../"))
    place, _, attribute = path.rpartition("@")
    return element.attribute(place.rstrip("/") or ".", attribute) if "@" in path else element.text(path)


def _value(text: str, kind: str) -> str | bool | int | Decimal | Any:
    if kind == "date":
        return day_of(text)
    if kind in {"amount", "number"}:
        return amount_of(text)
    if kind == "whole":
        return int(text) if re.fullmatch(r"[+-]?\d+", text, re.ASCII) else None
    if kind == "flag":
        return FLAGS.get(text.lower())
    if kind.startswith("code:"):
        codes = CODES[kind.removeprefix("code:")]
        known = {_plain(word): code for word, code in codes["codes"].items()}
        case = {"upper": text.upper(), "lower": text.lower()}
        return known.get(_plain(text), case.get(codes.get("case", ""), text))
    return text


def _plain(text: str) -> str:
    return "".join(str(text).split()).lower()
