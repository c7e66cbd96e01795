"""The group ristretto255: strict elements and scalars over a maintained library.

The group is that of RFC 9496, of prime order 2^252 + 27742317777372353535851937790883648493. All arithmetic
is the library's, in constant time; this module adds what the library leaves to its caller. The library takes
32 zero bytes for a valid point, ignores the highest bit of an element (libsodium 1.0.18) and of a scalar,
takes scalars above the order, and its sums of refused points are zero bytes. Here the identity is never taken
and never returned, every element is the one canonical encoding, and :func:`check_scalar` lets pass what lies
between 1 and the order less 1.

Nothing is said about values in any exception: a scalar is a secret. Python cannot wipe a secret from memory,
and this module does not pretend to.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence

from accord.exchange.curve_library import load_curve_library

__all__ = [
    "ELEMENT_BYTES",
    "SCALAR_BYTES",
    "UNIFORM_BYTES",
    "RefusedElementError",
    "RefusedScalarError",
    "add",
    "check_element",
    "check_scalar",
    "hash_to_element",
    "invert",
    "invert_all",
    "multiply",
    "multiply_base",
    "multiply_scalars",
    "random_scalar",
    "reduce_scalar",
    "subtract",
    "subtract_scalars",
]

ELEMENT_BYTES = 32
SCALAR_BYTES = 32
UNIFORM_BYTES = 64
"""Bytes that are mapped to an element or reduced to a scalar, so that each is equally likely."""

_NOTHING = bytes(32)
"""The identity, and the scalar 0."""

_library = load_curve_library()
_is_valid_point: Callable[[bytes], bool] = _library.crypto_core_ristretto255_is_valid_point
_from_hash: Callable[[bytes], bytes] = _library.crypto_core_ristretto255_from_hash
_multiply: Callable[[bytes, bytes], bytes] = _library.crypto_scalarmult_ristretto255
_multiply_base: Callable[[bytes], bytes] = _library.crypto_scalarmult_ristretto255_base
_add: Callable[[bytes, bytes], bytes] = _library.crypto_core_ristretto255_add
_subtract: Callable[[bytes, bytes], bytes] = _library.crypto_core_ristretto255_sub
_random_scalar: Callable[[], bytes] = _library.crypto_core_ristretto255_scalar_random
_reduce: Callable[[bytes], bytes] = _library.crypto_core_ristretto255_scalar_reduce
_invert: Callable[[bytes], bytes] = _library.crypto_core_ristretto255_scalar_invert
_multiply_scalars: Callable[[bytes, bytes], bytes] = _library.crypto_core_ristretto255_scalar_mul
_subtract_scalars: Callable[[bytes, bytes], bytes] = _library.crypto_core_ristretto255_scalar_sub


class RefusedElementError(ValueError):
    """Bytes are not an element: not 32 of them, not canonical, not on the curve, or the identity."""

    def __init__(
        self, what: str = "expected 32 bytes, the canonical encoding of an element, not the identity"
    ) -> None:
        super().__init__(what)


class RefusedScalarError(ValueError):
    """Bytes are not a scalar: not 32 of them, zero, or not below the order of the group."""

    def __init__(
        self, what: str = "expected 32 bytes, little-endian, above 0 and below the order of the group"
    ) -> None:
        super().__init__(what)


def check_element(data: bytes) -> bytes:
    """Return the bytes of an element that came from outside.

    Raises:
        RefusedElementError: They are not 32 bytes, not the canonical encoding (RFC 9496, 4.3.1), or the
            identity, which RFC 9497 (2.1) demands to refuse and the library takes.
    """
    _check_form(data)
    if data == _NOTHING or not _is_valid_point(data):
        raise RefusedElementError
    return data


def check_scalar(data: bytes) -> bytes:
    """Return the bytes of a scalar that came from outside or from storage, compared in constant time.

    Raises:
        RefusedScalarError: They are not 32 bytes, zero, or not reduced.
    """
    if len(data) != SCALAR_BYTES or hmac.compare_digest(data, _NOTHING):
        raise RefusedScalarError
    if not hmac.compare_digest(_reduce(data + bytes(UNIFORM_BYTES - SCALAR_BYTES)), data):
        raise RefusedScalarError
    return data


def hash_to_element(uniform: bytes) -> bytes:
    """Return the element that 64 uniform bytes are mapped to (RFC 9496, 4.3.4).

    Raises:
        RefusedElementError: The bytes are not 64, or are mapped to the identity (1 in 2^252).
    """
    if len(uniform) != UNIFORM_BYTES:
        raise RefusedElementError
    return _element(_from_hash(uniform))


def multiply(scalar: bytes, element: bytes) -> bytes:
    """Return the scalar times the element; that the scalar is reduced is the caller's care.

    Raises:
        RefusedElementError: The element is refused by :func:`check_element`, or the scalar is zero or of
            another length than 32 bytes, so that no element comes out.
    """
    _check_form(element)
    if len(scalar) != SCALAR_BYTES:
        raise RefusedElementError
    try:
        return _multiply(scalar, element)
    except RuntimeError:
        raise RefusedElementError from None


def multiply_base(scalar: bytes) -> bytes:
    """Return the scalar times the generator of the group.

    Raises:
        RefusedElementError: The scalar is zero or not 32 bytes.
    """
    if len(scalar) != SCALAR_BYTES:
        raise RefusedElementError
    try:
        return _multiply_base(scalar)
    except RuntimeError:
        raise RefusedElementError from None


def add(left: bytes, right: bytes) -> bytes:
    """Return the sum of two elements.

    Raises:
        RefusedElementError: One of them is refused by :func:`check_element`, or the sum is the identity.
    """
    return _combined(_add, left, right)


def subtract(left: bytes, right: bytes) -> bytes:
    """Return the first element less the second.

    Raises:
        RefusedElementError: One of them is refused by :func:`check_element`, or they are the same.
    """
    return _combined(_subtract, left, right)


def random_scalar() -> bytes:
    """Return a scalar from the operating system's source of randomness, each equally likely and none zero."""
    return check_scalar(_random_scalar())


def reduce_scalar(uniform: bytes) -> bytes:
    """Return 64 bytes, little-endian, modulo the order; zero is possible (1 in 2^252) and left to the caller.

    Raises:
        RefusedScalarError: They are not 64 bytes.
    """
    if len(uniform) != UNIFORM_BYTES:
        raise RefusedScalarError
    return _reduce(uniform)


def multiply_scalars(left: bytes, right: bytes) -> bytes:
    """Return the product of two scalars modulo the order."""
    return _multiply_scalars(left, right)


def subtract_scalars(left: bytes, right: bytes) -> bytes:
    """Return the first scalar less the second modulo the order, which is zero when they are the same."""
    return _subtract_scalars(left, right)


def invert(scalar: bytes) -> bytes:
    """Return the scalar that times this one is 1 modulo the order.

    Raises:
        RefusedScalarError: The scalar is refused by :func:`check_scalar`.
    """
    return _invert(check_scalar(scalar))


def invert_all(scalars: Sequence[bytes]) -> list[bytes]:
    """Return the inverse of each scalar with one inversion and three products for each (Montgomery's trick).

    An inversion alone costs half as much as multiplying an element.

    Raises:
        RefusedScalarError: A scalar is refused by :func:`check_scalar`.
    """
    if not scalars:
        return []
    products = [check_scalar(scalars[0])]
    for scalar in scalars[1:]:
        products.append(_multiply_scalars(products[-1], check_scalar(scalar)))
    inverses = []
    rest = _invert(products[-1])
    for place in range(len(scalars) - 1, 0, -1):
        inverses.append(_multiply_scalars(rest, products[place - 1]))
        rest = _multiply_scalars(rest, scalars[place])
    return [rest, *reversed(inverses)]


def _check_form(data: bytes) -> None:
    """Refuse what is not 32 bytes with the highest bit 0; the library bundled in 2025 ignores that bit."""
    if len(data) != ELEMENT_BYTES or data[-1] & 0x80:
        raise RefusedElementError


def _combined(operation: Callable[[bytes, bytes], bytes], left: bytes, right: bytes) -> bytes:
    """Return a sum or difference; the library returns the identity for points that it refuses."""
    _check_form(left)
    _check_form(right)
    if _NOTHING in (left, right):
        raise RefusedElementError
    return _element(operation(left, right))


def _element(data: bytes) -> bytes:
    """Return an element that the library computed, unless it is the identity."""
    if data == _NOTHING:
        raise RefusedElementError
    return data
