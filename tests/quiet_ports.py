"""Ports on which a test may listen a little later.

A port that the system chose and that was let go again may be taken in between: by any connection that goes
out, or by any test that lets the system choose. Below the range of the system nobody takes one unasked.
"""

from __future__ import annotations

import os
import socket
from itertools import count

__all__ = ["quiet_ports"]

_FIRST, _MANY = 10_000, 20_000
_turn = count()


def quiet_ports(number: int) -> tuple[int, ...]:
    """Return ports of 127.0.0.1 on which nobody listens; no two calls of one run return the same."""
    found: list[int] = []
    start = os.getpid() * 97 % _MANY
    while len(found) < number:
        port = _FIRST + (start + next(_turn)) % _MANY
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
        found.append(port)
    return tuple(found)
