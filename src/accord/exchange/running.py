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
from accord.exchange.epochs import epoch_of
from accord.exchange.follow_up_book import FollowUpBook
from accord.exchange.follow_up_routes import case_in, follow_up_routes
from accord.exchange.listing import RefusedListError
from accord.exchange.logbook import Logbook
from accord.exchange.machine import Machine, open_machine, publish_lists
from accord.exchange.node import Node
from accord.exchange.retaining import retain
from accord.exchange.serving import Server, Timeouts
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from accord.exchange.storing.node_store import NodeStore
from accord.exchange.transport import serving_context

__all__ = ["Running", "keep_house", "open_book", "run_node"]

_HOUSEKEEPING_SECONDS = 30.0


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
            return _peer_of(node.directory(), pin)

        server = Server(listen, context, peer_of, handler, limits=limits, timeouts=timeouts, note=note)
        stopped = threading.Event()

        def housekeeping() -> None:
            while not stopped.is_set():
                keep_house(node, machine, clock(), note=note, workers=workers)
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


def keep_house(
    node: Node, machine: Machine, now: datetime, *, note: Callable[[str], None], workers: int | None = None
) -> None:
    """Publish what is due and erase what is over; what fails is noted and tried again later.

    Args:
        node: The node.
        machine: Its machine.
        now: The moment, aware.
        note: Takes messages for the operator.
        workers: Processes that build tags.
    """
    try:
        new = publish_lists(node, machine.log, now, workers=workers)
        erased = retain(machine.store, machine.log, now, epochs=[epoch_of(now)])
        stale = node.pending.remove_stale(now)
        machine.log.head(now)
    except RefusedListError as error:
        note(f"a list is refused: {error}")
        return
    except Exception as error:  # a node that cannot keep house must say so and go on answering
        note(f"housekeeping failed: {type(error).__name__}")
        return
    counts = {"published": new, "inquiries removed": len(stale)}
    counts |= {f"erased {row.kept.value}": row.count for row in erased}
    for name, count in counts.items():
        if count:
            note(f"{name}: {count}")


def _routes(node: Node, store: NodeStore, _log: Logbook) -> Mapping[str, Route]:
    return follow_up_routes(lambda now: open_book(node, now), case_in(store))


def _peer_of(directory: Directory, pin: bytes) -> str | None:
    """Return the id of the peer with a pin."""
    return next((peer.id for peer in directory.peers if pin in peer.tls_pins), None)
