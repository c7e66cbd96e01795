"""The only way in which the log writes: each step can be stopped by a test."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import BinaryIO

from accord.exchange.logbook.refusals import LogbookError, LogRefusal

__all__ = ["LogDisk", "open_locked"]


class LogDisk:
    """Writes to the file system, one step at a time."""

    def step(self, name: str) -> None:
        """Mark that a change is about to happen; does nothing here.

        Args:
            name: What is about to happen.
        """

    def write_at(self, file: BinaryIO, offset: int, content: bytes) -> None:
        """Write bytes at an offset, in two halves, and leave them to ``sync``."""
        middle = len(content) // 2
        self.step("write the first half")
        os.pwrite(file.fileno(), content[:middle], offset)
        self.step("write the second half")
        os.pwrite(file.fileno(), content[middle:], offset + middle)

    def sync(self, file: BinaryIO) -> None:
        """Make what was written durable."""
        self.step("sync")
        os.fsync(file.fileno())

    def cut(self, file: BinaryIO, size: int) -> None:
        """Cut a file to a size and make that durable."""
        self.step("cut")
        os.ftruncate(file.fileno(), size)
        self.step("sync the cut")
        os.fsync(file.fileno())

    def replace(self, path: Path, content: bytes) -> None:
        """Replace a small file as a whole."""
        self.step("write beside")
        beside = path.with_name(path.name + ".new")
        with open(beside, "wb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        self.step("rename")
        beside.replace(path)
        self.sync_folder(path.parent)

    def sync_folder(self, folder: Path) -> None:
        """Make the names in a folder durable."""
        self.step("sync folder")
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def open_locked(path: Path) -> BinaryIO:
    """Return a file that is open for reading and writing by this process alone.

    Args:
        path: The file; made if it is missing.

    Raises:
        LogbookError: Another process has it open.
        OSError: It cannot be opened.
    """
    file: BinaryIO = os.fdopen(_private(str(path), os.O_RDWR | os.O_CREAT), "r+b", buffering=0)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise LogbookError(LogRefusal.IN_USE) from None
    return file


def _private(path: str, flags: int) -> int:
    """Open a file that only its owner may read, if it is made."""
    return os.open(path, flags, 0o600)
