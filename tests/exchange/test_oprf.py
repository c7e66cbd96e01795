"""The protocol against the vectors of RFC 9497, and what an answer that was tampered with gives: nothing."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.exchange import oprf
from accord.exchange.curve import RefusedElementError, RefusedScalarError
from accord.exchange.oprf import Blinded, Evaluation, Key
from accord.exchange.proofs import BatchError, ProofError, Statement, prove
from accord.exchange.suite import VOPRF, InputError, Mode, Suite
from exchange import other_modes
from exchange.official_vectors import shared_json

KEY = oprf.derive_key(bytes([0xA3]) * 32, b"test key")
OTHER_KEY = oprf.derive_key(bytes([0xA3]) * 32, b"another key")
inputs_of_a_batch = st.lists(st.binary(max_size=40), min_size=2, max_size=5, unique=True)
few = settings(max_examples=30, deadline=None)


def asked(inputs: list[bytes]) -> tuple[list[Blinded], Evaluation]:
    blinded = [oprf.blind(data) for data in inputs]
    return blinded, oprf.evaluate(KEY, [each.element for each in blinded])


def test_the_protocol_gives_the_third_vector_of_rfc_9497() -> None:
    # RFC 9497, appendix A.1.2, test vector 3: two inputs in one batch.
    assert KEY.secret.hex() == "e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909"
    assert KEY.public.hex() == "c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e"
    inputs = [bytes(1), bytes([0x5A]) * 17]
    scalars = [
        "64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706",
        "222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e",
    ]
    blinded = [
        oprf.blind(data, scalar=bytes.fromhex(each)) for data, each in zip(inputs, scalars, strict=True)
    ]
    assert [each.element.hex() for each in blinded] == [
        "863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945",
        "90a0145ea9da29254c3a56be4fe185465ebb3bf2a1801f7124bbbadac751e654",
    ]
    elements = oprf.evaluate(KEY, [each.element for each in blinded]).elements
    assert [each.hex() for each in elements] == [
        "aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e",
        "cc5ac221950a49ceaa73c8db41b82c20372a4c8d63e5dded2db920b7eee36a2a",
    ]
    nonce = bytes.fromhex("419c4f4f5052c53c45f3da494d2b67b220d02118e0857cdbcf037f9ea84bbe0c")
    statement = Statement(KEY.public, [each.element for each in blinded], elements)
    proof = prove(VOPRF, KEY.secret, statement, nonce=nonce)
    assert proof.hex() == (
        "cc203910175d786927eeb44ea847328047892ddf8590e723c37205cb74600b0a"
        "5ab5337c8eb4ceae0494c2cf89529dcf94572ed267473d567aeed6ab873dee08"
    )
    outputs = oprf.finalize_batch(KEY.public, inputs, blinded, Evaluation(elements, proof))
    assert [each.hex() for each in outputs] == [
        "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d"
        "a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c",
        "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60"
        "356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6",
    ]
    assert [oprf.output(KEY, data) for data in inputs] == outputs


def official(mode: Mode) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    for group in shared_json("rfc9497", "poc", "vectors", "allVectors.json"):
        if group["identifier"] == "ristretto255-SHA512" and group["mode"] == mode:
            return group, group["vectors"]
    raise AssertionError(f"no vectors of the mode {mode.name}")


def parts(text: str) -> list[bytes]:
    return [bytes.fromhex(each) for each in text.split(",")]


def test_all_official_vectors_of_the_mode_voprf() -> None:
    group, vectors = official(Mode.VOPRF)
    key = oprf.derive_key(bytes.fromhex(group["seed"]), bytes.fromhex(group["keyInfo"]))
    assert (key.secret.hex(), key.public.hex()) == (group["skSm"], group["pkSm"])
    assert len(vectors) == 3
    for vector in vectors:
        inputs, scalars = parts(vector["Input"]), parts(vector["Blind"])
        blinded = [oprf.blind(data, scalar=each) for data, each in zip(inputs, scalars, strict=True)]
        assert [each.element for each in blinded] == parts(vector["BlindedElement"])
        elements = oprf.evaluate(key, [each.element for each in blinded]).elements
        assert list(elements) == parts(vector["EvaluationElement"])
        statement = Statement(key.public, [each.element for each in blinded], elements)
        proof = prove(VOPRF, key.secret, statement, nonce=bytes.fromhex(vector["Proof"]["r"]))
        assert proof.hex() == vector["Proof"]["proof"]
        answer = Evaluation(elements, proof)
        assert oprf.finalize_batch(key.public, inputs, blinded, answer) == parts(vector["Output"])
        assert [oprf.output(key, data) for data in inputs] == parts(vector["Output"])


def test_all_official_vectors_of_the_mode_oprf_from_our_parts() -> None:
    group, vectors = official(Mode.OPRF)
    suite = Suite(Mode.OPRF)
    secret = other_modes.derive_secret(suite, bytes.fromhex(group["seed"]), bytes.fromhex(group["keyInfo"]))
    assert secret.hex() == group["skSm"]
    assert len(vectors) == 2
    for vector in vectors:
        data, scalar = bytes.fromhex(vector["Input"]), bytes.fromhex(vector["Blind"])
        element = other_modes.blind(suite, data, scalar)
        assert element.hex() == vector["BlindedElement"]
        evaluated = oprf.evaluate(Key(secret), [element]).elements[0]
        assert evaluated.hex() == vector["EvaluationElement"]
        assert other_modes.finalize(data, scalar, evaluated).hex() == vector["Output"]


def test_all_official_vectors_of_the_mode_poprf_from_our_parts() -> None:
    group, vectors = official(Mode.POPRF)
    suite = Suite(Mode.POPRF)
    secret = other_modes.derive_secret(suite, bytes.fromhex(group["seed"]), bytes.fromhex(group["keyInfo"]))
    public = Key(secret).public
    assert (secret.hex(), public.hex()) == (group["skSm"], group["pkSm"])
    assert len(vectors) == 3
    for vector in vectors:
        inputs, scalars, info = parts(vector["Input"]), parts(vector["Blind"]), bytes.fromhex(vector["Info"])
        elements = [other_modes.blind(suite, *each) for each in zip(inputs, scalars, strict=True)]
        assert elements == parts(vector["BlindedElement"])
        evaluated, proof = other_modes.evaluate(secret, info, elements, bytes.fromhex(vector["Proof"]["r"]))
        assert list(evaluated) == parts(vector["EvaluationElement"])
        assert proof.hex() == vector["Proof"]["proof"]
        other_modes.check(public, info, elements, evaluated, proof)
        outputs = [
            other_modes.finalize_with_info(data, scalar, element, info)
            for data, scalar, element in zip(inputs, scalars, evaluated, strict=True)
        ]
        assert outputs == parts(vector["Output"])


@few
@given(st.lists(st.binary(max_size=40), min_size=1, max_size=5))
def test_who_asks_and_who_holds_the_key_get_the_same(inputs: list[bytes]) -> None:
    blinded, answer = asked(inputs)
    outputs = oprf.finalize_batch(KEY.public, inputs, blinded, answer)
    assert outputs == [oprf.output(KEY, data) for data in inputs]
    assert outputs == [oprf.finalize(*each) for each in zip(inputs, blinded, answer.elements, strict=True)]


@few
@given(st.binary(max_size=40))
def test_an_input_has_unrelated_outputs_under_two_keys_and_two_elements_in_two_questions(data: bytes) -> None:
    assert oprf.output(KEY, data) != oprf.output(OTHER_KEY, data)
    assert oprf.blind(data).element != oprf.blind(data).element


def dropped(answer: Evaluation, place: int) -> Evaluation:
    return Evaluation(answer.elements[:place] + answer.elements[place + 1 :], answer.proof)


def swapped(answer: Evaluation, place: int) -> Evaluation:
    elements = list(answer.elements)
    elements[place], elements[place - 1] = elements[place - 1], elements[place]
    return Evaluation(tuple(elements), answer.proof)


def repeated(answer: Evaluation, place: int) -> Evaluation:
    elements = list(answer.elements)
    elements[place] = elements[place - 1]
    return Evaluation(tuple(elements), answer.proof)


def added(answer: Evaluation, place: int) -> Evaluation:
    return Evaluation((*answer.elements, answer.elements[place]), answer.proof)


def flipped_element(answer: Evaluation, place: int) -> Evaluation:
    elements = list(answer.elements)
    elements[place] = bytes([*elements[place][:-1], elements[place][-1] ^ 1 << place])
    return Evaluation(tuple(elements), answer.proof)


def identity(answer: Evaluation, place: int) -> Evaluation:
    return Evaluation((*answer.elements[:place], bytes(32), *answer.elements[place + 1 :]), answer.proof)


def cut_proof(answer: Evaluation, place: int) -> Evaluation:
    return Evaluation(answer.elements, answer.proof[: -1 - place])


def zero_proof(answer: Evaluation, place: int) -> Evaluation:
    return Evaluation(answer.elements, bytes(64))


TAMPERED = [dropped, swapped, repeated, added, flipped_element, identity, cut_proof, zero_proof]


@pytest.mark.parametrize("tamper", TAMPERED, ids=lambda tamper: tamper.__name__)
@settings(max_examples=12, deadline=None)
@given(inputs_of_a_batch, st.data())
def test_a_tampered_answer_gives_an_error_and_never_a_result(
    tamper: Callable[[Evaluation, int], Evaluation], inputs: list[bytes], data: st.DataObject
) -> None:
    blinded, answer = asked(inputs)
    false = tamper(answer, data.draw(st.integers(0, len(inputs) - 1)))
    with pytest.raises(ProofError):
        oprf.verify(KEY.public, [each.element for each in blinded], false)
    with pytest.raises(ProofError):
        oprf.finalize_batch(KEY.public, inputs, blinded, false)


@few
@given(st.integers(0, 511))
def test_a_proof_with_one_bit_flipped_is_refused(bit: int) -> None:
    blinded, answer = asked([b"one", b"two"])
    proof = (int.from_bytes(answer.proof, "little") ^ 1 << bit).to_bytes(64, "little")
    with pytest.raises(ProofError):
        oprf.verify(KEY.public, [each.element for each in blinded], Evaluation(answer.elements, proof))


def test_an_answer_under_another_key_is_refused_and_is_never_no_hit() -> None:
    blinded = [oprf.blind(b"one")]
    elements = [each.element for each in blinded]
    answer = oprf.evaluate(OTHER_KEY, elements)
    with pytest.raises(ProofError):
        oprf.finalize_batch(KEY.public, [b"one"], blinded, answer)
    with pytest.raises(ProofError):
        oprf.verify(OTHER_KEY.public, [oprf.blind(b"one").element], answer)
    for public in (bytes(32), bytes(31), bytes([0xFF]) * 32):
        with pytest.raises(ProofError):
            oprf.verify(public, elements, answer)


def test_elements_of_another_key_among_right_ones_are_refused() -> None:
    blinded, answer = asked([b"one", b"two", b"three"])
    false = oprf.evaluate(OTHER_KEY, [blinded[1].element]).elements
    mixed = Evaluation((answer.elements[0], *false, answer.elements[2]), answer.proof)
    with pytest.raises(ProofError):
        oprf.verify(KEY.public, [each.element for each in blinded], mixed)


@pytest.mark.parametrize(
    "refused",
    [bytes(32), bytes([1]) + bytes(31), bytes([0xFF]) * 32, bytes(31), b"", bytes([0xED]) + bytes(31)],
)
def test_a_batch_with_one_refused_element_is_not_evaluated(refused: bytes) -> None:
    with pytest.raises(RefusedElementError):
        oprf.evaluate(KEY, [oprf.blind(b"one").element, refused])


def test_every_element_is_looked_at_before_the_key_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[bytes] = []
    monkeypatch.setattr(oprf, "multiply", lambda scalar, element: used.append(element))
    with pytest.raises(RefusedElementError):
        oprf.evaluate(KEY, [KEY.public, bytes(32)])
    assert used == []


def test_a_batch_has_1_to_65535_elements() -> None:
    element = KEY.public
    for elements in ([], [element] * 65_536):
        with pytest.raises(BatchError):
            oprf.evaluate(KEY, elements)
        with pytest.raises(BatchError):
            oprf.verify(KEY.public, elements, Evaluation(tuple(elements), bytes(64)))
    with pytest.raises(BatchError):
        oprf.finalize_batch(KEY.public, [b"one"], [], Evaluation((), bytes(64)))


def test_an_input_has_at_most_65535_bytes() -> None:
    longest = bytes(65_535)
    blinded = oprf.blind(longest)
    answer = oprf.evaluate(KEY, [blinded.element])
    assert oprf.finalize(longest, blinded, answer.elements[0]) == oprf.output(KEY, longest)
    for refused in (
        lambda: oprf.blind(bytes(65_536)),
        lambda: oprf.output(KEY, bytes(65_536)),
        lambda: oprf.finalize(bytes(65_536), blinded, answer.elements[0]),
        lambda: oprf.derive_key(bytes(32), bytes(65_536)),
    ):
        with pytest.raises(InputError):
            refused()


def test_a_seed_has_32_bytes_and_a_secret_is_a_scalar() -> None:
    for length in (0, 31, 33, 64):
        with pytest.raises(RefusedScalarError):
            oprf.derive_key(bytes(length), b"")
    for secret in (bytes(32), bytes([0xFF]) * 32, bytes([1])):
        with pytest.raises(RefusedScalarError):
            Key(secret)
        with pytest.raises(RefusedScalarError):
            oprf.blind(b"one", scalar=secret)


def test_an_evaluated_element_that_is_none_is_not_finalized() -> None:
    with pytest.raises(RefusedElementError):
        oprf.finalize(b"one", oprf.blind(b"one"), bytes(32))


def test_secrets_are_not_shown_and_a_key_travels_between_processes() -> None:
    blinded = oprf.blind(b"one")
    for secret in (KEY.secret, blinded.blind):
        for text in (repr(KEY), str(KEY), repr(blinded), f"{blinded}"):
            assert secret.hex() not in text
            assert repr(secret) not in text
    assert pickle.loads(pickle.dumps(KEY)) == KEY
