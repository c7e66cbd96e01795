"""An inspection opens a sample of what an authority asked, and says of each element what it was.

The asked node logged a hash over the blinded elements of each request. The asker sealed what they were made
of to its supervisory authority. The authority draws elements at random, has them opened, and looks whether
the element is made of the stated input, whether the input belongs to the stated case, and whether two
officers signed for exactly these elements.

It finds misuse only by sampling, and only if the asked node's log is honest: two nodes that leave a question
out of both logs are not found out. No cryptographer has reviewed the argument behind it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from accord.exchange.audit_sampling import Draw, LoggedRequest
from accord.exchange.canonical import MalformedError
from accord.exchange.cases import CaseStatement, case_hash, elements_hash
from accord.exchange.directory import Directory
from accord.exchange.normalising import IdentifierType, canaries, canary_questions, match_keys
from accord.exchange.officers import CaseSignature, OfficersError, check_two_officers
from accord.exchange.openings import Opening, is_dummy, is_opening
from accord.exchange.question_seals import read_sealed_case
from accord.exchange.sealing import SealedOpenings, UnsealedError, open_record, open_statement

__all__ = ["VERDICT_TEXTS", "Examined", "HolderEvidence", "Inspector", "Verdict"]


class Verdict(StrEnum):
    """What became of one element of the sample."""

    IN_CASE = "in-case"
    CASE_NOT_SHOWN = "case-not-shown"
    DUMMY = "dummy"
    CANARY = "canary"
    OUTSIDE_CASE = "outside-case"
    NOT_COVERED = "not-covered"
    NOT_OPENED = "not-opened"


VERDICT_TEXTS: Mapping[Verdict, str] = {
    Verdict.IN_CASE: "opens to a subject of the case that was stated",
    Verdict.CASE_NOT_SHOWN: "opens, but the file of the case was not laid before the inspection",
    Verdict.DUMMY: "opens to padding that is marked as padding",
    Verdict.CANARY: "opens to a public canary, which belongs to nobody",
    Verdict.OUTSIDE_CASE: "opens to something that is not in the file of the case: misuse, or a wrong file",
    Verdict.NOT_COVERED: "two officers did not sign for this element",
    Verdict.NOT_OPENED: "cannot be opened: the asker cannot show what it asked",
}
"""What each verdict says, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderEvidence:
    """What the asked node kept of one request.

    Attributes:
        statement: What the officers signed.
        signatures: Their signatures.
        elements: The blinded elements.
    """

    statement: CaseStatement
    signatures: tuple[CaseSignature, ...]
    elements: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What an inspection found out about one element.

    Attributes:
        draw: The element.
        verdict: What it was.
        reason: Why, in words, without any value that was asked for.
        case: Reference of the case; empty if it was not read.
    """

    draw: Draw
    verdict: Verdict
    reason: str
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspector:
    """A supervisory authority at work.

    Attributes:
        id: Id of the authority, to which openings are sealed.
        private: Its key.
        directory: Directory of the exchange.
        case_files: Inputs that belong to each case by its reference, made by the inspection from the files of
            the cases with the normaliser.
    """

    id: str
    private: X25519PrivateKey
    directory: Directory
    case_files: Mapping[str, Collection[bytes]]

    def examine(
        self, draw: Draw, logged: LoggedRequest, held: HolderEvidence | None, sealed: SealedOpenings | None
    ) -> Examined:
        """Return what one element was.

        Args:
            draw: The element.
            logged: The entry of its request in the asked node's log.
            held: What the asked node kept; None if it has nothing.
            sealed: What the asker handed over; None if it has nothing.
        """
        if fault := self._uncovered(logged, held):
            return Examined(draw=draw, verdict=Verdict.NOT_COVERED, reason=fault)
        if held is None or sealed is None:
            return _not_opened(draw, "the asker handed nothing over for this request")
        if not self._is_of(sealed, held.statement):
            return _not_opened(draw, "what was handed over belongs to another request or authority")
        try:
            case = read_sealed_case(open_statement(self.private, sealed))
            opening = open_record(self.private, sealed, draw.place)
        except (UnsealedError, MalformedError):
            return _not_opened(draw, "the record is missing, or altered, or sealed to another authority")
        if case_hash(case.reference, case.salt) != held.statement.case:
            return _not_opened(draw, "the sealed case is not the one that the officers signed for")
        if not is_opening(held.elements[draw.place], opening):
            return _not_opened(draw, "the element is not made of the sealed input and blind")
        return self._judged(draw, opening, held.statement.type, case.reference)

    def _judged(self, draw: Draw, opening: Opening, kind: IdentifierType, case: str) -> Examined:
        """Return what an element is that opens."""
        if is_dummy(opening.data):
            verdict, reason = Verdict.DUMMY, "the input is marked as a dummy"
        elif opening.data in _canary_inputs(kind):
            verdict, reason = Verdict.CANARY, "the input is that of a public canary"
        elif case not in self.case_files:
            verdict, reason = Verdict.CASE_NOT_SHOWN, "there is no file of this case at the inspection"
        elif opening.data in self.case_files[case]:
            verdict, reason = Verdict.IN_CASE, "the input is a match key of a subject in the file"
        else:
            verdict, reason = Verdict.OUTSIDE_CASE, "the input is no match key of any subject in the file"
        return Examined(draw=draw, verdict=verdict, reason=reason, case=case)

    def _uncovered(self, logged: LoggedRequest, held: HolderEvidence | None) -> str:
        """Return why the officers' signatures do not cover the logged elements; empty if they do."""
        if held is None:
            return "the asked node kept neither statement nor elements"
        fields, statement = logged.entry.fields, held.statement
        if elements_hash(held.elements).hex() != fields["blinded"] or len(held.elements) != logged.elements:
            return "the elements are not those that were logged"
        if statement.elements.hex() != fields["blinded"] or statement.count != logged.elements:
            return "the officers signed for other elements"
        said = (statement.request, statement.asker, statement.purpose, statement.type.value, statement.epoch)
        if said != tuple(fields[name] for name in ("request", "asker", "purpose", "type", "epoch")):
            return "the officers signed for another request, purpose, type or epoch"
        if statement.case.hex() != fields["case"]:
            return "the officers signed for another case"
        day = logged.entry.at.astimezone(UTC).date()
        authority = self.directory.authority(statement.asker, day)
        if authority is None:
            return "nobody certified officers of this authority on that day"
        try:
            check_two_officers(held.signatures, statement, authority, day)
        except OfficersError as error:
            return error.refusal.value
        return ""

    def _is_of(self, sealed: SealedOpenings, statement: CaseStatement) -> bool:
        context = sealed.context
        return (
            context.authority,
            context.asker,
            context.holder,
            context.purpose,
            context.type,
            context.epoch,
            context.request,
        ) == (
            self.id,
            statement.asker,
            statement.holder,
            statement.purpose,
            statement.type,
            statement.epoch,
            statement.request,
        )


def _canary_inputs(kind: IdentifierType) -> set[bytes]:
    planted = (*canaries(kind), *canary_questions(kind))
    return {key.data for subject in planted for key in match_keys(subject)}


def _not_opened(draw: Draw, reason: str) -> Examined:
    return Examined(draw=draw, verdict=Verdict.NOT_OPENED, reason=reason)
