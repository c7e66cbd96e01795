"""Whether the log of a node is the one that its peers saw, and whether it adds up.

The head must be signed by the node and cosigned by peers; every entry of the sample must be in the tree under
it; and it must continue every head that a peer kept. Then the entries are counted: nothing may be evaluated
that was not admitted, and the charges in the books must be the elements in the log.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accord.exchange.logbook.checkpoint import Checkpoint
from accord.exchange.logbook.cosigning import SeenHead, is_cosigned
from accord.exchange.logbook.entries import Entry, EntryKind
from accord.exchange.merkle import MerkleError, leaf_hash, root_of, verify_consistency, verify_inclusion

__all__ = [
    "Finding",
    "check_cosignatures",
    "check_inclusion",
    "check_seen_head",
    "check_whole_log",
    "reconcile",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that does not hold.

    Attributes:
        check: What was looked at: ``cosignature``, ``inclusion``, ``consistency`` or ``reconciliation``.
        about: Entry, peer or request that it is about.
        reason: What is wrong.
    """

    check: str
    about: str
    reason: str


def check_cosignatures(head: Checkpoint, peers: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Return the peers that did not cosign a head.

    Args:
        head: The head, already read with the key of its log.
        peers: Public key of each peer that should have, by the name of the key in notes.
    """
    return tuple(
        Finding(check="cosignature", about=name, reason="the peer did not cosign this head")
        for name, public in peers.items()
        if not is_cosigned(head.note, name, public)
    )


def check_inclusion(head: Checkpoint, index: int, body: bytes, proof: Sequence[bytes]) -> Finding | None:
    """Return what is wrong with an entry that should be in the log under a head; None if it is.

    Args:
        head: The head.
        index: Number of the entry.
        body: Bytes of the entry.
        proof: Inclusion proof.
    """
    try:
        verify_inclusion(leaf_hash(body), index, head.size, proof, head.root)
    except MerkleError:
        return Finding(
            check="inclusion", about=str(index), reason="the entry is not in the log under this head"
        )
    return None


def check_seen_head(head: Checkpoint, peer: str, seen: SeenHead, proof: Sequence[bytes]) -> Finding | None:
    """Return what is wrong between a head and one that a peer kept; None if the log only grew.

    Args:
        head: The head.
        peer: Id of the peer.
        seen: The head that it kept.
        proof: Consistency proof between the two; empty if they have one size.
    """
    if seen.size > head.size:
        return Finding(check="consistency", about=peer, reason="the peer saw a longer log than this")
    try:
        verify_consistency(seen.size, head.size, proof, seen.root, head.root)
    except MerkleError:
        return Finding(
            check="consistency", about=peer, reason="the log does not continue the head that the peer saw"
        )
    return None


def check_whole_log(leaves: Sequence[bytes], peer: str, seen: SeenHead) -> Finding | None:
    """Return what is wrong between a log of which all leaves are there and a head that a peer kept.

    Args:
        leaves: Hashes of all leaves of the log.
        peer: Id of the peer.
        seen: The head that it kept.
    """
    if seen.size > len(leaves):
        return Finding(check="consistency", about=peer, reason="the peer saw a longer log than this")
    if root_of(leaves[: seen.size]) != seen.root:
        reason = "the log does not continue the head that the peer saw"
        return Finding(check="consistency", about=peer, reason=reason)
    return None


def reconcile(entries: Sequence[tuple[int, Entry]], charges: Mapping[str, int]) -> tuple[Finding, ...]:
    """Return where elements charged, admitted and evaluated differ.

    An admitted request may have no evaluation: the node may have ended in between. It was charged all the
    same, because it may have been answered. An evaluation without an admission before it must not exist.

    Args:
        entries: Numbers and entries of a log, whole.
        charges: Elements in the books by request id.
    """
    found: list[Finding] = []
    admitted: Counter[str] = Counter()
    numbers: dict[int, str] = {}
    evaluated: Counter[str] = Counter()
    for index, entry in entries:
        request, elements = str(entry.fields.get("request", "")), entry.fields.get("elements", 0)
        if entry.kind is EntryKind.ADMITTED:
            if request in admitted:
                found.append(_unequal(request, "the request was admitted twice"))
            admitted[request] += int(elements)
            numbers[index] = request
        elif entry.kind is EntryKind.EVALUATED:
            if numbers.get(int(entry.fields["admitted"])) != request:
                found.append(_unequal(request, "evaluated without an admission before it"))
            evaluated[request] += int(elements)
    for request, count in evaluated.items():
        if count > admitted[request]:
            found.append(_unequal(request, f"{count} elements evaluated and {admitted[request]} admitted"))
    for request in sorted({*admitted, *charges}):
        if admitted[request] != charges.get(request, 0):
            charged = charges.get(request, 0)
            found.append(_unequal(request, f"{charged} elements charged and {admitted[request]} admitted"))
    return tuple(found)


def _unequal(request: str, reason: str) -> Finding:
    return Finding(check="reconciliation", about=request, reason=reason)
