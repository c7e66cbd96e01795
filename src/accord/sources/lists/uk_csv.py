"""The UK Sanctions List (FCDO) as CSV: one row for each name and address of a designation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from accord.domain.listing import Listing
from accord.sources.lists.dates import day_of
from accord.sources.lists.delimited import read_rows
from accord.sources.lists.refusals import refusal
from accord.sources.lists.result import Reading
from accord.sources.lists.uk_designation import Address, Designation, Name, NonLatinName, Paper, finish

__all__ = ["read_uk_csv"]

_TOP = {
    "reference": ("unique id",),
    "group": ("ofsi group id",),
    "un_reference": ("un reference number",),
    "kind": ("designation type", "individual, entity, ship"),
    "regime": ("regime name",),
    "source": ("designation source",),
    "designated_on": ("date designated",),
    "measures": ("sanctions imposed",),
}
_NAMES = tuple(f"name {number}" for number in range(1, 7))
_LINES = (*(f"address line {number}" for number in range(1, 7)), "address postal code")
_SCRIPT = ("name non-latin script", "non-latin script type", "non-latin script language")
_PAPERS = {
    "passport": ("passport number", "passport additional information"),
    "national identifier": ("national identifier number", "national identifier additional information"),
    "business registration": ("business registration number (s)", ""),
    "IMO": ("imo number", ""),
    "hull identification": ("hull identification number (hin)", ""),
}
_REMARKS = {
    "title": "title",
    "position": "function",
    "gender": "gender",
    "type of entity": "type",
    "parent company": "parent company",
    "subsidiaries": "subsidiary",
    "current owner/operator (s)": "owner or operator",
    "previous owner/operator (s)": "previous owner or operator",
    "previous flags": "previous flag",
    "type of ship": "type of ship",
    "tonnage of ship": "tonnage",
    "length of ship": "length",
    "year built": "year built",
    "phone number": "phone",
    "email address": "email",
    "website": "website",
    "other information": "",
    "uk statement of reasons": "statement of reasons",
}
_LISTS = {"d.o.b": "births", "nationality(/ies)": "nationalities", "current believed flag of ship": "flags"}
_KNOWN = {
    "last updated",
    *(column for columns in _TOP.values() for column in columns),
    *_NAMES,
    "name type",
    "alias strength",
    *_SCRIPT,
    *_LINES,
    "address country",
    *(column for columns in _PAPERS.values() for column in columns),
    *_REMARKS,
    *_LISTS,
    "town of birth",
    "country of birth",
}
_NEEDED = {"unique id", "name 6", "name type", "regime name"}


def read_uk_csv(stream: BinaryIO, reading: Reading) -> Iterator[Listing]:
    """Yield the designations of the file; rows of one designation may stand anywhere in it.

    Columns are known by their heading, in any order; days of the last updates are left out by name.

    Raises:
        InputDataError: A needed column is missing, or a row is broken (ACC-386).
    """
    rows = read_rows(stream, reading)
    columns = _columns(rows, reading)
    found: dict[str, Designation] = {}
    for line, cells in rows:
        if len(cells) != len(columns):
            raise _bad(reading, line, f"{len(cells)} columns", f"{len(columns)} columns, as in the heading")
        row = {column: " ".join(cell.split()) for column, cell in zip(columns, cells, strict=True)}
        for column, cell in row.items():
            if cell and column not in _KNOWN:
                reading.unread[column] += 1
        key = row["unique id"] or f"line {line}"
        _add_row(found.setdefault(key, Designation(line=line, word="row")), row)
    for designation in found.values():
        if (listing := finish(designation, reading)) is not None:
            yield listing


def _columns(rows: Iterator[tuple[int, list[str]]], reading: Reading) -> list[str]:
    """Read the day of the report, if a line says it, and the heading."""
    for line, cells in rows:
        head = ", ".join(cell.strip() for cell in cells if cell.strip())
        columns = [" ".join(cell.lower().split()) for cell in cells]
        if columns.count("unique id") and len(columns) > len(_NEEDED):
            missing = sorted(_NEEDED.difference(columns))
            if missing or len(set(columns)) < len(columns):
                raise _bad(reading, line, ", ".join(missing) or "a column twice", "the columns of the list")
            return columns
        if (day := day_of(head.partition(":")[2].strip() or head)) is not None:
            reading.as_of = day
        else:
            reading.unread["lines above the heading"] += 1
    raise _bad(reading, 1, "no heading", "a heading with the column Unique ID")


def _add_row(found: Designation, row: dict[str, str]) -> None:
    for name, columns in _TOP.items():
        if not getattr(found, name):
            setattr(found, name, next((row[column] for column in columns if row.get(column)), ""))
    parts = [row.get(column, "") for column in _NAMES]
    named = Name(parts, row["name type"], row.get("alias strength", ""))
    if any(parts) and named not in found.names:
        found.names.append(named)
    script = NonLatinName(*(row.get(column, "") for column in _SCRIPT))
    if script.text and script not in found.scripts:
        found.scripts.append(script)
    address = Address([row.get(column, "") for column in _LINES], row.get("address country", ""))
    if any(address.lines) or address.country:
        found.addresses.append(address)
    for kind, (number, note) in _PAPERS.items():
        paper = Paper(kind, row.get(number, ""), row.get(note, ""))
        if (paper.number or paper.note) and paper not in found.papers:
            found.papers.append(paper)
    for column, field in _LISTS.items():
        values: list[str] = getattr(found, field)
        if row.get(column) and row[column] not in values:
            values.append(row[column])
    place = ", ".join(row[column] for column in ("town of birth", "country of birth") if row.get(column))
    found.remarks.append(("place of birth", place))
    found.remarks += [(label, row.get(column, "")) for column, label in _REMARKS.items()]


def _bad(reading: Reading, line: int, value: str, expected: str) -> Exception:
    return refusal(
        "ACC-386",
        "A row of the table is broken, or the file is cut off.",
        file=reading.file,
        line=line,
        value=value,
        expected=expected,
    )
