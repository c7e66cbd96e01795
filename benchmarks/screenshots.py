"""Takes the pictures of the documentation and of a review: desktop, phone, print; needs Chromium.

Usage: ``python -m benchmarks.screenshots [FOLDER]``; without a folder it renews the pictures in docs/.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from accord.build import build_snapshot
from accord.publish.server import bind, create_app
from accord.sources.declaration import declaration_folder
from accord.store.snapshot import open_snapshot

_PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
_PAGES = (
    "",
    "partners",
    "projects",
    "projects/T02",
    "commitments/SPA-SEC-1",
    "money",
    "gaps",
    "network",
    "broadband",
    "figures/T08.grant",
)
_SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


def main() -> None:
    """Take the pictures."""
    program = next(
        (p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None
    )
    if program is None:
        sys.exit("No Chromium on this machine.")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as manager:
        snapshot = open_snapshot(build_snapshot(declaration_folder("sofia_2018"), Path(name)))
        listener: socket.socket = bind(0)
        server = uvicorn.Server(uvicorn.Config(create_app(snapshot), log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        browser = manager.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        if len(sys.argv) > 1:
            _review(browser, address, Path(sys.argv[1]))
        else:
            _readme(browser, address)
        browser.close()
        server.should_exit = True
        thread.join(timeout=5)


def _readme(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1100, "height": 760})
    page.goto(f"{address}/figures/T08.grant")
    _PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=_PICTURES / "a-disputed-grant.png")
    page.goto(f"{address}/network")
    page.locator("#projects figure").screenshot(path=_PICTURES / "what-each-project-saves.png")


def _review(browser: Browser, address: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in _PAGES:
        name = path.replace("/", "-") or "overview"
        for size, (width, height) in _SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"{address}/{path}")
            page.screenshot(path=folder / f"{name}-{size}.png", full_page=True)
            page.close()
        page = browser.new_page()
        page.goto(f"{address}/{path}")
        page.pdf(path=folder / f"{name}-print.pdf", format="A4")
        page.close()


if __name__ == "__main__":
    main()
