"""The two invented nodes of the demonstration: their folders, their processes, and the end of both."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from accord.exchange.calling import UnreachableError
from accord.exchange.cards import InspectionKey
from accord.exchange.correspondence import RefusedByPeerError
from accord.exchange.directory import BasisEvidence, Directory, LegalBasis
from accord.exchange.directory_file import signed_directory
from accord.exchange.epochs import epoch_of
from accord.exchange.keys import SigningKey
from accord.exchange.node import Node, open_node
from accord.exchange.node_folder import Card, make_node
from accord.exchange.node_settings import Settings
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.officers import Officer, OfficerCertificate, OfficerRole, certify_officer
from accord.exchange.private_files import write_private
from accord.exchange.publishing import scope_of
from accord.exchange.reaching import reach

__all__ = [
    "ASKER",
    "CASE",
    "HOLDER",
    "LISTED",
    "OTHER",
    "PURPOSE",
    "DemonstrationNodes",
    "processor_seconds",
    "run_nodes",
]

ASKER, HOLDER = "police-aldoria", "police-brenvia"
"""Two countries that do not exist."""
PURPOSE, OTHER = "firearms-trafficking", "traffic-fines"
"""A purpose with a legal basis, and one without."""
CASE = "KT-7/2030"
LISTED = ("AB1234", "CD5678")
"""Serial numbers that are on the list and that are asked for."""
_START_SECONDS = 20.0
_PROGRAM = "from accord.cli.app import main; main()"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemonstrationNodes:
    """Both nodes while they run.

    Attributes:
        asker: The node that asks.
        holder: The node that holds a list.
        inspection: Key of the supervisory authority.
        process: Id of the holder's process.
    """

    asker: Node
    holder: Node
    inspection: InspectionKey
    process: int

    def officer(self, node: Node, name: str, role: OfficerRole) -> Officer:
        """Return an invented officer of a node, certified by its authority."""
        key = SigningKey(id=name, seed=os.urandom(32))
        today = datetime.now(UTC).date()
        certificate = OfficerCertificate(
            peer=node.id,
            authority="officers",
            officer=name,
            function="invented officer",
            role=role,
            public=key.public,
            valid_from=today - timedelta(days=1),
            valid_to=today + timedelta(days=1),
        )
        return Officer(certificate=certify_officer(certificate, node.folder.officers_key()), key=key)


@contextmanager
def run_nodes(folder: Path, entries: int, say: Callable[[str], None]) -> Iterator[DemonstrationNodes]:
    """Make two nodes and run each in a process of its own as long as a ``with`` block lasts.

    Args:
        folder: Where to make them.
        entries: Entries of the list.
        say: Shows progress.

    Raises:
        RuntimeError: A node did not start in time.
    """
    inspection = InspectionKey(id="inspection-aldoria", private=X25519PrivateKey.generate())
    asker, holder = _made(folder, entries, inspection)
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for node in (holder, asker):
            arguments = [sys.executable, "-c", _PROGRAM, "exchange", "serve", str(node.folder.path)]
            log = (folder / f"{node.id}.messages").open("wb")
            with log:
                processes.append(
                    subprocess.Popen(  # noqa: S603
                        arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
                    )
                )
            say(f"started {node.id} at {node.settings.address}, process {processes[-1].pid}")
        _wait(asker, holder, processes)
        yield DemonstrationNodes(asker=asker, holder=holder, inspection=inspection, process=processes[0].pid)
    finally:
        _end(processes)
        say(f"ended {len(processes)} processes")


def processor_seconds(process: int) -> float | None:
    """Return the seconds of processor that a process used; None where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    """End the processes that were started here, and none other."""
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(asker: Node, holder: Node, processes: list[subprocess.Popen[bytes]]) -> None:
    """Wait until the holder publishes and the asker listens."""
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and all(process.poll() is None for process in processes):
        now = datetime.now(UTC)
        scope = scope_of(HOLDER, ASKER, IdentifierType.FIREARM, purpose=PURPOSE, epoch=epoch_of(now))
        try:
            with reach(holder, ASKER), reach(asker, HOLDER) as reached:
                asker.received.published(reached.peer, scope, now=now)
                return
        except (UnreachableError, RefusedByPeerError):
            time.sleep(0.2)
    raise RuntimeError("a node of the demonstration did not start")


def _made(folder: Path, entries: int, inspection: InspectionKey) -> tuple[Node, Node]:
    now = datetime.now(UTC).replace(microsecond=0)
    root = SigningKey(id="root", seed=os.urandom(32))
    cards: list[Card] = []
    for name, port in zip((ASKER, HOLDER), _free_ports(), strict=True):
        settings = Settings(
            id=name,
            name=name.title().replace("-", " of "),
            address=f"https://127.0.0.1:{port}",
            key=f"{name}-1",
            supervisor=inspection.supervisor,
            roots={root.id: root.public},
        )
        cards.append(make_node(folder / name, settings, now=now))
    directory = Directory(
        name="Invented exchange",
        serial=1,
        valid_from=now - timedelta(hours=1),
        valid_to=now + timedelta(days=2),
        remarks=("Invented for a demonstration; it allows nothing between real authorities.",),
        peers=tuple(card.peer for card in cards),
        authorities=tuple(card.authority for card in cards),
        quotas=(),
        bases=(_basis(),),
    )
    for name in (ASKER, HOLDER):
        write_private(folder / name / "directory.json", signed_directory(directory, [root]))
        write_private(folder / name / "trusted.pem", b"".join(card.certificate for card in cards))
    rows = [*LISTED, *(f"INV{number:06d}" for number in range(entries - len(LISTED)))]
    text = "serial,make,calibre\n" + "".join(f"{serial},Zastava,7.62x39\n" for serial in rows)
    nodes = open_node(folder / ASKER), open_node(folder / HOLDER)
    write_private(nodes[1].folder.list_of(IdentifierType.FIREARM), text.encode())
    return nodes


def _basis() -> LegalBasis:
    return LegalBasis(
        asker=ASKER,
        holder=HOLDER,
        purpose=PURPOSE,
        type=IdentifierType.FIREARM,
        id="invented-1",
        text="Invented agreement on firearms",
        reference="none: invented",
        valid_from=date(2000, 1, 1),
        valid_to=date(2099, 12, 31),
        offence_minimum_years=1,
        evidence=BasisEvidence.SEEN,
    )


def _free_ports() -> tuple[int, int]:
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        return one.getsockname()[1], other.getsockname()[1]
