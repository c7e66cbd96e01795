"""The signed file of a directory: written by the holders of root keys, believed by nobody without them.

The file is canonical JSON: the directory, and one or more Ed25519 signatures over its canonical bytes behind
a label. What has no comments says what it means in ``remarks``. A draft is the same JSON in any layout.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from accord.exchange.canonical import JsonValue, Limits, MalformedError, canonical, parse_canonical
from accord.exchange.directory import Directory
from accord.exchange.directory_rows import directory_json, read_directory
from accord.exchange.keys import SIGNATURE_BYTES, SigningKey, is_signed
from accord.exchange.strict_fields import StrictFields

__all__ = [
    "DIRECTORY_LIMITS",
    "DirectoryError",
    "DirectoryIdentity",
    "DirectoryRefusal",
    "check_successor",
    "directory_identity",
    "load_directory",
    "read_draft",
    "read_signed_directory",
    "signed_directory",
]

DIRECTORY_LIMITS = Limits(size=8 * 1_048_576, depth=8, items=400_000)
_FORMAT = "accord directory/1"
_LABEL = b"accord directory/1\n"


class DirectoryRefusal(StrEnum):
    """Why a directory is not taken."""

    UNSIGNED = "too few root keys signed it"
    OLDER = "it is older than the one in use"
    FORKED = "another directory has the same serial"


class DirectoryError(ValueError):
    """A directory that is well formed and still must not be used.

    Attributes:
        refusal: Why.
    """

    def __init__(self, refusal: DirectoryRefusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryIdentity:
    """Which issue of a directory: kept by a node so that it never goes back.

    Attributes:
        serial: Its serial.
        digest: SHA-256 of its canonical bytes.
    """

    serial: int
    digest: bytes


def directory_identity(directory: Directory) -> DirectoryIdentity:
    """Return which issue a directory is."""
    digest = hashlib.sha256(canonical(directory_json(directory))).digest()
    return DirectoryIdentity(serial=directory.serial, digest=digest)


def check_successor(directory: Directory, used: DirectoryIdentity | None) -> DirectoryIdentity:
    """Return which issue a directory is, if it may follow the one in use.

    Args:
        directory: The directory.
        used: Issue that the node used last; None if it never used one.

    Raises:
        DirectoryError: It is older, or it has the same serial and is another one.
    """
    offered = directory_identity(directory)
    if used is not None and offered.serial < used.serial:
        raise DirectoryError(DirectoryRefusal.OLDER)
    if used is not None and offered.serial == used.serial and offered.digest != used.digest:
        raise DirectoryError(DirectoryRefusal.FORKED)
    return offered


def signed_directory(directory: Directory, keys: Sequence[SigningKey]) -> bytes:
    """Return the signed file of a directory.

    Args:
        directory: The directory; it is read back strictly before it is signed.
        keys: Root keys.

    Raises:
        MalformedError: The directory contradicts itself.
    """
    value = directory_json(read_directory(directory_json(directory)))
    message = _LABEL + canonical(value)
    signatures: list[JsonValue] = [{"key": key.id, "signature": key.sign(message).hex()} for key in keys]
    return canonical({"format": _FORMAT, "directory": value, "signatures": signatures})


def read_signed_directory(data: bytes, root_keys: Mapping[str, bytes], *, least: int = 1) -> Directory:
    """Return the directory of a signed file.

    Args:
        data: The file.
        root_keys: Public root keys by id; they come from outside the file.
        least: Number of different root keys that must have signed.

    Raises:
        MalformedError: The file is not in the form of a signed directory.
        DirectoryError: Fewer root keys than ``least`` signed exactly this directory.
    """
    outer = StrictFields(parse_canonical(data, DIRECTORY_LIMITS, where="file"), "file")
    if outer.text("format") != _FORMAT:
        raise MalformedError("file.format", _FORMAT)
    value = outer.value("directory")
    signatures = dict(outer.rows("signatures", 20, _signature))
    outer.finish()
    message = _LABEL + canonical(value)
    signers = {
        root_keys[key]
        for key, signature in signatures.items()
        if key in root_keys and is_signed(root_keys[key], signature, message)
    }
    if least < 1 or len(signers) < least:
        raise DirectoryError(DirectoryRefusal.UNSIGNED)
    return read_directory(value)


def load_directory(path: Path, root_keys: Mapping[str, bytes], *, least: int = 1) -> Directory:
    """Return the directory of a signed file on disk.

    Args:
        path: The file.
        root_keys: Public root keys by id.
        least: Number of different root keys that must have signed.

    Raises:
        OSError: The file cannot be read.
        MalformedError: The file is not in the form of a signed directory.
        DirectoryError: Too few root keys signed it.
    """
    with path.open("rb") as file:
        data = file.read(DIRECTORY_LIMITS.size + 1)
    return read_signed_directory(data, root_keys, least=least)


def read_draft(data: bytes) -> Directory:
    """Return the directory of an unsigned draft: the same JSON in any layout.

    Args:
        data: JSON in UTF-8.

    Raises:
        MalformedError: It is no JSON, gives a field twice, or is no directory.
    """
    if len(data) > DIRECTORY_LIMITS.size:
        raise MalformedError("draft", f"at most {DIRECTORY_LIMITS.size} bytes")
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_each_once)
    except MalformedError:
        raise
    except (ValueError, RecursionError):
        raise MalformedError("draft", "JSON in UTF-8") from None
    return read_directory(parse_canonical(canonical(value), DIRECTORY_LIMITS, where="draft"))


def _each_once(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise MalformedError("draft", "each field once")
    return dict(pairs)


def _signature(value: JsonValue, where: str) -> tuple[str, bytes]:
    row = StrictFields(value, where)
    pair = row.id("key"), row.octets("signature", SIGNATURE_BYTES)
    row.finish()
    return pair
