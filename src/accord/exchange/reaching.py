"""A peer is reached at the address of the directory, with the pins of the directory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from accord.exchange.calling import Call, UnreachableError
from accord.exchange.correspondence import Correspondent
from accord.exchange.node import Node
from accord.exchange.transport import calling_context

__all__ = ["Reached", "reach"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A connection to a peer.

    Attributes:
        peer: This node as it writes to the peer.
        call: The connection.
    """

    peer: Correspondent
    call: Call


@contextmanager
def reach(node: Node, peer: str) -> Iterator[Reached]:
    """Open a connection to a peer.

    Args:
        node: The node.
        peer: Id of the peer.

    Raises:
        UnreachableError: The peer is not in the directory, not there, or is another one.
        NotReadyError: The node has no directory.
    """
    entry = node.directory().peer(peer)
    if entry is None:
        raise UnreachableError("there is no such peer in the directory")
    host, _, port = entry.address.removeprefix("https://").partition(":")
    folder = node.folder
    try:
        context = calling_context(folder.certificate, folder.tls_key, folder.trusted)
    except OSError as error:
        raise UnreachableError(f"certificates cannot be used ({type(error).__name__})") from error
    with Call(host, int(port or 443), context, entry.tls_pins) as call:
        yield Reached(peer=node.correspondent(peer, call.send), call=call)
