"""The group ristretto255 against the vectors of RFC 9496, and what the library leaves to its caller."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange import curve
from accord.exchange.curve import RefusedElementError, RefusedScalarError
from exchange.official_vectors import shared_json

ORDER = 2**252 + 27742317777372353535851937790883648493
IDENTITY = bytes(32)
GENERATOR = bytes.fromhex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76")
# RFC 9496, appendix A.1: the generator times 2 and 3.
DOUBLE = bytes.fromhex("6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919")
TRIPLE = bytes.fromhex("94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259")
# RFC 9496, appendix A.2, one of each kind.
INVALID = {
    "non-canonical": "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "non-canonical-and-high-bit": "0100000000000000000000000000000000000000000000000000000000000080",
    # Not in the RFC: the generator with the highest bit set, which libsodium 1.0.18 takes for the generator.
    "high-bit": GENERATOR.hex()[:-2] + f"{GENERATOR[-1] | 0x80:02x}",
    "negative": "0100000000000000000000000000000000000000000000000000000000000000",
    "non-square": "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
    "negative-xy": "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e",
    "minus-one": "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "identity": IDENTITY.hex(),
    "too-short": GENERATOR.hex()[:-2],
    "too-long": GENERATOR.hex() + "00",
    "empty": "",
}
scalars = st.integers(1, ORDER - 1).map(lambda number: number.to_bytes(32, "little"))


def scalar(number: int) -> bytes:
    return number.to_bytes(32, "little")


def test_multiples_of_the_generator_are_those_of_rfc_9496() -> None:
    assert curve.multiply_base(scalar(1)) == GENERATOR
    assert curve.multiply_base(scalar(2)) == DOUBLE
    assert curve.multiply(scalar(3), GENERATOR) == TRIPLE
    assert curve.add(GENERATOR, DOUBLE) == TRIPLE
    assert curve.subtract(TRIPLE, DOUBLE) == GENERATOR


def test_all_multiples_of_rfc_9496() -> None:
    multiples = shared_json("rfc9496", "rfc9496_ristretto255.json")["multiples_of_generator_0_15"]
    assert [curve.multiply_base(scalar(number)).hex() for number in range(1, 16)] == multiples[1:]
    total = GENERATOR
    for expected in multiples[2:]:
        total = curve.add(total, GENERATOR)
        assert total.hex() == expected


@pytest.mark.parametrize("name", INVALID)
def test_no_function_takes_what_is_no_element(name: str) -> None:
    refuse_everywhere(bytes.fromhex(INVALID[name]))


def test_no_function_takes_an_invalid_encoding_of_rfc_9496() -> None:
    encodings = shared_json("rfc9496", "rfc9496_ristretto255.json")["invalid_encodings"]
    assert len(encodings) == 30
    for encoding in encodings:
        refuse_everywhere(bytes.fromhex(encoding))


def refuse_everywhere(data: bytes) -> None:
    """Each function refuses the bytes, on either side."""
    attempts: list[Callable[[], bytes]] = [
        lambda: curve.check_element(data),
        lambda: curve.multiply(scalar(2), data),
        lambda: curve.add(data, GENERATOR),
        lambda: curve.add(GENERATOR, data),
        lambda: curve.subtract(data, GENERATOR),
        lambda: curve.subtract(GENERATOR, data),
    ]
    for refused in attempts:
        with pytest.raises(RefusedElementError):
            refused()


def test_the_identity_never_comes_out() -> None:
    attempts: list[Callable[[], bytes]] = [
        lambda: curve.multiply(scalar(0), GENERATOR),
        lambda: curve.multiply_base(scalar(0)),
        lambda: curve.subtract(DOUBLE, DOUBLE),
        lambda: curve.add(DOUBLE, curve.multiply_base(scalar(ORDER - 2))),
        lambda: curve.multiply(scalar(ORDER), GENERATOR),
    ]
    for refused in attempts:
        with pytest.raises(RefusedElementError):
            refused()


def test_64_bytes_are_mapped_as_rfc_9496_says() -> None:
    # Appendix A.3, the first label, hashed by SHA-512.
    uniform = bytes.fromhex(
        "5d1be09e3d0c82fc538112490e35701979d99e06ca3e2b5b54bffe8b4dc772c1"
        "4d98b696a1bbfb5ca32c436cc61c16563790306c79eaca7705668b47dffe5bb6"
    )
    expected = "3066f82a1a747d45120d1740f14358531a8f04bbffe6a819f86dfe50f44a0a46"
    assert curve.hash_to_element(uniform).hex() == expected


def test_all_mappings_of_rfc_9496() -> None:
    for vector in shared_json("rfc9496", "rfc9496_ristretto255.json")["hash_to_group"]:
        assert curve.hash_to_element(bytes.fromhex(vector["sha512"])).hex() == vector["expected"]


@pytest.mark.parametrize("length", [0, 32, 63, 65])
def test_a_mapping_wants_64_bytes(length: int) -> None:
    with pytest.raises(RefusedElementError):
        curve.hash_to_element(bytes(length))
    with pytest.raises(RefusedScalarError):
        curve.reduce_scalar(bytes(length))


@pytest.mark.parametrize("number", [0, ORDER, ORDER + 1, 2**255, 2**255 + 1, 2**256 - 1])
def test_a_scalar_is_above_0_and_below_the_order(number: int) -> None:
    with pytest.raises(RefusedScalarError):
        curve.check_scalar(scalar(number))
    with pytest.raises(RefusedScalarError):
        curve.invert(scalar(number))
    with pytest.raises(RefusedScalarError):
        curve.invert_all([scalar(1), scalar(number)])
    assert curve.check_scalar(scalar(ORDER - 1)) == scalar(ORDER - 1)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_scalar_has_32_bytes(length: int) -> None:
    with pytest.raises(RefusedScalarError):
        curve.check_scalar(bytes([1]) * length)
    with pytest.raises(RefusedElementError):
        curve.multiply(bytes([1]) * length, GENERATOR)
    with pytest.raises(RefusedElementError):
        curve.multiply_base(bytes([1]) * length)


@given(scalars, scalars)
def test_scalars_are_numbers_modulo_the_order(left: bytes, right: bytes) -> None:
    one, other = int.from_bytes(left, "little"), int.from_bytes(right, "little")
    assert curve.multiply_scalars(left, right) == scalar(one * other % ORDER)
    assert curve.subtract_scalars(left, right) == scalar((one - other) % ORDER)
    assert curve.invert(left) == scalar(pow(one, -1, ORDER))


@given(st.binary(min_size=64, max_size=64))
def test_64_bytes_are_reduced_modulo_the_order(uniform: bytes) -> None:
    assert curve.reduce_scalar(uniform) == scalar(int.from_bytes(uniform, "little") % ORDER)


@given(st.lists(scalars, max_size=9))
def test_a_batch_of_inverses_is_each_inverse(batch: list[bytes]) -> None:
    assert curve.invert_all(batch) == [curve.invert(each) for each in batch]


@given(scalars, scalars)
def test_multiplication_commutes_and_is_undone_by_the_inverse(left: bytes, right: bytes) -> None:
    element = curve.multiply_base(left)
    there = curve.multiply(right, element)
    assert there == curve.multiply(left, curve.multiply_base(right))
    assert curve.multiply(curve.invert(right), there) == element


@given(st.binary(min_size=32, max_size=32).map(lambda data: bytes([data[0] & 0xFE]) + data[1:]))
def test_what_is_taken_is_its_own_canonical_encoding(data: bytes) -> None:
    try:
        element = curve.check_element(data)
    except RefusedElementError:
        return
    assert curve.multiply(scalar(1), element) == data


def test_random_scalars_differ_and_are_scalars() -> None:
    drawn = {curve.check_scalar(curve.random_scalar()) for _draw in range(100)}
    assert len(drawn) == 100


def test_a_refusal_says_no_value_and_travels_between_processes() -> None:
    secret = scalar(2**255 + 12345)
    with pytest.raises(RefusedScalarError) as caught:
        curve.check_scalar(secret)
    assert secret.hex() not in str(caught.value)
    assert str(int.from_bytes(secret, "little")) not in str(caught.value)
    for error in (caught.value, RefusedElementError()):
        assert str(pickle.loads(pickle.dumps(error))) == str(error)
