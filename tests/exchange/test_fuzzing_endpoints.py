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
import socket
import ssl
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from accord.exchange.messages import MOST_BODY_BYTES
from accord.exchange.signed_messages import RefusedSignatureError, RequestMessage
from accord.exchange.witnessing import COSIGN_PATH
from exchange.attacked import flipped
from exchange.attacked import request_bytes as on_the_wire
from exchange.forked import is_dead
from exchange.fuzzed import MOST_SECONDS, Target, fuzzed, good_messages
from exchange.two_nodes import PURPOSE

SEED = 20_300_115
ROUNDS = 25
"""Changed messages of each endpoint and each kind of change."""
MOST_GROWTH = 32 * 1_048_576
SETTLED = 5.0
"""Seconds after which every connection that says nothing has been closed: more than three timeouts."""


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
    """Return a connection from another address, on which nothing is said.

    A pause lets the holder take it: one that waits in the queue holds nothing.
    """
    time.sleep(0.01)
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
