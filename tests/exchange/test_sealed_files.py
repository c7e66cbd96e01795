"""How many openings a file holds is told from its first bytes, and what is no such file is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.canonical import MalformedError
from accord.exchange.openings import Opening
from accord.exchange.sealed_files import read_sealed, sealed_bytes, sealed_extent
from accord.exchange.sealing import seal_openings
from exchange.test_sealing import AUTHORITY, CONTEXT

PUBLIC = AUTHORITY.public_key().public_bytes_raw()


@pytest.mark.parametrize("count", [0, 1, 32, 256])
@pytest.mark.parametrize("length", [0, 700])
def test_the_extent_of_a_file(count: int, length: int) -> None:
    """Records of one step and of two; the first 8,192 bytes hold context, secret and statement."""
    openings = [Opening(data=bytes(length), blind=bytes(32))] * count
    whole = sealed_bytes(seal_openings(PUBLIC, CONTEXT, b"{}", openings))
    assert sealed_extent(whole[:8_192], len(whole)) == (CONTEXT, count)
    assert len(read_sealed(whole).records) == count


@given(data=st.binary(max_size=200))
def test_other_bytes_are_refused(data: bytes) -> None:
    for read in (read_sealed, lambda found: sealed_extent(found, len(found))):
        with pytest.raises(MalformedError):
            read(b"accord-sealed/1\n" + data[:3])
        with pytest.raises(MalformedError):
            read(data)
