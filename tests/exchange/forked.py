"""Holders in processes of their own: listening on loopback, and killed when it suits a test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quiet_ports import quiet_ports

__all__ = ["NEVER", "Forker", "forking", "is_dead"]

FORKER = """
import os, sys, threading, time
from datetime import datetime, timedelta
from pathlib import Path
from accord.exchange import machine
from accord.exchange.budgets import Limits
from accord.exchange.node import open_node
from accord.exchange.running import run_node
from accord.exchange.serving import Timeouts
from accord.exchange.storing.node_store import NodeStore

def hold(folder, port, left, noon, zero):
    lock, fsync, count = threading.Lock(), os.fsync, [left]
    def point():
        with lock:
            if count[0] == 0:
                os.kill(os.getpid(), 9)
                time.sleep(60)
            count[0] -= 1
    def counted(descriptor):
        point()
        fsync(descriptor)
    os.fsync = counted
    def at_commit(name):
        if name == "commit":
            point()
    machine.NodeStore = lambda path, **_: NodeStore(path, step=at_commit)
    clock = lambda: datetime.fromisoformat(noon) + timedelta(seconds=time.time() - float(zero))
    quick = Timeouts(handshake=1.0, idle=1.5, message=1.5)
    limits = Limits(connections=4, processor_seconds=10_000.0)
    note = lambda text: print(text, file=sys.stderr, flush=True)
    where = ("127.0.0.1", int(port))
    with run_node(
        open_node(Path(folder)), where, clock, workers=1, timeouts=quick, limits=limits, note=note
    ):
        time.sleep(300)

for line in sys.stdin:
    folder, port, left, noon, zero = line.split()
    child = os.fork()
    if child == 0:
        try:
            hold(folder, port, int(left), noon, zero)
        finally:
            os._exit(1)
    print(child, flush=True)
    sys.stdin.readline()
    os.kill(child, 9)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""
"""Imports once and forks a holder for each line that it reads, and says its number.

At the next line it kills the holder, which may have killed itself before, and says how it ended.
"""

NEVER = -1
"""Number of a point that is never reached."""


@dataclass(kw_only=True)
class Forker:
    """The process whose children are holders."""

    process: subprocess.Popen[str]
    port: int
    zero: float = field(default_factory=time.time)
    noon: datetime = field(
        default_factory=lambda: (datetime.now(UTC) - timedelta(days=1)).replace(
            hour=12, minute=0, second=0, microsecond=0
        )
    )

    def now(self) -> datetime:
        """Yesterday's noon, and what has passed since: no run meets midnight."""
        return self.noon + timedelta(seconds=time.time() - self.zero)

    @contextmanager
    def holding(self, folder: Path, left: int) -> Iterator[int]:
        """A holder that ends itself before a point, and is killed at the end if it did not."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        words = (folder, self.port, left, self.noon.isoformat(), self.zero)
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        try:
            yield child
        finally:
            self.process.stdin.write("end\n")
            self.process.stdin.flush()
            assert int(self.process.stdout.readline()) == -signal.SIGKILL


@contextmanager
def forking(notes: Path | None = None) -> Iterator[Forker]:
    """Start the process; what holders tell their operator goes to a file of notes."""
    _, port = quiet_ports(2)
    paths = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    with Path(notes or os.devnull).open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-c", FORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env={**os.environ, "PYTHONPATH": paths},
        )
    with process:
        yield Forker(process=process, port=port)
        assert process.stdin is not None
        process.stdin.close()


def is_dead(child: int) -> bool:
    """Return whether a process has ended; nobody has waited for it yet."""
    return Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
