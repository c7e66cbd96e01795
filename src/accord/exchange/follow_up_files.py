"""A follow-up as one side keeps it: request, events and replies in one row of the node's store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accord.exchange.canonical import JsonValue, Limits, MalformedError, canonical, parse_canonical
from accord.exchange.follow_up_replies import SignedReply, read_reply, reply_bytes
from accord.exchange.follow_up_requests import SignedRequest, read_request, request_bytes
from accord.exchange.following_up import Act, Event, FollowUp, Side, State
from accord.exchange.storing.follow_ups import Direction, StoredFollowUp, add_follow_up, follow_up
from accord.exchange.storing.node_store import NodeStore, microseconds
from accord.exchange.strict_fields import StrictFields, instant_text

__all__ = ["CaseFile", "all_files", "change_file", "file_of", "new_file"]

_LIMITS = Limits(size=1_048_576, depth=4, items=2_000)
_DIRECTIONS = {Side.ASKING: Direction.SENT, Side.ASKED: Direction.RECEIVED}
_SIDES = {direction: side for side, direction in _DIRECTIONS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One follow-up with everything that belongs to it.

    Attributes:
        history: What was done, on this side.
        signed: The request and the officers' signatures under it.
        replies: Replies of the asked authority, oldest first.
    """

    history: FollowUp
    signed: SignedRequest
    replies: tuple[SignedReply, ...] = ()

    @property
    def peer(self) -> str:
        """Id of the other authority."""
        request = self.signed.request
        return request.holder if self.history.side is Side.ASKING else request.asker


def new_file(store: NodeStore, file: CaseFile) -> bool:
    """Keep a follow-up that is new, and return whether it is."""
    return add_follow_up(store, _row(file))


def change_file(store: NodeStore, file: CaseFile) -> None:
    """Keep a follow-up as it stands now.

    Raises:
        KeyError: There is none with its id.
    """
    row = _row(file)
    closed = None if row.closed is None else microseconds(row.closed)
    cells = (
        row.state,
        microseconds(row.opened),
        microseconds(row.due),
        closed,
        row.outcome or None,
        row.body,
    )
    sql = (
        "UPDATE follow_ups SET state = ?, opened = ?, due = ?, closed = ?, outcome = ?, body = ? WHERE id = ?"
    )
    if store.change(sql, (*cells, row.id)) != 1:
        raise KeyError(row.id)


def file_of(store: NodeStore, identity: str) -> CaseFile | None:
    """Return a follow-up by its id; None if there is none."""
    row = follow_up(store, identity)
    return None if row is None else _file(row)


def all_files(store: NodeStore, side: Side) -> tuple[CaseFile, ...]:
    """Return all follow-ups of a side; open ones first, what is due first before others."""
    sql = "SELECT id FROM follow_ups WHERE direction = ? ORDER BY closed IS NOT NULL, due, id"
    found = (file_of(store, str(row[0])) for row in store.rows(sql, (_DIRECTIONS[side].value,)))
    return tuple(file for file in found if file is not None)


def _row(file: CaseFile) -> StoredFollowUp:
    history, request = file.history, file.signed.request
    last = history.events[-1]
    opened = history.received or history.events[0].at
    is_closed = history.state is State.CLOSED
    value: JsonValue = {
        "request": request_bytes(file.signed).decode(),
        "replies": [reply_bytes(reply).decode() for reply in file.replies],
        "events": [
            {"act": event.act.value, "at": _at(event.at), "officer": event.officer, "code": event.code}
            for event in history.events
        ],
    }
    return StoredFollowUp(
        id=history.id,
        direction=_DIRECTIONS[history.side],
        peer=file.peer,
        request=request.question,
        urgency=history.urgency.value,
        state=history.state.value,
        opened=opened,
        due=history.due or opened,
        closed=last.at if is_closed else None,
        outcome=last.code if is_closed else "",
        body=canonical(value),
    )


def _file(row: StoredFollowUp) -> CaseFile:
    fields = StrictFields(parse_canonical(row.body, _LIMITS, where="follow-up"), "follow-up")
    signed = read_request(_text(fields, "request").encode())
    replies = fields.rows("replies", 8, _reply)
    events = fields.rows("events", 16, _event)
    fields.finish()
    history = FollowUp(id=row.id, side=_SIDES[row.direction], urgency=signed.request.urgency, events=events)
    return CaseFile(history=history, signed=signed, replies=replies)


def _text(fields: StrictFields, name: str) -> str:
    value = fields.value(name)
    if not isinstance(value, str):
        raise MalformedError(fields.place(name), "text")
    return value


def _reply(value: JsonValue, where: str) -> SignedReply:
    if not isinstance(value, str):
        raise MalformedError(where, "text")
    return read_reply(value.encode())


def _event(value: JsonValue, where: str) -> Event:
    row = StrictFields(value, where)
    event = Event(
        act=row.word("act", Act),
        at=row.instant("at"),
        officer=_text(row, "officer"),
        code=_text(row, "code"),
    )
    row.finish()
    return event


def _at(at: datetime) -> str:
    return instant_text(at)
