"""The side that answers: a signed message in, a signed message out, and nothing evaluated that is not logged.

The order of a question is: admit (checks, charge and request in one transaction, then a durable line in the
log), evaluate, keep the answer, a second line in the log, sign, send. After a crash anywhere the same request
may be sent again in a new message: it is charged once, evaluated under the same key, and gets the answer that
was kept. The same message sent again is a replay and gets nothing.

There are no sockets and no clock here. What is refused is refused with a code, never with a value.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime

from accord.exchange.admissions import Admissions
from accord.exchange.canonical import MalformedError, canonical
from accord.exchange.cases import statement_bytes
from accord.exchange.correspondence import fresh_nonce
from accord.exchange.curve import RefusedElementError
from accord.exchange.directory import Directory
from accord.exchange.epochs import Scope, epoch_of
from accord.exchange.gate import Admission, DeniedError
from accord.exchange.justifying import read_justification
from accord.exchange.keys import SigningKey
from accord.exchange.messages import TAGS_PER_ANSWER, Frame, read_frame, write_frame
from accord.exchange.normalising.encoding import NORMALISER_VERSION
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.oprf import Evaluation, evaluate
from accord.exchange.proofs import BatchError
from accord.exchange.publishing import NotPublishedError, Publications
from accord.exchange.questions import Question
from accord.exchange.senders import Sender, UnheardError, hear, is_replay
from accord.exchange.signed_messages import RefusedSignatureError, RequestMessage, ResponseMessage
from accord.exchange.signing import sign_response
from accord.exchange.storing.node_store import NodeStore
from accord.exchange.storing.requests import Outcome

__all__ = ["Answerer", "RefusedError", "Route"]

_EPOCH = re.compile(r"/epoch/([a-z]{1,16})/([a-z0-9._-]{1,64})\Z", re.ASCII)
_TAGS = re.compile(r"/tags/([a-z]{1,16})/([a-z0-9._-]{1,64})/(0|[1-9]\d{0,8})\Z", re.ASCII)

Route = Callable[[Sender, RequestMessage, datetime], bytes]
"""Answers a message of a known sender with a body, or raises :class:`RefusedError`."""


class RefusedError(ValueError):
    """A message gets no answer but a code.

    Attributes:
        status: Status code.
        code: Why, as a word.
        retry_after: Seconds after which the same may succeed; 0 if it will not.
    """

    def __init__(self, status: int, code: str, retry_after: int = 0) -> None:
        self.status, self.code, self.retry_after = status, code, retry_after
        super().__init__(f"{status} {code}")


class Answerer:
    """A node that answers.

    Args:
        me: Id of this node.
        key: Key with which it signs.
        directory: Gives the directory that counts now.
        store: Its store.
        admissions: Its gate with its log.
        publications: What it published.
        routes: Further paths, each with its method before it, such as ``POST /follow-up``.
        step: Called with a name between the steps of a question; tests stop the world there.
    """

    def __init__(
        self,
        *,
        me: str,
        key: SigningKey,
        directory: Callable[[], Directory],
        store: NodeStore,
        admissions: Admissions,
        publications: Publications,
        routes: Mapping[str, Route] | None = None,
        step: Callable[[str], None] = lambda _name: None,
    ) -> None:
        self._me, self._key, self._directory, self._store = me, key, directory, store
        self._admissions, self._publications, self._step = admissions, publications, step
        self._routes = dict(routes or {})
        self._turns: dict[str, threading.Lock] = defaultdict(threading.Lock)

    def handle(self, request: RequestMessage, peer: str, now: datetime) -> ResponseMessage:
        """Return the signed answer to a message.

        Args:
            request: The message.
            peer: Id of the peer whose certificate was shown.
            now: The moment, aware.
        """
        try:
            status, body = 200, self._body(request, peer, now)
        except RefusedError as error:
            status = error.status
            body = canonical({"code": error.code, "retry_after": error.retry_after})
        return self._signed(ResponseMessage(status=status, fields={}, body=body), request, now)

    def _signed(self, response: ResponseMessage, request: RequestMessage, now: datetime) -> ResponseMessage:
        """Return a response with its signature; one to an unsigned message has none."""
        try:
            fields = sign_response(response, request, self._key, created=now, nonce=fresh_nonce())
        except RefusedSignatureError:
            return response
        return ResponseMessage(status=response.status, fields=fields, body=response.body)

    def _body(self, request: RequestMessage, peer: str, now: datetime) -> bytes:
        if (request.method, request.path) == ("POST", "/evaluate"):
            with self._turns[peer]:
                return self._evaluated(request, peer, now)
        try:
            sender = hear(request, peer, me=self._me, directory=self._directory(), store=self._store, now=now)
        except UnheardError as error:
            raise RefusedError(409 if error.is_replay else 403, error.code) from None
        if request.method == "GET" and (found := _EPOCH.match(request.path)):
            return self._descriptor(self._scope(sender, found[1], found[2], now))
        if request.method == "GET" and (found := _TAGS.match(request.path)):
            return self._tags(self._scope(sender, found[1], found[2], now), int(found[3]))
        route = self._routes.get(f"{request.method} {request.path}")
        if route is None:
            raise RefusedError(404, "path")
        return route(sender, request, now)

    def _scope(self, sender: Sender, kind: str, purpose: str, now: datetime) -> Scope:
        """Return the scope of a path, if the sender may ask in it now."""
        if (kind, purpose) != (sender.type.value, sender.purpose):
            raise RefusedError(403, "statement")
        if sender.epoch != epoch_of(now):
            raise RefusedError(403, "epoch")
        if self._directory().basis(sender.id, self._me, purpose, IdentifierType(kind), now.date()) is None:
            raise RefusedError(403, "basis")
        return self._scope_of(sender.id, IdentifierType(kind), purpose, sender.epoch)

    def _descriptor(self, scope: Scope) -> bytes:
        try:
            return self._publications.descriptor(scope)
        except NotPublishedError:
            raise RefusedError(404, "published", 30) from None

    def _tags(self, scope: Scope, start: int) -> bytes:
        try:
            tags = self._publications.tags(scope, start, TAGS_PER_ANSWER)
        except NotPublishedError:
            raise RefusedError(404, "published", 30) from None
        if not tags:
            raise RefusedError(404, "range")
        return tags

    def _evaluated(self, request: RequestMessage, peer: str, now: datetime) -> bytes:
        question, directory = _question(request, peer), self._directory()
        is_repeated = is_replay(request, peer, directory=directory, store=self._store, now=now)
        try:
            admission = self._admissions.admit(question, directory, now, epochs=[epoch_of(now)])
        except DeniedError as error:
            if not is_repeated and _is_same(error.outcome, question):
                return self._again(error, peer, now)
            raise RefusedError(error.status, error.code.value, _seconds(error)) from None
        self._step("admitted")
        return self._answered(admission, now)

    def _again(self, error: DeniedError, peer: str, now: datetime) -> bytes:
        """Answer a request that was admitted before and came again in a new message; it is not charged."""
        outcome = error.outcome
        if outcome is not None and outcome.answer is not None:
            return outcome.answer
        admission = None if outcome is None else self._admissions.resume(peer, outcome.request)
        if admission is None or admission.request.epoch != epoch_of(now):
            raise RefusedError(error.status, error.code.value)
        return self._answered(admission, now)

    def _answered(self, admission: Admission, now: datetime) -> bytes:
        """Evaluate what was admitted, and return the answer that is kept."""
        row = admission.request
        try:
            key = self._publications.key(self._scope_of(row.peer, row.type, row.purpose, row.epoch))
            evaluation = evaluate(key, admission.elements)
        except NotPublishedError:
            raise RefusedError(410, "epoch") from None
        except (RefusedElementError, BatchError):
            raise RefusedError(400, "element") from None
        self._step("evaluated")
        answer = _answer(evaluation)
        kept = self._admissions.finish(admission, answer, now)
        self._step("kept")
        if kept.answer is None:
            raise RefusedError(410, "epoch")
        return kept.answer

    def _scope_of(self, asker: str, kind: IdentifierType, purpose: str, epoch: str) -> Scope:
        return Scope(
            holder=self._me,
            asker=asker,
            type=kind,
            purpose=purpose,
            epoch=epoch,
            normaliser=NORMALISER_VERSION,
        )


def _question(request: RequestMessage, peer: str) -> Question:
    """Return the question of a body, of which nothing is believed yet."""
    try:
        frame = read_frame(request.body, has_proof=False)
        statement, signatures = read_justification(frame.head)
    except MalformedError:
        raise RefusedError(400, "form") from None
    return Question(
        message=request, shown=peer, statement=statement, signatures=signatures, elements=frame.elements
    )


def _answer(evaluation: Evaluation) -> bytes:
    """Return the body of an answer; the signature over it names the request."""
    return write_frame(Frame(head={}, elements=evaluation.elements, proof=evaluation.proof))


def _is_same(outcome: Outcome | None, question: Question) -> bool:
    """Return whether an earlier request is this one: the same case, elements, peers and epoch."""
    if outcome is None:
        return False
    return outcome.statement == hashlib.sha256(statement_bytes(question.statement)).digest()


def _seconds(error: DeniedError) -> int:
    """Return after how many seconds a quota admits the same request; 0 if never, or if it is no quota."""
    wait = error.quota and error.quota.retry_after
    return int(wait.total_seconds()) + 1 if wait else 0
