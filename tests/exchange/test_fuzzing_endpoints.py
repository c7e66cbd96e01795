"""Nothing that a peer or a stranger sends ends a node, fills its memory or keeps it busy.

A holder runs in a process of its own on loopback. It gets seeded fuzz: valid messages of every endpoint that
are changed before or after they are signed, deep JSON, counts of 10^9, bodies that are too long or never end,
bad HTTP, wrong TLS, and more half-open connections from another address than the holder takes in all.

Ceilings: ``MOST_SECONDS`` for an answer (the timeouts of this holder are 1.5 s), ``MOST_GROWTH`` bytes of
resident memory over the state after a first good question, and no more threads and files at the end than
then, after the timeouts. No answer is 500: an error that nobody foresaw would be one. At the end a good
question is answered.
"""

from __future__ import annotations

import random
import secrets
import socket
import ssl
import struct
import time
from collections import Counter
from collections.abc import Callable, Iterator
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
from accord.exchange.messages import MOST_BODY_BYTES, Frame, write_frame
from accord.exchange.node import Node, open_node
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.office import carry_out, new_inquiry
from accord.exchange.officers import OfficerRole
from accord.exchange.publishing import scope_of
from accord.exchange.reaching import reach
from accord.exchange.receiving import Published
from accord.exchange.signed_messages import RefusedSignatureError, RequestMessage
from accord.exchange.signing import sign_request
from accord.exchange.transport import calling_context
from accord.exchange.witnessing import COSIGN_PATH
from exchange import followed
from exchange.attacked import CASE, flipped
from exchange.attacked import request_bytes as on_the_wire
from exchange.forked import NEVER, Forker, forking, is_dead
from exchange.two_nodes import ALDORIA, BRENVIA, PURPOSE, basis, firearm, make_two, officer

SEED = 20_300_115
ROUNDS = 25
"""Changed messages of each endpoint and each kind of change."""
MOST_SECONDS = 6.0
MOST_GROWTH = 32 * 1_048_576
DAY = timedelta(days=1)
SETTLED = 5.0
"""Seconds after which every connection that says nothing has been closed: more than three timeouts."""


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


def changed(data: bytes, dice: random.Random) -> bytes:
    """Return bytes with one change: a bit, a byte, a cut, a piece twice, or a piece of noise."""
    if not data:
        return dice.randbytes(dice.randint(1, 300))
    start, end = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    changes: tuple[Callable[[], bytes], ...] = (
        lambda: flipped(data, dice.randrange(8 * len(data))),
        lambda: data[:start],
        lambda: data[:start] + data[end:],
        lambda: data[:end] + data[start:],
        lambda: data[:start] + dice.randbytes(dice.randint(1, 300)) + data[end:],
        lambda: data[:start] + bytes([dice.choice(b'{}[],:"\\0\n\r-9e')]) + data[start:],
    )
    return dice.choice(changes)()


def framed(head: bytes, count: int, rest: bytes) -> bytes:
    return b"ACX1" + len(head).to_bytes(4, "big") + head + count.to_bytes(4, "big") + rest


HOSTILE_BODIES: dict[str, bytes] = {
    "nothing": b"",
    "noise": random.Random(SEED).randbytes(200_000),
    "a billion elements": framed(b"{}", 10**9, bytes(64)),
    "a head of 4 GB": b"ACX1" + b"\xff" * 4 + b"{}",
    "4,096 elements": framed(b"{}", 4_096, bytes(32 * 4_096)),
    "4,097 elements": framed(b"{}", 4_097, bytes(32 * 4_097)),
    "30,000 levels": framed(b"[" * 30_000 + b"]" * 30_000, 0, b""),
    "130,000 levels, no frame": b"[" * 130_000 + b"]" * 130_000,
    "an object of 60,000 levels": framed(b'{"a":' * 12_000 + b"1" + b"}" * 12_000, 0, b""),
    "a number of 60,000 digits": framed(b"9" * 60_000, 0, b""),
    "a number of 200,000 digits, no frame": b"9" * 200_000,
    "not a number": framed(b"NaN", 0, b""),
    "infinity": framed(b"1e400", 0, b""),
    "half a surrogate": framed(b'"\\ud800"', 0, b""),
    "no UTF-8": framed(b'"\xff\xfe"', 0, b""),
    "30,000 keys": framed(b"{" + b",".join(b'"%d":0' % n for n in range(6_000)) + b"}", 0, b""),
    "a key twice": framed(b'{"a":1,"a":1}', 0, b""),
    "the most that is taken": bytes(MOST_BODY_BYTES),
}

BAD_HTTP: dict[str, bytes] = {
    "noise": random.Random(SEED + 1).randbytes(30_000),
    "nothing but line ends": b"\r\n" * 9_000,
    "HTTP/0.9": b"GET /\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "chunked": b"POST /evaluate HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n",
    "gzip": b"POST /evaluate HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx",
    "a body of 10^9": b"POST /evaluate HTTP/1.1\r\nContent-Length: 1000000000\r\n\r\n",
    "a body of 999,999,999": b"POST /evaluate HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n",
    "one byte too long": b"POST /evaluate HTTP/1.1\r\nContent-Length: 262145\r\n\r\n",
    "a negative length": b"POST /evaluate HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    "two lengths": b"POST /evaluate HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
    "a length that is no number": b"POST /evaluate HTTP/1.1\r\nContent-Length: 0x10\r\n\r\n",
    "a header of 100 kB": b"GET / HTTP/1.1\r\nA: " + b"b" * 100_000 + b"\r\n\r\n",
    "10,000 headers": b"GET / HTTP/1.1\r\n" + b"".join(b"A%d: b\r\n" % n for n in range(1_500)) + b"\r\n",
    "a folded header": b"GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n",
    "a bare line feed": b"GET / HTTP/1.1\nA: b\n\n",
    "another message behind it": b"GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    "a path out of the folder": b"GET /tags/firearm/../../seed HTTP/1.1\r\n\r\n",
    "an encoded path": b"GET /epoch/firearm/%2e%2e%2fseed HTTP/1.1\r\n\r\n",
    "a whole address": b"GET https://127.0.0.1/epoch HTTP/1.1\r\n\r\n",
    "a zero byte": b"GET /\0 HTTP/1.1\r\n\r\n",
    "CONNECT": b"CONNECT 127.0.0.1:22 HTTP/1.1\r\n\r\n",
    "an unknown method": b"BREW /pot HTTP/1.1\r\n\r\n",
}

SLOW: dict[str, bytes] = {
    "a first line that never ends": b"POST /eval",
    "headers that never end": b"POST /evaluate HTTP/1.1\r\nA: b\r\n",
    "a body that never comes": b"POST /evaluate HTTP/1.1\r\nContent-Length: 262144\r\n\r\n",
    "a body that stops": b"POST /evaluate HTTP/1.1\r\nContent-Length: 262144\r\n\r\n" + bytes(262_143),
}


def paths(dice: random.Random) -> Iterator[tuple[str, str]]:
    """Yield methods and paths beside those that there are."""
    for kind in ("firearm", "person", "firearms", "FIREARM", ""):
        for place in ("0", "1", "255", "256", "999999999", "9999999999", "-1", "00", "0x1", ""):
            yield "GET", f"/tags/{kind}/{PURPOSE}/{place}"
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        for path in ("/", "/evaluate", "/epoch", "/follow-up", "/follow-up/reply", "/inbox", "/log"):
            yield method, path
    for _ in range(ROUNDS):
        yield "GET", "/" + "".join(dice.choices("abc/._-~0", k=dice.randint(1, 200)))


def strangers(target: Target) -> dict[str, Callable[[], object]]:
    """Return what somebody without a certificate of the directory can do."""
    address = ("127.0.0.1", target.port)

    def plain(data: bytes) -> None:
        with socket.create_connection(address, timeout=MOST_SECONDS) as connection:
            connection.sendall(data)
            with suppress(ConnectionError):
                assert not connection.recv(64).startswith(b"HTTP")

    def reset() -> None:
        connection = socket.create_connection(address, timeout=MOST_SECONDS)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    def shaken(change: Callable[[ssl.SSLContext], object]) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        change(context)
        with (
            suppress(ConnectionError, ssl.SSLError),
            socket.create_connection(address, timeout=MOST_SECONDS) as connection,
            context.wrap_socket(connection) as secured,
        ):
            secured.sendall(b"GET /log HTTP/1.1\r\n\r\n")
            assert not secured.recv(64).startswith(b"HTTP")

    def older(context: ssl.SSLContext) -> None:
        context.maximum_version = ssl.TLSVersion.TLSv1_2

    def foreign(context: ssl.SSLContext) -> None:
        folder = target.folder
        context.load_cert_chain(folder / "tls.pem", folder / "tls.key")

    def own(context: ssl.SSLContext) -> None:
        """Show the holder its own certificate."""
        context.load_cert_chain(target.holder.folder.certificate, target.holder.folder.tls_key)

    return {
        "HTTP without TLS": lambda: plain(b"GET /log HTTP/1.1\r\n\r\n"),
        "noise": lambda: plain(random.Random(SEED).randbytes(5_000)),
        "a record of 16 kB that announces more": lambda: plain(b"\x16\x03\x01\x40\x00" + bytes(9_000)),
        "a reset": reset,
        "no certificate": lambda: shaken(lambda _context: None),
        "TLS 1.2": lambda: shaken(older),
        "a certificate of nobody": lambda: shaken(foreign),
        "the holder's own certificate": lambda: shaken(own),
    }


def elsewhere(port: int) -> socket.socket:
    """Return a connection from another address, on which nothing is said."""
    return socket.create_connection(
        ("127.0.0.1", port), timeout=MOST_SECONDS, source_address=("127.0.0.2", 0)
    )


def test_no_message_ends_the_process_fills_its_memory_or_keeps_it_busy(tmp_path: Path) -> None:
    dice = random.Random(SEED)
    with fuzzed(tmp_path) as target:
        memory, threads, files = target.status("VmRSS"), target.status("Threads"), target.files()
        for method, path, body in good_messages(target).values():
            for _ in range(ROUNDS):
                target.send(on_the_wire(target.signed(method, path, changed(body, dice))))
                target.send(changed(on_the_wire(target.signed(method, path, body)), dice))
        for body in HOSTILE_BODIES.values():
            for path in ("/evaluate", "/follow-up", "/follow-up/reply", COSIGN_PATH):
                assert target.send(on_the_wire(target.signed("POST", path, body))) != "200"
        for method, path in paths(dice):
            request = RequestMessage(method=method, authority="a", path=path, fields={}, body=b"")
            assert target.send(on_the_wire(request)) != "200", path
            with suppress(RefusedSignatureError):
                target.send(on_the_wire(target.signed(method, path, b"")))
        for name, data in BAD_HTTP.items():
            assert target.send(data) in ("400", "403", "404", "413", "431", "closed"), name
        for what in strangers(target).values():
            what()
        for data in SLOW.values():
            assert target.send(data, is_all=False) == "closed"
        half_open = [elsewhere(target.port) for _ in range(40)]
        assert target.ask_well()
        time.sleep(SETTLED)
        for connection in half_open:
            connection.close()
        assert not is_dead(target.child)
        assert target.seen["500"] == 0, (tmp_path / "notes").read_text()
        assert target.seen["403"] > ROUNDS
        assert target.seen["400"] > ROUNDS
        assert target.slowest < MOST_SECONDS
        assert 1_024 * (target.status("VmHWM") - memory) < MOST_GROWTH
        assert target.status("Threads") <= threads
        assert target.files() <= files
        assert target.ask_well()
