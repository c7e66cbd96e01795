"""Rows of a directory that contradict each other are refused, whoever signed them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations, pairwise

from accord.exchange.canonical import MalformedError
from accord.exchange.directory import BasisEvidence, Directory, LegalBasis

__all__ = ["check_directory"]


def check_directory(directory: Directory) -> None:
    """Check what no single row can show.

    Ids, keys and TLS pins belong to one owner; rows name peers that exist; a peer has one officer authority
    on a day; a question has at most one basis on a day; every time span runs forward.

    Raises:
        MalformedError: Rows contradict each other; the text says which.
    """
    _check_times(directory)
    _check_peers(directory)
    _check_bases(directory)


def _once(values: Iterable[object], where: str, what: str) -> None:
    if any(count > 1 for count in Counter(values).values()):
        raise MalformedError(where, f"each {what} once")


def _check_times(directory: Directory) -> None:
    spans = [("directory", directory.valid_from, directory.valid_to)]
    spans += [(f"key {key.id}", key.valid_from, key.valid_to) for p in directory.peers for key in p.keys]
    days = [(row.valid_from, row.valid_to) for row in directory.authorities]
    days += [(row.valid_from, row.valid_to) for row in directory.bases]
    if any(start > end for _, start, end in spans) or any(start > end for start, end in days):
        raise MalformedError("directory", "that every valid_from is before its valid_to")


def _check_peers(directory: Directory) -> None:
    peers, authorities = directory.peers, directory.authorities
    keys = [key for peer in peers for key in peer.keys]
    _once((peer.id for peer in peers), "directory.peers", "id")
    _once((pin for peer in peers for pin in peer.tls_pins), "directory.peers", "TLS pin")
    _once((key.id for key in keys), "directory.peers", "key id")
    publics = [key.public for key in keys] + [row.public for row in authorities]
    _once(publics, "directory", "public key")
    _once(((row.peer, row.id) for row in authorities), "directory.authorities", "id of a peer")
    _once((row.type for row in directory.quotas), "directory.quotas", "type")
    for peer in peers:
        _once(peer.types, f"directory.peers.{peer.id}.types", "type")
    known = {peer.id for peer in peers}
    if any(row.peer not in known for row in authorities):
        raise MalformedError("directory.authorities", "peers that are in the directory")
    for one, other in combinations(authorities, 2):
        if one.peer == other.peer and one.valid_from <= other.valid_to and other.valid_from <= one.valid_to:
            raise MalformedError("directory.authorities", "one authority of a peer on each day")


def _check_bases(directory: Directory) -> None:
    known = {peer.id for peer in directory.peers}
    _once((row.id for row in directory.bases), "directory.bases", "id")
    grouped: dict[tuple[str, ...], list[LegalBasis]] = {}
    for row in directory.bases:
        if row.asker == row.holder or not {row.asker, row.holder} <= known:
            raise MalformedError(f"directory.bases.{row.id}", "two different peers of the directory")
        if row.evidence is BasisEvidence.SEEN:
            grouped.setdefault((row.asker, row.holder, row.purpose, row.type), []).append(row)
    for rows in grouped.values():
        rows.sort(key=lambda row: row.valid_from)
        for one, other in pairwise(rows):
            if other.valid_from <= one.valid_to:
                raise MalformedError(
                    f"directory.bases.{other.id}", "one basis for the same question on a day"
                )
