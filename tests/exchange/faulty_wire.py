"""A wire that drops, repeats, delays, reorders, cuts and flips, and a holder that lies or is stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from hypothesis import strategies as st

from accord.exchange.calling import UnreachableError
from accord.exchange.messages import read_frame, write_frame
from accord.exchange.oprf import derive_key, evaluate
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from accord.exchange.wire import RefusedMessageError
from exchange.attacked import (
    Holder,
    flipped,
    request_bytes,
    response_bytes,
    response_of,
    signed_anew,
)
from exchange.log_words import CrashError

__all__ = ["FAULTS", "Fault", "Wire", "faults"]

FAULTS = (
    "none",
    "none",
    "drop the request",
    "drop the answer",
    "repeat the request",
    "delay the request",
    "cut the request",
    "flip the request",
    "cut the answer",
    "flip the answer",
    "an answer to another request",
    "lie: another key",
    "lie: two elements exchanged",
    "lie: one element less",
    "lie: other tags",
    "the holder stops",
    "the asker stops",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What happens to the messages of one act, and at which bit, byte or step."""

    kind: str = "none"
    at: int = 0


faults = st.builds(Fault, kind=st.sampled_from(FAULTS), at=st.integers(0, 40_000))


class Wire:
    """What carries messages from the asker to the holder, and spoils them."""

    def __init__(self, holder: Holder, clock: Callable[[], datetime]) -> None:
        self.holder, self.clock = holder, clock
        self.fault = Fault()
        self.delayed: list[bytes] = []
        self.earlier: list[bytes] = []
        self.before_sending: Callable[[RequestMessage], None] = lambda _request: None

    def send(self, request: RequestMessage) -> ResponseMessage:
        """Carry one message under the fault of the act."""
        self.before_sending(request)
        try:
            answer = self._carried(request)
            response = response_of(answer)
        except (RefusedMessageError, ConnectionError) as error:
            raise UnreachableError("malformed or nothing") from error
        if response is None:
            raise UnreachableError("nothing")
        return response

    def _carried(self, request: RequestMessage) -> bytes:
        kind, at, data = self.fault.kind, self.fault.at, request_bytes(request)
        if kind == "drop the request":
            raise ConnectionError
        if kind == "delay the request":
            self.delayed.append(data)
            raise ConnectionError
        if kind == "cut the request":
            data = data[: at % len(data)]
        if kind == "flip the request":
            data = flipped(data, at)
        if kind == "repeat the request":
            self.deliver(data)
        if kind.startswith("lie"):
            return self._lied(data, request)
        return self._spoiled(self.deliver(data))

    def _spoiled(self, answer: bytes) -> bytes:
        """Return an answer as the fault leaves it."""
        kind, at = self.fault.kind, self.fault.at
        self.earlier.append(answer)
        if kind == "drop the answer":
            raise ConnectionError
        if kind == "cut the answer":
            return answer[: at % len(answer)]
        if kind == "flip the answer":
            return flipped(answer, at)
        if kind == "an answer to another request":
            return self.earlier[at % len(self.earlier)]
        return answer

    def deliver(self, data: bytes) -> bytes:
        """Let the holder answer, and open it again if it was stopped."""
        if self.fault.kind == "the holder stops":
            self.holder.disk.left = self.fault.at % 30
        try:
            return self.holder.answer(data, self.clock())
        except CrashError:
            self.holder.restart(self.clock(), left=self.fault.at // 30 % 40)
            raise ConnectionError from None
        finally:
            self.holder.disk.left = -1

    def _lied(self, data: bytes, request: RequestMessage) -> bytes:
        """Let the holder answer, and change its answer under its own signature."""
        answer = self.deliver(data)
        response = response_of(answer)
        assert response is not None
        if response.status != 200:
            return answer
        body = response.body
        if request.path == "/evaluate":
            body = self._other_evaluation(request, body)
        elif request.path.startswith("/tags/") and self.fault.kind == "lie: other tags":
            body = flipped(body, self.fault.at)
        lied = signed_anew(response, body, request, self.holder.node.key, self.clock())
        return response_bytes(lied)

    def _other_evaluation(self, request: RequestMessage, body: bytes) -> bytes:
        frame = read_frame(body, has_proof=True)
        elements = list(frame.elements)
        if self.fault.kind == "lie: another key":
            other = evaluate(
                derive_key(bytes(32), b"other"), read_frame(request.body, has_proof=False).elements
            )
            return write_frame(replace(frame, elements=other.elements, proof=other.proof))
        if self.fault.kind == "lie: two elements exchanged" and len(elements) > 1:
            first, second = self.fault.at % len(elements), (self.fault.at + 1) % len(elements)
            elements[first], elements[second] = elements[second], elements[first]
        if self.fault.kind == "lie: one element less":
            del elements[self.fault.at % len(elements)]
        return write_frame(replace(frame, elements=tuple(elements)))
