"""The desk is served on the loopback address of this machine, until it is told to end."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable

import uvicorn

from accord.exchange.officer_pages.app import create_app
from accord.exchange.officer_pages.desk import Desk

__all__ = ["HOST", "listen", "serve_desk"]

HOST = "127.0.0.1"


def listen(port: int) -> socket.socket:
    """Return a socket on the loopback address.

    Args:
        port: Port; 0 takes any free one.

    Raises:
        OSError: The port is taken.
    """
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((HOST, port))
    except OSError:
        taken.close()
        raise
    return taken


def serve_desk(desk: Desk, listener: socket.socket, announce: Callable[[str], None]) -> None:
    """Serve the pages of a desk until Ctrl-C.

    Args:
        desk: The desk.
        listener: A socket of :func:`listen`.
        announce: Receives the address when the desk is about to answer.
    """
    port: int = listener.getsockname()[1]
    config = uvicorn.Config(
        create_app(desk, port=lambda: port),
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
    )
    announce(f"Open http://{HOST}:{port}/ in a browser. Ctrl-C ends the desk.")
    with listener, contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
    announce("The desk has ended.")
