"""The follow-up of the demonstration: two officers ask for reasons, one officer of the holder answers."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from accord.exchange.demonstration_nodes import ASKER, HOLDER, DemonstrationNodes
from accord.exchange.follow_up_book import Decision
from accord.exchange.follow_up_codes import Access, Outcome, Urgency, Worth
from accord.exchange.follow_up_requests import FollowUpRequest
from accord.exchange.follow_up_routes import post_replies, post_request
from accord.exchange.following_up import Act
from accord.exchange.officers import OfficerRole
from accord.exchange.reaching import reach
from accord.exchange.running import open_book

__all__ = ["follow_up_hit"]


def follow_up_hit(nodes: DemonstrationNodes, request: str) -> tuple[datetime, str]:
    """Send a reasoned request after a hit, and return when an answer was due and what it said.

    Args:
        nodes: Both nodes.
        request: Id of the request that hit.
    """
    asker, holder = nodes.asker, nodes.holder
    hit = next(each for each in map(asker.hits.hit, asker.hits.names()) if each.request == request)
    wanted = FollowUpRequest(
        id=secrets.token_hex(8),
        asker=ASKER,
        holder=HOLDER,
        type=hit.type,
        purpose=hit.purpose,
        epoch=hit.epoch,
        question=hit.request,
        key=hit.keys[0],
        basis=hit.case.basis,
        reference=hit.case.reference,
        case_salt=hit.case.salt,
        offence_years=hit.case.offence_years,
        role=hit.case.role,
        reason=hit.case.reason,
        urgency=Urgency.URGENT,
        because="The firearm was seized in an invented case.",
        wanted="Who reported it, and when.",
        fields={"serial": hit.fields["serial"]},
        salt=secrets.token_bytes(32),
    )
    officers = [
        nodes.officer(asker, name, role)
        for name, role in (("officer-3", OfficerRole.ASKS), ("officer-4", OfficerRole.APPROVES))
    ]
    with open_book(asker, _now()) as book:
        book.draft(wanted, officers[0], _now())
        file = book.confirm(wanted.id, officers[1], _now())
    with reach(asker, HOLDER) as reached:
        received = post_request(reached.peer, file, _now())
    with open_book(asker, _now()) as book:
        due = book.sent(wanted.id, _now(), received).history.due or received
    desk = nodes.officer(holder, "desk-1", OfficerRole.BOTH)
    for act, code, text in (
        (Act.ACCEPT, Access.DIRECT.value, "-"),
        (Act.ANSWER, Outcome.SAME.value, "Reported stolen; invented."),
    ):
        decision = Decision(act=act, code=code, text=text, fields={}, salt=secrets.token_bytes(32))
        with open_book(holder, _now()) as book:
            answered, _ = book.decide(wanted.id, decision, desk, _now())
    with reach(holder, ASKER) as reached:
        post_replies(reached.peer, answered, _now())
    with open_book(asker, _now()) as book:
        file = book.close(wanted.id, Worth.ADVANCED, officers[0], _now())
    asker.hits.remove(request)
    return due, file.replies[-1].reply.text


def _now() -> datetime:
    return datetime.now(UTC)
