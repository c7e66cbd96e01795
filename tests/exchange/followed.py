"""A follow-up of two invented authorities, as drafted, as signed and as answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from accord.exchange.cases import PersonRole, Reason
from accord.exchange.follow_up_book import Decision, FollowUpBook
from accord.exchange.follow_up_codes import Urgency
from accord.exchange.follow_up_requests import FollowUpRequest, SignedRequest, request_statement
from accord.exchange.following_up import Act
from accord.exchange.logbook import Logbook
from accord.exchange.normalising import IdentifierType
from accord.exchange.officers import sign_case
from accord.exchange.storing import NodeStore
from exchange.inspected import ASKER, EPOCH, FACTS, HOLDER, NOW, PURPOSE, directory, officer, signing_key

REQUEST = FollowUpRequest(
    id="f-1",
    asker=ASKER,
    holder=HOLDER,
    type=IdentifierType.PLATE,
    purpose=PURPOSE,
    epoch=EPOCH,
    question="q-1",
    key="plate",
    basis="aldoria-brenland-plates",
    reference=FACTS.reference,
    case_salt=FACTS.salt,
    offence_years=5,
    role=PersonRole.SUSPECT,
    reason=Reason.IDENTIFY,
    urgency=Urgency.URGENT,
    because="A car with this plate left the scene.\nTwo witnesses agree.",
    wanted="Keeper of the car and border crossings of the last week.",
    fields={"country": "KOS", "plate": "01-234-AB"},
    salt=b"f" * 32,
)
ACCEPTED = Decision(act=Act.ACCEPT, code="direct", text="-", fields={}, salt=b"a" * 32)
ANSWERED = Decision(
    act=Act.ANSWER,
    code="same",
    text="Kept by a firm in Brenland.",
    fields={"plate": "01-234-AB"},
    salt=b"b" * 32,
)


def signed(request: FollowUpRequest = REQUEST, *names: str) -> SignedRequest:
    statement = request_statement(request)
    by = names or ("officer-1", "officer-2")
    return SignedRequest(
        request=request, signatures=tuple(sign_case(officer(request.asker, name), statement) for name in by)
    )


@contextmanager
def book(folder: Path, me: str, now: datetime = NOW) -> Iterator[FollowUpBook]:
    folder.mkdir(parents=True, exist_ok=True)
    log = Logbook(folder / "log", origin=f"accord/{me}", key=signing_key(f"{me}-key"), now=now)
    with NodeStore(folder / "store.db") as store, log:
        yield FollowUpBook(store=store, log=log, directory=directory(), me=me)
