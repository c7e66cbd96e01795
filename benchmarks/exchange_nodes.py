"""Measures two whole nodes: 1,000 questions against a list of 100,000, everything on the wire counted.

    taskset -c 0 python -m benchmarks.exchange_nodes

Two processes speak over TLS 1.3 on this machine. The figure is the processor time of both sides from the
first blinded element to the last line in both logs (normalising, blinding, sealing to the supervisory
authority, signatures, TLS, admission, evaluation, proof, verification, look-up), and all bytes of the
connection as the kernel counts them, the handshake included. Beside it stands what the library of the curve
needs for nothing but the multiplications and mappings of the same questions, measured in the same run. Data
are made up; the tags of the list are fetched before, once in an epoch, and stated apart.
"""

from __future__ import annotations

import os
import platform
import secrets
import socket
import statistics
import struct
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from accord.exchange.asking import CaseFacts
from accord.exchange.cases import PersonRole, Reason
from accord.exchange.correspondence import RefusedByPeerError
from accord.exchange.curve import UNIFORM_BYTES
from accord.exchange.curve_library import load_curve_library
from accord.exchange.directory import BasisEvidence, Directory, LegalBasis
from accord.exchange.directory_file import signed_directory
from accord.exchange.epochs import epoch_of
from accord.exchange.inquiries import sign_inquiry
from accord.exchange.keys import SigningKey
from accord.exchange.many_outputs import usable_cores
from accord.exchange.node import Node, open_node
from accord.exchange.node_folder import make_node
from accord.exchange.node_settings import Settings, Supervisor
from accord.exchange.normalising import Subject
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.office import carry_out, new_inquiry
from accord.exchange.officers import Officer, OfficerCertificate, OfficerRole, certify_officer
from accord.exchange.private_files import write_private
from accord.exchange.publishing import scope_of
from accord.exchange.quota_table import QuotaRule
from accord.exchange.reaching import Reached, reach
from accord.exchange.receiving import Published
from accord.exchange.running import run_node

_LISTED, _ASKED, _HITS, _RUNS, _STEP = 100_000, 1_000, 100, 7, 1_024
_MOST_SECONDS, _MOST_BYTES = 0.6, 70_000
_KIND, _PURPOSE = IdentifierType.DOCUMENT, "benchmark"
_ASKER, _HOLDER = "police-aldoria", "police-brenvia"
_TCP_INFO_BYTES, _BYTES_ACKED = 192, 120


@dataclass(frozen=True)
class Run:
    """One run: seconds of processor of both sides, and bytes of the connection."""

    asker: float
    holder: float
    sent: int
    received: int


def main() -> None:
    """Make two nodes, measure, and print the figures."""
    print(
        f"{platform.machine()}, {usable_cores()} of {os.cpu_count()} processors, {platform.python_version()}"
    )
    with tempfile.TemporaryDirectory() as name:
        asker, holder = _nodes(Path(name))
        here, there = get_context("spawn").Pipe()
        process = get_context("spawn").Process(target=_hold, args=(holder.folder.path, there), daemon=True)
        process.start()
        try:
            _measure(asker, here)
        finally:
            here.send("end")
            process.join(30)


def _measure(asker: Node, holder: Connection) -> None:
    scope = scope_of(_HOLDER, _ASKER, _KIND, purpose=_PURPOSE, epoch=epoch_of(_now()))
    print(f"the holder published after {holder.recv():.1f} s")
    with reach(asker, _HOLDER) as reached:
        published = _published(asker, reached, scope.epoch)
        print(f"tags once in an epoch: {reached.call.received:,} bytes received for {published.tags.count:,}")
    asker.received.mark_tested(scope)
    runs = [_run(asker, holder, published) for _ in range(_RUNS)]
    ours = statistics.median(run.asker + run.holder for run in runs)
    sides = [statistics.median(side) for side in zip(*((run.asker, run.holder) for run in runs), strict=True)]
    limit = _limit()
    print(f"{_ASKED:,} questions ({_STEP:,} elements) against {_LISTED:,}, median of {_RUNS}:")
    print(f"  asker {sides[0] * 1000:.0f} ms, holder {sides[1] * 1000:.0f} ms of processor")
    print(f"  together {ours * 1000:.0f} ms, {_verdict(ours < _MOST_SECONDS, f'under {_MOST_SECONDS} s')}")
    print(
        f"  the library alone, for the same multiplications: {limit * 1000:.0f} ms, {limit / ours:.2f} of it"
    )
    size = max(run.sent + run.received for run in runs)
    detail = f"{max(run.sent for run in runs):,} sent, {max(run.received for run in runs):,} received"
    print(
        f"  on the wire with handshake: {size:,} bytes ({detail}), {_verdict(size <= _MOST_BYTES, '70,000')}"
    )


def _run(asker: Node, holder: Connection, published: Published) -> Run:
    """Ask 1,000 times, of which 100 hit, over a new connection."""
    hits = [_document(number) for number in range(_HITS)]
    subjects = hits + [_document(10_000_000 + secrets.randbelow(10**7)) for _ in range(_ASKED - _HITS)]
    case = CaseFacts(
        reference="B-1",
        salt=secrets.token_bytes(16),
        basis="benchmark-1",
        offence_years=5,
        role=PersonRole.SUSPECT,
        reason=Reason.IDENTIFY,
    )
    officers = [
        _officer(asker, "officer-17", OfficerRole.ASKS),
        _officer(asker, "officer-23", OfficerRole.APPROVES),
    ]
    before, start = _processor_of(holder), time.process_time()
    inquiry = new_inquiry(subjects, published, case, now=_now())
    for officer in officers:
        inquiry = sign_inquiry(inquiry, officer)
    with reach(asker, _HOLDER) as reached:
        results = carry_out(
            inquiry,
            published,
            reached.peer,
            lambda: asker.office(_now()),
            received=asker.received,
            clock=_now,
        )
        sent, received = _bytes_of(reached)
    used, after = time.process_time() - start, _processor_of(holder)
    assert sum(result.is_hit for result in results) == _HITS
    return Run(asker=used, holder=after - before, sent=sent, received=received)


def _limit() -> float:
    """Return the processor seconds of the library for one question of 1,024 elements on both sides.

    Blinding maps to the curve and multiplies; evaluating multiplies; proving multiplies once more for each
    element and verifying twice; taking the blind off multiplies: seven operations for each element.
    """
    library = load_curve_library()
    to_element, multiply = library.crypto_core_ristretto255_from_hash, library.crypto_scalarmult_ristretto255
    scalar = library.crypto_core_ristretto255_scalar_random()
    blocks = [os.urandom(UNIFORM_BYTES) for _ in range(_STEP)]
    times = []
    for _ in range(3):
        start = time.process_time()
        for block in blocks:
            element = to_element(block)
            for _multiplication in range(6):
                multiply(scalar, element)
        times.append(time.process_time() - start)
    return statistics.median(times)


def _hold(folder: Path, pipe: Connection) -> None:
    """Run the holder until told to end; tell the processor time when asked."""
    start = time.perf_counter()
    with run_node(open_node(folder), ("127.0.0.1", _port(folder)), _now) as running:
        scope = scope_of(_HOLDER, _ASKER, _KIND, purpose=_PURPOSE, epoch=epoch_of(_now()))
        while not open_node(folder).publications.is_published(scope):
            time.sleep(0.05)
        pipe.send(time.perf_counter() - start)
        while pipe.recv() != "end":
            pipe.send(time.process_time())
        assert running.server.port


def _port(folder: Path) -> int:
    return int(open_node(folder).settings.address.rpartition(":")[2])


def _processor_of(holder: Connection) -> float:
    holder.send("time")
    seconds: float = holder.recv()
    return seconds


def _published(asker: Node, reached: Reached, epoch: str) -> Published:
    scope = scope_of(_HOLDER, _ASKER, _KIND, purpose=_PURPOSE, epoch=epoch)
    while True:
        with suppress(RefusedByPeerError):
            return asker.received.published(reached.peer, scope, now=_now())
        time.sleep(0.2)


def _bytes_of(reached: Reached) -> tuple[int, int]:
    """Return the bytes of a connection as the kernel counts them; those of its messages where it does not."""
    call = reached.call
    if not hasattr(socket, "TCP_INFO"):
        return call.sent, call.received
    told = call.option(socket.IPPROTO_TCP, socket.TCP_INFO, _TCP_INFO_BYTES)
    acknowledged, received = struct.unpack_from("=QQ", told, _BYTES_ACKED)
    return acknowledged, received


def _nodes(folder: Path) -> tuple[Node, Node]:
    now = _now().replace(microsecond=0)
    root = SigningKey(id="root", seed=secrets.token_bytes(32))
    supervisor = Supervisor(
        id="inspection", public=X25519PrivateKey.generate().public_key().public_bytes_raw()
    )
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        ports = (one.getsockname()[1], other.getsockname()[1])
    cards = [
        make_node(
            folder / name,
            Settings(
                id=name,
                name=name,
                address=f"https://127.0.0.1:{port}",
                key=f"{name}-1",
                supervisor=supervisor,
                roots={root.id: root.public},
            ),
            now=now,
        )
        for name, port in zip((_ASKER, _HOLDER), ports, strict=True)
    ]
    directory = Directory(
        name="Benchmark",
        serial=1,
        valid_from=now - timedelta(hours=1),
        valid_to=now + timedelta(days=2),
        remarks=(),
        peers=tuple(card.peer for card in cards),
        authorities=tuple(card.authority for card in cards),
        quotas=(QuotaRule(type=_KIND, burst=10_000, day=10_000, month=300_000),),
        bases=(_basis(),),
    )
    for name in (_ASKER, _HOLDER):
        write_private(folder / name / "directory.json", signed_directory(directory, [root]))
        write_private(folder / name / "trusted.pem", b"".join(card.certificate for card in cards))
    listed = (_document(number).fields["number"] for number in range(_LISTED))
    text = "country,number\n" + "".join(f"SRB,{number}\n" for number in listed)
    write_private(folder / _HOLDER / "lists" / f"{_KIND.value}.csv", text.encode())
    return open_node(folder / _ASKER), open_node(folder / _HOLDER)


def _basis() -> LegalBasis:
    return LegalBasis(
        asker=_ASKER,
        holder=_HOLDER,
        purpose=_PURPOSE,
        type=_KIND,
        id="benchmark-1",
        text="Invented",
        reference="Invented",
        valid_from=date(2000, 1, 1),
        valid_to=date(2099, 12, 31),
        offence_minimum_years=0,
        evidence=BasisEvidence.SEEN,
    )


def _officer(node: Node, name: str, role: OfficerRole) -> Officer:
    key = SigningKey(id=name, seed=secrets.token_bytes(32))
    today = _now().date()
    certificate = OfficerCertificate(
        peer=node.id,
        authority="officers",
        officer=name,
        function="investigations",
        role=role,
        public=key.public,
        valid_from=today - timedelta(days=1),
        valid_to=today + timedelta(days=1),
    )
    return Officer(certificate=certify_officer(certificate, node.folder.officers_key()), key=key)


def _document(number: int) -> Subject:
    return Subject(type=_KIND, fields={"country": "SRB", "number": f"B{number:08d}"})


def _now() -> datetime:
    return datetime.now(UTC)


def _verdict(is_kept: bool, budget: str) -> str:
    return f"{budget}: {'kept' if is_kept else 'MISSED'}"


if __name__ == "__main__":
    main()
