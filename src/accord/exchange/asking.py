"""The side that asks: from subjects to blinded elements, and from a proven answer to hits.

A question is as long as its step, whatever is asked. Behind the subjects stands a canary where there is room,
then dummies. Where a list of full questions leaves no room, and the canary has not hit yet in this epoch, it
gets a question of its own. What the holder sees is the step, and elements that are uniformly random.

There are three results and no fourth: hit, no hit, and an error that says why. "No hit" is said only after
the proof of every answer holds under the key of the signed descriptor, the tags are those of its root, and
the canary has hit. An error in one answer is an error of the whole inquiry.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from accord.exchange.cases import CaseStatement, PersonRole, Reason, case_hash, elements_hash
from accord.exchange.curve import RefusedElementError
from accord.exchange.epochs import Descriptor
from accord.exchange.messages import STEPS, step_of
from accord.exchange.normalising import MatchKey, Subject, canaries, canary_questions, match_keys, query_keys
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.openings import DUMMY_NONCE_BYTES, dummy_input
from accord.exchange.oprf import Blinded, Evaluation, blind, finalize_batch
from accord.exchange.proofs import BatchError, ProofError
from accord.exchange.tags import RefusedTagsError, TagSet, tag

__all__ = [
    "CANARY",
    "DUMMY",
    "AnswerError",
    "AnswerRefusal",
    "CaseFacts",
    "Place",
    "Question",
    "Result",
    "conclude",
    "prepare",
]

CANARY, DUMMY = -1, -2
"""What stands in a place instead of the number of a subject."""
_LARGEST = STEPS[-1]


class AnswerRefusal(StrEnum):
    """Why nothing may be concluded from answers."""

    COUNT = "not one answer for each question"
    PROOF = "the answer was not made with the published key from these elements"
    TAGS = "the tags are not those of the signed descriptor"
    CANARY = "the planted canary did not hit: the nodes do not normalise alike, or the tags are not whole"
    UNTESTED = "no canary has hit in this epoch yet, and none was asked"


class AnswerError(ValueError):
    """Answers from which nothing may be concluded: this is neither hit nor no hit.

    Attributes:
        refusal: Why.
    """

    def __init__(self, refusal: AnswerRefusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """Why is asked; the reference stays at the asker.

    Attributes:
        reference: Reference of the case at the asker.
        salt: At least 16 random bytes, kept with the reference.
        basis: Id of the row of legal basis.
        offence_years: Maximum sentence of the offence in whole years; 0 if no offence is meant.
        role: Who the person is in the case.
        reason: What is to be reached.
    """

    reference: str = field(repr=False)
    salt: bytes = field(repr=False)
    basis: str
    offence_years: int
    role: PersonRole
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What one element of a question is made of.

    Attributes:
        subject: Number of the subject, counted from 0; ``CANARY`` or ``DUMMY``.
        key: Name of the match key; empty for a dummy.
        data: Input of the function.
        blinded: The input under its blind.
    """

    subject: int
    key: str
    data: bytes = field(repr=False)
    blinded: Blinded = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request, before two officers sign its statement.

    Attributes:
        statement: What they sign.
        places: What each element is made of; stays at the asker.
    """

    statement: CaseStatement
    places: tuple[Place, ...]

    @property
    def elements(self) -> tuple[bytes, ...]:
        """The blinded elements, which are all that is sent of the subjects."""
        return tuple(place.blinded.element for place in self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one subject.

    Attributes:
        subject: Its number, counted from 0.
        keys: Names of the match keys that hit; none is no hit.
    """

    subject: int
    keys: tuple[str, ...]

    @property
    def is_hit(self) -> bool:
        """Whether a key hit: the holder lists a subject with this key, which a person has to confirm."""
        return bool(self.keys)


def prepare(
    subjects: Sequence[Subject], descriptor: Descriptor, case: CaseFacts, *, is_tested: bool
) -> tuple[Question, ...]:
    """Return the questions of an inquiry, full ones first and the last as short as its step.

    Args:
        subjects: What to ask for, all of the type of the descriptor.
        descriptor: What the holder published, verified.
        case: Why is asked.
        is_tested: Whether a canary has hit under this descriptor already.

    Raises:
        RefusedSubjectError: A subject cannot be normalised.
        ValueError: There are no subjects, or one is of another type.
    """
    kind = descriptor.scope.type
    if not subjects or any(subject.type is not kind for subject in subjects):
        raise ValueError(f"expected subjects of the type {kind}")
    wanted = [(number, key) for number, subject in enumerate(subjects) for key in query_keys(subject)]
    batches = [wanted[start : start + _LARGEST] for start in range(0, len(wanted), _LARGEST)]
    canary = (CANARY, _canary_key(kind))
    last = batches[-1]
    if len(last) < step_of(len(last)):
        last.append(canary)
    elif not is_tested:
        batches.insert(0, [canary])
    return tuple(_question(batch, descriptor, case) for batch in batches)


def conclude(
    questions: Sequence[Question],
    evaluations: Sequence[Evaluation],
    descriptor: Descriptor,
    tags: TagSet,
    *,
    is_tested: bool,
) -> tuple[Result, ...]:
    """Return what came of each subject of an inquiry.

    Args:
        questions: What :func:`prepare` returned.
        evaluations: The answers, in the same order.
        descriptor: The descriptor for which the questions were prepared.
        tags: The published tags.
        is_tested: Whether a canary has hit under this descriptor already.

    Raises:
        AnswerError: Nothing may be concluded; the refusal says why.
    """
    if len(questions) != len(evaluations):
        raise AnswerError(AnswerRefusal.COUNT)
    if (tags.count, tags.root) != (descriptor.count, descriptor.root):
        raise AnswerError(AnswerRefusal.TAGS)
    hits: dict[int, list[str]] = {}
    canary_hits: list[bool] = []
    for question, evaluation in zip(questions, evaluations, strict=True):
        for place, is_hit in zip(
            question.places, _looked_up(question, evaluation, descriptor, tags), strict=True
        ):
            if place.subject == CANARY:
                canary_hits.append(is_hit)
            elif place.subject != DUMMY:
                hits.setdefault(place.subject, []).extend([place.key] if is_hit else [])
    if not all(canary_hits):
        raise AnswerError(AnswerRefusal.CANARY)
    if not (canary_hits or is_tested):
        raise AnswerError(AnswerRefusal.UNTESTED)
    return tuple(Result(subject=number, keys=tuple(dict.fromkeys(hits[number]))) for number in sorted(hits))


def _looked_up(
    question: Question, evaluation: Evaluation, descriptor: Descriptor, tags: TagSet
) -> list[bool]:
    """Return whether each element of a question hits, after its proof holds."""
    try:
        outputs = finalize_batch(
            descriptor.public,
            [place.data for place in question.places],
            [place.blinded for place in question.places],
            evaluation,
        )
    except (ProofError, BatchError, RefusedElementError):
        raise AnswerError(AnswerRefusal.PROOF) from None
    try:
        return [tags.has(tag(output)) for output in outputs]
    except RefusedTagsError:
        raise AnswerError(AnswerRefusal.TAGS) from None


def _question(
    batch: Sequence[tuple[int, MatchKey | None]], descriptor: Descriptor, case: CaseFacts
) -> Question:
    dummies = step_of(len(batch)) - len(batch)
    places = tuple(_place(number, key) for number, key in (*batch, *[(DUMMY, None)] * dummies))
    scope = descriptor.scope
    statement = CaseStatement(
        request=secrets.token_hex(16),
        asker=scope.asker,
        holder=scope.holder,
        type=scope.type,
        purpose=scope.purpose,
        epoch=scope.epoch,
        basis=case.basis,
        case=case_hash(case.reference, case.salt),
        offence_years=case.offence_years,
        role=case.role,
        reason=case.reason,
        count=len(places),
        elements=elements_hash([place.blinded.element for place in places]),
    )
    return Question(statement=statement, places=places)


def _place(number: int, key: MatchKey | None) -> Place:
    if key is None:
        data = dummy_input(secrets.token_bytes(DUMMY_NONCE_BYTES))
        return Place(subject=DUMMY, key="", data=data, blinded=blind(data))
    return Place(subject=number, key=key.name, data=key.data, blinded=blind(key.data))


def _canary_key(kind: IdentifierType) -> MatchKey:
    """Return the key under which a canary, as it is asked for, must be found as it is listed."""
    listed = {key for subject in canaries(kind) for key in match_keys(subject)}
    return next(key for subject in canary_questions(kind) for key in match_keys(subject) if key in listed)
