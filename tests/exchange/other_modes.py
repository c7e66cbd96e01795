"""The modes OPRF and POPRF of RFC 9497, which no exchange uses, put together from the parts of ours.

Their official vectors then test the same curve, hashing and proofs as the mode VOPRF.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from accord.exchange.curve import add, check_element, invert, multiply, multiply_base, subtract_scalars
from accord.exchange.proofs import Statement, check_proof, prove
from accord.exchange.suite import Mode, Suite, prefixed

POPRF = Suite(Mode.POPRF)
_ZERO = bytes(32)


def derive_secret(suite: Suite, seed: bytes, info: bytes) -> bytes:
    """DeriveKeyPair, 3.2.1, for a seed whose first try is not zero."""
    return suite.to_key(seed + prefixed(info) + b"\x00")


def blind(suite: Suite, data: bytes, scalar: bytes) -> bytes:
    """The element of Blind, 3.3.1."""
    return multiply(scalar, suite.to_element(data))


def finalize(data: bytes, scalar: bytes, evaluated: bytes) -> bytes:
    """Finalize of the mode OPRF, 3.3.1."""
    element = multiply(invert(scalar), check_element(evaluated))
    return hashlib.sha512(prefixed(data) + prefixed(element) + b"Finalize").digest()


def tweak(info: bytes) -> bytes:
    """The scalar of the public info, 3.3.3."""
    return POPRF.to_scalar(b"Info" + prefixed(info))


def tweaked_key(public: bytes, info: bytes) -> bytes:
    """The public key with the info in it, 3.3.3."""
    return add(multiply_base(tweak(info)), public)


def evaluate(
    secret: bytes, info: bytes, elements: Sequence[bytes], nonce: bytes
) -> tuple[tuple[bytes, ...], bytes]:
    """BlindEvaluate of the mode POPRF, 3.3.3: elements and proof."""
    tweaked = subtract_scalars(secret, subtract_scalars(_ZERO, tweak(info)))
    inverse = invert(tweaked)
    evaluated = tuple(multiply(inverse, element) for element in elements)
    statement = Statement(multiply_base(tweaked), evaluated, elements)
    return evaluated, prove(POPRF, tweaked, statement, nonce=nonce)


def check(
    public: bytes, info: bytes, elements: Sequence[bytes], evaluated: Sequence[bytes], proof: bytes
) -> None:
    """The proof in Finalize of the mode POPRF, 3.3.3."""
    check_proof(POPRF, Statement(tweaked_key(public, info), evaluated, elements), proof)


def finalize_with_info(data: bytes, scalar: bytes, evaluated: bytes, info: bytes) -> bytes:
    """The output in Finalize of the mode POPRF, 3.3.3."""
    element = multiply(invert(scalar), evaluated)
    return hashlib.sha512(prefixed(data) + prefixed(info) + prefixed(element) + b"Finalize").digest()
