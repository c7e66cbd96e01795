"""What a node remembers of heads: its own that peers cosigned, and the last one it cosigned of each peer."""

from __future__ import annotations

from datetime import datetime

from accord.exchange.directory import Directory
from accord.exchange.directory_file import DirectoryIdentity, check_successor
from accord.exchange.logbook.cosigning import SeenHead
from accord.exchange.storing.node_store import NodeStore, microseconds, moment

__all__ = [
    "accept_directory",
    "add_cosignature",
    "cosignatures_of",
    "remember_head",
    "seen_head",
    "used_directory",
]


def add_cosignature(store: NodeStore, peer: str, seen: SeenHead, line: bytes, now: datetime) -> None:
    """Keep a peer's cosignature of an own head.

    Args:
        store: The store.
        peer: Id of the peer.
        seen: The head that it cosigned.
        line: The line of the note.
        now: The moment, aware.
    """
    store.change(
        "INSERT OR IGNORE INTO cosignatures VALUES (?, ?, ?, ?, ?)",
        (peer, seen.size, seen.root, line, microseconds(now)),
    )


def cosignatures_of(store: NodeStore, size: int) -> tuple[tuple[str, bytes], ...]:
    """Return id and line of each peer that cosigned the own head of a size."""
    found = store.rows("SELECT peer, line FROM cosignatures WHERE size = ? ORDER BY peer", (size,))
    return tuple((str(peer), line) for peer, line in found if isinstance(line, bytes))


def remember_head(store: NodeStore, origin: str, seen: SeenHead) -> None:
    """Keep the head of another's log that this node is about to cosign; a smaller one changes nothing."""
    store.change(
        "INSERT INTO seen_heads VALUES (?, ?, ?, ?) ON CONFLICT (origin) DO UPDATE "
        "SET size = excluded.size, root = excluded.root, at = excluded.at WHERE excluded.size >= size",
        (origin, seen.size, seen.root, microseconds(seen.at)),
    )


def seen_head(store: NodeStore, origin: str) -> SeenHead | None:
    """Return the last head of a log that this node cosigned; None if it never did."""
    found = store.rows("SELECT size, root, at FROM seen_heads WHERE origin = ?", (origin,))
    if not found:
        return None
    size, root, at = found[0]
    return SeenHead(
        size=int(str(size)), root=root if isinstance(root, bytes) else b"", at=moment(int(str(at)))
    )


def used_directory(store: NodeStore) -> DirectoryIdentity | None:
    """Return which issue of the directory this node used last; None if it never used one."""
    found = store.rows("SELECT number, digest FROM facts WHERE name = 'directory'")
    if not found or not isinstance(found[0][1], bytes):
        return None
    return DirectoryIdentity(serial=int(str(found[0][0])), digest=found[0][1])


def accept_directory(store: NodeStore, directory: Directory) -> None:
    """Use a directory from now on.

    Raises:
        DirectoryError: It is older than the one in use, or another one with the same serial.
    """
    with store.transaction():
        offered = check_successor(directory, used_directory(store))
        store.change(
            "INSERT INTO facts VALUES ('directory', ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET number = excluded.number, digest = excluded.digest",
            (offered.serial, offered.digest),
        )
