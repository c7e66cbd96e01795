"""A node killed at any fsync or commit never evaluates without a line and never charges twice (T12)."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from accord.exchange.audit_log import reconcile
from accord.exchange.concluding import conclude
from accord.exchange.inquiries import Inquiry
from accord.exchange.logbook import EntryKind
from accord.exchange.machine import open_machine
from accord.exchange.messages import read_frame
from accord.exchange.node import open_node
from accord.exchange.oprf import Evaluation
from accord.exchange.receiving import Published
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from exchange.two_nodes import ALDORIA, NOW, firearm, make_pair

VICTIM = """
import os, pickle, shutil, signal, sys
from datetime import datetime
from pathlib import Path

from accord.exchange.machine import open_machine
from accord.exchange.node import open_node

folder, at = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
request = pickle.loads((folder / "message").read_bytes())
synced = os.fsync

def handle(node, last):
    passed = 0

    def step(_name=""):
        nonlocal passed
        passed += 1
        if passed == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def fsync(descriptor):
        step()
        synced(descriptor)
        step()

    with open_machine(open_node(node), at, step=step) as machine:
        passed = 0
        os.fsync = fsync
        machine.answerer.handle(request, "police-aldoria", at)
        os.fsync = synced

for last in range(1, 200):
    node = folder / f"step-{last}"
    shutil.copytree(folder / "before" / "police-brenvia", node)
    child = os.fork()
    if child == 0:
        handle(node, last)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    print(os.waitstatus_to_exitcode(status))
    if status == 0:
        break
"""
"""Lets children handle a message, of which each kills itself one step later than the one before."""


def killed(folder: Path, request: RequestMessage) -> int:
    """Return at how many steps a child killed itself; each left its node in a folder of its own."""
    (folder / "message").write_bytes(pickle.dumps(request))
    arguments = [sys.executable, "-c", VICTIM, str(folder), NOW.isoformat()]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    ends = [int(line) for line in done.stdout.split()]
    assert set(ends[:-1]) == {-signal.SIGKILL}
    assert ends[-1] == 0
    return len(ends) - 1


def _undelivered(_request: RequestMessage) -> ResponseMessage:
    raise TimeoutError


def prepared(folder: Path) -> tuple[Inquiry, Published, RequestMessage, RequestMessage]:
    """Return an inquiry, and two messages that both carry its only question."""
    with make_pair(folder) as pair:
        published = pair.published()
        inquiry = pair.inquiry([firearm("AB1234"), firearm("ZZ9999")], published)
        pair.carry = _undelivered
        messages = []
        for _ in range(2):
            with pytest.raises(TimeoutError):
                pair.carry_out(inquiry, published)
            messages.append(pair.sent[-1])
    return inquiry, published, messages[0], messages[1]


@pytest.mark.slow
def test_a_node_that_is_killed_at_any_step_answers_afterwards_and_charges_once(tmp_path: Path) -> None:
    inquiry, published, first, again = prepared(tmp_path / "before")
    steps = killed(tmp_path, first)
    assert steps >= 8, "at least two lines of the log and two transactions, before and after"
    later = NOW + timedelta(seconds=30)
    for last in range(1, steps + 2):
        with open_machine(open_node(tmp_path / f"step-{last}"), later) as machine:
            response = machine.answerer.handle(again, ALDORIA, later)
            assert response.status == 200
            frame = read_frame(response.body, has_proof=True)
            evaluation = Evaluation(frame.elements, frame.proof)
            results = conclude(
                inquiry.questions, [evaluation], published.descriptor, published.tags, is_tested=False
            )
            assert [result.is_hit for result in results] == [True, False]
            entries = list(machine.log.entries())
            rows = machine.store.rows("SELECT request, elements FROM charges")
            charges = {str(request): int(str(elements)) for request, elements in rows}
            assert list(charges.values()) == [32]
            assert reconcile(entries, charges) == ()
            kinds = [entry.kind for _, entry in entries]
            assert kinds.count(EntryKind.ADMITTED) == 1
            assert kinds.count(EntryKind.EVALUATED) == 1
