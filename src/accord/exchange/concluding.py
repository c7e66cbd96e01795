"""From proven answers to hits, and to nothing else than hit, no hit or an error that says why.

"No hit" is said only after the proof of every answer holds under the key of the signed descriptor, the tags
are those of its root, and the canary has hit. An error in one answer is an error of the whole inquiry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from accord.exchange.asking import CANARY, DUMMY, Question
from accord.exchange.curve import RefusedElementError
from accord.exchange.epochs import Descriptor
from accord.exchange.oprf import Evaluation, finalize_batch
from accord.exchange.proofs import BatchError, ProofError
from accord.exchange.tags import RefusedTagsError, TagSet, tag

__all__ = ["AnswerError", "AnswerRefusal", "KeyHit", "Result", "conclude"]


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
class KeyHit:
    """One element that hit.

    Attributes:
        request: Id of the request.
        place: Place of the element in it, counted from 0.
        key: Name of the match key, which says how sure it is.
    """

    request: str
    place: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one subject.

    Attributes:
        subject: Its number, counted from 0.
        hits: What hit; nothing is no hit.
    """

    subject: int
    hits: tuple[KeyHit, ...]

    @property
    def is_hit(self) -> bool:
        """Whether a key hit: the holder lists a subject with this key, which a person has to confirm."""
        return bool(self.hits)

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the match keys that hit, each once."""
        return tuple(dict.fromkeys(hit.key for hit in self.hits))


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
    found: dict[int, list[KeyHit]] = {}
    canary_hits: list[bool] = []
    for question, evaluation in zip(questions, evaluations, strict=True):
        looked_up = _looked_up(question, evaluation, descriptor, tags)
        for number, (place, is_hit) in enumerate(zip(question.places, looked_up, strict=True)):
            if place.subject == CANARY:
                canary_hits.append(is_hit)
            elif place.subject != DUMMY:
                hit = KeyHit(request=question.statement.request, place=number, key=place.key)
                found.setdefault(place.subject, []).extend([hit] if is_hit else [])
    if not all(canary_hits):
        raise AnswerError(AnswerRefusal.CANARY)
    if not (canary_hits or is_tested):
        raise AnswerError(AnswerRefusal.UNTESTED)
    return tuple(Result(subject=number, hits=tuple(found[number])) for number in sorted(found))


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
