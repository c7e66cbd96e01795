"""Characters of XML: which byte may stand where, references, white space."""

from __future__ import annotations

import numpy as np

from accord.compiling import compiled, inlined
from accord.sources.iati.nodes import Bytes

__all__ = [
    "AND",
    "BAD",
    "BAD_IN_ATTRIBUTE",
    "BRACKET",
    "CR",
    "IN_ATTRIBUTE",
    "IN_TEXT",
    "LT",
    "NAME",
    "NOTHING",
    "QUOTE",
    "SPACE",
    "WHITE",
    "character",
    "is_no_character",
    "trimmed",
]


def _table(*members: bytes) -> Bytes:
    table = np.zeros(256, np.uint8)
    for value, group in enumerate(members, 1):
        table[list(group)] = value
    return table


_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_LETTERS = bytes([*range(ord("a"), ord("z") + 1), *range(ord("A"), ord("Z") + 1)]) + b"_:"
NAME = _table(_LETTERS, b"0123456789.-")
SPACE = _table(b" \t\r\n")
IN_TEXT = _table(b"<", b"&", b"\r", b"]", _CONTROLS, b"\xef")
IN_ATTRIBUTE = _table(b"\"'", b"&", b"\r\n\t", b"<" + _CONTROLS, b"\xef")
# Values of NAME: 1 may begin a name, 2 may stand in it. Values of the other two: the order of their groups.

NOTHING, LT, AND, CR, BRACKET, BAD = range(6)
"""Values of ``IN_TEXT``; one more stands for the byte with which U+FFFE and U+FFFF begin."""
QUOTE, WHITE, BAD_IN_ATTRIBUTE = 1, 3, 4
"""Values of ``IN_ATTRIBUTE``, beside ``NOTHING`` and ``AND``."""
_NAMED = (("lt;", "<"), ("gt;", ">"), ("amp;", "&"), ("quot;", '"'), ("apos;", "'"))
_WORDS = np.zeros((len(_NAMED), 8), np.uint8)
for _row, (_word, _meant) in enumerate(_NAMED):
    _WORDS[_row, : len(_word)] = np.frombuffer(_word.encode(), np.uint8)
_LENGTHS = np.array([len(word) for word, _meant in _NAMED])
_MEANT = np.array([ord(meant) for _word, meant in _NAMED])


@compiled
def trimmed(buffer: Bytes, start: int, end: int) -> tuple[int, int]:
    """Return a span without the white space at its ends, written as it is or as a reference."""
    while start < end:
        if SPACE[buffer[start]]:
            start += 1
            continue
        code, after = character(buffer, start) if buffer[start] == 38 else (0, -1)
        if after < 0 or not _is_space(code):
            break
        start = after
    while start < end:
        if SPACE[buffer[end - 1]]:
            end -= 1
            continue
        before = _blank_reference_before(buffer, start, end) if buffer[end - 1] == 59 else -1
        if before < 0:
            break
        end = before
    return start, end


@compiled
def _blank_reference_before(buffer: Bytes, start: int, end: int) -> int:
    """Return where a reference to white space begins that ends here, or -1."""
    at = end - 2
    while at >= start and at > end - 12 and buffer[at] != 38:
        at -= 1
    if at < start or buffer[at] != 38:
        return -1
    code, after = character(buffer, at)
    return at if after == end and _is_space(code) else -1


@compiled
def _is_space(code: int) -> bool:
    return code == 32 or code == 9 or code == 10 or code == 13


@inlined
def is_no_character(buffer: Bytes, at: int) -> bool:
    """Tell whether U+FFFE or U+FFFF stands here, which XML does not allow."""
    return bool(buffer[at + 1] == 0xBF and buffer[at + 2] >= 0xBE)


@compiled
def character(buffer: Bytes, at: int) -> tuple[int, int]:
    """Read a reference such as ``&amp;`` or ``&#233;``.

    Returns:
        Code point and position after the reference; position -1 if it is none of the five named
        ones and no number of a character that XML allows.
    """
    at += 1
    if buffer[at] == 35:
        return _numbered(buffer, at + 1)
    for row in range(_WORDS.shape[0]):
        length = _LENGTHS[row]
        offset = 0
        while offset < length and buffer[at + offset] == _WORDS[row, offset]:
            offset += 1
        if offset == length:
            return _MEANT[row], at + length
    return 0, -1


@compiled
def _numbered(buffer: Bytes, at: int) -> tuple[int, int]:
    base = 10
    if buffer[at] == 120:
        base = 16
        at += 1
    start, code = at, 0
    while buffer[at] != 59:
        digit = _digit(buffer[at])
        if digit < 0 or digit >= base or code > 0x10FFFF:
            return 0, -1
        code = code * base + digit
        at += 1
    is_control = code < 32 and code != 9 and code != 10 and code != 13
    is_surrogate = 0xD800 <= code <= 0xDFFF
    if at == start or is_control or is_surrogate or code > 0x10FFFF or code == 0xFFFE or code == 0xFFFF:
        return 0, -1
    return code, at + 1


@compiled
def _digit(code: int) -> int:
    if 48 <= code <= 57:
        return code - 48
    lower = code | 32
    return lower - 87 if 97 <= lower <= 102 else -1
