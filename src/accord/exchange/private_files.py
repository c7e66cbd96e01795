"""Files that only the operator of a node may read, each written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = [
    "is_private",
    "make_private_folder",
    "read_at_most",
    "remove_file",
    "touch_private",
    "write_private",
]


def make_private_folder(folder: Path) -> Path:
    """Make a folder that only its owner may enter, with those above it, and return it.

    Args:
        folder: The folder; one that exists is left as it is.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True, mode=0o700)
    return folder


def touch_private(path: Path) -> Path:
    """Make an empty file that only its owner may read, unless there is one, and return its path.

    Args:
        path: The file; its folder exists.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    return path


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read; after a crash the old or the new file is there, whole.

    Args:
        path: The file; its folder exists.
        data: What it holds.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    _sync_folder(path.parent)


def remove_file(path: Path) -> None:
    """Remove a file if it is there, and make that last.

    Not done: nothing is written over the bytes; on flash memory that would not reach them. Encrypt the disk.

    Args:
        path: The file.
    """
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        _sync_folder(path.parent)


def is_private(path: Path) -> bool:
    """Return whether nobody but the owner may read, write or enter a file or folder."""
    return path.stat().st_mode & 0o077 == 0


def read_at_most(path: Path, most: int) -> bytes:
    """Return what a file holds.

    Args:
        path: The file.
        most: Bytes that are read at most.

    Raises:
        ValueError: The file is longer.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError(f"expected a file of at most {most} bytes")
    return data


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
