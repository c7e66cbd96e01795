"""A node put together from its folder: who it is, whom it believes, and its office."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from accord.exchange.correspondence import Correspondent, Send
from accord.exchange.directory import Directory
from accord.exchange.directory_file import load_directory
from accord.exchange.hit_files import HitFiles
from accord.exchange.keys import SigningKey
from accord.exchange.logbook import Logbook
from accord.exchange.node_folder import NodeFolder
from accord.exchange.node_settings import Settings, read_settings
from accord.exchange.office import Office
from accord.exchange.officer_keys import OfficerKeys
from accord.exchange.pending import PendingInquiries
from accord.exchange.private_files import make_private_folder, touch_private
from accord.exchange.publishing import Publications
from accord.exchange.receiving import Received
from accord.exchange.storing.node_store import NodeStore, StoreError, StoreRefusal
from accord.exchange.storing.requests import acknowledged_entries

__all__ = ["Node", "NotReadyError", "open_node"]

_TURN_SECONDS = 15.0


class NotReadyError(ValueError):
    """A node lacks something that it needs for this.

    Attributes:
        fix: What to do.
    """

    def __init__(self, what: str, fix: str) -> None:
        self.fix = fix
        super().__init__(what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node.

    Attributes:
        folder: Where everything is.
        settings: What it was told.
        key: Key with which it signs.
        publications: What it published.
        received: What peers published for it.
    """

    folder: NodeFolder
    settings: Settings
    key: SigningKey
    publications: Publications
    received: Received

    @property
    def id(self) -> str:
        """Id of the node."""
        return self.settings.id

    def directory(self) -> Directory:
        """Return the directory, read and verified anew.

        Raises:
            NotReadyError: There is none yet.
            OSError: It cannot be read.
            MalformedError: It is no signed directory.
            DirectoryError: Too few root keys signed it.
        """
        if not self.folder.directory.exists() or not self.settings.roots:
            raise NotReadyError("the node has no directory yet", "Let it join with a signed directory.")
        return load_directory(self.folder.directory, self.settings.roots, least=self.settings.least)

    @contextmanager
    def office(self, now: datetime) -> Iterator[Office]:
        """Open the office for one act; others wait for their turn.

        Args:
            now: The moment, aware.

        Raises:
            NotReadyError: No supervisory authority is named.
            StoreError: The store is refused, or others kept it too long.
            LogbookError: The log is refused.
        """
        if self.settings.supervisor is None:
            raise NotReadyError(
                "no supervisory authority is named", "Name the one to which openings are sealed."
            )
        make_private_folder(self.folder.office)
        with ExitStack() as stack:
            store = stack.enter_context(_in_turn(touch_private(self.folder.office / "store.db")))
            log = stack.enter_context(self.open_log(self.folder.office / "log", "/office", store, now))
            yield Office(store=store, log=log, supervisor=self.settings.supervisor)

    @property
    def officers(self) -> OfficerKeys:
        """Keys of the node's officers."""
        return OfficerKeys(self.folder.path / "officers")

    @property
    def pending(self) -> PendingInquiries:
        """Inquiries that are not concluded."""
        return PendingInquiries(self.folder.office / "pending")

    @property
    def hits(self) -> HitFiles:
        """Hits that are not closed."""
        return HitFiles(self.folder.office / "hits")

    def correspondent(self, peer: str, send: Send) -> Correspondent:
        """Return this node as it writes to a peer.

        Args:
            peer: Id of the peer.
            send: Carries messages to it.
        """
        return Correspondent(me=self.id, peer=peer, key=self.key, directory=self.directory(), send=send)

    def open_log(self, path: Path, name: str, store: NodeStore, now: datetime) -> Logbook:
        """Open a log of this node.

        Args:
            path: Its folder.
            name: What is added to the name of the log, such as ``/office``.
            store: The store that goes with it.
            now: The moment, aware.

        Raises:
            LogbookError: The log is refused.
        """
        make_private_folder(path)
        return Logbook(
            path,
            origin=f"accord/{self.id}{name}",
            key=self.key,
            now=now,
            at_least=acknowledged_entries(store),
        )


def open_node(path: Path) -> Node:
    """Return the node of a folder.

    Args:
        path: The folder.

    Raises:
        OSError: It is no folder of a node, or cannot be read.
        MalformedError: Its settings are not in their form.
    """
    folder = NodeFolder(path)
    settings = read_settings(folder.settings)
    return Node(
        folder=folder,
        settings=settings,
        key=folder.signing_key(settings.key),
        publications=Publications(folder.epochs),
        received=Received(folder.received),
    )


def _in_turn(path: Path) -> NodeStore:
    """Open a store, and wait while another process of this node has it open."""
    end = time.monotonic() + _TURN_SECONDS
    while True:
        try:
            return NodeStore(path)
        except StoreError as error:
            if error.refusal is not StoreRefusal.IN_USE or time.monotonic() > end:
                raise
        time.sleep(0.05)
