"""What a running node does by itself: publish what is due, erase what is over, have its log cosigned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from accord.exchange.calling import UnreachableError
from accord.exchange.correspondence import RefusedByPeerError, WrongAnswerError
from accord.exchange.epochs import epoch_of
from accord.exchange.listing import RefusedListError
from accord.exchange.machine import Machine, publish_lists
from accord.exchange.node import Node
from accord.exchange.private_files import write_private
from accord.exchange.reaching import reach
from accord.exchange.retaining import Erased, retain
from accord.exchange.witnessing import request_cosignature

__all__ = ["House"]

_COSIGNED_EVERY = timedelta(hours=1)
_RETAINED_EVERY = timedelta(hours=1)
"""Nonces count for minutes, and a peer may send thousands in one; answers go when their epoch ends."""


class House:
    """The house of a running node; nothing that fails in it ends the node.

    Args:
        node: The node.
        machine: Its machine.
        note: Takes messages for the operator, without any value.
        workers: Processes that build tags; as many as cores if None.
    """

    def __init__(
        self, node: Node, machine: Machine, note: Callable[[str], None], *, workers: int | None = None
    ) -> None:
        self._node, self._machine, self._note, self._workers = node, machine, note, workers
        self._cosigned: datetime | None = None
        self._retained: datetime | None = None

    def keep(self, now: datetime) -> None:
        """Do what is due at a moment; what fails is noted and tried again the next time.

        Args:
            now: The moment, aware.
        """
        for act in (self._publish, self._erase, self._cosign):
            try:
                act(now)
            except RefusedListError as error:
                self._note(f"a list is refused, nothing of it is published: {error}")
            except Exception as error:  # the node says so and goes on answering
                self._note(f"{act.__name__.strip('_')} failed: {type(error).__name__}")

    def _publish(self, now: datetime) -> None:
        new = publish_lists(self._node, self._machine.log, now, workers=self._workers)
        if new:
            self._note(f"published: {new}")

    def _erase(self, now: datetime) -> None:
        last = self._retained
        if last and timedelta() <= now - last < _RETAINED_EVERY and epoch_of(last) == epoch_of(now):
            return
        epochs = [epoch_of(now)]
        rows = [*retain(self._machine.store, self._machine.log, now, epochs=epochs)]
        self._node.pending.remove_stale(now)
        if self._node.settings.supervisor is not None:
            with self._node.office(now) as office:
                rows += retain(office.store, office.log, now, epochs=epochs)
        self._retained = now
        self._tell(rows)

    def _tell(self, rows: list[Erased]) -> None:
        for row in rows:
            if row.count:
                self._note(f"erased {row.kept.value}: {row.count}")

    def _cosign(self, now: datetime) -> None:
        """Sign a new head and have it cosigned by the peers with whom there is something to exchange."""
        if self._cosigned is not None and now - self._cosigned < _COSIGNED_EVERY:
            return
        log = self._machine.log
        if not log.size:
            return
        head = log.head(now)
        signed = head.note
        for peer in self._peers(now):
            try:
                with reach(self._node, peer) as reached:
                    note = request_cosignature(reached.peer, log, head, self._machine.store, now=now)
                signed += note.removeprefix(head.note)
            except (UnreachableError, RefusedByPeerError, WrongAnswerError) as error:
                self._note(f"{peer} did not cosign the log: {type(error).__name__}")
        write_private(self._node.folder.path / "log" / "head", signed)
        self._cosigned = now

    def _peers(self, now: datetime) -> tuple[str, ...]:
        bases = [row for row in self._node.directory().bases if row.is_open(now.date())]
        pairs = {(row.asker, row.holder) for row in bases}
        return tuple(
            sorted({one for pair in pairs if self._node.id in pair for one in pair} - {self._node.id})
        )
