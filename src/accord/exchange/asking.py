"""The side that asks: from subjects to blinded elements.

A question is as long as its step, whatever is asked. Behind the subjects stands a canary where there is room,
then dummies. Where a list of full questions leaves no room, and the canary has not hit yet in this epoch, it
gets a question of its own. What the holder sees is the step, and elements that are uniformly random.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from accord.exchange.cases import CaseStatement, PersonRole, Reason, case_hash, elements_hash
from accord.exchange.epochs import Descriptor
from accord.exchange.messages import STEPS, step_of
from accord.exchange.normalising import MatchKey, Subject, canaries, canary_questions, match_keys, query_keys
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.openings import DUMMY_NONCE_BYTES, dummy_input
from accord.exchange.oprf import Blinded, blind

__all__ = [
    "CANARY",
    "DUMMY",
    "CaseFacts",
    "Place",
    "Question",
    "prepare",
]

CANARY, DUMMY = -1, -2
"""What stands in a place instead of the number of a subject."""
_LARGEST = STEPS[-1]


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
