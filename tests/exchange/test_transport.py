"""Only a peer with the certificate of the directory is heard, over TLS 1.3; no peer stops the server."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from accord.exchange.budgets import Limits
from accord.exchange.calling import Call, UnreachableError
from accord.exchange.serving import Handler, Server, Timeouts
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from accord.exchange.transport import calling_context, serving_context
from exchange.tls_folders import HOST, TlsFolder, trust

QUICK = Timeouts(handshake=0.5, idle=0.6, message=0.6)


def echo(request: RequestMessage, peer: str) -> ResponseMessage:
    return ResponseMessage(status=200, fields={"accord-peer": peer}, body=request.body)


def noting(heard: list[str]) -> Handler:
    """Return a handler that notes who was heard."""

    def handler(request: RequestMessage, peer: str) -> ResponseMessage:
        heard.append(peer)
        return echo(request, peer)

    return handler


@contextmanager
def serving(
    node: TlsFolder,
    peers: dict[bytes, str],
    handler: Handler = echo,
    *,
    limits: Limits | None = None,
    timeouts: Timeouts = QUICK,
    notes: list[str] | None = None,
) -> Iterator[Server]:
    told: list[str] = [] if notes is None else notes
    server = Server(
        (HOST, 0),
        serving_context(*node.files),
        peers.get,
        handler,
        limits=limits,
        timeouts=timeouts,
        note=told.append,
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(5)
        assert not thread.is_alive()


@pytest.fixture
def nodes(tmp_path: Path) -> tuple[TlsFolder, TlsFolder]:
    holder, asker = TlsFolder(tmp_path, "holder"), TlsFolder(tmp_path, "asker")
    trust(holder, asker)
    trust(asker, holder)
    return holder, asker


def message(body: bytes = b"") -> RequestMessage:
    return RequestMessage(method="POST", authority="holder.invalid", path="/a", fields={}, body=body)


def ask(server: Server, asker: TlsFolder, pin: bytes, body: bytes = b"hi") -> ResponseMessage:
    with Call(HOST, server.port, calling_context(*asker.files), [pin]) as call:
        return call.send(message(body))


def test_a_peer_is_heard_and_named_by_its_certificate(nodes: tuple[TlsFolder, TlsFolder]) -> None:
    holder, asker = nodes
    context = calling_context(*asker.files)
    with (
        serving(holder, {asker.pin: "asker"}) as server,
        Call(HOST, server.port, context, [holder.pin]) as call,
    ):
        answers = [call.send(message(body)) for body in (b"one", b"two" * 50_000)]
        assert call.received > 150_000
    assert [answer.body for answer in answers] == [b"one", b"two" * 50_000]
    assert answers[0].fields["accord-peer"] == "asker"


@pytest.mark.parametrize(
    "case",
    ["another authority", "expired", "not yet valid", "another name", "another pin", "a trusted stranger"],
)
def test_a_caller_refuses_a_bad_certificate_of_the_server(
    tmp_path: Path, nodes: tuple[TlsFolder, TlsFolder], case: str
) -> None:
    holder, asker = nodes
    days = {"expired": (-30, -1), "not yet valid": (1, 30)}.get(case, (-1, 30))
    hosts = ("other.invalid",) if case == "another name" else (HOST,)
    server_side = TlsFolder(tmp_path, "server", hosts=hosts, days=days)
    trust(server_side, asker)
    if case != "another authority":
        trust(asker, holder, server_side)
    pins = {"another pin": holder.pin, "a trusted stranger": bytes(32)}
    heard: list[str] = []
    with (
        serving(server_side, {asker.pin: "asker"}, noting(heard)) as server,
        pytest.raises(UnreachableError),
    ):
        ask(server, asker, pins.get(case, server_side.pin))
    assert heard == []


@pytest.mark.parametrize(
    "case", ["another authority", "expired", "not yet valid", "not in the directory", "none"]
)
def test_a_server_refuses_a_bad_certificate_of_a_caller(
    tmp_path: Path, nodes: tuple[TlsFolder, TlsFolder], case: str
) -> None:
    holder, asker = nodes
    days = {"expired": (-30, -1), "not yet valid": (1, 30)}.get(case, (-1, 30))
    caller = TlsFolder(tmp_path, "caller", days=days)
    trust(caller, holder)
    trust(holder, asker, *([] if case == "another authority" else [caller]))
    peers = {asker.pin: "asker"} | ({} if case == "not in the directory" else {caller.pin: "caller"})
    heard: list[str] = []
    with serving(holder, peers, noting(heard)) as server:
        if case == "none":
            context = ssl.create_default_context(cafile=str(caller.trusted))
            context.set_alpn_protocols(["accord-exchange/1"])
        else:
            context = calling_context(*caller.files)
        with pytest.raises(UnreachableError), Call(HOST, server.port, context, [holder.pin]) as call:
            call.send(message())
        assert ask(server, asker, holder.pin).status == 200, "the others are still heard"
    assert heard == ["asker"]


def test_another_key_under_the_name_of_a_peer_is_refused(
    tmp_path: Path, nodes: tuple[TlsFolder, TlsFolder]
) -> None:
    """The pin is that of the key: a second certificate with another key is another node, whatever it says."""
    holder, asker = nodes
    impostor = TlsFolder(tmp_path, "asker-again")
    trust(impostor, holder)
    trust(holder, asker, impostor)
    with serving(holder, {asker.pin: "asker"}) as server, pytest.raises(UnreachableError):
        ask(server, impostor, holder.pin)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2])
def test_an_older_tls_is_refused_on_both_sides(
    nodes: tuple[TlsFolder, TlsFolder], version: ssl.TLSVersion
) -> None:
    holder, asker = nodes
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.maximum_version = version
    old.load_verify_locations(str(asker.trusted))
    old.load_cert_chain(str(asker.certificate), str(asker.key))
    with serving(holder, {asker.pin: "asker"}) as server, pytest.raises(UnreachableError):
        Call(HOST, server.port, old, [holder.pin])
    assert calling_context(*asker.files).minimum_version is ssl.TLSVersion.TLSv1_3
    assert serving_context(*holder.files).minimum_version is ssl.TLSVersion.TLSv1_3


def test_another_protocol_over_the_same_certificates_is_refused(nodes: tuple[TlsFolder, TlsFolder]) -> None:
    holder, asker = nodes
    other = calling_context(*asker.files)
    other.set_alpn_protocols(["h2"])
    with (
        serving(holder, {asker.pin: "asker"}) as server,
        pytest.raises(UnreachableError),
        Call(HOST, server.port, other, [holder.pin]) as call,
    ):
        call.send(message())


def raw(server: Server, asker: TlsFolder) -> ssl.SSLSocket:
    plain = socket.create_connection((HOST, server.port), timeout=5)
    return calling_context(*asker.files).wrap_socket(plain, server_hostname=HOST)


def ends(connection: socket.socket, within: float) -> bool:
    """Return whether the other end closes a connection in time."""
    connection.settimeout(within)
    try:
        while connection.recv(1_000):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


def slowly(connection: ssl.SSLSocket) -> None:
    for letter in b"POST /a HTTP/1.1\r\nA: bbbbbbbbbbbbbbbbbbbbbbbb":
        connection.send(bytes([letter]))
        time.sleep(0.05)


@pytest.mark.parametrize(
    "attack",
    [
        lambda connection: None,
        slowly,
        lambda connection: connection.send(b"POST /a HTTP/1.1\r\nContent-Length: 100\r\n\r\nx"),
        lambda connection: connection.send(b"POST /a HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n"),
        lambda connection: connection.send(b"\0" * 40_000),
    ],
    ids=["silent", "slow", "cut off", "oversize", "garbage"],
)
def test_a_connection_that_blocks_is_closed_and_others_are_heard(
    nodes: tuple[TlsFolder, TlsFolder], attack: Callable[[ssl.SSLSocket], None]
) -> None:
    holder, asker = nodes
    with serving(holder, {asker.pin: "asker"}) as server, raw(server, asker) as connection:
        with suppress(OSError):
            attack(connection)
        assert ask(server, asker, holder.pin).status == 200
        assert ends(connection, 3.0)


def test_a_handshake_that_never_ends_is_closed(nodes: tuple[TlsFolder, TlsFolder]) -> None:
    holder, asker = nodes
    with (
        serving(holder, {asker.pin: "asker"}) as server,
        socket.create_connection((HOST, server.port), timeout=5) as plain,
    ):
        plain.send(b"\x16\x03\x01")
        assert ask(server, asker, holder.pin).status == 200
        assert ends(plain, 3.0)


def test_a_peer_has_no_more_connections_than_its_share(nodes: tuple[TlsFolder, TlsFolder]) -> None:
    holder, asker = nodes
    limits = Limits(connections=2)
    with serving(holder, {asker.pin: "asker"}, limits=limits, timeouts=Timeouts()) as server:
        opened = [raw(server, asker) for _ in range(2)]
        for connection in opened:
            connection.send(b"GET /a HTTP/1.1\r\n\r\n")
            assert connection.recv(12) == b"HTTP/1.1 200"
        with pytest.raises(UnreachableError):
            ask(server, asker, holder.pin)
        for connection in opened:
            connection.close()


def test_a_peer_that_used_its_share_of_the_processor_waits(nodes: tuple[TlsFolder, TlsFolder]) -> None:
    holder, asker = nodes

    def costly(request: RequestMessage, peer: str) -> ResponseMessage:
        end = time.thread_time() + 0.1
        while time.thread_time() < end:
            pass
        return echo(request, peer)

    with serving(holder, {asker.pin: "asker"}, costly, limits=Limits(processor_seconds=0.05)) as server:
        assert ask(server, asker, holder.pin).status == 200
        refused = ask(server, asker, holder.pin)
    assert refused.status == 429
    assert 30 < int(refused.fields["retry-after"]) <= 90


def test_an_error_in_the_node_becomes_an_answer_without_a_reason(nodes: tuple[TlsFolder, TlsFolder]) -> None:
    holder, asker = nodes
    notes: list[str] = []

    def broken(request: RequestMessage, peer: str) -> ResponseMessage:
        raise RuntimeError("SECRET-SERIAL-1")

    with serving(holder, {asker.pin: "asker"}, broken, notes=notes) as server:
        refused = ask(server, asker, holder.pin)
    assert (refused.status, refused.body) == (500, b"")
    assert notes == ["not answered: RuntimeError"]


def test_nobody_listens_is_an_error_and_not_a_miss(nodes: tuple[TlsFolder, TlsFolder]) -> None:
    holder, asker = nodes
    with serving(holder, {}) as server:
        port = server.port
    with pytest.raises(UnreachableError):
        Call(HOST, port, calling_context(*asker.files), [holder.pin])
