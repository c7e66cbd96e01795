"""A log on disk: an entry that was acknowledged is durable, and stays where it is.

One process has a log open. A write that fails leaves the log broken until it is opened again, because after
a failed ``fsync`` nobody can know what is on the disk. What a crash left of an unfinished record is cut off
when the log is opened, and an alarm in the log says so.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock

from accord.exchange.keys import SigningKey
from accord.exchange.logbook.checkpoint import Checkpoint, read_first_checkpoint, sign_checkpoint
from accord.exchange.logbook.entries import Entry, EntryKind, entry_bytes, read_entry
from accord.exchange.logbook.log_disk import LogDisk, open_locked
from accord.exchange.logbook.records import MAGIC, Record, Scan, Tail, frame, scan
from accord.exchange.logbook.refusals import LogbookError, LogRefusal
from accord.exchange.merkle import Tree, consistency_proof, inclusion_proof, leaf_hash, root_of

__all__ = ["Logbook"]


class Logbook:
    """A log that is open for writing. Close it, or use it in a ``with`` statement.

    Args:
        folder: Folder of the log; made if it is missing.
        origin: Name of the log in its heads, such as ``accord/police-aldoria``.
        key: Key that signs heads.
        now: The moment, aware; the alarm about a torn end gets it.
        at_least: Number of records that were acknowledged, if the caller knows it from elsewhere.
        former: Public keys that signed heads of this log before.
        disk: Writes the files; another one only in tests.

    Raises:
        LogbookError: The log is in use, damaged, shorter than acknowledged, or does not continue its own
            last head.
    """

    def __init__(
        self,
        folder: Path,
        *,
        origin: str,
        key: SigningKey,
        now: datetime,
        at_least: int = 0,
        former: Sequence[bytes] = (),
        disk: LogDisk | None = None,
    ) -> None:
        self.origin = origin
        self._key = key
        self._disk = disk or LogDisk()
        self._folder = folder
        self._lock = RLock()
        self._is_broken = False
        folder.mkdir(parents=True, exist_ok=True)
        self._file = open_locked(folder / "log")
        try:
            found = self._begin()
            self._records: list[Record] = found.records
            self._leaves = [record.leaf for record in found.records]
            self._tree = Tree()
            for leaf in self._leaves:
                self._tree.append(leaf)
            self._end = found.end
            self._check_history(at_least, former)
            self._repair(found, now)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Logbook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let another process open it."""
        with self._lock:
            self._file.close()
            self._is_broken = True

    @property
    def size(self) -> int:
        """Number of records."""
        return len(self._records)

    def append(self, entry: bytes) -> int:
        """Append an entry and return its number, counted from 0, once it is durable.

        Args:
            entry: Canonical bytes of an entry; see ``entries.entry_bytes``.

        Raises:
            MalformedError: The bytes are no entry.
            LogbookError: An earlier write failed.
            OSError: The disk refuses; the log must be opened again.
        """
        read_entry(entry)
        framed = frame(entry)
        with self._lock, self._writing():
            self._disk.write_at(self._file, self._end, framed)
            self._disk.sync(self._file)
            leaf = leaf_hash(entry)
            self._records.append(Record(offset=self._end, length=len(entry), leaf=leaf, is_erased=False))
            self._leaves.append(leaf)
            self._end += len(framed)
            return self._tree.append(leaf)

    def body(self, index: int) -> bytes:
        """Return the bytes of an entry.

        Raises:
            LogbookError: There is none with this number, or its body was erased.
        """
        with self._lock:
            record = self._record(index)
            if record.is_erased:
                raise LogbookError(LogRefusal.ERASED, index)
            body = os.pread(self._file.fileno(), record.length, record.body)
        if leaf_hash(body) != record.leaf:
            raise LogbookError(LogRefusal.DAMAGED, index)
        return body

    def entries(self, first: int = 0) -> Iterator[tuple[int, Entry]]:
        """Return numbers and entries from a number on, without those whose body was erased."""
        for index in range(first, self.size):
            if not self.is_erased(index):
                yield index, read_entry(self.body(index))

    def is_erased(self, index: int) -> bool:
        """Return whether the body of a record was erased."""
        return self._record(index).is_erased

    def leaf(self, index: int) -> bytes:
        """Return the hash of a leaf, which stays when the body is erased."""
        return self._record(index).leaf

    def head(self, now: datetime) -> Checkpoint:
        """Return the signed head, and keep it: the log can never again be opened as one without it."""
        with self._lock, self._writing():
            head = sign_checkpoint(self.origin, self.size, self._tree.root(), at=now, key=self._key)
            self._disk.replace(self._folder / "head", head.note)
            return head

    def inclusion(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """Return the proof that a record is in the log of a size (by default, of now).

        It costs one hash for each record, about 1.5 s for a million.

        Raises:
            MerkleError: There is no such record or size.
        """
        with self._lock:
            return inclusion_proof(self._leaves[: self.size if size is None else size], index)

    def consistency(self, first: int, size: int | None = None) -> tuple[bytes, ...]:
        """Return the proof that the log of a size continues the log of a smaller one.

        Raises:
            MerkleError: The first size is 0 or the greater.
        """
        with self._lock:
            return consistency_proof(self._leaves[: self.size if size is None else size], first)

    def erase(self, index: int) -> None:
        """Overwrite the body of a record with zeros; its hash stays, so that proofs still verify.

        Whether the medium keeps old blocks beside the zeros is beyond this program.

        Raises:
            LogbookError: There is no such record, or an earlier write failed.
        """
        with self._lock, self._writing():
            record = self._record(index)
            self._disk.write_at(self._file, record.offset, b"E")
            self._disk.sync(self._file)
            self._disk.write_at(self._file, record.body, bytes(record.length))
            self._disk.sync(self._file)
            self._records[index] = Record(
                offset=record.offset, length=record.length, leaf=record.leaf, is_erased=True
            )

    def _record(self, index: int) -> Record:
        if not 0 <= index < len(self._records):
            raise LogbookError(LogRefusal.UNKNOWN, index)
        return self._records[index]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._is_broken:
            raise LogbookError(LogRefusal.BROKEN)
        try:
            yield
        except LogbookError:
            raise
        except BaseException:
            self._is_broken = True
            raise

    def _begin(self) -> Scan:
        """Return what the file holds; a new file gets its first line."""
        size = os.fstat(self._file.fileno()).st_size
        if size < len(MAGIC):
            if not MAGIC.startswith(os.pread(self._file.fileno(), size, 0)):
                raise LogbookError(LogRefusal.DAMAGED, 0)
            self._disk.write_at(self._file, 0, MAGIC)
            self._disk.sync(self._file)
            self._disk.sync_folder(self._folder)
        with mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            if content[: len(MAGIC)] != MAGIC:
                raise LogbookError(LogRefusal.DAMAGED, 0)
            found = scan(content)
        if found.tail is Tail.DAMAGED:
            raise LogbookError(LogRefusal.DAMAGED, found.end)
        return found

    def _check_history(self, at_least: int, former: Sequence[bytes]) -> None:
        """Make sure that nothing acknowledged is missing and that the last head is continued."""
        if self.size < at_least:
            raise LogbookError(LogRefusal.SHORTER, self.size)
        try:
            note = (self._folder / "head").read_bytes()
        except FileNotFoundError:
            return
        head = read_first_checkpoint(note, self.origin, (self._key.public, *former))
        if head.size > self.size:
            raise LogbookError(LogRefusal.SHORTER, self.size)
        if root_of(self._leaves[: head.size]) != head.root:
            raise LogbookError(LogRefusal.CHANGED, head.size)

    def _repair(self, found: Scan, now: datetime) -> None:
        """Finish what a crash interrupted: cut a torn record, write the zeros of an erased one."""
        for record in found.records:
            if record.is_erased and any(os.pread(self._file.fileno(), record.length, record.body)):
                self._disk.write_at(self._file, record.body, bytes(record.length))
                self._disk.sync(self._file)
        if found.tail is Tail.TORN:
            size = os.fstat(self._file.fileno()).st_size
            self._disk.cut(self._file, found.end)
            fields: dict[str, str | int] = {"about": "log", "code": "torn-end", "number": size - found.end}
            self.append(entry_bytes(Entry(kind=EntryKind.ALARM, at=now, fields=fields)))
