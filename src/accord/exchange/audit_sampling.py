"""Which logged elements an inspection opens: a random sample that anybody with the seed draws again.

Each element gets the HMAC-SHA256 of its place in the log under the seed, and the smallest are drawn. Every
subset of that size is equally likely as long as the seed is chosen after the log was cosigned and is not
known to the two authorities before. The sample is without replacement.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from accord.exchange.logbook.entries import Entry, EntryKind

__all__ = [
    "SEED_BYTES",
    "Draw",
    "LoggedRequest",
    "draw_sample",
    "escape_probability",
    "logged_requests",
    "most_bad",
]

SEED_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedRequest:
    """A request that the asked node logged as admitted.

    Attributes:
        index: Number of the entry in the log.
        entry: The entry.
    """

    index: int
    entry: Entry

    @property
    def request(self) -> str:
        """Id of the request."""
        return str(self.entry.fields["request"])

    @property
    def elements(self) -> int:
        """Number of its elements, dummies included."""
        return int(self.entry.fields["elements"])


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Draw:
    """One element that was drawn.

    Attributes:
        index: Number of the entry in the log.
        place: Place of the element in the request, counted from 0.
        request: Id of the request.
    """

    index: int
    place: int
    request: str


def logged_requests(entries: Sequence[tuple[int, Entry]], asker: str) -> tuple[LoggedRequest, ...]:
    """Return the admitted requests of one asker, in the order of the log.

    Args:
        entries: Numbers and entries of the asked node's log.
        asker: Id of the peer that asked.
    """
    return tuple(
        LoggedRequest(index=index, entry=entry)
        for index, entry in entries
        if entry.kind is EntryKind.ADMITTED and entry.fields["asker"] == asker
    )


def draw_sample(seed: bytes, requests: Sequence[LoggedRequest], size: int) -> tuple[Draw, ...]:
    """Return a sample of elements, in the order of the log.

    Args:
        seed: 32 bytes.
        requests: Logged requests.
        size: Elements to draw; all of them if there are fewer.

    Raises:
        ValueError: The seed has another length, or the size is negative.
    """
    if len(seed) != SEED_BYTES or size < 0:
        raise ValueError(f"a sample needs a seed of {SEED_BYTES} bytes and a size of at least 0")
    return tuple(sorted(nsmallest(size, _elements(requests), key=lambda draw: _rank(seed, draw))))


def escape_probability(total: int, bad: int, drawn: int) -> float:
    """Return how likely a sample misses every bad element (hypergeometric distribution, no hit).

    Args:
        total: Elements in all.
        bad: Bad ones among them.
        drawn: Elements drawn, without replacement.

    Returns:
        A probability, 0 to 1.
    """
    if drawn > total - bad:
        return 0.0
    chance = 1.0
    for number in range(min(bad, drawn)):
        chance *= (total - max(bad, drawn) - number) / (total - number)
    return chance


def most_bad(total: int, drawn: int, *, confidence: float = 0.95) -> int:
    """Return how many bad elements there may be at most, if none was found among those drawn.

    It is the greatest number that a sample of this size would miss with a probability of more than one less
    the confidence. It speaks of the elements in the log only: what was never logged, no sample can find.

    Args:
        total: Elements in all.
        drawn: Elements drawn.
        confidence: Between 0 and 1.
    """
    low, high = 0, total - drawn
    while low < high:
        middle = (low + high + 1) // 2
        if escape_probability(total, middle, drawn) > 1 - confidence:
            low = middle
        else:
            high = middle - 1
    return low


def _elements(requests: Sequence[LoggedRequest]) -> Iterator[Draw]:
    for logged in requests:
        for place in range(logged.elements):
            yield Draw(index=logged.index, place=place, request=logged.request)


def _rank(seed: bytes, draw: Draw) -> bytes:
    return hmac.digest(seed, draw.index.to_bytes(8, "big") + draw.place.to_bytes(4, "big"), "sha256")
