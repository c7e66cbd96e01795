"""The same protocol by another implementation in another language: the Rust crates behind ``voprf``."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from voprf import ristretto

from accord.exchange import oprf
from accord.exchange.curve import RefusedElementError, check_element, multiply_base
from accord.exchange.oprf import Evaluation
from accord.exchange.proofs import PROOF_BYTES, ProofError

few = settings(max_examples=40, deadline=None)
seeds = st.binary(min_size=32, max_size=32)
infos = st.binary(max_size=60)
inputs_of_a_batch = st.lists(st.binary(min_size=1, max_size=60), min_size=1, max_size=6)
GENERATOR = multiply_base(bytes([1]) + bytes(31))


def rust_answer(evaluator: ristretto.Evaluator, elements: Sequence[bytes]) -> Evaluation:
    """The answer of the other implementation, which writes the proof first."""
    questions = [ristretto.BlindedInput.deserialize(each) for each in elements]
    framed = evaluator.evaluate_batch(questions).serialize()
    body = framed[PROOF_BYTES:]
    found = tuple(body[start : start + 32] for start in range(0, len(body), 32))
    return Evaluation(found, framed[:PROOF_BYTES])


@few
@given(seeds, infos, st.binary(min_size=1, max_size=60))
def test_both_derive_the_same_key_and_the_same_output(seed: bytes, info: bytes, data: bytes) -> None:
    ours, theirs = oprf.derive_key(seed, info), ristretto.Evaluator.from_seed(seed, info)
    assert theirs.public_key.serialize() == ours.public
    assert theirs.evaluate_known_input(data) == oprf.output(ours, data)


@few
@given(seeds, inputs_of_a_batch)
def test_we_take_their_answers(seed: bytes, inputs: list[bytes]) -> None:
    theirs = ristretto.Evaluator.from_seed(seed, b"test key")
    blinded = [oprf.blind(data) for data in inputs]
    answer = rust_answer(theirs, [each.element for each in blinded])
    outputs = oprf.finalize_batch(theirs.public_key.serialize(), inputs, blinded, answer)
    assert outputs == [theirs.evaluate_known_input(data) for data in inputs]


@few
@given(seeds, inputs_of_a_batch)
def test_they_take_our_answers(seed: bytes, inputs: list[bytes]) -> None:
    ours = oprf.derive_key(seed, b"test key")
    clients, questions = zip(*(ristretto.Client.blind(data) for data in inputs), strict=True)
    answer = oprf.evaluate(ours, [each.serialize() for each in questions])
    framed = ristretto.VerifiableBatchOutput.deserialize(answer.proof + b"".join(answer.elements))
    public = ristretto.PublicKey.deserialize(ours.public)
    outputs = ristretto.Client.finalize_batch(clients, framed, public)
    assert outputs == [oprf.output(ours, data) for data in inputs]


@few
@given(seeds, st.lists(st.binary(min_size=1, max_size=9), min_size=2, max_size=4, unique=True), st.data())
def test_both_refuse_the_same_tampered_answers(seed: bytes, inputs: list[bytes], data: st.DataObject) -> None:
    ours = oprf.derive_key(seed, b"test key")
    clients, questions = zip(*(ristretto.Client.blind(each) for each in inputs), strict=True)
    elements = [each.serialize() for each in questions]
    answer = oprf.evaluate(ours, elements)
    framed = bytearray(answer.proof + b"".join(answer.elements))
    place = data.draw(st.integers(0, 8 * len(framed) - 1))
    framed[place // 8] ^= 1 << place % 8
    body = bytes(framed[PROOF_BYTES:])
    false = Evaluation(
        tuple(body[start : start + 32] for start in range(0, len(body), 32)), bytes(framed[:PROOF_BYTES])
    )
    with pytest.raises(ProofError):
        oprf.verify(ours.public, elements, false)
    # A false proof of a batch makes voprf 0.2.0 panic, which no `except Exception` catches.
    with pytest.raises(BaseException) as caught:  # noqa: PT011
        ristretto.Client.finalize_batch(
            clients,
            ristretto.VerifiableBatchOutput.deserialize(bytes(framed)),
            ristretto.PublicKey.deserialize(ours.public),
        )
    assert type(caught.value).__name__ in {"ValueError", "PanicException"}


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(min_size=32, max_size=32),
        st.binary(min_size=32, max_size=32).map(lambda data: bytes([data[0] & 0xFE]) + data[1:]),
        st.integers(0, 255).map(
            lambda bit: (int.from_bytes(GENERATOR, "little") ^ 1 << bit).to_bytes(32, "little")
        ),
    )
)
@example(bytes(32))
@example(bytes([*GENERATOR[:-1], GENERATOR[-1] | 0x80]))
def test_both_take_the_same_bytes_for_an_element(data: bytes) -> None:
    assert is_ours(data) == is_theirs(data)


def is_ours(data: bytes) -> bool:
    try:
        check_element(data)
    except RefusedElementError:
        return False
    return True


def is_theirs(data: bytes) -> bool:
    try:
        ristretto.BlindedInput.deserialize(data)
    except ValueError:
        return False
    return True
