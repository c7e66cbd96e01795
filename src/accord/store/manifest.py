"""The manifest of a snapshot: the hash of every byte that went in and came out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from accord import __version__
from accord.errors import IntegrityError, Problem
from accord.store.engine import ENGINE_VERSION

__all__ = ["FileEntry", "Manifest", "code_sha256", "sha256_of"]

_FORMAT = 1
_CODE_SUFFIXES = {".py", ".sql", ".html", ".css", ".txt", ".yml"}


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of some bytes as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def code_sha256() -> str:
    """Return one hash over Accord's own code and templates, without the bundled declarations."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        relative = path.relative_to(package)
        if path.suffix in _CODE_SUFFIXES and relative.parts[0] != "declarations":
            digest.update(f"{relative.as_posix()}\0{sha256_of(path.read_bytes())}\n".encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """One file of a snapshot: path below its folder, SHA-256, size in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a snapshot is made of.

    Attributes:
        declaration: Id of the declaration.
        as_of: Last day of knowledge, ISO 8601.
        code_version: Version of Accord.
        code_sha256: Hash of Accord's code.
        engine: Name and version of the engine that wrote the tables.
        parameters: Parameters of the build.
        inputs: Raw content files, as they were read.
        outputs: Tables and views.
    """

    declaration: str
    as_of: str
    code_version: str = __version__
    code_sha256: str
    engine: str = f"duckdb {ENGINE_VERSION}"
    parameters: Mapping[str, str]
    inputs: tuple[FileEntry, ...]
    outputs: tuple[FileEntry, ...]

    def to_bytes(self) -> bytes:
        """Return the manifest as JSON; the same manifest gives the same bytes."""
        content = {"format": _FORMAT, **asdict(self)}
        return (json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()

    @property
    def snapshot_id(self) -> str:
        """The id under which the snapshot is cited: declaration, day and content hash."""
        return f"{self.declaration}-{self.as_of}-{sha256_of(self.to_bytes())[:12]}"

    @classmethod
    def from_bytes(cls, content: bytes, *, file: str) -> Manifest:
        """Read a manifest.

        Raises:
            IntegrityError: The bytes are not a manifest of this format (ACC-401).
        """
        try:
            values = json.loads(content)
            if values.pop("format") != _FORMAT:
                raise ValueError("another format")
            for part in ("inputs", "outputs"):
                values[part] = tuple(FileEntry(**entry) for entry in values[part])
            return cls(**values)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise IntegrityError(
                Problem(
                    id="ACC-401",
                    what="The manifest of the snapshot cannot be read.",
                    file=file,
                    value=str(error),
                    expected=f"a manifest of format {_FORMAT}",
                    fix="Build the snapshot again; do not use this one.",
                )
            ) from error
