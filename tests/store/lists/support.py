"""Invented entries, and lists of them, for tests of the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from accord.domain.listing import BirthDate, Effect, Identifier, ListedName, Listing, ListingKind, NameKind
from accord.store.disk import Disk
from accord.store.lists.adding import Added, Addition, add_list, hash_files

NOW = datetime(2026, 5, 2, 12, tzinfo=UTC)


def listing(number: int, **changes: object) -> Listing:
    values: dict[str, object] = {
        "id": f"zz:{number}",
        "list": "zz",
        "kind": ListingKind.PERSON,
        "names": (ListedName(text=f"Testo {number}", kind=NameKind.PRIMARY),),
    }
    return Listing(**{**values, **changes})  # type: ignore[arg-type]


FULL = listing(
    0,
    names=(
        ListedName(text="Testo Probni", kind=NameKind.PRIMARY, given="Testo", family="Probni", language="sr"),
        ListedName(text="Exo\u2028\u0085", is_weak=True),
    ),
    effect=Effect.DEBARMENT,
    regime="Regulation 1",
    programmes=("ZZZ",),
    listed_on=date(2020, 1, 2),
    ended_on=date(2030, 1, 2),
    is_ended=True,
    birth_dates=(BirthDate(earliest=date(1960, 1, 1), latest=date(1960, 12, 31), is_circa=True),),
    nationalities=("rs",),
    countries=("xk",),
    addresses=("1 Invented Street",),
    identifiers=(Identifier(value="P1", kind="passport", country="rs"),),
    remarks=('a "quoted"\nline',),
    references=("ZZi.001",),
    place="line 3",
)


def add(
    folder: Path,
    listings: Sequence[Listing],
    as_of: date = date(2026, 5, 1),
    *,
    raw: bytes = b"",
    reason: str = "",
    disk: Disk | None = None,
) -> Added:
    file = folder.parent / "published.txt"
    file.write_bytes(raw or repr(listings).encode())
    addition = Addition(
        code="zz",
        list_format="neutral-jsonl",
        as_of=as_of,
        as_of_from="user",
        files=[file],
        sha256=hash_files([file]),
        listings=listings,
        shrinkage_reason=reason,
    )
    return add_list(folder, addition, now=NOW, disk=disk)
