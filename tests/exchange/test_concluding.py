"""Whatever comes back is hit, no hit or an error, and never "no hit" without a proof (T3, T18)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.asking import CANARY, DUMMY, CaseFacts, Question, prepare
from accord.exchange.cases import PersonRole, Reason
from accord.exchange.concluding import AnswerError, AnswerRefusal, conclude
from accord.exchange.curve import multiply_base, random_scalar
from accord.exchange.epochs import Descriptor, Scope, epoch_end, epoch_of, epoch_start
from accord.exchange.normalising import Subject, canaries, canary_questions, match_keys
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.oprf import Evaluation, Key, derive_key, evaluate
from accord.exchange.tags import TagSet, build_tags
from exchange.two_nodes import NOW, firearm

KEY = derive_key(b"k" * 32, b"epoch")
OTHER = derive_key(b"k" * 32, b"another epoch")
CASE = CaseFacts(
    reference="KT-1",
    salt=b"s" * 16,
    basis="b",
    offence_years=1,
    role=PersonRole.SUSPECT,
    reason=Reason.IDENTIFY,
)
ASKED = [firearm("AB1234"), firearm("ZZ9999")]


def published(kind: IdentifierType, subjects: list[Subject], key: Key = KEY) -> tuple[Descriptor, TagSet]:
    tags = build_tags(key, [each.data for subject in subjects for each in match_keys(subject)], workers=1)
    epoch = epoch_of(NOW)
    scope = Scope(holder="h", asker="a", type=kind, purpose="p", epoch=epoch, normaliser="1")
    descriptor = Descriptor(
        scope=scope,
        public=KEY.public,
        count=tags.count,
        root=tags.root,
        not_before=epoch_start(epoch),
        not_after=epoch_end(epoch),
    )
    return descriptor, tags


DESCRIPTOR, TAGS = published(IdentifierType.FIREARM, [firearm("AB1234"), *canaries(IdentifierType.FIREARM)])


def asked(subjects: list[Subject], *, is_tested: bool = False) -> tuple[Question, ...]:
    return prepare(subjects, DESCRIPTOR, CASE, is_tested=is_tested)


def answered(questions: tuple[Question, ...]) -> list[Evaluation]:
    return [evaluate(KEY, question.elements) for question in questions]


def refusal_of(questions: tuple[Question, ...], evaluations: list[Evaluation]) -> AnswerRefusal:
    with pytest.raises(AnswerError) as caught:
        conclude(questions, evaluations, DESCRIPTOR, TAGS, is_tested=True)
    return caught.value.refusal


def test_a_listed_subject_hits_and_another_does_not() -> None:
    questions = asked(ASKED)
    results = conclude(questions, answered(questions), DESCRIPTOR, TAGS, is_tested=False)
    assert [(result.subject, result.keys) for result in results] == [(0, ("firearm",)), (1, ())]


@pytest.mark.parametrize("kind", IdentifierType)
def test_the_canary_of_each_type_hits_as_it_is_asked_for(kind: IdentifierType) -> None:
    descriptor, tags = published(kind, list(canaries(kind)))
    questions = prepare(canary_questions(kind), descriptor, CASE, is_tested=False)
    places = [place for question in questions for place in question.places]
    assert any(place.subject == CANARY for place in places)
    assert conclude(questions, answered(questions), descriptor, tags, is_tested=False)[0].is_hit


def _other_key(question: Question) -> Evaluation:
    return evaluate(OTHER, question.elements)


def _other_key_with_proof_of_this(question: Question) -> Evaluation:
    return Evaluation(_other_key(question).elements, evaluate(KEY, question.elements).proof)


def _swapped(question: Question) -> Evaluation:
    one = evaluate(KEY, question.elements)
    return Evaluation((one.elements[1], one.elements[0], *one.elements[2:]), one.proof)


def _dropped(question: Question) -> Evaluation:
    one = evaluate(KEY, question.elements)
    return Evaluation(one.elements[:-1], one.proof)


def _duplicated(question: Question) -> Evaluation:
    one = evaluate(KEY, question.elements)
    return Evaluation((one.elements[0], one.elements[0], *one.elements[2:]), one.proof)


def _added(question: Question) -> Evaluation:
    one = evaluate(KEY, question.elements)
    return Evaluation((*one.elements, one.elements[0]), one.proof)


def _replaced(question: Question) -> Evaluation:
    one = evaluate(KEY, question.elements)
    return Evaluation((multiply_base(random_scalar()), *one.elements[1:]), one.proof)


def _malformed(question: Question) -> Evaluation:
    one = evaluate(KEY, question.elements)
    return Evaluation((b"\xff" * 32, *one.elements[1:]), one.proof)


def _identity(question: Question) -> Evaluation:
    one = evaluate(KEY, question.elements)
    return Evaluation((bytes(32), *one.elements[1:]), one.proof)


def _empty(question: Question) -> Evaluation:
    return Evaluation((), bytes(64))


def _of_another_question(question: Question) -> Evaluation:
    return answered(asked(ASKED))[0]


@pytest.mark.parametrize(
    "lie",
    [
        _other_key,
        _other_key_with_proof_of_this,
        _swapped,
        _dropped,
        _duplicated,
        _added,
        _replaced,
        _malformed,
        _identity,
        _empty,
        _of_another_question,
    ],
)
def test_an_answer_that_is_not_proven_is_an_error(lie: Callable[[Question], Evaluation]) -> None:
    questions = asked(ASKED)
    assert refusal_of(questions, [lie(questions[0])]) is AnswerRefusal.PROOF


@given(bit=st.integers(0, 64 * 8 - 1))
def test_any_flipped_bit_of_a_proof_is_an_error(bit: int) -> None:
    questions = asked([firearm("ZZ9999")], is_tested=True)
    evaluation = answered(questions)[0]
    proof = bytearray(evaluation.proof)
    proof[bit // 8] ^= 1 << bit % 8
    assert refusal_of(questions, [Evaluation(evaluation.elements, bytes(proof))]) is AnswerRefusal.PROOF


def test_a_missing_answer_is_an_error() -> None:
    questions = asked([firearm("ZZ9999")])
    assert len(questions) == 2, "the canary has a question of its own where there is no room for it"
    assert refusal_of(questions, answered(questions)[:1]) is AnswerRefusal.COUNT
    assert refusal_of(questions, list(reversed(answered(questions)))) is AnswerRefusal.PROOF


def test_other_tags_than_the_signed_ones_are_an_error() -> None:
    questions = asked(ASKED)
    _, others = published(IdentifierType.FIREARM, list(canaries(IdentifierType.FIREARM)))
    with pytest.raises(AnswerError) as caught:
        conclude(questions, answered(questions), DESCRIPTOR, others, is_tested=True)
    assert caught.value.refusal is AnswerRefusal.TAGS


def test_a_list_without_the_canary_is_an_error_and_not_a_miss() -> None:
    descriptor, tags = published(IdentifierType.FIREARM, [firearm("AB1234")])
    questions = prepare(ASKED, descriptor, CASE, is_tested=False)
    with pytest.raises(AnswerError) as caught:
        conclude(questions, answered(questions), descriptor, tags, is_tested=False)
    assert caught.value.refusal is AnswerRefusal.CANARY


def test_tags_of_another_key_than_the_published_one_are_found_by_the_canary() -> None:
    """A holder whose tags and key do not belong together would miss everything; the canary says so."""
    descriptor, tags = published(
        IdentifierType.FIREARM, [firearm("AB1234"), *canaries(IdentifierType.FIREARM)], OTHER
    )
    questions = prepare(ASKED, descriptor, CASE, is_tested=False)
    with pytest.raises(AnswerError) as caught:
        conclude(questions, answered(questions), descriptor, tags, is_tested=False)
    assert caught.value.refusal is AnswerRefusal.CANARY


def test_nothing_is_concluded_as_long_as_no_canary_was_asked() -> None:
    questions = asked([firearm("ZZ9999")], is_tested=True)
    assert all(place.subject != CANARY for question in questions for place in question.places)
    with pytest.raises(AnswerError) as caught:
        conclude(questions, answered(questions), DESCRIPTOR, TAGS, is_tested=False)
    assert caught.value.refusal is AnswerRefusal.UNTESTED
    results = conclude(questions, answered(questions), DESCRIPTOR, TAGS, is_tested=True)
    assert [result.is_hit for result in results] == [False]


@pytest.mark.parametrize(
    ("count", "steps"),
    [(1, [1, 1]), (2, [32]), (31, [32]), (32, [1, 32]), (33, [256]), (1_023, [1_024]), (1_024, [1, 1_024])],
)
def test_questions_are_as_long_as_their_step(count: int, steps: list[int]) -> None:
    """The canary takes the place of a dummy; where there is none, it gets one element of its own."""
    questions = asked([firearm(f"SN{number:05d}") for number in range(count)])
    assert [len(question.places) for question in questions] == steps
    subjects = [place.subject for question in questions for place in question.places]
    assert sorted(number for number in subjects if number >= 0) == list(range(count))
    assert subjects.count(CANARY) == 1
    assert subjects.count(DUMMY) == sum(steps) - count - 1
    assert all(len(set(question.elements)) == len(question.elements) for question in questions)


def test_a_large_inquiry_is_split_into_full_questions() -> None:
    questions = asked([firearm(f"SN{number:05d}") for number in range(1_030)])
    assert [len(question.places) for question in questions] == [1_024, 32]


def test_subjects_of_another_type_are_refused() -> None:
    plate = Subject(type=IdentifierType.PLATE, fields={"country": "SRB", "plate": "BG-123-AA"})
    with pytest.raises(ValueError, match="firearm"):
        asked([plate])
    with pytest.raises(ValueError, match="firearm"):
        asked([])


@pytest.fixture
def one_question() -> Question:
    return asked(ASKED)[0]


def test_no_representation_shows_what_is_asked(one_question: Question) -> None:
    shown = repr((one_question, CASE))
    assert "AB1234" not in shown
    assert "KT-1" not in shown
    for place in one_question.places:
        assert place.blinded.blind.hex() not in shown
        assert repr(place.data) not in shown


def test_the_statement_binds_the_elements(one_question: Question) -> None:
    other = asked(ASKED)[0]
    assert one_question.statement.elements != other.statement.elements
    assert one_question.statement.count == 32
    assert replace(one_question.statement, count=31) != one_question.statement
