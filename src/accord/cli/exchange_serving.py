"""Commands that let a node listen, and two nodes meet: serve, demo."""

from __future__ import annotations

import signal
import threading
from datetime import UTC, datetime
from typing import Annotated

import typer

from accord.cli.exchange_errors import telling
from accord.cli.exchange_options import FolderArgument
from accord.cli.output import JsonOption, print_json, print_line, say
from accord.errors import OutsideError, Problem

__all__ = ["demo", "desk", "serve"]


def serve(
    folder: FolderArgument,
    *,
    listen: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="Where to listen. Default: the address of the node.")
    ] = "",
) -> None:
    """Answer peers until Ctrl-C: publish lists in each epoch, log every question before it is answered."""
    from accord.exchange.node import open_node
    from accord.exchange.running import run_node

    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with telling(folder):
        node = open_node(folder)
        host, _, port = (listen or node.settings.address.removeprefix("https://")).rpartition(":")
        address = (host, int(port))
        try:
            running = run_node(node, address, lambda: datetime.now(UTC), note=say)
            with running as started:
                say(f"{node.id} listens on {host}:{started.server.port}; Ctrl-C ends it")
                stopped.wait()
        except OSError as error:
            fix = "End the other program on this port, or choose another with --listen."
            what = "The node cannot listen, or its certificates cannot be used."
            raise OutsideError(
                Problem(id="ACC-523", what=what, value=error.strerror or str(error), fix=fix)
            ) from error
    print_line(f"{node.id}: ended")


def desk(
    folder: FolderArgument,
    *,
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Port on this machine; 0 takes a free one.")
    ] = 8440,
) -> None:
    """Serve the officers' pages here until Ctrl-C: ask, sign, follow up, see quotas and the log."""
    from accord.exchange.node import open_node
    from accord.exchange.officer_pages.desk import Desk
    from accord.exchange.officer_pages.serving_pages import listen, serve_desk

    with telling(folder):
        node = open_node(folder)
        try:
            listener = listen(port)
        except OSError as error:
            fix = "End the other program on this port, or choose another with --port."
            value = error.strerror or str(error)
            what = "The officers' pages cannot listen."
            raise OutsideError(Problem(id="ACC-524", what=what, value=value, fix=fix)) from error
        serve_desk(Desk(node=node, clock=lambda: datetime.now(UTC)), listener, say)


def demo(
    *,
    entries: Annotated[int, typer.Option(min=10, max=20_000, help="Entries of the invented list.")] = 2_000,
    json: JsonOption = False,
) -> None:
    """Start two nodes with invented lists here; ask, follow up, inspect, and show who learned what."""
    from accord.exchange.demonstrating import demonstrate, demonstration_text

    signal.signal(signal.SIGTERM, _interrupt)
    with telling():
        try:
            shown = demonstrate(entries, say=say)
        except RuntimeError as error:
            fix = "Run it again; if it fails again, start one node with `accord exchange serve` and read why."
            what = f"The demonstration did not come to its end: {error}."
            raise OutsideError(Problem(id="ACC-525", what=what, fix=fix)) from error
    if json:
        print_json(shown)
    else:
        print_line(demonstration_text(shown))


def _interrupt(_number: int, _frame: object) -> None:
    """End as Ctrl-C does, so that what was started is ended too."""
    raise KeyboardInterrupt
