"""OFAC's SDN list in the delimited files sdn.csv, alt.csv, add.csv and sdn_comments.csv."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from accord.domain.listing import ListedName, Listing, ListingKind, NameKind
from accord.sources.lists.countries import country_of
from accord.sources.lists.delimited import read_rows
from accord.sources.lists.draft import Draft
from accord.sources.lists.ofac_remarks import add_remarks, name_kind
from accord.sources.lists.refusals import refusal
from accord.sources.lists.result import Reading

__all__ = ["COLUMNS", "Companions", "read_companion", "read_ofac_csv"]

COLUMNS = {"sdn": 12, "alt": 5, "add": 6, "comments": 2}
"""Number of columns by file; the files have no heading."""
Companions = dict[str, Mapping[str, list[tuple[int, list[str]]]]]
"""Rows of the files beside sdn.csv, by file and number of the entry, each with its line."""
_NULL = "-0-"
_KINDS = {
    "individual": ListingKind.PERSON,
    "vessel": ListingKind.VESSEL,
    "aircraft": ListingKind.AIRCRAFT,
    "": ListingKind.ORGANIZATION,
}
_LABELS = ("function", "call sign", "vessel type", "tonnage", "gross registered tonnage", "", "vessel owner")


def read_companion(
    stream: BinaryIO, part: str, reading: Reading
) -> Mapping[str, list[tuple[int, list[str]]]]:
    """Read alt.csv, add.csv or sdn_comments.csv, by number of the entry.

    Args:
        stream: The bytes of the file.
        part: ``alt``, ``add`` or ``comments``.
        reading: Account of the reading.

    Raises:
        InputDataError: The file is broken (ACC-384, ACC-386).
    """
    found: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    for line, row in read_rows(stream, reading, columns=COLUMNS[part]):
        cells = [_cell(cell) for cell in row]
        found[cells[0]].append((line, cells[1:]))
    return found


def read_ofac_csv(stream: BinaryIO, companions: Companions, reading: Reading) -> Iterator[Listing]:
    """Yield the entries of sdn.csv with what the other files say of them.

    A name of a person that is written "FAMILY, Given" is put in order; both parts are kept apart too.
    Each row of a companion that no entry claims is counted as unread, by file.

    Args:
        stream: The bytes of sdn.csv.
        companions: The other files, as far as they are at hand.
        reading: Account of the reading.

    Raises:
        InputDataError: The file is broken (ACC-384, ACC-386).
    """
    claimed = set()
    for line, row in read_rows(stream, reading, columns=COLUMNS["sdn"]):
        cells = [_cell(cell) for cell in row]
        claimed.add(cells[0])
        if (listing := _entry(line, cells, companions, reading)) is not None:
            yield listing
    for part, rows in companions.items():
        stray = sum(len(found) for reference, found in rows.items() if reference not in claimed)
        if stray:
            reading.unread[f"{part}: rows of entries that sdn.csv does not have"] += stray


def _cell(text: str) -> str:
    text = " ".join(text.split())
    return "" if text == _NULL else text


def _entry(line: int, cells: list[str], companions: Companions, reading: Reading) -> Listing | None:
    reference, name, kind, programmes, *details, remarks = cells
    if not reference.isdigit():
        raise refusal(
            "ACC-386",
            "A row of the table is broken, or the file is cut off.",
            file=reading.file,
            line=line,
            value=reference,
            expected="a row that begins with the number of an entry",
        )
    draft = Draft(reading, reference=reference, line=line, word="row")
    draft.kind = _KINDS.get(kind.lower(), ListingKind.UNKNOWN)
    if kind.lower() not in _KINDS:
        draft.remark("type", kind)
    draft.add_name(_name(name, draft.kind, NameKind.PRIMARY))
    for programme in programmes.split("] ["):
        draft.add_programme(programme.strip("[] "))
    for label, text in zip(_LABELS, details, strict=True):
        if label:
            draft.remark(label, text)
        elif text:
            draft.add_country(country_of("", text))
    more = [row for _line, row in companions.get("comments", {}).get(reference, [])]
    for _line, (_number, word, alias, note) in companions.get("alt", {}).get(reference, []):
        draft.add_name(_name(alias, draft.kind, name_kind(word)))
        draft.remark(f"name {alias}", note)
    for _line, (_number, street, city, country, note) in companions.get("add", {}).get(reference, []):
        draft.add_address([street, city], country_of("", country))
        draft.remark("address", note)
    add_remarks(draft, " ".join([remarks, *(row[0] for row in more)]))
    return draft.finish()


def _name(text: str, kind: ListingKind, name: NameKind) -> ListedName:
    family, comma, given = text.partition(", ")
    if kind is not ListingKind.PERSON or not comma:
        return ListedName(text=text, kind=name)
    return ListedName(text=f"{given} {family}", kind=name, given=given, family=family)
