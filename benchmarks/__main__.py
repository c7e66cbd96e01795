"""Measures every speed budget and prints it beside the figure that was reached.

Each page is fetched over HTTP from a real server on this machine. The demo is timed as a whole
process. Run it on a quiet machine: ``make bench``.
"""

from __future__ import annotations

import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import uvicorn

from accord.build import build_snapshot
from accord.publish.export import export_site
from accord.publish.library import Library
from accord.publish.server import bind, create_app
from accord.publish.site import Site
from accord.sources.declaration import declaration_folder
from accord.store.snapshot import Snapshot, open_snapshot

_RUNS = 5


def main() -> None:
    """Measure and print one line for each budget."""
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sofia = declaration_folder("sofia_2018")
        build = _times(lambda: build_snapshot(sofia, folder / "store"))
        _report("build", build, "s")
        _report("open a snapshot", _times(lambda: open_snapshot(folder / "store")), "s")
        snapshot = open_snapshot(folder / "store")
        exports = iter(range(_RUNS))
        _report("export", _times(lambda: export_site(snapshot, folder / f"site{next(exports)}")), "s", 10)
        _measure_pages(snapshot)
        _report("accord --help", _times(lambda: _run("--help")), "s", 0.25)
        demo = ["demo", "--no-serve", "--snapshot", str(folder / "store")]
        _report("accord demo --no-serve, warm", _times(lambda: _run(*demo)), "s", 3)


def _times(action: Callable[[], object]) -> list[float]:
    times = []
    for _run_number in range(_RUNS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return times


def _report(name: str, times: list[float], unit: str, budget: float | None = None) -> None:
    median = statistics.median(times)
    spread = f"(min {min(times):.3f}, max {max(times):.3f}, n {len(times)})"
    text = f"{name:<34} median {median:8.3f} {unit}  {spread}"
    if budget is not None:
        text += f"  budget {budget:g} {unit}: {'kept' if median < budget else 'MISSED'}"
    print(text)


def _run(*arguments: str) -> None:
    program = "from accord.cli.app import main; main()"
    subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True)


def _measure_pages(snapshot: Snapshot) -> None:
    """Fetch every kind of page from a real server and report the median of each kind."""
    listener: socket.socket = bind(0)
    port = listener.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(snapshot), log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    paths = list(Site(Library(snapshot)).paths())
    kinds: dict[str, list[str]] = {}
    for path in paths:
        kinds.setdefault(f"{path.split('/')[0]}/*" if "/" in path else f"/{path}", []).append(path)
    try:
        every: list[float] = []
        for kind, members in kinds.items():
            chosen = members[:: max(1, len(members) // 100)]
            runs = range(1 if len(chosen) > 5 else _RUNS)
            times = [_fetch(port, path) for path in chosen for _again in runs]
            _report(f"page {kind}", [second * 1000 for second in times], "ms", 25)
            every += times
        _report("all pages", [second * 1000 for second in every], "ms", 25)
    finally:
        server.should_exit = True
        thread.join(timeout=5)
        listener.close()


def _fetch(port: int, path: str) -> float:
    start = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}") as response:
        response.read()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
