"""HTTP is read strictly: what two readers could read in two ways is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.wire import (
    MOST_HEAD_BYTES,
    ReadBytes,
    RefusedMessageError,
    WireMessage,
    read_message,
    write_message,
)


def stream(data: bytes, *, pieces: int = 7) -> ReadBytes:
    chunks: Iterator[bytes] = (data[start : start + pieces] for start in range(0, len(data), pieces))
    return lambda _most: next(chunks, b"")


def request(data: bytes) -> WireMessage | None:
    return read_message(stream(data), is_request=True, most_body=100)


def test_a_request_is_read() -> None:
    data = b"POST /evaluate HTTP/1.1\r\nHost: h:1\r\nContent-Length: 2\r\n\r\nhi"
    message = request(data)
    assert message == WireMessage(
        first=("POST", "/evaluate"), fields={"host": "h:1", "content-length": "2"}, body=b"hi", size=len(data)
    )


def test_an_answer_is_read() -> None:
    message = read_message(stream(b"HTTP/1.1 204 No Content\r\n\r\n"), is_request=False, most_body=10)
    assert message is not None
    assert (message.first, message.body) == (("204", ""), b"")


def test_a_stream_without_a_byte_is_no_message() -> None:
    assert request(b"") is None


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET / HTTP/1.0\r\n\r\n", 400),
        (b"get / HTTP/1.1\r\n\r\n", 400),
        (b"GET http://other/ HTTP/1.1\r\n\r\n", 400),
        (b"GET /a b HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\nHost: h\n\n", 400),
        (b"GET / HTTP/1.1\r\nHost : h\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n folded\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nA: 1\r\n folded\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nA: 1\r\na: 1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nA: \xc3\xa9\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nA: 1\rB: 2\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nhi", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nhi", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: +2\r\n\r\nhi", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 02\r\n\r\nhi", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhi", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nhi", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 101\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n", 413),
        (b"GET / HTTP/1.1\r\n" + b"".join(b"A%d: 1\r\n" % number for number in range(41)) + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nA: " + b"x" * MOST_HEAD_BYTES + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: h", 400),
    ],
)
def test_what_is_ambiguous_or_too_long_is_refused(data: bytes, status: int) -> None:
    with pytest.raises(RefusedMessageError) as caught:
        request(data)
    assert caught.value.status == status


@given(data=st.binary(max_size=400), pieces=st.integers(1, 50))
def test_bytes_from_anywhere_are_read_or_refused(data: bytes, pieces: int) -> None:
    for is_request in (True, False):
        with suppress(RefusedMessageError):
            read_message(stream(data, pieces=pieces), is_request=is_request, most_body=100)


@given(body=st.binary(max_size=100), pieces=st.integers(1, 50))
def test_what_is_written_is_read(body: bytes, pieces: int) -> None:
    data = write_message("POST /a HTTP/1.1", {"host": "h:1", "x": "a b"}, body)
    message = read_message(stream(data, pieces=pieces), is_request=True, most_body=100)
    assert message is not None
    assert (message.body, message.fields["x"], message.size) == (body, "a b", len(data))


@pytest.mark.parametrize("value", ["a\r\nb: c", "a\nb", "", "é"])
def test_no_header_can_be_smuggled_in(value: str) -> None:
    with pytest.raises(RefusedMessageError):
        write_message("GET / HTTP/1.1", {"a": value}, b"")
