"""A node runs: it listens, publishes what is due, erases what is over, and ends when it is told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from accord.exchange.answering import Route
from accord.exchange.budgets import Limits
from accord.exchange.directory import Directory
from accord.exchange.follow_up_book import FollowUpBook
from accord.exchange.follow_up_requests import read_request
from accord.exchange.follow_up_routes import REQUEST_PATH, case_in, follow_up_routes
from accord.exchange.housekeeping import House
from accord.exchange.logbook import Logbook
from accord.exchange.machine import Machine, open_machine
from accord.exchange.node import Node
from accord.exchange.senders import Sender
from accord.exchange.serving import Server, Timeouts
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from accord.exchange.storing.follow_ups import Direction, StoredFollowUp, add_follow_up, change_follow_up
from accord.exchange.storing.node_store import NodeStore
from accord.exchange.transport import serving_context
from accord.exchange.witnessing import COSIGN_PATH, Witness, cosign_route

__all__ = ["Running", "open_book", "run_node"]

_HOUSEKEEPING_SECONDS = 30.0
_IN_OFFICE = "in-office"
"""State of a follow-up in the store of the machine: it is kept and decided in the office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A node that listens in threads of this process.

    Attributes:
        machine: What answers.
        server: The server.
    """

    machine: Machine
    server: Server


@contextmanager
def open_book(node: Node, now: datetime) -> Iterator[FollowUpBook]:
    """Open the book of follow-ups of a node for one act.

    Args:
        node: The node.
        now: The moment, aware.
    """
    with node.office(now) as office:
        yield FollowUpBook(store=office.store, log=office.log, directory=node.directory(), me=node.id)


@contextmanager
def run_node(
    node: Node,
    listen: tuple[str, int],
    clock: Callable[[], datetime],
    *,
    note: Callable[[str], None] = lambda _text: None,
    limits: Limits | None = None,
    timeouts: Timeouts | None = None,
    workers: int | None = None,
) -> Iterator[Running]:
    """Let a node listen and keep house as long as a ``with`` block lasts.

    Args:
        node: The node.
        listen: Host and port.
        clock: Gives the moment, aware.
        note: Takes messages for the operator, without any value.
        limits: What one peer may use of this machine.
        timeouts: When connections are closed.
        workers: Processes that build tags; as many as cores if None.

    Raises:
        OSError: The address cannot be listened on, or certificates cannot be read.
        StoreError: The store is refused.
        LogbookError: The log is refused.
    """
    folder = node.folder
    context = serving_context(folder.certificate, folder.tls_key, folder.trusted)
    with open_machine(node, clock(), routes=lambda store, log: _routes(node, store, log)) as machine:

        def handler(request: RequestMessage, peer: str) -> ResponseMessage:
            return machine.answerer.handle(request, peer, clock())

        def peer_of(pin: bytes) -> str | None:
            return _peer_of(machine.directory(), pin)

        server = Server(listen, context, peer_of, handler, limits=limits, timeouts=timeouts, note=note)
        stopped = threading.Event()

        def housekeeping() -> None:
            house = House(node, machine, note, workers=workers)
            while not stopped.is_set():
                house.keep(clock())
                stopped.wait(_HOUSEKEEPING_SECONDS)

        threads = [threading.Thread(target=server.run), threading.Thread(target=housekeeping)]
        for thread in threads:
            thread.start()
        try:
            yield Running(machine=machine, server=server)
        finally:
            stopped.set()
            server.stop()
            for thread in threads:
                thread.join()
            machine.log.head(clock())


def _routes(node: Node, store: NodeStore, log: Logbook) -> Mapping[str, Route]:
    routes = dict(follow_up_routes(lambda now: open_book(node, now), case_in(store)))
    path = f"POST {REQUEST_PATH}"
    routes[path] = _counted(routes[path], store)
    witness = Witness(store=store, log=log, key=node.key, directory=node.directory)
    return {**routes, f"POST {COSIGN_PATH}": cosign_route(witness)}


def _counted(route: Route, store: NodeStore) -> Route:
    """Return a route that notes beside the charges that a question was followed up; alarms look at it."""

    def counted(sender: Sender, message: RequestMessage, now: datetime) -> bytes:
        answer = route(sender, message, now)
        request = read_request(message.body).request
        row = StoredFollowUp(
            id=request.id,
            direction=Direction.RECEIVED,
            peer=sender.id,
            request=request.question,
            urgency=request.urgency.value,
            state=_IN_OFFICE,
            opened=now,
            due=now,
            body=b"",
        )
        if add_follow_up(store, row):
            change_follow_up(store, request.id, _IN_OFFICE, closed=now, outcome=_IN_OFFICE)
        return answer

    return counted


def _peer_of(directory: Directory, pin: bytes) -> str | None:
    """Return the id of the peer with a pin."""
    return next((peer.id for peer in directory.peers if pin in peer.tls_pins), None)
