"""The protocol: a question is answered under a key without being seen, with a proof that this key was used.

This is the mode VOPRF of RFC 9497 with the suite ristretto255-SHA512. Who asks blinds an input and keeps the
blind; who holds the key multiplies the element and proves it; who asked checks the proof, takes the blind
off, and has the same 64 bytes as the holder computes for that input on its own. The holder learns how many
inputs were asked and nothing of them; who asks learns the outputs of these inputs and nothing of others.

Nothing here limits how often is asked: quotas, signatures and the log stand around this module, not in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from accord.exchange.curve import (
    RefusedScalarError,
    check_element,
    check_scalar,
    invert,
    invert_all,
    multiply,
    multiply_base,
    random_scalar,
)
from accord.exchange.proofs import (
    BatchError,
    Statement,
    check_batch,
    check_proof,
    prove,
)
from accord.exchange.suite import VOPRF, prefixed

__all__ = [
    "OUTPUT_BYTES",
    "SEED_BYTES",
    "Blinded",
    "Evaluation",
    "Key",
    "blind",
    "derive_key",
    "evaluate",
    "finalize",
    "finalize_batch",
    "output",
    "verify",
]

OUTPUT_BYTES = 64
SEED_BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the holder of a list.

    Attributes:
        secret: Scalar; no representation of the key shows it.
        public: The scalar times the generator, computed here so that the two belong together.
    """

    secret: bytes = field(repr=False)
    public: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "public", multiply_base(check_scalar(self.secret)))


class Blinded(NamedTuple):
    """An input as the holder of the key sees it.

    Attributes:
        blind: Scalar that hides the input; it stays with who asks, and no representation shows it.
        element: Element that is sent; whatever the input, each element is equally likely.
    """

    blind: bytes
    element: bytes

    def __repr__(self) -> str:
        return f"Blinded(element={self.element!r})"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the holder of the key answers.

    Attributes:
        elements: The blinded elements times the key, in their order.
        proof: 64 bytes for all of them.
    """

    elements: tuple[bytes, ...]
    proof: bytes


def derive_key(seed: bytes, info: bytes) -> Key:
    """Return the key of a seed and of what it is for (DeriveKeyPair, 3.2.1).

    Args:
        seed: 32 bytes from a source of randomness, kept secret.
        info: Public name of the use, at most 65,535 bytes; another info gives an unrelated key.

    Raises:
        RefusedScalarError: The seed is not 32 bytes, or no scalar came out (1 in 2^64000).
        InputError: The info is too long.
    """
    if len(seed) != SEED_BYTES:
        raise RefusedScalarError
    for counter in range(256):
        secret = VOPRF.to_key(seed + prefixed(info) + bytes([counter]))
        if any(secret):
            return Key(secret)
    raise RefusedScalarError


def blind(data: bytes, *, scalar: bytes | None = None) -> Blinded:
    """Return an input under a blind (Blind, 3.3.1).

    Args:
        data: Input of the function, at most 65,535 bytes.
        scalar: Blind that was stored, to blind the same input again as an inspection does; if there is none,
            a random one is taken. Elements of one blind can be told to be of the same input.

    Raises:
        InputError: The input is too long.
        RefusedScalarError: The given blind is no scalar.
    """
    chosen = random_scalar() if scalar is None else check_scalar(scalar)
    return Blinded(chosen, multiply(chosen, VOPRF.to_element(data)))


def evaluate(key: Key, elements: Sequence[bytes]) -> Evaluation:
    """Return the elements times the key, with one proof (BlindEvaluate, 3.3.2).

    Raises:
        BatchError: There are no elements or more than 65,535.
        RefusedElementError: One is not a canonical element or is the identity; every element is looked at
            before the key touches the first.
    """
    check_batch(elements)
    for element in elements:
        check_element(element)
    evaluated = tuple(multiply(key.secret, element) for element in elements)
    statement = Statement(key.public, elements, evaluated)
    return Evaluation(evaluated, prove(VOPRF, key.secret, statement, nonce=random_scalar()))


def verify(public: bytes, blinded: Sequence[bytes], evaluation: Evaluation) -> None:
    """Refuse an answer that was not made with the key of the public key from exactly these elements.

    Args:
        public: Public key as the holder published it, from a source that who asks trusts.
        blinded: Elements that were sent, in their order.
        evaluation: Answer.

    Raises:
        BatchError: No element was sent, or more than 65,535.
        ProofError: Elements are missing, added, swapped, repeated or changed, the key is another one, or the
            proof is malformed. It says nothing about hit or no hit.
    """
    check_batch(blinded)
    check_proof(VOPRF, Statement(public, blinded, evaluation.elements), evaluation.proof)


def finalize(data: bytes, blinded: Blinded, evaluated: bytes) -> bytes:
    """Return the output of an input (Finalize, 3.3.2): what :func:`output` gives to the holder of the key.

    Nothing is verified here: call :func:`verify` on the whole answer first, or use :func:`finalize_batch`.

    Raises:
        RefusedElementError: The evaluated element is refused.
        RefusedScalarError: The blind is no scalar.
        InputError: The input is too long.
    """
    return _output(data, multiply(invert(blinded.blind), evaluated))


def finalize_batch(
    public: bytes, inputs: Sequence[bytes], blinded: Sequence[Blinded], evaluation: Evaluation
) -> list[bytes]:
    """Return the output of each input after the proof of the whole answer holds.

    Args:
        public: Public key as the holder published it.
        inputs: Inputs, in the order of the elements.
        blinded: What :func:`blind` returned for each of them.
        evaluation: Answer.

    Raises:
        BatchError: There are no inputs, more than 65,535, or not one for each blind.
        ProofError: As :func:`verify`; no output is returned for any of them.
    """
    if len(inputs) != len(blinded):
        raise BatchError(f"{len(inputs)} inputs and {len(blinded)} blinds")
    verify(public, [each.element for each in blinded], evaluation)
    inverses = invert_all([each.blind for each in blinded])
    return [
        _output(data, element)
        for data, element in zip(inputs, map(multiply, inverses, evaluation.elements), strict=True)
    ]


def output(key: Key, data: bytes) -> bytes:
    """Return the output of an input as the holder of the key computes it (Evaluate, 3.3.2).

    Raises:
        InputError: The input is too long.
    """
    return _output(data, multiply(key.secret, VOPRF.to_element(data)))


def _output(data: bytes, element: bytes) -> bytes:
    return hashlib.sha512(prefixed(data) + prefixed(element) + b"Finalize").digest()
