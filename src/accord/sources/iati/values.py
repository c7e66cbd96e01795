"""Values of nodes: text, CDATA sections, quoted values; each becomes the span of one node."""

from __future__ import annotations

import numpy as np

from accord.compiling import compiled, inlined
from accord.sources.iati.characters import (
    AND,
    BAD,
    BAD_IN_ATTRIBUTE,
    BRACKET,
    CR,
    IN_ATTRIBUTE,
    IN_TEXT,
    LT,
    NOTHING,
    QUOTE,
    SPACE,
    WHITE,
    character,
    is_no_character,
    trimmed,
)
from accord.sources.iati.nodes import CODED_ATTRIBUTE, CODED_TEXT, PLAIN, RAW, Bytes, Nodes
from accord.sources.iati.vectors import first_in_text, first_in_value, first_no_space

__all__ = ["read_cdata", "read_quoted", "read_text", "skip_comment"]

_CDATA = np.frombuffer(b"[CDATA[", np.uint8).copy()


@inlined
def read_quoted(buffer: Bytes, at: int, nodes: Nodes, node: int) -> int:
    """Read a quoted value into a node; return the position after it, or -1."""
    quote = buffer[at]
    if quote != 34 and quote != 39:
        return -1
    at += 1
    start = at
    while True:
        at += first_in_value(buffer, at)
        kind = IN_ATTRIBUTE[buffer[at]]
        if kind == NOTHING:
            at += 1
        elif kind == QUOTE:
            if buffer[at] == quote:
                break
            at += 1
        elif kind == WHITE:
            nodes.form[node] = CODED_ATTRIBUTE
            at += 1
        elif kind == AND:
            nodes.form[node] = CODED_ATTRIBUTE
            _code, at = character(buffer, at)
        elif kind == BAD_IN_ATTRIBUTE or is_no_character(buffer, at):
            return -1
        else:
            at += 1
        if at < 0:
            return -1
    nodes.start[node], nodes.end[node] = trimmed(buffer, start, at)
    return at + 1


@inlined
def read_text(buffer: Bytes, at: int, nodes: Nodes, element: int) -> int:
    """Read text up to the next ``<``; return its position, or -1."""
    while SPACE[buffer[at]]:
        at += first_no_space(buffer, at)
    if buffer[at] == 60:
        return at
    start = at
    form = PLAIN
    while True:
        at += first_in_text(buffer, at)
        kind = IN_TEXT[buffer[at]]
        if kind == NOTHING:
            at += 1
        elif kind == LT:
            break
        elif kind == CR:
            form = CODED_TEXT
            at += 1
        elif kind == AND:
            form = CODED_TEXT
            _code, at = character(buffer, at)
            if at < 0:
                return -1
        elif _is_malformed(buffer, at, kind):
            return -1
        else:
            at += 1
    return _keep(buffer, nodes, element, (start, at, form))


@inlined
def _is_malformed(buffer: Bytes, at: int, kind: int) -> bool:
    """Tell whether a control character, ``]]>`` or what is no character at all stands in text."""
    return bool(
        kind == BAD
        or (kind == BRACKET and buffer[at + 1] == 93 and buffer[at + 2] == 62)
        or (kind > BAD and is_no_character(buffer, at))
    )


@inlined
def _keep(buffer: Bytes, nodes: Nodes, element: int, run: tuple[int, int, int]) -> int:
    """Make a run of text the value of an element; return its end, or -1 if it has a value already."""
    start, end, form = run
    start, end = trimmed(buffer, start, end) if form != RAW else _trimmed_raw(buffer, start, end)
    if start == end:
        return run[1]
    if nodes.end[element] > nodes.start[element]:
        return -1
    nodes.start[element], nodes.end[element], nodes.form[element] = start, end, form
    return run[1]


@compiled
def _trimmed_raw(buffer: Bytes, start: int, end: int) -> tuple[int, int]:
    while start < end and SPACE[buffer[start]]:
        start += 1
    while start < end and SPACE[buffer[end - 1]]:
        end -= 1
    return start, end


@compiled
def skip_comment(buffer: Bytes, at: int) -> int:
    """Skip a comment; return the position after it, or -1 if it is malformed."""
    while True:
        code = buffer[at]
        if code == 45 and buffer[at + 1] == 45:
            return at + 3 if buffer[at + 2] == 62 else -1
        kind = IN_TEXT[code]
        if kind == BAD or (kind > BAD and is_no_character(buffer, at)):
            return -1
        at += 1


@inlined
def read_cdata(buffer: Bytes, at: int, nodes: Nodes, element: int) -> int:
    """Read a CDATA section as text; return the position after it, or -1."""
    if element == 0 or not _is_cdata(buffer, at):
        return -1
    at += 7
    start = at
    while not (buffer[at] == 93 and buffer[at + 1] == 93 and buffer[at + 2] == 62):
        kind = IN_TEXT[buffer[at]]
        if kind == BAD or (kind > BAD and is_no_character(buffer, at)):
            return -1
        at += 1
    return 3 + at if _keep(buffer, nodes, element, (start, at, RAW)) >= 0 else -1


@compiled
def _is_cdata(buffer: Bytes, at: int) -> bool:
    for offset in range(_CDATA.shape[0]):  # noqa: SIM110 - compiled loops hold no generators
        if buffer[at + offset] != _CDATA[offset]:
            return False
    return True
