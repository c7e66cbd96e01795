"""Whole lists: originals where they are at hand, XML rebuilt from field-level archives where not.

Counts are those of the archives, counted without this reader (screening research, section 2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from accord.domain.listing import ListingKind
from accord.sources.lists.reading import read_list
from accord.sources.lists.result import ReadList
from sources.lists import rebuilding
from sources.lists.rebuilding import Row

LISTS = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "sanctions" / "lists"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not LISTS.is_dir(), reason="the shared lists are not on this machine"),
]


def rebuilt(
    folder: Path, name: str, prefix: str, build: Callable[[Iterator[Row]], Iterator[str]]
) -> ReadList:
    path = folder / "list.xml"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(build(rebuilding.archive(LISTS / name, prefix)))
    return read_list([path])


def people(found: ReadList) -> int:
    return sum(listing.kind is ListingKind.PERSON for listing in found.listings)


def names(found: ReadList) -> int:
    return sum(len(listing.names) for listing in found.listings)


def weak(found: ReadList) -> int:
    return sum(name.is_weak for listing in found.listings for name in listing.names)


def test_the_eu_list_of_may_2026(tmp_path: Path) -> None:
    found = rebuilt(tmp_path, "eu_fsf_ammitto_2026-05-01_yaml.tar.xz", "processed/eu-", rebuilding.eu)
    assert (len(found.listings), people(found)) == (5860, 4341)
    assert found.unread == {}
    assert found.findings == ()
    assert sum(bool(listing.references) for listing in found.listings) == 88
    assert (
        sum(not listing.birth_dates for listing in found.listings if listing.kind is ListingKind.PERSON) < 700
    )


def test_the_uk_list_of_august_2026(tmp_path: Path) -> None:
    found = rebuilt(tmp_path, "uk_sanctions_list_ammitto_2026-08-22_yaml.tar.xz", "processed/", rebuilding.uk)
    assert len(found.listings) == 6349
    assert found.unread == {}
    assert found.findings == ()
    assert sum(bool(listing.references) for listing in found.listings) == 1005
    assert all(listing.listed_on for listing in found.listings)
    assert weak(found) > 600


def test_the_swiss_list_of_march_2026(tmp_path: Path) -> None:
    found = rebuilt(tmp_path, "ch_seco_ammitto_2026-03-15_yaml.tar.xz", "ch/", rebuilding.seco)
    assert (len(found.listings), people(found)) == (7608, 4518)
    assert found.unread == {}
    apart = [finding for finding in found.findings if finding.id == "ACC-385"]
    assert len(apart) == 8254 - 7608, "the archive lost the names of ships"
    assert weak(found) == 644


@pytest.mark.parametrize(
    ("file", "persons", "entities"),
    [("UN_consolidated_2026-02-27.xml", 730, 273), ("un_sanctions_list_ammitto.xml", 710, 293)],
)
def test_the_originals_of_the_united_nations(file: str, persons: int, entities: int) -> None:
    found = read_list([LISTS / file])
    assert (people(found), len(found.listings) - people(found)) == (persons, entities)
    assert found.unread == {}
    assert all(listing.listed_on for listing in found.listings)


def test_the_original_of_ofac_with_the_files_beside_it() -> None:
    files = ("ofac_sdn_2024-05-03.csv.gz", "ofac_alt_watchman.csv", "ofac_add_watchman.csv")
    found = read_list([LISTS / name for name in files])
    assert (len(found.listings), people(found)) == (14965, 6854)
    assert names(found) > 36_500
    assert weak(found) > 3_500
    assert found.findings == ()


def test_the_original_of_the_world_bank() -> None:
    found = read_list([LISTS / "world_bank_debarment.json"])
    assert (len(found.listings), people(found)) == (1264, 300)
    assert (found.unread, found.findings) == ({}, ())


def test_the_neutral_index() -> None:
    found = read_list([LISTS.parent / "evaluation" / "index.jsonl.gz"])
    assert (len(found.listings), names(found)) == (34_792, 87_313)
    assert (found.unread, found.findings) == ({}, ())
