"""A question is sealed to the asker's supervisory authority when it is asked: what it was, and its case."""

from __future__ import annotations

from dataclasses import dataclass, field

from accord.exchange.asking import CaseFacts, Question
from accord.exchange.canonical import Limits, MalformedError, canonical, parse_canonical
from accord.exchange.openings import Opening
from accord.exchange.sealing import SealedOpenings, SealingContext, seal_openings
from accord.exchange.strict_fields import StrictFields

__all__ = ["SealedCase", "read_sealed_case", "seal_question"]

_CASE_LIMITS = Limits(size=8_192, depth=2, items=16)
_MOST_REFERENCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedCase:
    """The case as it is sealed beside the openings.

    Attributes:
        reference: Reference of the case at the asker.
        salt: Salt of the hash that the officers signed.
    """

    reference: str = field(repr=False)
    salt: bytes = field(repr=False)


def seal_question(question: Question, case: CaseFacts, *, authority: str, public: bytes) -> SealedOpenings:
    """Return a question sealed to the supervisory authority; keep it before the question is sent.

    Args:
        question: The question as it was prepared.
        case: Its case.
        authority: Id of the authority.
        public: X25519 public key of the authority, 32 bytes.
    """
    statement = question.statement
    context = SealingContext(
        authority=authority,
        asker=statement.asker,
        holder=statement.holder,
        purpose=statement.purpose,
        type=statement.type,
        epoch=statement.epoch,
        request=statement.request,
    )
    openings = [Opening(data=place.data, blind=place.blinded.blind) for place in question.places]
    sealed = canonical({"reference": case.reference, "salt": case.salt.hex()})
    return seal_openings(public, context, sealed, openings)


def read_sealed_case(data: bytes) -> SealedCase:
    """Return the case that was sealed.

    Raises:
        MalformedError: The bytes are none.
    """
    row = StrictFields(parse_canonical(data, _CASE_LIMITS, where="case"), "case")
    reference, salt = row.text("reference", _MOST_REFERENCE), row.text("salt", 256)
    row.finish()
    try:
        return SealedCase(reference=reference, salt=bytes.fromhex(salt))
    except ValueError:
        raise MalformedError("case.salt", "hexadecimal digits") from None
