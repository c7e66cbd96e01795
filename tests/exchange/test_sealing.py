"""Openings are read by nobody but the authority they were sealed to, and for no other request."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.exchange.canonical import MalformedError
from accord.exchange.normalising import IdentifierType
from accord.exchange.openings import Opening
from accord.exchange.sealed_files import read_sealed, sealed_bytes
from accord.exchange.sealing import (
    SealedOpenings,
    SealingContext,
    UnsealedError,
    open_record,
    open_statement,
    seal_openings,
)

AUTHORITY = X25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = X25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
CONTEXT = SealingContext(
    authority="supervisor-aldoria",
    asker="police-aldoria",
    holder="customs-brenland",
    purpose="criminal-investigation",
    type=IdentifierType.PLATE,
    epoch="2030-01-31",
    request="r-1",
)
OPENINGS = (Opening(data=b"first", blind=b"1" * 32), Opening(data=b"second, longer", blind=b"2" * 32))


def sealed() -> SealedOpenings:
    return seal_openings(AUTHORITY.public_key().public_bytes_raw(), CONTEXT, b'{"case":"7"}', OPENINGS)


def test_the_authority_reads_the_case_and_each_record() -> None:
    kept = read_sealed(sealed_bytes(sealed()))
    assert open_statement(AUTHORITY, kept) == b'{"case":"7"}'
    assert [open_record(AUTHORITY, kept, place) for place in range(2)] == list(OPENINGS)


def test_another_authority_reads_nothing() -> None:
    with pytest.raises(UnsealedError):
        open_statement(OTHER, sealed())
    with pytest.raises(UnsealedError):
        open_record(OTHER, sealed(), 0)


@pytest.mark.parametrize("field", ["authority", "asker", "holder", "purpose", "epoch", "request"])
def test_a_record_that_is_put_into_another_request_does_not_open(field: str) -> None:
    moved = replace(sealed(), context=replace(CONTEXT, **{field: "other"}))  # type: ignore[arg-type]
    with pytest.raises(UnsealedError):
        open_record(AUTHORITY, moved, 0)
    with pytest.raises(UnsealedError):
        open_statement(AUTHORITY, moved)


def test_records_cannot_change_places_or_batches() -> None:
    first, second = sealed(), sealed()
    for records in ((first.records[1], first.records[0]), second.records):
        with pytest.raises(UnsealedError):
            open_record(AUTHORITY, replace(first, records=records), 0)


@settings(max_examples=60)
@given(where=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7))
def test_a_flipped_bit_is_never_read_as_something_else(where: int, bit: int) -> None:
    """Every bit of a file is covered: the file is malformed, or no record of it opens to another value."""
    data = bytearray(sealed_bytes(sealed()))
    data[where % len(data)] ^= 1 << bit
    opened = []
    try:
        kept = read_sealed(bytes(data))
        opened = [open_record(AUTHORITY, kept, place) for place in range(2)]
        opened_statement = open_statement(AUTHORITY, kept)
    except (MalformedError, UnsealedError):
        return
    pytest.fail(f"read {len(opened)} records and a case of {len(opened_statement)} bytes from altered bytes")


@given(length=st.integers(min_value=0, max_value=2_000))
def test_cut_files_are_refused(length: int) -> None:
    data = sealed_bytes(sealed())
    cut = data[: length % len(data)]
    with pytest.raises((MalformedError, UnsealedError)):
        open_record(AUTHORITY, read_sealed(cut), 1)


def test_what_is_kept_has_one_length_whatever_was_asked() -> None:
    """T13 and the leak test: a record tells nothing, not by its length either."""
    public = AUTHORITY.public_key().public_bytes_raw()
    lengths = set()
    for data in (b"", b"a", b"b" * 400, b"\xff" * 476):
        kept = seal_openings(public, CONTEXT, b"{}", [Opening(data=data, blind=bytes(32))] * 3)
        assert {len(record or b"") for record in kept.records} == {512 + 16}
        lengths.add(len(sealed_bytes(kept)))
        assert data not in sealed_bytes(kept) or len(data) < 2
    assert len(lengths) == 1


def test_an_inspection_gets_the_records_of_its_sample_only() -> None:
    handed = read_sealed(sealed_bytes(sealed().only([1])))
    assert open_record(AUTHORITY, handed, 1) == OPENINGS[1]
    for place in (0, 2, -1):
        with pytest.raises(UnsealedError):
            open_record(AUTHORITY, handed, place)


@pytest.mark.parametrize("data", [b"", b"accord-sealed/1\n", b"accord-sealed/2\n" + bytes(12)])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(MalformedError):
        read_sealed(data)
