"""The machine of a node: it publishes lists for those who may ask, and answers their questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from accord.exchange.admissions import Admissions
from accord.exchange.answering import Answerer, Route
from accord.exchange.canonical import MalformedError
from accord.exchange.directory import Directory
from accord.exchange.directory_file import DirectoryError
from accord.exchange.epochs import Descriptor, epoch_of
from accord.exchange.listing import MOST_LIST_BYTES, read_list
from accord.exchange.logbook import Entry, EntryKind, Logbook, entry_bytes
from accord.exchange.node import Node
from accord.exchange.normalising import Subject
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.private_files import read_at_most, touch_private
from accord.exchange.publishing import scope_of
from accord.exchange.storing.node_store import NodeStore
from accord.exchange.storing.witnesses import accept_directory
from accord.exchange.strict_fields import instant_text

__all__ = ["Machine", "open_machine", "publish_lists"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What answers, open.

    Attributes:
        store: Its store.
        log: Its log.
        answerer: Answers messages.
        directory: Gives the directory that counts now, which is never older than one that was used.
    """

    store: NodeStore
    log: Logbook
    answerer: Answerer
    directory: Callable[[], Directory]


@contextmanager
def open_machine(
    node: Node,
    now: datetime,
    *,
    routes: Callable[[NodeStore, Logbook], Mapping[str, Route]] = lambda _store, _log: {},
    step: Callable[[str], None] = lambda _name: None,
) -> Iterator[Machine]:
    """Open what answers; one process at a time has it open.

    Args:
        node: The node.
        now: The moment, aware.
        routes: Makes further paths of store and log.
        step: Called between the steps of a question.

    Raises:
        StoreError: The store is refused.
        LogbookError: The log is refused.
        DirectoryError: The directory is older than the one that was used before.
    """
    with ExitStack() as stack:
        store = stack.enter_context(NodeStore(touch_private(node.folder.path / "store.db"), step=step))
        log = stack.enter_context(node.open_log(node.folder.path / "log", "", store, now))
        directory = _Fresh(node, store)
        answerer = Answerer(
            me=node.id,
            key=node.key,
            directory=directory,
            store=store,
            admissions=Admissions(store, log, me=node.id, now=now),
            publications=node.publications,
            routes=routes(store, log),
            step=step,
        )
        yield Machine(store=store, log=log, answerer=answerer, directory=directory)


def publish_lists(node: Node, log: Logbook, now: datetime, *, workers: int | None = None) -> int:
    """Publish the lists for everybody who may ask now, erase what is over, and return how many are new.

    Args:
        node: The node.
        log: Log of the machine.
        now: The moment, aware.
        workers: Processes; as many as cores if None.

    Raises:
        RefusedListError: A list cannot be read.
    """
    node.publications.erase_before(epoch_of(now))
    node.received.erase_before(epoch_of(now))
    if node.publications.is_closed(epoch_of(now)):
        return 0
    lists: dict[IdentifierType, tuple[Subject, ...]] = {}
    new = 0
    for basis in node.directory().bases:
        kind = basis.type
        path = node.folder.list_of(kind)
        if basis.holder != node.id or not basis.is_open(now.date()) or not path.exists():
            continue
        scope = scope_of(node.id, basis.asker, kind, purpose=basis.purpose, epoch=epoch_of(now))
        if node.publications.is_published(scope):
            continue
        if kind not in lists:
            lists[kind] = read_list(read_at_most(path, MOST_LIST_BYTES), kind)
        announce = partial(_announce, log, now)
        node.publications.publish(scope, lists[kind], node.key, announce=announce, workers=workers)
        new += 1
    return new


def _announce(log: Logbook, now: datetime, descriptor: Descriptor) -> None:
    """Log what is about to be published."""
    scope = descriptor.scope
    fields: dict[str, str | int] = {
        "asker": scope.asker,
        "type": scope.type.value,
        "purpose": scope.purpose,
        "epoch": scope.epoch,
        "count": descriptor.count,
        "root": descriptor.root.hex(),
        "public": descriptor.public.hex(),
        "from": instant_text(descriptor.not_before),
        "to": instant_text(descriptor.not_after),
    }
    log.append(entry_bytes(Entry(kind=EntryKind.EPOCH_PUBLISHED, at=now, fields=fields)))


class _Fresh:
    """The directory as the file has it now; one that is not taken leaves the one before in use."""

    def __init__(self, node: Node, store: NodeStore) -> None:
        self._node, self._store = node, store
        self._directory = node.directory()
        self._stamp = self._read_stamp()
        accept_directory(store, self._directory)

    def __call__(self) -> Directory:
        stamp = self._read_stamp()
        if stamp != self._stamp:
            self._stamp = stamp
            with suppress(DirectoryError, MalformedError, OSError):
                offered = self._node.directory()
                accept_directory(self._store, offered)
                self._directory = offered
        return self._directory

    def _read_stamp(self) -> tuple[int, int]:
        status = self._node.folder.directory.stat()
        return status.st_mtime_ns, status.st_size
