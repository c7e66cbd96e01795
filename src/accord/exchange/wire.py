"""HTTP/1.1 messages read strictly from a stream: lengths are announced and nothing is guessed.

The profile is narrow on purpose, after RFC 9112: no chunked bodies, no compression, no folded header lines,
no header given twice, ASCII only, line ends of CR LF. What is ambiguous between two readers is refused by
this one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

__all__ = [
    "MOST_HEAD_BYTES",
    "ReadBytes",
    "RefusedMessageError",
    "WireMessage",
    "read_message",
    "write_message",
]

MOST_HEAD_BYTES = 16_384
"""Bytes of the first line and all headers at most."""
_MOST_HEADERS = 40
_CHUNK = 16_384

ReadBytes = Callable[[int], bytes]
"""Reads at least one and at most so many bytes; nothing at the end of the stream."""

_REQUEST = re.compile(r"([A-Z]{1,10}) (/[!-~]{0,500}) HTTP/1\.1\Z", re.ASCII)
_STATUS = re.compile(r"HTTP/1\.1 (\d{3})(?: [ -~]{0,60})?\Z", re.ASCII)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,63}): ?([!-~](?:[ -~]*[!-~])?)\Z", re.ASCII)
_LENGTH = re.compile(r"0\Z|[1-9]\d{0,8}\Z", re.ASCII)
_FORBIDDEN = ("transfer-encoding", "content-encoding", "te", "trailer", "upgrade", "expect")


class RefusedMessageError(ValueError):
    """A message is not in the profile, too long, or cut off.

    Attributes:
        status: Status code with which a server refuses it.
    """

    def __init__(self, status: int, expected: str) -> None:
        self.status = status
        super().__init__(f"expected {expected}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WireMessage:
    """One message.

    Attributes:
        first: Method and path, or the status code as text and an empty text.
        fields: Header fields by name in small letters.
        body: The body.
        size: Bytes of the whole on the wire.
    """

    first: tuple[str, str]
    fields: Mapping[str, str]
    body: bytes
    size: int


def read_message(read: ReadBytes, *, is_request: bool, most_body: int) -> WireMessage | None:
    """Return the next message of a stream, or None if the stream ends before its first byte.

    Args:
        read: Reads from the stream.
        is_request: Whether a request is expected; otherwise an answer.
        most_body: Bytes of the body at most.

    Raises:
        RefusedMessageError: The message is not in the profile; the stream must be closed.
    """
    head, rest = _head(read)
    if not head and not rest:
        return None
    lines = _decoded(head).split("\r\n")
    found = (_REQUEST if is_request else _STATUS).match(lines[0])
    if found is None:
        raise RefusedMessageError(400, "a first line of HTTP/1.1")
    fields = _fields(lines[1:])
    length = fields.get("content-length", "0")
    if not _LENGTH.match(length):
        raise RefusedMessageError(400, "a length in digits")
    if int(length) > most_body:
        raise RefusedMessageError(413, f"a body of at most {most_body} bytes")
    if len(rest) > int(length):
        raise RefusedMessageError(400, "one message at a time")
    body = _body(read, rest, int(length))
    first = (found.group(1), found.group(2) if is_request else "")
    return WireMessage(first=first, fields=fields, body=body, size=len(head) + 4 + len(body))


def write_message(first: str, fields: Mapping[str, str], body: bytes) -> bytes:
    """Return the bytes of a message.

    Args:
        first: Whole first line.
        fields: Header fields; the length is added.
        body: The body.

    Raises:
        RefusedMessageError: The message would be refused by whoever gets it.
    """
    lines = [first, *(f"{name}: {value}" for name, value in fields.items()), f"content-length: {len(body)}"]
    if any(not _HEADER.match(line) for line in lines[1:]) or "\r" in first or "\n" in first:
        raise RefusedMessageError(500, "headers in the profile")
    return "\r\n".join([*lines, "\r\n"]).encode("ascii") + body


def _head(read: ReadBytes) -> tuple[bytes, bytes]:
    """Return the head and what was read of the body; nothing if the stream ended at once."""
    data = b""
    while (end := data.find(b"\r\n\r\n")) < 0:
        if len(data) > MOST_HEAD_BYTES:
            raise RefusedMessageError(431, f"headers of at most {MOST_HEAD_BYTES} bytes")
        more = read(_CHUNK)
        if not more:
            if data:
                raise RefusedMessageError(400, "a whole message")
            return b"", b""
        data += more
    if end > MOST_HEAD_BYTES:
        raise RefusedMessageError(431, f"headers of at most {MOST_HEAD_BYTES} bytes")
    return data[:end], data[end + 4 :]


def _decoded(head: bytes) -> str:
    try:
        return head.decode("ascii")
    except UnicodeDecodeError:
        raise RefusedMessageError(400, "headers in ASCII") from None


def _fields(lines: list[str]) -> dict[str, str]:
    if len(lines) > _MOST_HEADERS:
        raise RefusedMessageError(431, f"at most {_MOST_HEADERS} headers")
    fields: dict[str, str] = {}
    for line in lines:
        found = _HEADER.match(line)
        if found is None:
            raise RefusedMessageError(400, "headers of name and value")
        name = found.group(1).lower()
        if name in fields or name in _FORBIDDEN:
            raise RefusedMessageError(
                400, "each header once, and a body that is neither chunked nor compressed"
            )
        fields[name] = found.group(2)
    return fields


def _body(read: ReadBytes, start: bytes, length: int) -> bytes:
    parts, missing = [start], length - len(start)
    while missing > 0:
        more = read(min(missing, _CHUNK))
        if not more:
            raise RefusedMessageError(400, "a whole body")
        parts.append(more)
        missing -= len(more)
    return b"".join(parts)
