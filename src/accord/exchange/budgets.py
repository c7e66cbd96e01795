"""How much of the machine one peer may use: connections at once, and seconds of processor in a minute.

Quotas limit what can be learned; this limits what can be spent, so that a peer that sends nothing but refused
messages does not keep the others waiting.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

__all__ = ["Budget", "BudgetError", "Limits"]


class BudgetError(ValueError):
    """A peer has used its share of the machine.

    Attributes:
        retry_after: Whole seconds until it is worth trying again.
    """

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__("the peer has used its share of this machine for now")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one peer may use.

    Attributes:
        connections: Connections at once.
        processor_seconds: Seconds of processor in a minute, which is also what can be used at once.
    """

    connections: int = 4
    processor_seconds: float = 20.0


class Budget:
    """What is left for each peer; safe to use from several threads.

    Args:
        limits: What one peer may use.
        clock: Seconds that only grow, such as ``time.monotonic``.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._clock = clock
        self._lock = threading.Lock()
        self._open: dict[str, int] = {}
        self._spent: dict[str, tuple[float, float]] = {}

    @contextmanager
    def connection(self, peer: str) -> Iterator[None]:
        """Count a connection of a peer as long as it is open.

        Args:
            peer: Id of the peer.

        Raises:
            BudgetError: The peer has as many open as it may.
        """
        with self._lock:
            if self._open.get(peer, 0) >= self._limits.connections:
                raise BudgetError(1)
            self._open[peer] = self._open.get(peer, 0) + 1
        try:
            yield
        finally:
            with self._lock:
                self._open[peer] -= 1
                if not self._open[peer]:
                    del self._open[peer]

    def check(self, peer: str) -> None:
        """Refuse a peer that has nothing left.

        Args:
            peer: Id of the peer.

        Raises:
            BudgetError: It used all seconds; it says when one second will have come back.
        """
        with self._lock:
            over = self._used(peer) - self._limits.processor_seconds
        if over >= 0:
            rate = self._limits.processor_seconds / 60
            raise BudgetError(int(over / rate) + 1)

    def spend(self, peer: str, seconds: float) -> None:
        """Count seconds of processor that a peer's request took.

        Args:
            peer: Id of the peer.
            seconds: Seconds.
        """
        with self._lock:
            self._spent[peer] = (self._used(peer) + seconds, self._clock())

    def _used(self, peer: str) -> float:
        """Return the seconds that have not come back yet; they come back evenly within a minute."""
        spent, at = self._spent.get(peer, (0.0, self._clock()))
        return max(0.0, spent - (self._clock() - at) * self._limits.processor_seconds / 60)
