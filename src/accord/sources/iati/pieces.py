"""Cuts a file into chunks of whole activities, each with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from accord.sources.iati.cutting import CUT_REASONS, GOOD, LONGEST_TAG, cut, section_kind
from accord.sources.iati.nodes import PADDING, Bytes, Positions
from accord.sources.iati.room import Room

__all__ = ["CHUNK", "Chunk", "Head", "Refusal", "cut_file"]

_MOST_PIECES = 1 << 16
_LARGEST = 1 << 30
CHUNK = 1 << 23
"""Bytes that are cut and worked on together. Larger ones gain nothing; memory grows with them."""
_TAIL = 1 << 16
"""Bytes at the end of a file, blank ones left out, among which the end tag of its root is looked for."""
_HEAD = re.compile(rb"<(iati-(?:activities|organisations))\b([^>]*)>")
_VERSION = re.compile(rb"""(?:^|\s)version\s*=\s*["']([^"']*)["']""")
_END = re.compile(rb"</iati-(?:activities|organisations)\s*>")
_UNCLOSED_COMMENT = "a comment or CDATA section that is never closed begins here"
_CUT_OFF = "the file ends inside it"
_TOO_LARGE = "it is larger than one gigabyte"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A piece of a file that is no whole activity.

    Attributes:
        start: Its first byte in the file, as decoded to UTF-8.
        end: The byte after it.
        reason: What is wrong.
        xml: Its bytes.
    """

    start: int
    end: int
    reason: str
    xml: bytes


@dataclass(slots=True, kw_only=True)
class Head:
    """What stands around the activities.

    Attributes:
        root: Element that is cut out: ``iati-activity`` or ``iati-organisation``.
        version: Version that the root element declares; empty if it declares none.
        is_complete: True if the root element was opened and closed.
    """

    root: str = "iati-activity"
    version: str = ""
    is_complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some whole activities.

    Attributes:
        memory: What the bytes lie in, to be given back.
        buffer: Their bytes, ended by ``PADDING`` zero bytes.
        base: Position of the buffer's first byte in the file.
        slices: Start and end of each in the buffer, shape (n, 2).
        refusals: Pieces beside them that are no whole activity.
    """

    memory: bytearray
    buffer: Bytes
    base: int
    slices: Positions
    refusals: list[Refusal] = field(default_factory=list)


def cut_file(fill: Callable[[memoryview], int], head: Head, room: Room) -> Iterator[Chunk]:
    """Yield the chunks of a file.

    What is left of a chunk is read again with the next one, which is twice as large each time that
    no activity ends, so that the work stays proportional to the size of the file.

    Args:
        fill: Reads the file in UTF-8 into a buffer until it is full or the file ends; returns the bytes read.
        head: What is learnt of the file's root is written here.
        room: Where buffers are taken from; whoever uses a chunk gives its memory back.
    """
    rest, base, wanted, tail = b"", 0, CHUNK, b""
    cutter: _Cutter | None = None
    while True:
        memory = room.take_buffer(len(rest) + wanted + PADDING)
        memory[: len(rest)] = rest
        read = fill(memoryview(memory)[len(rest) : len(rest) + wanted])
        size = len(rest) + read
        memory[size : size + PADDING] = bytes(PADDING)
        if cutter is None:
            _read_head(memory, size, head)
            cutter = _Cutter(head.root)
        chunk, used = cutter.cut(memory, size, base, is_last=read < wanted)
        tail = (tail + memory[max(size - _TAIL, 0) : size]).rstrip()[-_TAIL:]
        rest, base = bytes(memoryview(memory)[used:size]), base + used
        if len(chunk.slices) or chunk.refusals:
            yield chunk
        else:
            room.give_buffer(memory)
        if read < wanted:
            head.is_complete = head.is_complete and _END.search(tail) is not None
            return
        wanted = CHUNK if used else min(wanted * 2, _LARGEST)


def _read_head(data: bytearray, size: int, head: Head) -> None:
    """Read the root element, which stands before the first activity."""
    found = _HEAD.search(data, 0, size)
    if found is None:
        return
    head.is_complete = True
    head.root = "iati-activity" if bytes(found[1]) == b"iati-activities" else "iati-organisation"
    version = _VERSION.search(found[2])
    head.version = version[1].decode(errors="replace").strip() if version else ""


class _Cutter:
    """Cuts one buffer after the other and keeps what it saw."""

    def __init__(self, root: str) -> None:
        self._name = np.frombuffer(root.encode(), np.uint8)
        self._pieces = np.zeros((_MOST_PIECES, 3), np.int64)
        self._state = np.array([0, -1, 0, 0, 0, 0, 0, 0], np.int64)

    def cut(self, data: bytearray, size: int, base: int, *, is_last: bool) -> tuple[Chunk, int]:
        """Return the whole activities in a padded buffer, and how many of its bytes are done with."""
        buffer = np.frombuffer(data, np.uint8)[: size + PADDING]
        found, refusals = [], []
        limit = size if is_last else size - LONGEST_TAG
        while True:
            count = cut(buffer, limit, self._name, self._state, self._pieces)
            found.append(self._pieces[:count].copy())
            at, is_open = int(self._state[0]), int(self._state[1])
            if count < _MOST_PIECES and (at >= size or not is_last):
                break
            if count < _MOST_PIECES:
                refusals += self._resume(data, size, base, (at, is_open))
        if is_last and is_open >= 0:
            refusals.append(_refusal(data, base, is_open, size, _CUT_OFF))
        pieces = np.concatenate(found)
        for start, end, kind in pieces[pieces[:, 2] != GOOD]:
            refusals.append(_refusal(data, base, int(start), int(end), CUT_REASONS[kind]))
        slices = np.ascontiguousarray(pieces[pieces[:, 2] == GOOD, :2])
        is_large = slices[:, 1] - slices[:, 0] > _LARGEST
        refusals += [_refusal(data, base, int(at), int(end), _TOO_LARGE) for at, end in slices[is_large]]
        used = is_open if is_open >= 0 else at
        self._state[:3] = at - used, 0 if is_open >= 0 else -1, 0
        chunk = Chunk(memory=data, buffer=buffer, base=base, slices=slices[~is_large], refusals=refusals)
        return chunk, used

    def _resume(self, data: bytearray, size: int, base: int, where: tuple[int, int]) -> list[Refusal]:
        """Go on behind a ``<`` that nothing closes up to the end of the file."""
        at, is_open = where
        self._state[0] = at + 1
        kind = section_kind(np.frombuffer(data[at : at + 4] + bytes(PADDING), np.uint8), 0)
        if kind >= 0:
            self._state[4 + kind] = 1
        if is_open >= 0:
            return []
        if data.startswith((b"<!--", b"<![CDATA["), at, size):
            return [_refusal(data, base, at, min(at + 64, size), _UNCLOSED_COMMENT)]
        if data.startswith((b"<iati-activity", b"<iati-organisation"), at, size):
            return [_refusal(data, base, at, size, _CUT_OFF)]
        return []


def _refusal(data: bytearray, base: int, start: int, end: int, reason: str) -> Refusal:
    return Refusal(start=base + start, end=base + end, reason=reason, xml=bytes(data[start:end]))
