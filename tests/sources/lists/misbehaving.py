"""A server on this machine that misbehaves as it is told, one answer after the other."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """What to send.

    Attributes:
        body: The whole file, of which a range may be asked for.
        status: Status of the answer.
        headers: Headers beside the length.
        send: How many bytes of the body are sent before the connection is dropped; all if None.
        length: Length that is announced, if it is not the true one; no length at all if negative.
        pause: Seconds before each piece of the body.
        knows_ranges: Whether a range is honoured.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    send: int | None = None
    length: int | None = None
    pause: float = 0.0
    knows_ranges: bool = True


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[Answer] = []
        self.asked: list[dict[str, str]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no news."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/list.xml"


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing is logged."""

    def do_GET(self) -> None:
        self.server.asked.append(dict(self.headers))
        answer = self.server.answers.pop(0) if len(self.server.answers) > 1 else self.server.answers[0]
        etag = answer.headers.get("ETag", "")
        if etag and self.headers.get("If-None-Match") == etag and answer.status == 200:
            answer = Answer(status=304, headers=answer.headers)
        body, status, extra = answer.body, answer.status, {}
        wanted = self.headers.get("Range", "")
        is_same = self.headers.get("If-Range") in (etag, answer.headers.get("Last-Modified"))
        if wanted and answer.knows_ranges and is_same and status == 200:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            status, extra = 206, {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}
            body = body[start:]
        self.send_response(status)
        for name, value in {**answer.headers, **extra}.items():
            self.send_header(name, value)
        length = len(body) if answer.length is None else answer.length
        if length >= 0 and status != 304:
            self.send_header("Content-Length", str(length))
        self.send_header("Connection", "close")
        self.end_headers()
        sent = body if answer.send is None else body[: answer.send]
        for start in range(0, len(sent), 1000):
            time.sleep(answer.pause)
            self.wfile.write(sent[start : start + 1000])
        self.wfile.flush()
        self.close_connection = True


@contextmanager
def misbehaving() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
