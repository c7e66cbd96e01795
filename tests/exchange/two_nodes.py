"""Two invented authorities with a node each, an officers' authority, and whatever carries their messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from accord.exchange.asking import CaseFacts
from accord.exchange.cases import PersonRole, Reason
from accord.exchange.concluding import Result
from accord.exchange.correspondence import Correspondent
from accord.exchange.directory import BasisEvidence, Directory, LegalBasis
from accord.exchange.directory_file import signed_directory
from accord.exchange.inquiries import Inquiry, sign_inquiry
from accord.exchange.keys import SigningKey
from accord.exchange.machine import Machine, open_machine, publish_lists
from accord.exchange.node import Node, open_node
from accord.exchange.node_folder import Card, make_node
from accord.exchange.node_settings import Settings, Supervisor
from accord.exchange.normalising import Subject
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.office import carry_out, new_inquiry
from accord.exchange.officers import Officer, OfficerCertificate, OfficerRole, certify_officer
from accord.exchange.private_files import write_private
from accord.exchange.publishing import scope_of
from accord.exchange.quota_table import QuotaRule
from accord.exchange.receiving import Published
from accord.exchange.signed_messages import RequestMessage, ResponseMessage

__all__ = [
    "ALDORIA",
    "BRENVIA",
    "INSPECTION",
    "NOW",
    "PURPOSE",
    "ROOT",
    "Asked",
    "Pair",
    "basis",
    "firearm",
    "make_pair",
    "make_two",
    "officer",
    "open_pair",
    "plate",
]

NOW = datetime(2030, 1, 15, 12, 0, tzinfo=UTC)
ALDORIA, BRENVIA = "police-aldoria", "police-brenvia"
"""Aldoria asks, Brenvia holds a list."""
PURPOSE = "investigation"
ROOT = SigningKey(id="root", seed=b"r" * 32)
INSPECTION = X25519PrivateKey.from_private_bytes(b"i" * 32)

FIREARMS = "serial,make,calibre\nAB1234,Zastava,7.62x39\nCD5678,Zastava,9x19\n"
PLATES = "country,plate\nSRB,BG-123-AA\nMNE,PG-AA-111\n"
PERSONS = "first_name,family_name,birth_date\nMira,Invented,1980-02-03\n"


def firearm(serial: str) -> Subject:
    return Subject(
        type=IdentifierType.FIREARM, fields={"serial": serial, "make": "Zastava", "calibre": "7.62x39"}
    )


def plate(text: str) -> Subject:
    return Subject(type=IdentifierType.PLATE, fields={"country": "SRB", "plate": text})


def basis(
    kind: IdentifierType, *, purpose: str = PURPOSE, evidence: str = "seen", years: int = 1
) -> LegalBasis:
    return LegalBasis(
        asker=ALDORIA,
        holder=BRENVIA,
        purpose=purpose,
        type=kind,
        id=f"{kind.value}-{purpose}",
        text="Invented agreement of Aldoria and Brenvia, article 1",
        reference="Invented",
        valid_from=date(2000, 1, 1),
        valid_to=date(2099, 12, 31),
        offence_minimum_years=years,
        evidence=BasisEvidence(evidence),
    )


def officer(node: Node, name: str, role: OfficerRole, now: datetime) -> Officer:
    key = SigningKey(id=name, seed=name.encode().ljust(32, b"."))
    certificate = OfficerCertificate(
        peer=node.id,
        authority="officers",
        officer=name,
        function="desk of invented cases",
        role=role,
        public=key.public,
        valid_from=(now - timedelta(days=1)).date(),
        valid_to=(now + timedelta(days=30)).date(),
    )
    return Officer(certificate=certify_officer(certificate, node.folder.officers_key()), key=key)


def make_two(
    folder: Path,
    *,
    now: datetime,
    bases: Sequence[LegalBasis],
    quotas: Sequence[QuotaRule] = (),
    ports: tuple[int, int] = (8441, 8442),
) -> tuple[Node, Node]:
    """Make the folders of asker and holder with a signed directory; return both nodes."""
    supervisor = Supervisor(id="inspection", public=INSPECTION.public_key().public_bytes_raw())
    cards: list[Card] = []
    for name, port in zip((ALDORIA, BRENVIA), ports, strict=True):
        settings = Settings(
            id=name,
            name=name.title(),
            address=f"https://127.0.0.1:{port}",
            key=f"{name}-1",
            supervisor=supervisor,
            roots={ROOT.id: ROOT.public},
        )
        cards.append(make_node(folder / name, settings, now=now))
    directory = Directory(
        name="Invented exchange",
        serial=1,
        valid_from=now - timedelta(hours=1),
        valid_to=now + timedelta(days=30),
        remarks=(),
        peers=tuple(card.peer for card in cards),
        authorities=tuple(card.authority for card in cards),
        quotas=tuple(quotas),
        bases=tuple(bases),
    )
    for name in (ALDORIA, BRENVIA):
        write_private(folder / name / "directory.json", signed_directory(directory, [ROOT]))
        write_private(folder / name / "trusted.pem", b"".join(card.certificate for card in cards))
    lists = folder / BRENVIA / "lists"
    for kind, text in (("firearm", FIREARMS), ("plate", PLATES), ("person", PERSONS)):
        write_private(lists / f"{kind}.csv", text.encode())
    return open_node(folder / ALDORIA), open_node(folder / BRENVIA)


@dataclass(kw_only=True)
class Asked:
    """What came of an inquiry, and what went over the wire."""

    inquiry: Inquiry
    results: tuple[Result, ...]


@dataclass(kw_only=True)
class Pair:
    """Two nodes in one process, whose messages go through ``carry``."""

    asker: Node
    holder: Node
    machine: Machine
    now: datetime = NOW
    sent: list[RequestMessage] = field(default_factory=list)
    received: list[ResponseMessage] = field(default_factory=list)
    carry: Callable[[RequestMessage], ResponseMessage] | None = None

    def send(self, request: RequestMessage) -> ResponseMessage:
        self.sent.append(request)
        response = (self.carry or self.deliver)(request)
        self.received.append(response)
        return response

    def deliver(self, request: RequestMessage) -> ResponseMessage:
        return self.machine.answerer.handle(request, ALDORIA, self.now)

    @property
    def peer(self) -> Correspondent:
        return self.asker.correspondent(BRENVIA, self.send)

    @property
    def case(self) -> CaseFacts:
        return CaseFacts(
            reference="KT-1/2030",
            salt=b"s" * 16,
            basis=f"firearm-{PURPOSE}",
            offence_years=3,
            role=PersonRole.SUSPECT,
            reason=Reason.IDENTIFY,
        )

    def published(self, kind: IdentifierType = IdentifierType.FIREARM, purpose: str = PURPOSE) -> Published:
        epoch = str(int(self.now.timestamp()) // 86_400)
        scope = scope_of(BRENVIA, ALDORIA, kind, purpose=purpose, epoch=epoch)
        return self.asker.received.published(self.peer, scope, now=self.now)

    def inquiry(self, subjects: Sequence[Subject], published: Published) -> Inquiry:
        case = replace(self.case, basis=f"{subjects[0].type.value}-{PURPOSE}")
        inquiry = new_inquiry(subjects, published, case, now=self.now)
        for name, role in (("o1", OfficerRole.ASKS), ("o2", OfficerRole.APPROVES)):
            inquiry = sign_inquiry(inquiry, officer(self.asker, name, role, self.now))
        return inquiry

    def carry_out(self, inquiry: Inquiry, published: Published) -> tuple[Result, ...]:
        return carry_out(
            inquiry,
            published,
            self.peer,
            lambda: self.asker.office(self.now),
            received=self.asker.received,
            clock=lambda: self.now,
        )

    def ask(self, subjects: Sequence[Subject]) -> tuple[Result, ...]:
        published = self.published(subjects[0].type)
        return self.carry_out(self.inquiry(subjects, published), published)


@contextmanager
def make_pair(
    folder: Path,
    *,
    now: datetime = NOW,
    bases: Sequence[LegalBasis] | None = None,
    quotas: Sequence[QuotaRule] = (),
    step: Callable[[str], None] = lambda _name: None,
) -> Iterator[Pair]:
    """Two nodes with published lists."""
    kinds = (IdentifierType.FIREARM, IdentifierType.PLATE, IdentifierType.PERSON)
    rows = [basis(kind) for kind in kinds] if bases is None else bases
    make_two(folder, now=now, bases=rows, quotas=quotas)
    with open_pair(folder, now=now, step=step) as pair:
        yield pair


@contextmanager
def open_pair(
    folder: Path, *, now: datetime = NOW, step: Callable[[str], None] = lambda _name: None
) -> Iterator[Pair]:
    """Two nodes that were made before, or copies of them."""
    asker, holder = open_node(folder / ALDORIA), open_node(folder / BRENVIA)
    with open_machine(holder, now, step=step) as machine:
        publish_lists(holder, machine.log, now, workers=1)
        yield Pair(asker=asker, holder=holder, machine=machine, now=now)
