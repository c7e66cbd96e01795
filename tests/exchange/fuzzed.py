"""A holder in a process of its own that is fuzzed: what is sent to it, and what is seen of it."""

from __future__ import annotations

import secrets
import socket
import ssl
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from accord.exchange.calling import UnreachableError
from accord.exchange.canonical import canonical
from accord.exchange.certificates import make_certificate
from accord.exchange.correspondence import RefusedByPeerError
from accord.exchange.follow_up_replies import FollowUpReply, reply_bytes, sign_reply
from accord.exchange.follow_up_requests import request_bytes, request_hash
from accord.exchange.following_up import Act
from accord.exchange.inquiries import sign_inquiry
from accord.exchange.justifying import justification_json
from accord.exchange.logbook.checkpoint import sign_checkpoint
from accord.exchange.merkle import leaf_hash
from accord.exchange.messages import Frame, write_frame
from accord.exchange.node import Node, open_node
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.office import carry_out, new_inquiry
from accord.exchange.officers import OfficerRole
from accord.exchange.publishing import scope_of
from accord.exchange.reaching import reach
from accord.exchange.receiving import Published
from accord.exchange.signed_messages import RequestMessage
from accord.exchange.signing import sign_request
from accord.exchange.transport import calling_context
from accord.exchange.witnessing import COSIGN_PATH
from exchange import followed
from exchange.attacked import CASE
from exchange.forked import NEVER, Forker, forking
from exchange.two_nodes import ALDORIA, BRENVIA, PURPOSE, basis, firearm, make_two, officer

__all__ = ["MOST_SECONDS", "Target", "fuzzed", "good_messages"]

MOST_SECONDS = 6.0
DAY = timedelta(days=1)


@dataclass(kw_only=True)
class Target:
    """A holder that is fuzzed, and what was seen of it."""

    folder: Path
    asker: Node
    holder: Node
    forker: Forker
    child: int
    published: Published
    seen: Counter[str]
    slowest: float = 0.0

    @property
    def port(self) -> int:
        return self.forker.port

    def signed(self, method: str, path: str, body: bytes, **fields: str) -> RequestMessage:
        """Return a message that the asker signs, whatever is in it."""
        scope = self.published.descriptor.scope
        own = {
            "accord-asker": ALDORIA,
            "accord-holder": BRENVIA,
            "accord-type": scope.type.value,
            "accord-purpose": PURPOSE,
            "accord-epoch": scope.epoch,
            "accord-request": secrets.token_hex(16),
        }
        plain = RequestMessage(
            method=method,
            authority=f"127.0.0.1:{self.port}",
            path=path,
            fields={**own, **{name.replace("_", "-"): value for name, value in fields.items()}},
            body=body,
        )
        now = self.forker.now()
        nonce = secrets.token_hex(16)
        until = now + timedelta(seconds=60)
        return replace(
            plain, fields=sign_request(plain, self.asker.key, created=now, expires=until, nonce=nonce)
        )

    def secured(self) -> ssl.SSLSocket:
        folder = self.asker.folder
        context = calling_context(folder.certificate, folder.tls_key, folder.trusted)
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=MOST_SECONDS)
        return context.wrap_socket(plain, server_hostname="127.0.0.1")

    def send(self, data: bytes, *, is_all: bool = True) -> str:
        """Send bytes as the asker, and return the status of the answer, or ``closed``.

        The holder is told that nothing follows, unless it is to wait.
        """
        start = time.monotonic()
        head = b""
        with suppress(ConnectionError, ssl.SSLError), self.secured() as connection:
            connection.settimeout(MOST_SECONDS)
            with suppress(ConnectionError, ssl.SSLError):
                connection.sendall(data)
                if is_all:
                    socket.socket.shutdown(connection, socket.SHUT_WR)  # that of TLS would end both ways
            head = connection.recv(64)
        self.slowest = max(self.slowest, time.monotonic() - start)
        status = head[9:12].decode("ascii", "replace") if head.startswith(b"HTTP/1.1 ") else "closed"
        self.seen[status] += 1
        return status

    def status(self, name: str) -> int:
        """Return a number of the process: kB of ``VmRSS`` or ``VmHWM``, or ``Threads``."""
        lines = Path(f"/proc/{self.child}/status").read_text().splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith(f"{name}:")))

    def files(self) -> int:
        """Return how many files and sockets the process has open."""
        return len(list(Path(f"/proc/{self.child}/fd").iterdir()))

    def ask_well(self) -> bool:
        """Ask a good question about a listed serial, and return whether it hits."""
        now = self.forker.now()
        inquiry = new_inquiry([firearm("AB1234")], self.published, CASE, now=now)
        for name, role in (("o1", OfficerRole.ASKS), ("o2", OfficerRole.APPROVES)):
            inquiry = sign_inquiry(inquiry, officer(self.asker, name, role, now))
        with reach(self.asker, BRENVIA) as reached:
            (result,) = carry_out(
                inquiry,
                self.published,
                reached.peer,
                lambda: self.asker.office(now),
                received=self.asker.received,
                clock=self.forker.now,
            )
        return result.is_hit


def published(asker: Node, forker: Forker) -> Published:
    """Fetch what the holder publishes, as soon as it does."""
    end = time.monotonic() + 20
    while True:
        now = forker.now()
        scope = scope_of(
            BRENVIA,
            ALDORIA,
            IdentifierType.FIREARM,
            purpose=PURPOSE,
            epoch=str(int(now.timestamp()) // 86_400),
        )
        try:
            with reach(asker, BRENVIA) as reached:
                return asker.received.published(reached.peer, scope, now=now)
        except (UnreachableError, RefusedByPeerError):
            if time.monotonic() > end:
                raise
        time.sleep(0.05)


@contextmanager
def fuzzed(folder: Path) -> Iterator[Target]:
    with forking(folder / "notes") as forker:
        port = forker.port
        ports = (port - 1, port)
        asker, holder = make_two(
            folder / "nodes", now=forker.noon, bases=[basis(IdentifierType.FIREARM)], ports=ports
        )
        with forker.holding(folder / "nodes" / BRENVIA, NEVER) as child:
            now = datetime.now(UTC)
            made = make_certificate("stranger", ["127.0.0.1"], valid_from=now - DAY, valid_to=now + DAY)
            (folder / "tls.pem").write_bytes(made.certificate)
            (folder / "tls.key").write_bytes(made.key)
            target = Target(
                folder=folder,
                asker=open_node(asker.folder.path),
                holder=holder,
                forker=forker,
                child=child,
                published=published(asker, forker),
                seen=Counter(),
            )
            assert target.ask_well()
            yield target


def cosign_body(target: Target) -> bytes:
    """Return the head of an invented log of the asker, which the holder has never seen."""
    root = leaf_hash(b"an entry")
    now = target.forker.now().replace(microsecond=0)
    head = sign_checkpoint(f"accord/{ALDORIA}", 1, root, at=now, key=target.asker.key)
    return canonical({"note": head.note.decode(), "first": 0, "proof": []})


def good_messages(target: Target) -> dict[str, tuple[str, str, bytes]]:
    """Return a valid message for each endpoint: method, path and body."""
    now = target.forker.now()
    inquiry = new_inquiry([firearm("EF9012")], target.published, CASE, now=now)
    for name, role in (("o1", OfficerRole.ASKS), ("o2", OfficerRole.APPROVES)):
        inquiry = sign_inquiry(inquiry, officer(target.asker, name, role, now))
    question, signatures = inquiry.questions[0], inquiry.signatures[0]
    head = justification_json(question.statement, signatures)
    request = replace(followed.REQUEST, asker=ALDORIA, holder=BRENVIA)
    by = officer(target.asker, "o1", OfficerRole.BOTH, now)
    reply = FollowUpReply(
        follow_up="f-1",
        request=request_hash(request),
        holder=ALDORIA,
        act=Act.REFUSE,
        code="minor-offence",
        at=now.replace(microsecond=0),
        type=IdentifierType.PLATE,
        text="No offence here.",
        fields={},
        salt=b"r" * 32,
    )
    return {
        "epoch": ("GET", f"/epoch/firearm/{PURPOSE}", b""),
        "tags": ("GET", f"/tags/firearm/{PURPOSE}/0", b""),
        "evaluate": ("POST", "/evaluate", write_frame(Frame(head=head, elements=question.elements))),
        "follow-up": ("POST", "/follow-up", request_bytes(followed.signed(request))),
        "cosign": ("POST", COSIGN_PATH, cosign_body(target)),
        "reply": ("POST", "/follow-up/reply", reply_bytes(sign_reply(by, reply))),
    }
