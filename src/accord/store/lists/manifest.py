"""The manifest of a list snapshot: where its bytes came from, their hashes, and what is in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from accord import __version__
from accord.errors import IntegrityError, Problem
from accord.store.manifest import FileEntry, sha256_of

__all__ = ["ListManifest"]

_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ListManifest:
    """What a list snapshot is made of.

    Attributes:
        list: Code of the list.
        list_format: Format in which the authority published it.
        as_of: Day of which the published file is.
        as_of_from: Who said so: the ``file``, the ``user``, the ``server``, or nobody (``added``, then
            it is the day of adding).
        added_at: When the snapshot was made, ISO 8601 in UTC.
        raw: The published files, unchanged.
        listings: The entries as lines of JSON.
        entries: Number of entries.
        in_force: Number of those that the list does not keep as ended.
        kinds: Number of entries by kind.
        unread: How often a path carried what no field takes.
        findings: Number of findings of the reading, by their id.
        shrinkage_reason: Why a much smaller list was accepted; empty if it was not.
        previous: Snapshot against which its size was held; empty if there was none.
        code_version: Version of Accord.
    """

    list: str
    list_format: str
    as_of: str
    as_of_from: str
    added_at: str
    raw: tuple[FileEntry, ...]
    listings: FileEntry
    entries: int
    in_force: int
    kinds: Mapping[str, int]
    unread: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
    shrinkage_reason: str = ""
    previous: str = ""
    code_version: str = __version__

    @property
    def day(self) -> date:
        """The day of which the list is."""
        return date.fromisoformat(self.as_of)

    @property
    def snapshot_id(self) -> str:
        """Name of the folder of the snapshot: code, day and hash of the manifest."""
        return f"{self.list}-{self.as_of}-{sha256_of(self.to_bytes())[:12]}"

    @property
    def content_sha256(self) -> str:
        """Hash over what the list says: its code, its day, the published bytes and the entries."""
        parts = [self.list, self.as_of, self.listings.sha256, *(entry.sha256 for entry in self.raw)]
        return sha256_of("\n".join(parts).encode())

    def to_bytes(self) -> bytes:
        """Return the manifest as JSON; the same manifest gives the same bytes."""
        content = {"format": _FORMAT, **asdict(self)}
        return (json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()

    @classmethod
    def from_bytes(cls, content: bytes, *, file: str) -> ListManifest:
        """Read a manifest.

        Raises:
            IntegrityError: The bytes are not a manifest of this format (ACC-408).
        """
        try:
            values = json.loads(content)
            if values.pop("format") != _FORMAT:
                raise ValueError("another format")
            values["raw"] = tuple(FileEntry(**entry) for entry in values["raw"])
            values["listings"] = FileEntry(**values["listings"])
            manifest = cls(**values)
            date.fromisoformat(manifest.as_of)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise IntegrityError(
                Problem(
                    id="ACC-408",
                    what="The manifest of a list snapshot cannot be read.",
                    file=file,
                    value=str(error),
                    expected=f"a manifest of format {_FORMAT}",
                    fix="Remove the folder of this snapshot and add the published file again.",
                )
            ) from error
        return manifest
