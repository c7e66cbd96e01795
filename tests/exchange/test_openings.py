"""An element opens to what it was made of, to nothing else, and a dummy is no subject."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.normalising import IdentifierType, Subject, canaries, match_keys
from accord.exchange.openings import Opening, dummy_input, is_dummy, is_opening
from accord.exchange.oprf import blind

_SCALARS = st.integers(min_value=1, max_value=2**252).map(lambda number: number.to_bytes(32, "little"))


@given(data=st.binary(min_size=1, max_size=60), scalar=_SCALARS)
def test_an_element_opens_to_its_input_and_its_blind(data: bytes, scalar: bytes) -> None:
    blinded = blind(data, scalar=scalar)
    assert is_opening(blinded.element, Opening(data=data, blind=blinded.blind))


@given(data=st.binary(min_size=1, max_size=60), other=st.binary(min_size=1, max_size=60), scalar=_SCALARS)
def test_an_element_opens_to_no_other_input(data: bytes, other: bytes, scalar: bytes) -> None:
    blinded = blind(data, scalar=scalar)
    assert is_opening(blinded.element, Opening(data=other, blind=scalar)) is (data == other)


def test_another_blind_does_not_open_an_element() -> None:
    blinded, other = blind(b"asked"), blind(b"asked")
    assert not is_opening(blinded.element, Opening(data=b"asked", blind=other.blind))


@pytest.mark.parametrize(
    "scalar",
    [bytes(32), b"\xff" * 32, b"", b"\1" * 31],
    ids=["zero", "above the order", "empty", "short"],
)
def test_a_malformed_blind_opens_nothing(scalar: bytes) -> None:
    assert not is_opening(blind(b"asked").element, Opening(data=b"asked", blind=scalar))


@pytest.mark.parametrize("element", [bytes(32), b"\xff" * 32, b"", b"\1" * 31])
def test_a_malformed_element_is_opened_by_nothing(element: bytes) -> None:
    assert not is_opening(element, Opening(data=b"asked", blind=blind(b"asked").blind))


def test_no_subject_is_a_dummy() -> None:
    inputs = [
        key.data for kind in IdentifierType for subject in canaries(kind) for key in match_keys(subject)
    ]
    assert not any(map(is_dummy, inputs))
    assert is_dummy(dummy_input(bytes(16)))


def test_a_question_cannot_be_passed_off_as_padding() -> None:
    plate = Subject(type=IdentifierType.PLATE, fields={"country": "KOS", "plate": "01-234-AB"})
    asked = blind(match_keys(plate)[0].data)
    assert not is_opening(asked.element, Opening(data=dummy_input(bytes(16)), blind=asked.blind))


@pytest.mark.parametrize("length", [0, 15, 17])
def test_a_dummy_needs_sixteen_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="16 random bytes"):
        dummy_input(bytes(length))
    assert not is_dummy(b"accord/dummy/1:" + bytes(length))


def test_an_opening_never_shows_what_was_asked() -> None:
    assert repr(Opening(data=b"secret plate", blind=b"r")) == "Opening()"
