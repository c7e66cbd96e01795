"""A question is sealed to the asker's supervisory authority when it is asked: what it was, and its case."""

from __future__ import annotations

from dataclasses import dataclass, field

from accord.exchange.asking import CaseFacts, Question
from accord.exchange.canonical import JsonValue, Limits, MalformedError, canonical, parse_canonical
from accord.exchange.openings import Opening
from accord.exchange.sealing import SealedOpenings, SealingContext, seal_openings
from accord.exchange.strict_fields import IDENTITY, StrictFields

__all__ = [
    "SealedCase",
    "SupervisoryAuthority",
    "authority_json",
    "read_authority",
    "read_sealed_case",
    "seal_question",
]

_CASE_LIMITS = Limits(size=8_192, depth=2, items=16)
_MOST_REFERENCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisoryAuthority:
    """Who may open what an authority asked.

    Attributes:
        id: Id of the authority, which is part of every seal.
        public: X25519 public key, 32 bytes.
    """

    id: str
    public: bytes

    def __post_init__(self) -> None:
        if not IDENTITY.match(self.id) or len(self.public) != 32 or not any(self.public):
            raise MalformedError("authority", "an id, and a public key of 32 bytes")


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedCase:
    """The case as it is sealed beside the openings.

    Attributes:
        reference: Reference of the case at the asker.
        salt: Salt of the hash that the officers signed.
    """

    reference: str = field(repr=False)
    salt: bytes = field(repr=False)


def authority_json(authority: SupervisoryAuthority) -> JsonValue:
    """Return an authority as JSON."""
    return {"id": authority.id, "public": authority.public.hex()}


def read_authority(value: JsonValue, where: str = "authority") -> SupervisoryAuthority:
    """Return the authority of a JSON value.

    Raises:
        MalformedError: It is none.
    """
    row = StrictFields(value, where)
    authority = SupervisoryAuthority(id=row.id("id"), public=row.octets("public", 32))
    row.finish()
    return authority


def seal_question(authority: SupervisoryAuthority, question: Question, case: CaseFacts) -> SealedOpenings:
    """Return a question sealed to an authority; keep it before the question is sent.

    Args:
        authority: Who may open it.
        question: The question as it was prepared.
        case: Its case.
    """
    statement = question.statement
    context = SealingContext(
        authority=authority.id,
        asker=statement.asker,
        holder=statement.holder,
        purpose=statement.purpose,
        type=statement.type,
        epoch=statement.epoch,
        request=statement.request,
    )
    openings = [Opening(data=place.data, blind=place.blinded.blind) for place in question.places]
    sealed = canonical({"reference": case.reference, "salt": case.salt.hex()})
    return seal_openings(authority.public, context, sealed, openings)


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
