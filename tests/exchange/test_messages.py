"""Bodies are read strictly: size, counts and depth are refused before anything is parsed."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.canonical import MalformedError
from accord.exchange.messages import (
    HEAD_LIMITS,
    MOST_BODY_BYTES,
    MOST_ELEMENTS,
    STEPS,
    Frame,
    read_frame,
    step_of,
    steps_of,
    write_frame,
)

_ELEMENTS = st.lists(st.binary(min_size=32, max_size=32), max_size=6).map(tuple)


def body(head: bytes, count: int, rest: bytes) -> bytes:
    return b"ACX1" + len(head).to_bytes(4, "big") + head + count.to_bytes(4, "big") + rest


@given(elements=_ELEMENTS, has_proof=st.booleans(), number=st.integers(0, 2**53 - 1))
def test_what_is_written_is_read(elements: tuple[bytes, ...], has_proof: bool, number: int) -> None:
    frame = Frame(head={"n": number}, elements=elements, proof=bytes(64) if has_proof else b"")
    assert read_frame(write_frame(frame), has_proof=has_proof) == frame


@given(data=st.binary(max_size=300))
def test_bytes_from_anywhere_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    for has_proof in (False, True):
        try:
            frame = read_frame(b"ACX1" + data, has_proof=has_proof)
        except MalformedError:
            continue
        assert write_frame(frame) == b"ACX1" + data


@given(elements=_ELEMENTS, place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_flipped_bit_gives_another_frame_or_none(elements: tuple[bytes, ...], place: int, bit: int) -> None:
    frame = Frame(head={"a": 1}, elements=elements)
    data = bytearray(write_frame(frame))
    data[place % len(data)] ^= 1 << bit
    with suppress(MalformedError):
        assert read_frame(bytes(data), has_proof=False) != frame


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"ACX1",
        b"ACX2" + body(b"{}", 0, b"")[4:],
        body(b"{}", 1, b""),
        body(b"{}", 1, bytes(31)),
        body(b"{}", 1, bytes(33)),
        body(b"{}", 0, b"\0"),
        body(b"{}", 10**9, bytes(64)),
        body(b"{}", 2**32 - 1, b""),
        body(b"{}", MOST_ELEMENTS + 1, bytes(32 * (MOST_ELEMENTS + 1))),
        b"ACX1" + (10**9).to_bytes(4, "big") + b"{}",
        body(b"[" * 2_000 + b"]" * 2_000, 0, b""),
        body(b"[" + b"0," * 5_000 + b"0]", 0, b""),
        body(b'{"a":1.5}', 0, b""),
        body(b'{"a":1,"a":2}', 0, b""),
        body(b'{ "a":1}', 0, b""),
        body(b'{"a":NaN}', 0, b""),
        body(b'{"a":' + b"9" * 5_000 + b"}", 0, b""),
        body(b"\xff", 0, b""),
        body(b" " * (HEAD_LIMITS.size + 1), 0, b""),
        bytes(MOST_BODY_BYTES + 1),
    ],
    ids=lambda data: f"{len(data)} bytes {data[:14]!r}",
)
def test_a_malformed_body_is_refused_in_little_memory(data: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(MalformedError):
        read_frame(data, has_proof=False)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000, "bytes beside those of the body itself"


def test_a_proof_is_where_it_must_be_and_nowhere_else() -> None:
    with_proof = write_frame(Frame(head={}, elements=(bytes(32),), proof=bytes(64)))
    without = write_frame(Frame(head={}, elements=(bytes(32),)))
    with pytest.raises(MalformedError):
        read_frame(with_proof, has_proof=False)
    with pytest.raises(MalformedError):
        read_frame(without, has_proof=True)


def test_a_frame_that_would_be_refused_is_not_written() -> None:
    for frame in (
        Frame(head={}, elements=(bytes(31),)),
        Frame(head={}, elements=(), proof=bytes(63)),
        Frame(head={}, elements=(bytes(32),) * (MOST_ELEMENTS + 1)),
        Frame(head={"a": "x" * HEAD_LIMITS.size}, elements=()),
    ):
        with pytest.raises(MalformedError):
            write_frame(frame)


def test_the_largest_step_fits_with_a_full_head() -> None:
    frame = Frame(head={"a": "x" * (HEAD_LIMITS.size - 8)}, elements=(bytes(32),) * STEPS[-1])
    assert len(write_frame(frame)) < MOST_BODY_BYTES


@pytest.mark.parametrize(
    ("count", "steps"),
    [(1, (1,)), (2, (32,)), (32, (32,)), (33, (256,)), (257, (1024,)), (1024, (1024,)), (1025, (1024, 1))],
)
def test_questions_come_in_steps(count: int, steps: tuple[int, ...]) -> None:
    assert steps_of(count) == steps


@pytest.mark.parametrize("count", [0, -1, 1025])
def test_no_step_is_made_up(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 1024"):
        step_of(count)
