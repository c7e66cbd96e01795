"""Hashing of the suite ristretto255-SHA512 of RFC 9497: to elements and to scalars.

The strings that separate one use of the hash from another are those of the RFC (3.1, 4.1). An exchange uses
the mode VOPRF only; the mode is a parameter so that the official vectors of the others test the same code.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum

from accord.exchange.curve import hash_to_element, reduce_scalar

__all__ = ["MOST_INPUT_BYTES", "VOPRF", "InputError", "Mode", "Suite", "prefixed"]

MOST_INPUT_BYTES = 0xFFFF
"""Longest input and info: their length is written in two bytes."""

_ZERO_BLOCK = bytes(128)
"""One block of SHA-512, which expand_message_xmd puts first (RFC 9380, 5.3.1)."""
_OUTPUT_LENGTH = b"\x00\x40\x00"
"""64 bytes wanted, then the number of the block."""


class InputError(ValueError):
    """An input or info is longer than 65,535 bytes."""

    def __init__(self, what: str = f"expected at most {MOST_INPUT_BYTES} bytes of input") -> None:
        super().__init__(what)


class Mode(IntEnum):
    """The modes of RFC 9497, 3.1."""

    OPRF = 0
    VOPRF = 1
    POPRF = 2


def prefixed(data: bytes) -> bytes:
    """Return the bytes behind their length in two bytes.

    Raises:
        InputError: There are more than 65,535.
    """
    if len(data) > MOST_INPUT_BYTES:
        raise InputError
    return len(data).to_bytes(2, "big") + data


@dataclass(frozen=True, slots=True)
class Suite:
    """The hashes of one mode.

    Attributes:
        mode: Mode of the protocol, which goes into every hash but the last.
    """

    mode: Mode

    @property
    def context(self) -> bytes:
        """The context string (RFC 9497, 3.1)."""
        return b"OPRFV1-" + bytes([self.mode]) + b"-ristretto255-SHA512"

    def domain(self, use: bytes) -> bytes:
        """Return the domain separation tag of a use, with its length behind it."""
        tag = use + self.context
        return tag + bytes([len(tag)])

    def to_element(self, data: bytes) -> bytes:
        """Return the element of an input (HashToGroup, 4.1).

        Raises:
            InputError: The input is longer than 65,535 bytes.
            RefusedElementError: The input is mapped to the identity (1 in 2^252).
        """
        if len(data) > MOST_INPUT_BYTES:
            raise InputError
        return hash_to_element(_expanded(data, _TO_ELEMENT[self.mode]))

    def to_scalar(self, data: bytes) -> bytes:
        """Return the scalar of a transcript (HashToScalar, 4.1)."""
        return reduce_scalar(_expanded(data, _TO_SCALAR[self.mode]))

    def to_key(self, data: bytes) -> bytes:
        """Return the scalar of the material of a key (HashToScalar under the tag of DeriveKeyPair, 3.2.1)."""
        return reduce_scalar(_expanded(data, self.domain(b"DeriveKeyPair")))


def _expanded(data: bytes, domain: bytes) -> bytes:
    """Return 64 uniform bytes: one block of expand_message_xmd with SHA-512 (RFC 9380, 5.3.1)."""
    first = hashlib.sha512(_ZERO_BLOCK + data + _OUTPUT_LENGTH + domain).digest()
    return hashlib.sha512(first + b"\x01" + domain).digest()


VOPRF = Suite(Mode.VOPRF)
_TO_ELEMENT = {mode: Suite(mode).domain(b"HashToGroup-") for mode in Mode}
_TO_SCALAR = {mode: Suite(mode).domain(b"HashToScalar-") for mode in Mode}
