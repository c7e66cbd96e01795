"""One proof that every element of a batch was multiplied by the same scalar.

The proof is the batched proof of equal discrete logarithms of RFC 9497, 2.2: a weighted sum of the elements
stands for all of them, and its weights are hashes of the elements, so that none can be chosen afterwards.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import NamedTuple

from accord.exchange.curve import (
    SCALAR_BYTES,
    RefusedElementError,
    RefusedScalarError,
    add,
    check_element,
    check_scalar,
    multiply,
    multiply_base,
    multiply_scalars,
    subtract_scalars,
)
from accord.exchange.suite import Suite, prefixed

__all__ = [
    "MOST_ELEMENTS",
    "PROOF_BYTES",
    "BatchError",
    "ProofError",
    "Statement",
    "check_batch",
    "check_proof",
    "prove",
]

MOST_ELEMENTS = 0xFFFF
"""Most elements of a batch."""
PROOF_BYTES = 2 * SCALAR_BYTES


class BatchError(ValueError):
    """A batch is empty, has more than 65,535 elements, or its parts are not of one length."""


class ProofError(ValueError):
    """What the holder of the key answered is not what its published key gives: nothing may be concluded."""


class Statement(NamedTuple):
    """What a proof is about.

    Attributes:
        public: The scalar times the generator.
        before: Elements.
        after: The same elements, each multiplied by the scalar.
    """

    public: bytes
    before: Sequence[bytes]
    after: Sequence[bytes]


def check_batch(elements: Sequence[bytes]) -> None:
    """Refuse a batch of another size than 1 to 65,535, before anything is computed.

    Raises:
        BatchError: It has.
    """
    if not 1 <= len(elements) <= MOST_ELEMENTS:
        raise BatchError(f"expected 1 to {MOST_ELEMENTS} elements in a batch, not {len(elements)}")


def prove(suite: Suite, secret: bytes, statement: Statement, *, nonce: bytes) -> bytes:
    """Return the proof of a statement (GenerateProof, 2.2.1).

    Args:
        suite: Hashes of the mode.
        secret: The scalar.
        statement: What holds; that it does is the caller's care.
        nonce: A scalar that is random and used once: two proofs under one nonce give the secret away. Only
            :func:`accord.exchange.curve.random_scalar` makes one, except for official vectors.

    Returns:
        64 bytes: the challenge and the response.
    """
    weighted = _weighted_before(suite, statement)
    proven = multiply(secret, weighted)
    challenge = _challenge(
        suite, (statement.public, weighted, proven, multiply_base(nonce), multiply(nonce, weighted))
    )
    return challenge + subtract_scalars(nonce, multiply_scalars(challenge, secret))


def check_proof(suite: Suite, statement: Statement, proof: bytes) -> None:
    """Refuse a proof that does not prove the statement (VerifyProof, 2.2.2).

    Raises:
        ProofError: The proof, an element or the key is malformed, or the equation does not hold.
    """
    if len(statement.before) != len(statement.after):
        raise ProofError(f"{len(statement.before)} elements were sent and {len(statement.after)} came back")
    if len(proof) != PROOF_BYTES:
        raise ProofError(f"expected a proof of {PROOF_BYTES} bytes, not {len(proof)}")
    try:
        challenge = check_scalar(proof[:SCALAR_BYTES])
        response = check_scalar(proof[SCALAR_BYTES:])
        check_element(statement.public)
        before, after = _weighted(suite, statement)
        commitments = (
            add(multiply_base(response), multiply(challenge, statement.public)),
            add(multiply(response, before), multiply(challenge, after)),
        )
    except (RefusedElementError, RefusedScalarError) as error:
        raise ProofError(f"the answer is malformed: {error}") from error
    expected = _challenge(suite, (statement.public, before, after, *commitments))
    if not hmac.compare_digest(expected, challenge):
        raise ProofError("the proof does not hold for these elements under this key")


def _weights(suite: Suite, statement: Statement) -> list[bytes]:
    """Return the weight of each pair of elements (ComputeComposites, 2.2.1)."""
    label = prefixed(b"Seed-" + suite.context)
    seed = prefixed(hashlib.sha512(prefixed(statement.public) + label).digest())
    return [
        suite.to_scalar(seed + place.to_bytes(2, "big") + prefixed(before) + prefixed(after) + b"Composite")
        for place, (before, after) in enumerate(zip(statement.before, statement.after, strict=True))
    ]


def _weighted_before(suite: Suite, statement: Statement) -> bytes:
    """Return the weighted sum of the elements as they were; the holder of the secret needs no other."""
    return _sum(_weights(suite, statement), statement.before)


def _weighted(suite: Suite, statement: Statement) -> tuple[bytes, bytes]:
    """Return the weighted sums of the elements as they were and as they came back."""
    weights = _weights(suite, statement)
    return _sum(weights, statement.before), _sum(weights, statement.after)


def _sum(weights: Sequence[bytes], elements: Sequence[bytes]) -> bytes:
    terms = map(multiply, weights, elements)
    total = next(terms)
    for term in terms:
        total = add(total, term)
    return total


def _challenge(suite: Suite, elements: Sequence[bytes]) -> bytes:
    return suite.to_scalar(b"".join(map(prefixed, elements)) + b"Challenge")
