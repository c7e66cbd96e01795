"""Tags: what the holder of a list publishes, by which only an answered question can be looked up.

A tag is the beginning of an output. Without the key it is 12 random bytes, so the list cannot be tried
offline, and tags of one subject under two keys have nothing in common. The set is sorted, without repetition,
and filled up to a step of a ladder (each step the square root of 2 times the one before), so that its size
tells the length of the list to within 41 %. The tags stand in chunks under a Merkle root: a part of them can
be proven, and a set that was published cannot be changed unseen.
"""

from __future__ import annotations

import hmac
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from accord.exchange.many_outputs import many_outputs
from accord.exchange.merkle import MerkleError, Span, leaf_hash, range_proof, root_of, verify_range
from accord.exchange.oprf import OUTPUT_BYTES, Key

__all__ = [
    "CHUNK_TAGS",
    "LEAST_COUNT",
    "TAG_BYTES",
    "RefusedTagsError",
    "TagSet",
    "build_tags",
    "check_chunks",
    "check_tags",
    "chunk_count",
    "padded_count",
    "tag",
]

TAG_BYTES = 12
"""A wrong tag among a million hits once in 8e22 questions."""
CHUNK_TAGS = 256
"""Tags of one leaf of the tree."""
LEAST_COUNT = 256
"""Tags of the shortest list; an empty one cannot be told from it."""

_PADDING_USE = b"accord/1 padding"


class RefusedTagsError(ValueError):
    """Tags are not in order, not whole, or not those of the published root and count."""


@dataclass(frozen=True, slots=True)
class TagSet:
    """Tags in order, without repetition.

    Attributes:
        tags: Tags of 12 bytes, one after another.
        root: Merkle root over their chunks.

    Raises:
        RefusedTagsError: There are none, one is cut off, or one is not above the one before.
    """

    tags: bytes = field(repr=False)
    root: bytes = field(init=False)

    def __post_init__(self) -> None:
        _check_order(self.tags)
        object.__setattr__(self, "root", root_of(_leaves(self.tags)))

    @property
    def count(self) -> int:
        """Number of tags, real ones and those that fill up."""
        return len(self.tags) // TAG_BYTES

    def has(self, wanted: bytes) -> bool:
        """Return whether a tag is in the set, by halving.

        Raises:
            RefusedTagsError: It is not 12 bytes long.
        """
        if len(wanted) != TAG_BYTES:
            raise RefusedTagsError(f"expected a tag of {TAG_BYTES} bytes, not {len(wanted)}")
        place = bisect_left(range(self.count), wanted, key=self._tag_at)
        return place < self.count and self._tag_at(place) == wanted

    def chunks(self, span: Span) -> bytes:
        """Return the tags of some chunks."""
        return self.tags[span.start * CHUNK_TAGS * TAG_BYTES : span.end * CHUNK_TAGS * TAG_BYTES]

    def chunk_proof(self, span: Span) -> tuple[bytes, ...]:
        """Return the proof that chunks belong to the root.

        Args:
            span: Chunks; at most 2^k of them, from a multiple of 2^k.

        Raises:
            MerkleError: There are no such chunks, or they do not lie like that.
        """
        return range_proof(_leaves(self.tags), span)

    def _tag_at(self, place: int) -> bytes:
        return self.tags[place * TAG_BYTES : (place + 1) * TAG_BYTES]


def tag(output: bytes) -> bytes:
    """Return the tag of an output of 64 bytes.

    Raises:
        RefusedTagsError: The output has another length.
    """
    if len(output) != OUTPUT_BYTES:
        raise RefusedTagsError(f"expected an output of {OUTPUT_BYTES} bytes, not {len(output)}")
    return output[:TAG_BYTES]


def padded_count(count: int) -> int:
    """Return the next step of the ladder 256, 363, 512, 725 and so on: roots of powers of 2, rounded up.

    Raises:
        ValueError: The count is negative.
    """
    if count < 0:
        raise ValueError(f"expected a count of at least 0, not {count}")
    power = LEAST_COUNT * LEAST_COUNT
    while (step := isqrt(power - 1) + 1) < count:
        power *= 2
    return step


def chunk_count(count: int) -> int:
    """Return in how many chunks so many tags stand."""
    return -(-count // CHUNK_TAGS)


def build_tags(key: Key, inputs: Sequence[bytes], *, workers: int | None = None) -> TagSet:
    """Return the set of the tags of all inputs, filled up.

    What fills up comes from the key, so that the same key and list give the same bytes, whatever the number
    of processes and the order of the list: an inspection can build the set again. Without the key it cannot
    be told from tags. Two sets of one key differ by what was added or removed; new random padding would show
    by what the sets share how many tags are real.

    Args:
        key: Key for one peer, purpose, type and epoch.
        inputs: Inputs of the function, in any order; repetitions count once.
        workers: Processes; as many as cores if None.

    Raises:
        InputError: An input is longer than 65,535 bytes.
    """
    tags = _in_order(many_outputs(key, inputs, kept_bytes=TAG_BYTES, workers=workers))
    wanted = padded_count(len(tags) // TAG_BYTES)
    used = 0
    while missing := wanted - len(tags) // TAG_BYTES:
        tags = _in_order(tags + _padding(key, used, missing))
        used += missing
    return TagSet(tags)


def check_tags(tags: bytes, *, count: int, root: bytes) -> TagSet:
    """Return the set that a holder sent, if it is the published one.

    Args:
        tags: Tags as they came.
        count: Published count.
        root: Published root.

    Raises:
        RefusedTagsError: The tags are not in order, or not of this count and root.
    """
    if len(tags) != count * TAG_BYTES:
        raise RefusedTagsError(f"expected {count} tags of {TAG_BYTES} bytes, not {len(tags)} bytes")
    received = TagSet(tags)
    if received.root != root:
        raise RefusedTagsError("the tags are not those of the published root")
    return received


def check_chunks(tags: bytes, span: Span, proof: Sequence[bytes], *, count: int, root: bytes) -> None:
    """Refuse chunks that are not part of the published set.

    Args:
        tags: Tags of the chunks.
        span: Chunks, as :meth:`TagSet.chunk_proof` takes them.
        proof: Proof of them.
        count: Published count.
        root: Published root.

    Raises:
        RefusedTagsError: They are not.
    """
    expected = min(span.end * CHUNK_TAGS, count) - span.start * CHUNK_TAGS
    if len(tags) != expected * TAG_BYTES:
        raise RefusedTagsError(f"expected {expected} tags of {TAG_BYTES} bytes, not {len(tags)} bytes")
    _check_order(tags)
    try:
        verify_range(root_of(_leaves(tags)), span, chunk_count(count), proof, root)
    except MerkleError as error:
        raise RefusedTagsError(f"the tags are not those of the published root: {error}") from error


def _padding(key: Key, used: int, missing: int) -> bytes:
    """Return the next tags of the stream of a key that fills up its sets."""
    return b"".join(
        hmac.digest(key.secret, _PADDING_USE + number.to_bytes(8, "big"), "sha512")[:TAG_BYTES]
        for number in range(used, used + missing)
    )


def _leaves(tags: bytes) -> list[bytes]:
    size = CHUNK_TAGS * TAG_BYTES
    return [leaf_hash(tags[start : start + size]) for start in range(0, len(tags), size)]


def _check_order(tags: bytes) -> None:
    if not tags or len(tags) % TAG_BYTES:
        raise RefusedTagsError(f"expected whole tags of {TAG_BYTES} bytes, not {len(tags)} bytes")
    array = _array(tags)
    if not np.all(array[1:] > array[:-1]):
        raise RefusedTagsError("expected tags in ascending order, each once")


def _in_order(tags: bytes) -> bytes:
    return np.unique(_array(tags)).tobytes()


def _array(tags: bytes) -> NDArray[np.bytes_]:
    """Return tags as an array; shorter strings are as these with zero bytes behind them, in order too."""
    return np.frombuffer(tags, dtype=f"S{TAG_BYTES}")
