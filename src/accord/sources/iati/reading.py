"""Reads IATI files into tables: in constant memory, on all cores, whatever their version."""

from __future__ import annotations

import os
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from accord.errors import InputDataError
from accord.sources.iati.blocks import FileFacts, opened
from accord.sources.iati.layout import layouts, schemas
from accord.sources.iati.pieces import Chunk, Head, Refusal, cut_file
from accord.sources.iati.plan import plan_of
from accord.sources.iati.room import Room
from accord.sources.iati.shredding import Origin, Shredded
from accord.sources.iati.tokenising import tokenise

__all__ = ["Batch", "read_iati"]

_IDENTIFIER = re.compile(rb"<(?:iati|organisation)-identifier[^>]*>\s*([^<]*?)\s*<")


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some rows of a table; a table comes in several batches, in the order of the files.

    Attributes:
        table: Name of the table.
        rows: The rows.
    """

    table: str
    rows: pa.Table


@dataclass(slots=True, kw_only=True)
class _File:
    """A file that is being read."""

    number: int
    facts: FileFacts
    head: Head = field(default_factory=Head)
    records: int = 0
    refused: int = 0
    failure: str = ""
    unread: Counter[str] = field(default_factory=Counter)
    repeated: Counter[str] = field(default_factory=Counter)


def read_iati(
    paths: Sequence[Path], *, encoding: str | None = None, threads: int | None = None
) -> Iterator[Batch]:
    """Read activity and organisation files of IATI 1.01 to 2.03.

    Tables and columns are those of ``layout.yml``, together with ``files``, ``refused`` (pieces
    that are no well-formed activity, with reason and bytes), ``problems`` (values that are not of
    their column's kind; their cell is null), ``unread`` and ``repeated`` (values for which there
    is no column, or no more room in it). ``byte`` is the position of the row's element in the
    file as decoded to UTF-8. Keys are running numbers over all files of one call. The same files
    in the same order give the same rows, whatever the number of threads. A file in which there is
    nothing to read is one refused piece; the others are read.

    Args:
        paths: The files.
        encoding: Encoding of all files, whatever they say of themselves; None to believe them.
        threads: How many chunks are worked on at once; all processors if None.

    Yields:
        Batches of rows.

    Raises:
        OutsideError: A file cannot be opened or read.
    """
    room = Room()
    workers = threads or _processors()
    following: Counter[str] = Counter()
    files = [_File(number=number, facts=FileFacts(path=path)) for number, path in enumerate(paths)]
    with ThreadPoolExecutor(workers) as pool:
        pending: deque[tuple[_File, Chunk | None, Future[tuple[Shredded, list[Refusal]]] | None]] = deque()
        for file, chunk in _chunks(files, encoding, room):
            pending.append((file, chunk, pool.submit(_work, file, chunk, room) if chunk else None))
            while len(pending) > workers + 1:
                yield from _finish(*pending.popleft(), following)
        while pending:
            yield from _finish(*pending.popleft(), following)


def _processors() -> int:
    """Return how many processors this process may use; macOS does not limit them."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _chunks(files: Iterable[_File], encoding: str | None, room: Room) -> Iterator[tuple[_File, Chunk | None]]:
    """Yield the chunks of all files; after the last one of a file, None."""
    for file in files:
        try:
            with opened(file.facts, encoding=encoding) as source:
                for chunk in cut_file(source.fill, file.head, room):
                    yield file, chunk
        except InputDataError as error:
            file.failure = error.problems[0].what
        yield file, None


def _work(file: _File, chunk: Chunk, room: Room) -> tuple[Shredded, list[Refusal]]:
    return tokenise(chunk, plan_of(file.head.root), Origin(file=file.number, byte=chunk.base), room)


def _finish(
    file: _File,
    chunk: Chunk | None,
    result: Future[tuple[Shredded, list[Refusal]]] | None,
    following: Counter[str],
) -> Iterator[Batch]:
    """Yield the batches of a chunk, or those that end a file."""
    if chunk is None or result is None:
        yield from _ending(file)
        return
    shredded, refusals = result.result()
    file.unread += shredded.unread
    file.repeated += shredded.repeated
    refused = sorted([*chunk.refusals, *refusals], key=lambda refusal: refusal.start)
    ordinals = _ordinals(chunk, refused, file.records + file.refused)
    file.records += shredded.rows[0]
    file.refused += len(refused)
    if refused:
        yield Batch(table="refused", rows=_refused(file, refused, ordinals))
    _number(file.head.root, shredded, following)
    for name, rows in shredded.tables.items():
        if rows.num_rows:
            yield Batch(table=name, rows=_with_version(name, rows, file.head.version))


def _ordinals(chunk: Chunk, refused: Sequence[Refusal], before: int) -> list[int]:
    """Return the place in the file, from 1, of each refused piece among all pieces."""
    starts = {int(start) + chunk.base for start in chunk.slices[:, 0]} | {one.start for one in refused}
    place = {start: number for number, start in enumerate(sorted(starts), before + 1)}
    return [place[one.start] for one in refused]


def _with_version(name: str, rows: pa.Table, version: str) -> pa.Table:
    """Fill in the version that the root element declares where the activity's own says nothing."""
    if name not in {"activities", "organisations"} or not version:
        return rows
    place = rows.schema.get_field_index("version")
    return rows.set_column(place, "version", pc.fill_null(rows["version"], version))


def _refused(file: _File, refusals: Sequence[Refusal], ordinals: Sequence[int]) -> pa.Table:
    found = [_IDENTIFIER.search(refusal.xml) for refusal in refusals]
    return pa.Table.from_pydict(
        {
            "file": [file.number] * len(refusals),
            "byte": [refusal.start for refusal in refusals],
            "end": [refusal.end for refusal in refusals],
            "ordinal": ordinals,
            "identifier": [match[1].decode(errors="replace") or None if match else None for match in found],
            "reason": [refusal.reason for refusal in refusals],
            "xml": [refusal.xml for refusal in refusals],
        },
        schema=schemas()["refused"],
    )


def _ending(file: _File) -> Iterator[Batch]:
    facts, head = file.facts, file.head
    if file.failure or (file.records + file.refused == 0 and not head.is_complete):
        file.refused += 1
        reason = file.failure or "the file holds no element iati-activity or iati-organisation"
        refusal = Refusal(start=0, end=facts.size, reason=reason, xml=b"")
        yield Batch(table="refused", rows=_refused(file, [refusal], [1]))
    for name, counts in (("unread", file.unread), ("repeated", file.repeated)):
        rows = [{"file": file.number, "path": path, "count": count} for path, count in sorted(counts.items())]
        yield Batch(table=name, rows=pa.Table.from_pylist(rows, schema=schemas()[name]))
    row = {
        "file": file.number,
        "name": facts.path.name,
        "sha256": facts.sha256,
        "bytes": facts.size,
        "encoding": facts.encoding,
        "version": head.version or None,
        "kind": head.root.removeprefix("iati-"),
        "records": file.records,
        "refused": file.refused,
        "is_complete": head.is_complete,
    }
    yield Batch(table="files", rows=pa.Table.from_pylist([row], schema=schemas()["files"]))


def _number(root: str, shredded: Shredded, following: Counter[str]) -> None:
    """Turn keys counted within a chunk into keys counted over all files, which go on from ``following``."""
    for key, values in shredded.keys:
        values += following[key]
    for table, count in zip(layouts()[root].tables, shredded.rows, strict=True):
        if table.id:
            following[table.id] += count
