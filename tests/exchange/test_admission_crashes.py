"""Books that agree after every crash: at each step, in any order, and by kill -9 (T12)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from accord.exchange.gate import DeniedError
from accord.exchange.questions import Denial
from accord.exchange.storing.requests import stored_request
from exchange.at_the_gate import points, question
from exchange.gated_node import Node, check_books, check_replay
from exchange.inspected import ASKER
from exchange.log_words import CrashError


def test_a_crash_at_any_step_leaves_books_that_agree(tmp_path: Path) -> None:
    """Two questions; the world ends before each durable step in turn, and the asker repeats both."""

    def run(node: Node, heard: set[str], evaluated: list[str], name: str) -> None:
        for request in ("r-1", "r-2"):
            try:
                node.ask(question(request, points(1, request), name=f"{request} {name}"), evaluated)
            except DeniedError as error:
                check_replay(error, request)
            heard.add(request)

    (tmp_path / "whole").mkdir()
    whole = Node(tmp_path / "whole")
    run(whole, set(), [], "only")
    whole.close()
    steps = len(whole.disk.steps)
    assert steps > 30
    for at in range(steps):
        folder = tmp_path / str(at)
        folder.mkdir()
        heard: set[str] = set()
        evaluated: list[str] = []
        try:
            first = Node(folder, left=at)
        except CrashError:
            first = None
        if first is not None:
            with pytest.raises(CrashError):
                run(first, heard, evaluated, "first")
            first.close()
        second = Node(folder)
        check_books(second, heard)
        run(second, heard, evaluated, "second")
        check_books(second, {"r-1", "r-2"})
        assert second.store.rows("SELECT count(*), sum(elements) FROM charges") == [(2, 2)]
        second.close()


class CrashingNode(RuleBasedStateMachine):
    """Questions, repeats, bad questions and crashes in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.heard: set[str] = set()
        self.evaluated: list[str] = []
        self.tries = 0

    @initialize()
    def start(self) -> None:
        self.node = Node(Path(self.folder.name))
        self.node.store.rows("PRAGMA synchronous = OFF")

    def again(self) -> None:
        self.node.close()
        self.node = Node(Path(self.folder.name))
        self.node.store.rows("PRAGMA synchronous = OFF")

    @rule(number=st.integers(0, 5), size=st.sampled_from([1, 32]), left=st.integers(-1, 25))
    def ask(self, number: int, size: int, left: int) -> None:
        self.tries += 1
        request = f"r-{number}"
        asked = question(request, points(size, request), name=f"{request} {self.tries}")
        self.node.disk.left = left
        try:
            answer = self.node.ask(asked, self.evaluated)
        except CrashError:
            self.again()
        except DeniedError as error:
            if error.code is not Denial.QUOTA:
                self.check_refused(error, request, size)
        else:
            assert answer == f"answer to {request}".encode()
            self.heard.add(request)
        self.node.disk.left = -1

    def check_refused(self, error: DeniedError, request: str, size: int) -> None:
        """Without an answer a repeat is refused only if it is another question under the same id."""
        if error.outcome is not None and error.outcome.is_unfinished:
            row = stored_request(self.node.store, ASKER, request)
            assert row is not None
            assert row.elements != size
        else:
            check_replay(error, request)

    @rule()
    def ask_badly(self) -> None:
        self.tries += 1
        with pytest.raises(DeniedError):
            self.node.ask(replace(question(f"bad-{self.tries}"), shown=None), self.evaluated)

    @rule()
    def restart(self) -> None:
        self.again()

    @invariant()
    def books_agree(self) -> None:
        check_books(self.node, self.heard)

    def teardown(self) -> None:
        self.node.close()
        self.folder.cleanup()


TestCrashingNode = CrashingNode.TestCase
TestCrashingNode.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)


CHILD = """
import sys
from pathlib import Path
from exchange.at_the_gate import points, question
from exchange.gated_node import Node
node = Node(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), 37):
    request = f"r-{number}"
    node.ask(question(request, points(1, request)), [])
    print(number, flush=True)
"""


@pytest.mark.slow
def test_a_killed_node_leaves_books_that_agree(tmp_path: Path) -> None:
    paths = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    heard: set[str] = set()
    for start, wait in ((0, 0.02), (10, 0.035), (20, 0.05)):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(tmp_path), str(start)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": paths},
        )
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(wait)
        child.send_signal(signal.SIGKILL)
        lines = [first, *child.stdout.read().splitlines()]
        heard |= {f"r-{line.strip()}" for line in lines if line.strip()}
        child.stdout.close()
        child.wait()
        node = Node(tmp_path)
        check_books(node, heard)
        node.close()
