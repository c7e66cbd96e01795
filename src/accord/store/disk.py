"""The only way in which Accord writes: each step is durable before the next begins."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

__all__ = ["Disk"]


class Disk:
    """Writes to the file system, one step at a time.

    Every change goes through ``step``, so that a test can stop the world at any of them and see
    that readers still find a whole snapshot.
    """

    def step(self, name: str) -> None:
        """Mark that a change is about to happen; does nothing here.

        Args:
            name: What is about to happen and to which path.
        """

    def make_dir(self, path: Path) -> None:
        """Create a folder and its parents if they are missing."""
        self.step(f"make_dir {path}")
        path.mkdir(parents=True, exist_ok=True)

    def write(self, path: Path, content: bytes) -> None:
        """Write a new file whole and make it durable."""
        self.step(f"write {path}")
        with path.open("wb") as file:
            middle = len(content) // 2
            file.write(content[:middle])
            file.flush()
            self.step(f"write the second half of {path}")
            file.write(content[middle:])
            file.flush()
            os.fsync(file.fileno())

    def produce(self, path: Path, writer: Callable[[Path], None]) -> None:
        """Let another library write a file, then make it durable."""
        self.step(f"produce {path}")
        writer(path)
        self.step(f"sync {path}")
        with path.open("rb+") as file:
            os.fsync(file.fileno())

    def sync_dir(self, path: Path) -> None:
        """Make the names in a folder durable."""
        self.step(f"sync_dir {path}")
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        """Move a file or folder to a name in the same folder tree, atomically."""
        self.step(f"rename {source} to {target}")
        source.replace(target)

    def remove_file(self, path: Path) -> None:
        """Remove a file."""
        self.step(f"remove_file {path}")
        path.unlink()

    def remove_tree(self, path: Path) -> None:
        """Remove a folder and all below it."""
        self.step(f"remove_tree {path}")
        shutil.rmtree(path)
