"""Merkle trees of RFC 9162: roots, proofs that a leaf or a range is in a tree, proofs that a tree only grew.

Hashing is SHA-256 with one byte before a leaf and another before a node, so that neither passes for the
other (2.1.1). Verifiers take nothing on trust: a tree of size 0, an index outside the tree, a hash of another
length and a proof too short or too long are refused, also where the RFC leaves that to its reader. Ranges are
subtrees after the IETF draft on Merkle tree certificates; growth is the range that begins at leaf 0.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

__all__ = [
    "EMPTY_ROOT",
    "HASH_BYTES",
    "MerkleError",
    "Span",
    "Tree",
    "consistency_proof",
    "inclusion_proof",
    "leaf_hash",
    "node_hash",
    "range_proof",
    "root_of",
    "verify_consistency",
    "verify_inclusion",
    "verify_range",
]

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256().digest()
"""Root of a tree without leaves (2.1.1); it proves nothing, and no verifier takes it."""


class MerkleError(ValueError):
    """A proof does not prove what it was given for, or was asked of a tree that does not reach so far."""


class Span(NamedTuple):
    """Leaves from one index to before another, which have a subtree if they lie as a tree splits.

    Attributes:
        start: First leaf; a multiple of the length of the span, rounded up to a power of 2.
        end: The leaf after the last.
    """

    start: int
    end: int


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node above two others."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """Return the root over hashes of leaves; of none, the hash of nothing."""
    tree = Tree()
    for each in leaf_hashes:
        tree.append(each)
    return tree.root()


class Tree:
    """A tree to which leaves are added at its end, which keeps only the roots of its complete subtrees.

    Args:
        size: Number of leaves so far.
        subtrees: Roots of its complete subtrees, the largest first: one for each bit of the size. Keep both,
            and the tree goes on where it stopped.

    Raises:
        MerkleError: The number of subtrees is not that of the size.
    """

    __slots__ = ("_size", "_subtrees")

    def __init__(self, size: int = 0, subtrees: Sequence[bytes] = ()) -> None:
        if size < 0 or len(subtrees) != size.bit_count():
            raise MerkleError(f"a tree has one subtree for each bit of its size {size}, not {len(subtrees)}")
        _check_hashes(*subtrees)
        self._size = size
        self._subtrees = list(subtrees)

    @property
    def size(self) -> int:
        """Number of leaves."""
        return self._size

    @property
    def subtrees(self) -> tuple[bytes, ...]:
        """Roots of the complete subtrees, the largest first."""
        return tuple(self._subtrees)

    def append(self, leaf: bytes) -> int:
        """Add the hash of a leaf, which is refused if it is no hash, and return its index."""
        _check_hashes(leaf)
        index = self._size
        joined = leaf
        rest = index
        while rest & 1:
            joined = node_hash(self._subtrees.pop(), joined)
            rest >>= 1
        self._subtrees.append(joined)
        self._size = index + 1
        return index

    def root(self) -> bytes:
        """Return the root over all leaves so far; of none, the hash of nothing."""
        if not self._subtrees:
            return EMPTY_ROOT
        root = self._subtrees[-1]
        for left in reversed(self._subtrees[:-1]):
            root = node_hash(left, root)
        return root


def inclusion_proof(leaf_hashes: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the proof that a leaf is in the tree over these leaves (2.1.3.1), the lowest node first.

    Raises:
        MerkleError: There is no leaf with this index.
    """
    return range_proof(leaf_hashes, Span(index, index + 1))


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Refuse a proof that does not show a leaf at this index of a tree of this size and root (2.1.3.2).

    Args:
        leaf: Hash of the leaf.
        index: Place of the leaf from 0.
        size: Number of leaves of the tree, at least 1.
        proof: Nodes beside the path, the lowest first.
        root: Root, from a source that the caller trusts.

    Raises:
        MerkleError: It does not.
    """
    verify_range(leaf, Span(index, index + 1), size, proof, root)


def consistency_proof(leaf_hashes: Sequence[bytes], first: int) -> tuple[bytes, ...]:
    """Return the proof that these leaves begin with the first so many (2.1.4.1).

    Raises:
        MerkleError: The first are none, or more than there are.
    """
    return range_proof(leaf_hashes, Span(0, first))


def verify_consistency(
    first: int, second: int, proof: Sequence[bytes], first_root: bytes, second_root: bytes
) -> None:
    """Refuse a proof that does not show that the second tree begins with the leaves of the first (2.1.4.2).

    Args:
        first: Number of leaves of the first tree, at least 1: an empty one is part of any and proves nothing.
        second: Number of leaves of the second tree.
        proof: Nodes, as :func:`consistency_proof` gives them.
        first_root: Root of the first tree.
        second_root: Root of the second tree.

    Raises:
        MerkleError: It does not.
    """
    verify_range(first_root, Span(0, first), second, proof, second_root)


def range_proof(leaf_hashes: Sequence[bytes], span: Span) -> tuple[bytes, ...]:
    """Return the proof that the subtree over a span is part of the tree over these leaves.

    Raises:
        MerkleError: The span has no subtree of its own in this tree.
    """
    _check_span(span, len(leaf_hashes))
    start, end = span
    low, high = 0, len(leaf_hashes)
    path = []
    while (low, high) != (start, end):
        middle = low + (1 << ((high - low - 1).bit_length() - 1))
        if end <= middle:
            path.append(root_of(leaf_hashes[middle:high]))
            high = middle
        else:
            path.append(root_of(leaf_hashes[low:middle]))
            low = middle
            start = max(start, low)
    if start != span.start:
        path.append(root_of(leaf_hashes[low:high]))
    return tuple(reversed(path))


def verify_range(subtree: bytes, span: Span, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Refuse a proof that does not show a subtree in a tree.

    Args:
        subtree: Root over the leaves of the span.
        span: Leaves of the subtree.
        size: Number of leaves of the tree, at least 1.
        proof: Nodes, as :func:`range_proof` gives them.
        root: Root of the tree, from a source that the caller trusts.

    Raises:
        MerkleError: It does not.
    """
    _check_span(span, size)
    _check_hashes(subtree, root, *proof)
    first, last, end = span.start, span.end - 1, size - 1
    while first != last and (last & 1 or last == end):
        first, last, end = first >> 1, last >> 1, end >> 1
    nodes = list(proof) if first != last else [subtree, *proof]
    if not nodes:
        raise MerkleError("the proof is too short")
    inner = outer = nodes[0]
    for node in nodes[1:]:
        if not end:
            raise MerkleError("the proof is too long")
        if last & 1 or last == end:
            inner = node_hash(node, inner) if first < last else inner
            outer = node_hash(node, outer)
            while not last & 1:
                first, last, end = first >> 1, last >> 1, end >> 1
        else:
            outer = node_hash(outer, node)
        first, last, end = first >> 1, last >> 1, end >> 1
    if end:
        raise MerkleError("the proof is too short")
    if (inner, outer) != (subtree, root):
        raise MerkleError("the proof leads to another root")


def _check_hashes(*hashes: bytes) -> None:
    if any(len(each) != HASH_BYTES for each in hashes):
        raise MerkleError(f"expected hashes of {HASH_BYTES} bytes")


def _check_span(span: Span, size: int) -> None:
    if not 0 <= span.start < span.end <= size:
        raise MerkleError(f"no leaves from {span.start} to before {span.end} in a tree of {size}")
    if span.start % (1 << (span.end - span.start - 1).bit_length()):
        raise MerkleError(f"leaves from {span.start} to before {span.end} have no subtree of their own")
