"""The server of a node: mutual TLS, bounded messages, one thread for each connection, few connections.

It knows nothing of what is asked: it hands a message and the peer whose certificate was shown to a function
and sends back what that returns. A connection that says nothing, sends slowly, is malformed or comes from
nobody in the directory is closed; nothing that a peer sends ends the process. Whatever the function raises
becomes an answer without a reason, and only the name of the error goes to the operator's messages.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from accord.exchange.budgets import Budget, BudgetError, Limits
from accord.exchange.messages import MOST_BODY_BYTES
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from accord.exchange.transport import PinError, peer_pin
from accord.exchange.wire import RefusedMessageError, WireMessage, read_message, write_message

__all__ = ["Handler", "Server", "Timeouts"]

Handler = Callable[[RequestMessage, str], ResponseMessage]
"""Answers a message of the peer whose id it gets; the message's own words about who asks are not believed."""

_MOST_CONNECTIONS = 32
_MOST_FROM_ADDRESS = 8
"""Connections from one address, so that nobody without a certificate takes all of them by saying nothing."""
_MOST_MESSAGES = 200
_REASONS = {200: "OK", 400: "Bad Request", 413: "Content Too Large", 429: "Too Many Requests", 500: "Error"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """Seconds after which a connection is closed.

    Attributes:
        handshake: For the handshake.
        idle: Between two messages.
        message: For one whole message, from its first to its last byte, in each direction.
    """

    handshake: float = 5.0
    idle: float = 15.0
    message: float = 20.0


class Server:
    """A listening node.

    Args:
        address: Host and port to listen on; port 0 takes a free one.
        context: TLS context of ``transport.serving_context``.
        peer_of: Gives the id of the peer of a pin, or None.
        handler: Answers messages.

    Raises:
        OSError: The address cannot be listened on.
    """

    def __init__(
        self,
        address: tuple[str, int],
        context: ssl.SSLContext,
        peer_of: Callable[[bytes], str | None],
        handler: Handler,
        *,
        limits: Limits | None = None,
        timeouts: Timeouts | None = None,
        note: Callable[[str], None] = lambda _text: None,
    ) -> None:
        self._context, self._peer_of, self._handler, self._note = context, peer_of, handler, note
        self._timeouts = timeouts or Timeouts()
        self._budget = Budget(limits or Limits(), time.monotonic)
        self._addresses: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._listener = socket.create_server(address, backlog=_MOST_CONNECTIONS)
        self._listener.settimeout(0.2)

    @property
    def port(self) -> int:
        """The port that is listened on."""
        port: int = self._listener.getsockname()[1]
        return port

    def run(self) -> None:
        """Take connections until :meth:`stop` is called."""
        with self._listener:
            while not self._stopped.is_set():
                try:
                    connection, (address, *_) = self._listener.accept()
                except TimeoutError:
                    continue
                except OSError as error:  # such as too many open files
                    self._note(f"no connection taken: {type(error).__name__}")
                    self._stopped.wait(0.2)
                    continue
                if not self._takes(address):
                    connection.close()
                    continue
                threading.Thread(target=self._serve, args=(connection, address), daemon=True).start()

    def stop(self) -> None:
        """Take no more connections; those that are open end with their current message."""
        self._stopped.set()

    def _takes(self, address: str) -> bool:
        """Count a connection from an address, if there is room for it."""
        with self._lock:
            has_room = self._addresses.total() < _MOST_CONNECTIONS
            if has_room and self._addresses[address] < _MOST_FROM_ADDRESS:
                self._addresses[address] += 1
                return True
        return False

    def _leaves(self, address: str) -> None:
        with self._lock:
            self._addresses[address] -= 1
            self._addresses += Counter()  # those at nought go

    def _serve(self, connection: socket.socket, address: str) -> None:
        try:
            with connection:
                connection.settimeout(self._timeouts.handshake)
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with self._context.wrap_socket(connection, server_side=True) as secured:
                    self._converse(secured)
        except (OSError, PinError, BudgetError, RefusedMessageError) as error:
            self._note(f"connection closed: {type(error).__name__}")
        except Exception as error:  # nothing that a peer sends may end the process
            self._note(f"connection failed: {type(error).__name__}")
        finally:
            self._leaves(address)

    def _converse(self, secured: ssl.SSLSocket) -> None:
        """Answer the messages of one connection, one after the other."""
        peer = self._peer_of(peer_pin(secured))
        if peer is None:
            raise PinError
        with self._budget.connection(peer):
            for _ in range(_MOST_MESSAGES):
                if self._stopped.is_set() or not self._exchange(secured, peer):
                    break

    def _exchange(self, secured: ssl.SSLSocket, peer: str) -> bool:
        """Answer one message; return whether another may follow."""
        start = time.thread_time()
        try:
            message = read_message(
                _Deadline(secured, self._timeouts).read, is_request=True, most_body=MOST_BODY_BYTES
            )
            if message is None:
                return False
            self._budget.check(peer)
            response = self._answered(message, peer)
        except RefusedMessageError as error:
            self._send(secured, ResponseMessage(status=error.status, fields={}), is_last=True)
            return False
        except BudgetError as error:
            fields = {"retry-after": str(error.retry_after)}
            self._send(secured, ResponseMessage(status=429, fields=fields), is_last=True)
            return False
        finally:
            self._budget.spend(peer, time.thread_time() - start)
        is_last = message.fields.get("connection", "").lower() == "close"
        self._send(secured, response, is_last=is_last)
        return not is_last

    def _answered(self, message: WireMessage, peer: str) -> ResponseMessage:
        method, path = message.first
        request = RequestMessage(
            method=method,
            authority=message.fields.get("host", ""),
            path=path,
            fields=message.fields,
            body=message.body,
        )
        try:
            return self._handler(request, peer)
        except Exception as error:  # nothing that a peer sends may end the process
            self._note(f"not answered: {type(error).__name__}")
            return ResponseMessage(status=500, fields={})

    def _send(self, secured: ssl.SSLSocket, response: ResponseMessage, *, is_last: bool) -> None:
        fields = {**response.fields, "connection": "close"} if is_last else response.fields
        first = f"HTTP/1.1 {response.status} {_REASONS.get(response.status, 'Refused')}"
        secured.settimeout(self._timeouts.message)
        secured.sendall(write_message(first, fields, response.body))


class _Deadline:
    """Reads from a connection until one whole message has to be there."""

    def __init__(self, secured: ssl.SSLSocket, timeouts: Timeouts) -> None:
        self._secured, self._timeouts = secured, timeouts
        self._end: float | None = None

    def read(self, most: int) -> bytes:
        now = time.monotonic()
        left = self._timeouts.idle if self._end is None else self._end - now
        if left <= 0:
            raise TimeoutError
        self._secured.settimeout(left)
        data = self._secured.recv(most)
        if self._end is None:
            self._end = time.monotonic() + self._timeouts.message
        return data
