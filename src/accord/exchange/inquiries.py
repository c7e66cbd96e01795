"""An inquiry waits for the second officer: its case, its subjects and its questions, in one private file.

The file holds what is asked, because the second officer has to see it. It lies at the asker only and is
removed when the inquiry is concluded; what remains is sealed to the supervisory authority.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from accord.exchange.asking import CaseFacts, Place, Question
from accord.exchange.canonical import JsonValue, Limits, MalformedError, canonical, parse_canonical
from accord.exchange.cases import PersonRole, Reason, read_statement, statement_json
from accord.exchange.curve import ELEMENT_BYTES, SCALAR_BYTES
from accord.exchange.epochs import Scope
from accord.exchange.normalising import NORMALISER_VERSION, Subject
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.officers import CaseSignature, Officer, read_case_signature, sign_case, signature_json
from accord.exchange.oprf import Blinded
from accord.exchange.strict_fields import StrictFields, instant_text

__all__ = ["INQUIRY_LIMITS", "Inquiry", "inquiry_bytes", "read_inquiry", "sign_inquiry"]

INQUIRY_LIMITS = Limits(size=64 * 1_048_576, depth=8, items=2_000_000)
_FORMAT = "accord inquiry/1"
_MOST_SUBJECTS, _MOST_QUESTIONS, _MOST_TEXT = 10_000, 400, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What one officer asks and another approves.

    Attributes:
        id: Id of the inquiry at the asker.
        at: When it was prepared; its questions count in the epoch of that moment only.
        case: Why is asked.
        subjects: What is asked for.
        questions: The requests.
        signatures: For each question the signatures so far.
    """

    id: str
    at: datetime
    case: CaseFacts
    subjects: tuple[Subject, ...] = field(repr=False)
    questions: tuple[Question, ...]
    signatures: tuple[tuple[CaseSignature, ...], ...]

    @property
    def signers(self) -> tuple[str, ...]:
        """Ids of the officers who signed all questions."""
        return tuple(each.certificate.officer for each in self.signatures[0])

    @property
    def scope(self) -> Scope:
        """Scope of its questions, under the version of the normaliser that this node has."""
        statement = self.questions[0].statement
        return Scope(
            holder=statement.holder,
            asker=statement.asker,
            type=statement.type,
            purpose=statement.purpose,
            epoch=statement.epoch,
            normaliser=NORMALISER_VERSION,
        )


def sign_inquiry(inquiry: Inquiry, officer: Officer) -> Inquiry:
    """Return an inquiry with an officer's signature under each of its questions.

    Args:
        inquiry: The inquiry.
        officer: The officer.
    """
    return Inquiry(
        id=inquiry.id,
        at=inquiry.at,
        case=inquiry.case,
        subjects=inquiry.subjects,
        questions=inquiry.questions,
        signatures=tuple(
            (*signatures, sign_case(officer, question.statement))
            for question, signatures in zip(inquiry.questions, inquiry.signatures, strict=True)
        ),
    )


def inquiry_bytes(inquiry: Inquiry) -> bytes:
    """Return an inquiry as bytes for its private file."""
    case = inquiry.case
    value: JsonValue = {
        "format": _FORMAT,
        "id": inquiry.id,
        "at": instant_text(inquiry.at),
        "case": {
            "reference": case.reference,
            "salt": case.salt.hex(),
            "basis": case.basis,
            "offence_years": case.offence_years,
            "role": case.role.value,
            "reason": case.reason.value,
        },
        "type": inquiry.questions[0].statement.type.value,
        "subjects": [dict(subject.fields) for subject in inquiry.subjects],
        "questions": [_question_json(question) for question in inquiry.questions],
        "signatures": [[signature_json(each) for each in signatures] for signatures in inquiry.signatures],
    }
    return canonical(value)


def read_inquiry(data: bytes) -> Inquiry:
    """Return the inquiry of its file.

    Args:
        data: The bytes.

    Raises:
        MalformedError: They are no inquiry.
    """
    row = StrictFields(parse_canonical(data, INQUIRY_LIMITS, where="inquiry"), "inquiry")
    if row.text("format") != _FORMAT:
        raise MalformedError("inquiry.format", _FORMAT)
    kind = row.word("type", IdentifierType)
    inquiry = Inquiry(
        id=row.id("id"),
        at=row.instant("at"),
        case=_case(row.value("case")),
        subjects=row.rows("subjects", _MOST_SUBJECTS, partial(_subject, kind)),
        questions=row.rows("questions", _MOST_QUESTIONS, _question),
        signatures=row.rows("signatures", _MOST_QUESTIONS, _signatures),
    )
    row.finish()
    if not inquiry.questions or len(inquiry.questions) != len(inquiry.signatures):
        raise MalformedError("inquiry", "signatures for each of its questions")
    return inquiry


def _question_json(question: Question) -> JsonValue:
    places: list[JsonValue] = [
        {
            "subject": place.subject,
            "key": place.key,
            "data": place.data.hex(),
            "blind": place.blinded.blind.hex(),
            "element": place.blinded.element.hex(),
        }
        for place in question.places
    ]
    return {"statement": statement_json(question.statement), "places": places}


def _case(value: JsonValue) -> CaseFacts:
    row = StrictFields(value, "inquiry.case")
    case = CaseFacts(
        reference=row.text("reference", _MOST_TEXT),
        salt=bytes.fromhex(row.text("salt", 64)),
        basis=row.id("basis"),
        offence_years=row.number("offence_years", 0, 100),
        role=row.word("role", PersonRole),
        reason=row.word("reason", Reason),
    )
    row.finish()
    return case


def _subject(kind: IdentifierType, value: JsonValue, where: str) -> Subject:
    if not isinstance(value, Mapping):
        raise MalformedError(where, "an object")
    row = StrictFields(value, where)
    fields = {name: row.text(name, _MOST_TEXT) for name in value}
    return Subject(type=kind, fields=fields)


def _question(value: JsonValue, where: str) -> Question:
    row = StrictFields(value, where)
    question = Question(
        statement=read_statement(row.value("statement")), places=row.rows("places", 1_024, _place)
    )
    row.finish()
    return question


def _place(value: JsonValue, where: str) -> Place:
    row = StrictFields(value, where)
    key = row.value("key")
    place = Place(
        subject=row.number("subject", -2),
        key=key if isinstance(key, str) else "",
        data=bytes.fromhex(row.text("data", 131_070)),
        blinded=Blinded(row.octets("blind", SCALAR_BYTES), row.octets("element", ELEMENT_BYTES)),
    )
    row.finish()
    return place


def _signatures(value: JsonValue, where: str) -> tuple[CaseSignature, ...]:
    return StrictFields({"each": value}, where).rows("each", 2, read_case_signature)
