"""A headless Chromium, or a clear reason why these tests are skipped."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from accord.publish.server import bind, create_app
from accord.store.snapshot import Snapshot, open_snapshot
from screened_chain import build_screened, write_lists, write_pact

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser, started once."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright (dependency group dev)")
    program = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if program is None:
        pytest.skip("no Chromium on this machine (looked for: " + ", ".join(_NAMES) + ")")
    with playwright.sync_playwright() as manager:
        started = manager.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def address(sofia: Snapshot) -> Iterator[str]:
    """Address of a server on this machine with the bundled declaration."""
    with _served(sofia) as address:
        yield address


@pytest.fixture(scope="session")
def screened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server on this machine with a made-up pact whose parties were screened."""
    folder = tmp_path_factory.mktemp("screened")
    write_pact(folder)
    write_lists(folder)
    done = build_screened(folder)
    assert done.exit_code == 0, done.err
    with _served(open_snapshot(folder / ".accord")) as address:
        yield address


@contextmanager
def _served(snapshot: Snapshot) -> Iterator[str]:
    import uvicorn

    listener: socket.socket = bind(0)
    config = uvicorn.Config(create_app(snapshot), log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=5)
    listener.close()
