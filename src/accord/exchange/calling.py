"""The caller of a node: one connection to one peer, whose pin is checked before a byte is sent."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Collection
from types import TracebackType

from accord.exchange.messages import MOST_BODY_BYTES
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from accord.exchange.transport import PinError, peer_pin
from accord.exchange.wire import RefusedMessageError, read_message, write_message

__all__ = ["Call", "UnreachableError"]

_CONNECT_SECONDS, _ANSWER_SECONDS = 10.0, 60.0


class UnreachableError(ValueError):
    """The other node was not reached, is not who it should be, or answered nothing that can be read.

    Nothing may be concluded from it: it is neither hit nor no hit.
    """


class Call:
    """A connection to a peer.

    Args:
        host: Host of the peer, which its certificate must name.
        port: Port.
        context: TLS context of ``transport.calling_context``.
        pins: Pins of the peer in the directory.

    Attributes:
        sent: Bytes of messages that were sent, without those of TLS.
        received: Bytes of messages that were received.

    Raises:
        UnreachableError: There is no such node, or it is another one.
    """

    def __init__(self, host: str, port: int, context: ssl.SSLContext, pins: Collection[bytes]) -> None:
        self.sent = self.received = 0
        try:
            plain = socket.create_connection((host, port), timeout=_CONNECT_SECONDS)
        except OSError as error:
            raise UnreachableError(f"no connection ({type(error).__name__})") from error
        try:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._secured = context.wrap_socket(plain, server_hostname=host)
        except OSError as error:
            plain.close()
            raise UnreachableError(f"no secure connection ({type(error).__name__})") from error
        try:
            if peer_pin(self._secured) not in pins:
                raise PinError
        except PinError as error:
            self._secured.close()
            raise UnreachableError(str(error)) from error

    def __enter__(self) -> Call:
        """Return the connection."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._secured.close()

    def option(self, level: int, name: int, size: int) -> bytes:
        """Return what the kernel says of the connection, such as the bytes that it carried.

        Args:
            level: Level of the protocol.
            name: Number of the option.
            size: Bytes that are wanted at most.
        """
        return self._secured.getsockopt(level, name, size)

    def send(self, request: RequestMessage) -> ResponseMessage:
        """Send a request and return its answer, whose signature is still to be verified.

        Args:
            request: The signed request.

        Raises:
            UnreachableError: The connection broke, took too long, or the answer is malformed.
        """
        fields = {"host": request.authority, **{k: v for k, v in request.fields.items() if k != "host"}}
        data = write_message(f"{request.method} {request.path} HTTP/1.1", fields, request.body)
        self._end = time.monotonic() + _ANSWER_SECONDS
        try:
            self._secured.settimeout(_ANSWER_SECONDS)
            self._secured.sendall(data)
            self.sent += len(data)
            message = read_message(self._read, is_request=False, most_body=MOST_BODY_BYTES)
        except OSError as error:
            raise UnreachableError(f"the connection broke ({type(error).__name__})") from error
        except RefusedMessageError as error:
            raise UnreachableError(f"the answer is malformed ({error})") from error
        if message is None:
            raise UnreachableError("the connection ended without an answer")
        self.received += message.size
        return ResponseMessage(status=int(message.first[0]), fields=message.fields, body=message.body)

    def _read(self, most: int) -> bytes:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._secured.settimeout(left)
        return self._secured.recv(most)
