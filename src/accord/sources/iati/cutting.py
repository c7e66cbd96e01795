"""Cuts a stream of bytes into whole activities, whatever is broken between or inside them.

A piece runs from ``<iati-activity`` to its end tag. A second start tag before the end tag means
that the first activity was never closed; an end tag without a start tag, that its start is damaged.
Comments, CDATA sections, processing instructions and a document type are skipped as XML says. One
that is malformed inside an activity is not: the activity then ends at its end tag, the tokenisers
refuse it, and the damage costs it alone.
"""

from __future__ import annotations

import numpy as np

from accord.compiling import compiled, inlined
from accord.sources.iati.characters import SPACE
from accord.sources.iati.nodes import Bytes, Positions
from accord.sources.iati.vectors import LANES, first_mark, first_open

__all__ = ["CUT_REASONS", "GOOD", "LONGEST_TAG", "OTHER_KIND", "cut", "section_kind"]

LONGEST_TAG = 32  # so many bytes from its ``<`` on at the most decide what a tag is

GOOD, UNCLOSED, NO_START, OTHER_KIND = range(4)
CUT_REASONS = (
    "",
    "the end tag is missing: another activity begins before it",
    "the start tag is missing or damaged: an end tag stands alone",
    "it is of the other kind: activities and organisations stand in files of their own",
)
"""What is wrong with a piece, by its kind; empty for a piece that is to be tokenised."""
_COMMENT, _CDATA, _INSTRUCTION, _DOCUMENT_TYPE = range(4)
_WHOLE, _BEGINS, _INCOMPLETE = 10, 11, -2
_ACTIVITY = np.frombuffer(b"iati-activity", np.uint8).copy()
_ORGANISATION = np.frombuffer(b"iati-organisation", np.uint8).copy()


@compiled
def cut(buffer: Bytes, end: int, name: Bytes, state: Positions, pieces: Positions) -> int:
    """Find pieces in a buffer.

    Args:
        buffer: Bytes, ended by ``PADDING`` zero bytes.
        end: Where to stop: at the padding, or ``LONGEST_TAG`` bytes before it if more bytes will come.
        name: Name of the element to cut out; it begins with ``i``.
        state: Four numbers, read and written: where to go on; start of the open piece or -1; end of
            the last piece; 1 once an element has begun, after which no document type can stand. Then
            four that are only read: 1 for a kind of section that nothing in the buffer closes any more.
        pieces: Written: start, end and kind of each piece, shape (n, 3).

    Returns:
        Number of pieces. It stopped at ``end``, or at a ``<`` that needs more bytes, or ``pieces`` is full.
    """
    at, is_open, last = state[0], state[1], state[2]
    count = 0
    while count < pieces.shape[0]:
        at = _next(buffer, at, end, state[3] == 1)
        if at >= end:
            break
        after, kind = _look(buffer, at, end, name, (is_open >= 0, state))
        if after == _INCOMPLETE:
            break
        if kind == _BEGINS:
            is_open = at
        elif kind >= 0:
            start = at if kind in (_WHOLE, OTHER_KIND) else last
            pieces[count, 0] = is_open if is_open >= 0 else start
            pieces[count, 1], pieces[count, 2] = after, GOOD if kind == _WHOLE else kind
            count += 1
            is_open, last = -1, after
        at = after
    state[0], state[1], state[2] = at, is_open, last
    return count


@inlined
def _next(buffer: Bytes, at: int, end: int, has_begun: bool) -> int:
    """Return where the next ``<`` stands; once an element has begun, the next that can matter."""
    while at < end:
        step = first_mark(buffer, at) if has_begun else first_open(buffer, at)
        if step < LANES:
            return at + step
        at += LANES
    return at


@inlined
def _look(buffer: Bytes, at: int, end: int, name: Bytes, where: tuple[bool, Positions]) -> tuple[int, int]:
    """Look at a ``<``; return where to go on, and what kind of piece ends or begins there, or -1."""
    is_inside, state = where
    following = buffer[at + 1]
    after, kind = at + 1, -1
    if following == 33 or following == 63:
        after = _skip(buffer, at, end, name, where)
    elif following == 47 and _stands(buffer, at + 2, name):
        after = _closed(buffer, at + 2 + name.shape[0], end)
        kind = GOOD if is_inside else NO_START
    elif _stands(buffer, at + 1, name):
        after = _opened(buffer, at + 1 + name.shape[0], end)
        is_whole = after > 0 and buffer[after - 2] == 47 and buffer[after - 1] == 62
        kind = _WHOLE if is_whole else _BEGINS
        if is_inside:
            after, kind = at, UNCLOSED
    elif following != 47:
        state[3] = 1
        if not is_inside and _stands(buffer, at + 1, _ACTIVITY):
            after, kind = _end_of_other(buffer, at, end, _ACTIVITY), OTHER_KIND
        elif not is_inside and _stands(buffer, at + 1, _ORGANISATION):
            after, kind = _end_of_other(buffer, at, end, _ORGANISATION), OTHER_KIND
    return after, kind


@compiled
def _end_of_other(buffer: Bytes, at: int, end: int, name: Bytes) -> int:
    """Return the position after the end tag of a record of the other kind."""
    while at < end:
        if buffer[at] == 60 and buffer[at + 1] == 47 and _stands(buffer, at + 2, name):
            return _closed(buffer, at + 2 + name.shape[0], end)
        at += 1
    return _INCOMPLETE


@compiled
def _stands(buffer: Bytes, at: int, name: Bytes) -> bool:
    for offset in range(name.shape[0]):
        if buffer[at + offset] != name[offset]:
            return False
    following = buffer[at + name.shape[0]]
    return bool(following == 62 or following == 47 or following == 0 or SPACE[following] == 1)


@compiled
def _closed(buffer: Bytes, at: int, end: int) -> int:
    """Return the position after an end tag; after its name if it is damaged."""
    after = at
    while after < end and SPACE[buffer[after]]:
        after += 1
    if after >= end:
        return _INCOMPLETE
    return after + 1 if buffer[after] == 62 else at


@compiled
def _opened(buffer: Bytes, at: int, end: int) -> int:
    """Return the position after a start tag; after its name if a ``<`` stands in it."""
    quote = 0
    after = at
    while after < end:
        code = buffer[after]
        if code == 60:
            return at
        if quote:
            quote = 0 if code == quote else quote
        elif code == 34 or code == 39:
            quote = code
        elif code == 62:
            return after + 1
        after += 1
    return _INCOMPLETE


@compiled
def _skip(buffer: Bytes, at: int, end: int, name: Bytes, where: tuple[bool, Positions]) -> int:
    """Return the position after what is no element; the next one if it is malformed in an activity."""
    is_inside, state = where
    if at + 4 > end:
        return _INCOMPLETE
    kind = section_kind(buffer, at)
    if kind < 0 or state[4 + kind] or (kind == _DOCUMENT_TYPE and (is_inside or state[3])):
        return at + 1
    if kind == _COMMENT:
        return _comment(buffer, at + 4, end, is_inside)
    if kind == _DOCUMENT_TYPE:
        return _document_type(buffer, at + 2, end)
    return _section(buffer, at + (3 if kind == _CDATA else 2), end, name, is_inside)


@compiled
def section_kind(buffer: Bytes, at: int) -> int:
    """Return which kind of section a ``<`` opens, from 0 to 3, or -1."""
    third = buffer[at + 2]
    if buffer[at + 1] == 63:
        return _INSTRUCTION
    if buffer[at + 1] != 33:
        return -1
    if third == 45 and buffer[at + 3] == 45:
        return _COMMENT
    if third == 91:
        return _CDATA
    return _DOCUMENT_TYPE if third == 68 else -1


@compiled
def _comment(buffer: Bytes, at: int, end: int, is_inside: bool) -> int:
    """XML 1.0, 2.5: two hyphens stand in a comment only at its end."""
    start = at
    while at < end:
        if buffer[at] == 45 and buffer[at + 1] == 45:
            if buffer[at + 2] == 62:
                return at + 3
            if is_inside and at + 2 < end:
                return start
        at += 1
    return _INCOMPLETE


@compiled
def _section(buffer: Bytes, at: int, end: int, name: Bytes, is_inside: bool) -> int:
    """Skip a CDATA section or an instruction.

    If the end of an activity and after that another section begin in it, its own end is missing.
    """
    start, swallowed = at, 0
    mark, opener = (93, 33) if buffer[at - 1] == 91 else (63, 63)
    while at < end:
        if buffer[at] == mark and mark == 63 and buffer[at + 1] == 62:
            return at + 2
        if buffer[at] == 93 and mark == 93 and buffer[at + 1] == 93 and buffer[at + 2] == 62:
            return at + 3
        if is_inside and buffer[at] == 60:
            if buffer[at + 1] == 47 and _stands(buffer, at + 2, name):
                swallowed = 1
            elif swallowed and buffer[at + 1] == opener and buffer[at + 2] != 45:
                return start
        at += 1
    return _INCOMPLETE


@compiled
def _document_type(buffer: Bytes, at: int, end: int) -> int:
    """Skip a document type with what it declares; nothing of it is ever used."""
    depth, quote = 0, 0
    while at < end:
        code = buffer[at]
        if quote:
            quote = 0 if code == quote else quote
        elif code == 34 or code == 39:
            quote = code
        elif code == 60 and buffer[at + 1] == 33 and buffer[at + 2] == 45 and buffer[at + 3] == 45:
            after = _comment(buffer, at + 4, end, False)
            if after == _INCOMPLETE:
                return after
            at = after - 1
        elif code == 60 or code == 91:
            depth += 1
        elif code == 93 or (code == 62 and depth > 0):
            depth -= 1
        elif code == 62:
            return at + 1
        at += 1
    return _INCOMPLETE
