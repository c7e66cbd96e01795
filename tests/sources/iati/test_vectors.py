"""Looks at 32 bytes against regular expressions and slices of Python."""

from __future__ import annotations

import re
from collections.abc import Callable

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.sources.iati import vectors
from accord.sources.iati.vectors import LANES

EXPECTED = {
    "first_in_text": rb"[\x00-\x08\x0b-\x1f<&\]\xef]",
    "first_in_value": rb"[\x00-\x1f\"&'<\xef]",
    "first_no_name": rb"[^a-zA-Z0-9:._-]",
    "first_no_space": rb"[^ \t\r\n]",
    "first_open": rb"<",
    "first_mark": rb"<(?=[!?i]|/i)",
}
ANY = st.binary(min_size=40, max_size=80)
LIKELY = st.lists(st.sampled_from(b"<>/!?i&]\"'az09:._- \t\r\n\xef\x1f"), min_size=40, max_size=80).map(bytes)


def compiled(name: str) -> Callable[..., int]:
    """Return a function of ``vectors`` as one that Python can call."""
    look = getattr(vectors, name)
    if name in EXPECTED:
        return numba.njit(lambda buffer, at: look(buffer, at))  # type: ignore[no-any-return]
    return numba.njit(lambda one, at, other, there: look(one, at, other, there))  # type: ignore[no-any-return]


FUNCTIONS = {name: compiled(name) for name in [*EXPECTED, "first_difference", "copy_lanes"]}


@pytest.mark.parametrize("name", EXPECTED)
@settings(max_examples=200, deadline=None)
@given(content=ANY | LIKELY, at=st.integers(0, 6))
def test_a_look_finds_the_first_byte_that_a_pattern_finds(name: str, content: bytes, at: int) -> None:
    found = re.compile(EXPECTED[name], re.DOTALL).search(content, at)
    first = found.start() - at if found and found.start() - at < LANES else LANES
    assert FUNCTIONS[name](np.frombuffer(content, np.uint8), at) == first


@settings(max_examples=200, deadline=None)
@given(content=ANY, place=st.integers(0, 31), at=st.integers(0, 6))
def test_two_buffers_differ_where_a_byte_was_changed(content: bytes, place: int, at: int) -> None:
    one = np.frombuffer(content, np.uint8)
    other = np.concatenate([np.zeros(3, np.uint8), one[at:], np.zeros(40, np.uint8)])
    assert FUNCTIONS["first_difference"](one, at, other, 3) == LANES
    other[3 + place] ^= 1
    assert FUNCTIONS["first_difference"](one, at, other, 3) == place


def test_a_copy_takes_32_bytes_and_no_more() -> None:
    source, target = np.arange(1, 81, dtype=np.uint8), np.zeros(40, np.uint8)
    assert FUNCTIONS["copy_lanes"](source, 5, target, 2) == LANES
    assert target.tolist() == [0, 0, *range(6, 38), *[0] * 6]
