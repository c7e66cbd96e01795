"""Small invented lists in each format, and the entries that they must give."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from accord.domain.listing import BirthDate, ListedName, Listing
from accord.sources.lists.reading import read_list
from accord.sources.lists.result import ReadList

FOLDER = Path(__file__).parent / "specimens"
OFAC = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
ALL = (
    ("eu.xml",),
    ("un.xml",),
    OFAC,
    ("sdn.xml",),
    ("sdn_advanced.xml",),
    ("uk.xml",),
    ("uk.csv",),
    ("seco.xml",),
    ("world_bank.json",),
    ("neutral.jsonl",),
)


def read(*names: str) -> ReadList:
    return read_list([FOLDER / name for name in names])


def entry(found: ReadList, listing_id: str) -> Listing:
    return next(listing for listing in found.listings if listing.id == listing_id)


def texts(listing: Listing, *, weak: bool = False) -> list[str]:
    return [name.text for name in listing.names if name.is_weak == weak]


def named(listing: Listing, text: str) -> ListedName:
    return next(name for name in listing.names if name.text == text)


def year(first: int, last: int = 0, *, circa: bool = False) -> BirthDate:
    return BirthDate(earliest=date(first, 1, 1), latest=date(last or first, 12, 31), is_circa=circa)


def day(*parts: int) -> BirthDate:
    return BirthDate(earliest=date(*parts), latest=date(*parts))
