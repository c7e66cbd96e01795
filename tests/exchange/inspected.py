"""Two authorities of invented countries, officers, and a question as both sides and an inspection see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from accord.exchange.asking import CaseFacts, Question, prepare
from accord.exchange.audit_sampling import LoggedRequest
from accord.exchange.auditing import HolderEvidence
from accord.exchange.cases import PersonRole, Reason
from accord.exchange.directory import BasisEvidence, Directory, LegalBasis, OfficerAuthority, Peer, PeerKey
from accord.exchange.epochs import Descriptor, Scope, epoch_end, epoch_start
from accord.exchange.keys import SigningKey
from accord.exchange.logbook.entries import Entry, EntryKind
from accord.exchange.normalising import IdentifierType, Subject
from accord.exchange.officers import (
    CaseSignature,
    Officer,
    OfficerCertificate,
    OfficerRole,
    certify_officer,
    sign_case,
)
from accord.exchange.oprf import derive_key
from accord.exchange.question_seals import seal_question
from accord.exchange.sealing import SealedOpenings

NOW = datetime(2030, 1, 31, 10, 0, tzinfo=UTC)
EPOCH = "21945"
"""Days from 1 January 1970 to 31 January 2030: 60 years of 365 days, 15 leap days, 30 days."""
ASKER, HOLDER = "police-aldoria", "customs-brenland"
PURPOSE = "criminal-investigation"
INSPECTION = X25519PrivateKey.from_private_bytes(bytes(range(32)))
SUPERVISOR = "supervisor-aldoria"
SUPERVISOR_KEY = INSPECTION.public_key().public_bytes_raw()
FACTS = CaseFacts(
    reference="K 17/2030",
    salt=b"s" * 16,
    basis="aldoria-brenland-plates",
    offence_years=5,
    role=PersonRole.SUSPECT,
    reason=Reason.IDENTIFY,
)


def signing_key(name: str) -> SigningKey:
    return SigningKey(id=name, seed=name.encode().ljust(32, b".")[:32])


def officer(peer: str, name: str, role: OfficerRole = OfficerRole.BOTH) -> Officer:
    key = signing_key(f"{peer}-{name}")
    certificate = OfficerCertificate(
        peer=peer,
        authority=f"{peer}-officers",
        officer=name,
        function="Officer on duty",
        role=role,
        public=key.public,
        valid_from=date(2030, 1, 1),
        valid_to=date(2030, 12, 31),
    )
    return Officer(certificate=certify_officer(certificate, signing_key(f"{peer}-officers")), key=key)


def peer(name: str) -> Peer:
    key = PeerKey(
        id=f"{name}-key",
        public=signing_key(f"{name}-key").public,
        valid_from=datetime(2030, 1, 1, tzinfo=UTC),
        valid_to=datetime(2031, 1, 1, tzinfo=UTC),
    )
    return Peer(
        id=name,
        name=name.replace("-", " of ").title(),
        address=f"https://{name}.example:8443",
        tls_pins=(name.encode().ljust(32, b".")[:32],),
        keys=(key,),
        types=(IdentifierType.PLATE, IdentifierType.PERSON),
    )


def basis(kind: IdentifierType = IdentifierType.PLATE) -> LegalBasis:
    return LegalBasis(
        asker=ASKER,
        holder=HOLDER,
        purpose=PURPOSE,
        type=kind,
        id="aldoria-brenland-plates",
        text="Questions about plates in criminal investigations.",
        reference="Invented agreement of Aldoria and Brenland, Article 4",
        valid_from=date(2030, 1, 1),
        valid_to=date(2030, 12, 31),
        offence_minimum_years=1,
        evidence=BasisEvidence.SEEN,
    )


def directory() -> Directory:
    return Directory(
        name="Exchange of Aldoria and Brenland",
        serial=1,
        valid_from=datetime(2030, 1, 1, tzinfo=UTC),
        valid_to=datetime(2031, 1, 1, tzinfo=UTC),
        remarks=(),
        peers=(peer(ASKER), peer(HOLDER)),
        authorities=tuple(
            OfficerAuthority(
                peer=name,
                id=f"{name}-officers",
                public=signing_key(f"{name}-officers").public,
                valid_from=date(2030, 1, 1),
                valid_to=date(2030, 12, 31),
            )
            for name in (ASKER, HOLDER)
        ),
        quotas=(),
        bases=(basis(),),
    )


def plate(text: str) -> Subject:
    return Subject(type=IdentifierType.PLATE, fields={"country": "KOS", "plate": text})


def descriptor() -> Descriptor:
    scope = Scope(
        holder=HOLDER,
        asker=ASKER,
        type=IdentifierType.PLATE,
        purpose=PURPOSE,
        epoch=EPOCH,
        normaliser="1",
    )
    return Descriptor(
        scope=scope,
        public=derive_key(bytes(32), b"a test").public,
        count=256,
        root=bytes(32),
        not_before=epoch_start(EPOCH),
        not_after=epoch_end(EPOCH),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question after it was asked."""

    question: Question
    logged: LoggedRequest
    held: HolderEvidence
    sealed: SealedOpenings


def signatures(question: Question) -> tuple[CaseSignature, ...]:
    return tuple(sign_case(officer(ASKER, name), question.statement) for name in ("officer-1", "officer-2"))


def ask(*plates: str, index: int = 0, facts: CaseFacts = FACTS) -> Asked:
    """Ask for plates; the question has 32 places: the plates, a canary, and dummies."""
    subjects = [plate(text) for text in plates]
    (question,) = prepare(subjects, descriptor(), facts, is_tested=True)
    statement = question.statement
    fields: dict[str, str | int] = {
        "asker": statement.asker,
        "type": statement.type.value,
        "purpose": statement.purpose,
        "epoch": statement.epoch,
        "request": statement.request,
        "basis": statement.basis,
        "asks": "officer-1",
        "approves": "officer-2",
        "elements": statement.count,
        "offence_years": statement.offence_years,
        "blinded": statement.elements.hex(),
        "case": statement.case.hex(),
        "message": bytes(32).hex(),
    }
    return Asked(
        question=question,
        logged=LoggedRequest(index=index, entry=Entry(kind=EntryKind.ADMITTED, at=NOW, fields=fields)),
        held=HolderEvidence(statement=statement, signatures=signatures(question), elements=question.elements),
        sealed=seal_question(question, facts, authority=SUPERVISOR, public=SUPERVISOR_KEY),
    )
