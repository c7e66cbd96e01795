"""Reads a list from the files in which its authority publishes it."""

from __future__ import annotations

import gzip
import io
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from accord.domain.listing import Listing
from accord.errors import Problem, UsageError, unreadable
from accord.sources.lists.eu import read_eu
from accord.sources.lists.neutral import read_neutral
from accord.sources.lists.ofac_advanced import read_ofac_advanced
from accord.sources.lists.ofac_csv import Companions, read_companion, read_ofac_csv
from accord.sources.lists.ofac_legacy import read_ofac_legacy
from accord.sources.lists.recognising import FORMATS, recognise
from accord.sources.lists.refusals import bad_encoding, refusal, too_large
from accord.sources.lists.result import Reading, ReadList
from accord.sources.lists.seco import read_seco
from accord.sources.lists.uk import read_uk
from accord.sources.lists.uk_csv import read_uk_csv
from accord.sources.lists.un import read_un
from accord.sources.lists.world_bank import read_world_bank

__all__ = ["group_files", "read_list"]

_HEAD = 1 << 16
_GZIP = b"\x1f\x8b"
_LARGEST = 2 << 30
_READERS: dict[str, Callable[[BinaryIO, Reading], Iterator[Listing]]] = {
    "eu-xml": read_eu,
    "un-xml": read_un,
    "ofac-xml": read_ofac_legacy,
    "ofac-advanced-xml": read_ofac_advanced,
    "uk-xml": read_uk,
    "uk-csv": read_uk_csv,
    "seco-xml": read_seco,
    "world-bank-json": read_world_bank,
    "neutral-jsonl": read_neutral,
}


def group_files(files: Sequence[Path]) -> list[tuple[Path, ...]]:
    """Return the files list by list: OFAC's delimited files together, each other file by itself.

    Raises:
        InputDataError: A file is empty (ACC-380) or of no known format (ACC-381).
        OutsideError: A file cannot be opened (ACC-504).
    """
    together = [file for file in files if _format_of(file).startswith("ofac-csv")]
    alone = [(file,) for file in files if file not in together]
    return [tuple(together), *alone] if together else [*alone]


def read_list(files: Sequence[Path], *, code: str = "") -> ReadList:
    """Read a list.

    The format is told by the content. Several files are OFAC's sdn.csv with those beside it. A file
    may be compressed with gzip.

    Args:
        files: The file, or the files that belong together.
        code: Code of the list, if it is not to be the one of the format.

    Returns:
        The entries, and an account of everything that is not in them.

    Raises:
        InputDataError: A file is empty (ACC-380), of no known format (ACC-381), broken (ACC-382 to
            ACC-387, ACC-395), without any entry (ACC-390), or stands alone though it belongs to another
            (ACC-391).
        OutsideError: A file cannot be opened (ACC-504).
    """
    formats = {file: _format_of(file) for file in files}
    mains = [file for file, name in formats.items() if "/" not in name]
    if len(mains) != 1 or (len(files) > 1 and formats[mains[0]] != "ofac-csv"):
        raise refusal(
            "ACC-391",
            "The files are not one list.",
            file=str(files[0]),
            value=", ".join(formats.values()),
            expected="one file, or sdn.csv with alt.csv, add.csv or sdn_comments.csv",
            fix="Add each list with a command of its own; name sdn.csv together with the files beside it.",
        )
    main, name = mains[0], formats[mains[0]]
    reading = Reading(file=str(main), code=code or FORMATS[name].code)
    companions = _companions(formats, reading)
    with _opened(main) as stream:
        if name == "ofac-csv":
            listings = tuple(read_ofac_csv(stream, companions, reading))
        else:
            listings = tuple(_READERS[name](stream, reading))
    if not listings:
        raise refusal("ACC-390", "The list has no entries.", file=str(main), expected="at least one entry")
    return ReadList(
        code=reading.code,
        format=name,
        as_of=reading.as_of,
        listings=_with_ids_apart(listings, reading),
        unread=dict(sorted(reading.unread.items())),
        findings=tuple(reading.findings),
    )


def _companions(formats: dict[Path, str], reading: Reading) -> Companions:
    found: Companions = {}
    for file, name in formats.items():
        part = name.partition("/")[2]
        if part and part in found:
            raise UsageError(
                Problem(
                    id="ACC-223",
                    what="Two files of one kind were named.",
                    file=str(file),
                    value=part,
                    expected="each of OFAC's files once",
                    fix="Leave one of them out.",
                )
            )
        if part:
            own = Reading(file=str(file), code=reading.code, unread=reading.unread, findings=reading.findings)
            with _opened(file) as stream:
                found[part] = read_companion(stream, part, own)
    return found


def _format_of(file: Path) -> str:
    with _opened(file) as stream:
        return recognise(stream.read(_HEAD), file=str(file))


def _with_ids_apart(listings: tuple[Listing, ...], reading: Reading) -> tuple[Listing, ...]:
    """Give an id that was there before a number, so that each entry has its own."""
    seen: Counter[str] = Counter()
    found = []
    for listing in listings:
        seen[listing.id] += 1
        if seen[listing.id] > 1:
            reading.findings.append(
                Problem(
                    id="ACC-389",
                    what="Two entries have the same reference; the later one gets a number.",
                    file=reading.file,
                    row=listing.place,
                    value=listing.id,
                    expected="a reference for each entry",
                    fix="Nothing need be done; both are kept.",
                )
            )
            listing = replace(listing, id=f"{listing.id}#{seen[listing.id]}")
        found.append(listing)
    return tuple(found)


class _Opened(io.RawIOBase):
    """The bytes of a file, unpacked if it is packed, up to a bound that no list reaches."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.total = 0
        self.raw = file.open("rb")
        is_packed = self.raw.read(2) == _GZIP
        self.raw.seek(0)
        self.inner: BinaryIO = gzip.GzipFile(fileobj=self.raw) if is_packed else self.raw  # type: ignore[assignment]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            block = self.inner.read(len(buffer))
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise bad_encoding(str(self.file), f"gzip: {error}") from error
        self.total += len(block)
        if self.total > _LARGEST:
            raise too_large(str(self.file), 0, "bytes of the file", _LARGEST)
        buffer[: len(block)] = block
        return len(block)

    def close(self) -> None:
        self.inner.close()
        self.raw.close()
        super().close()


def _opened(file: Path) -> io.BufferedReader:
    try:
        return io.BufferedReader(_Opened(file), buffer_size=1 << 20)
    except OSError as error:
        raise unreadable(file, error) from error
