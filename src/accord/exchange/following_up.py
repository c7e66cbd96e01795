"""After a hit: a reasoned request that two humans send and one human decides, as states and allowed moves.

A hit is a hypothesis. One officer drafts a request to the holder, another confirms it, and only then it
leaves. At the holder an officer accepts or refuses it, and nothing is answered that no officer accepted.
Both sides keep the same states, so that either can show when it said what.

That a request is overdue is a state too, but no act brings it about: it follows from the receipt and the
clock, so nobody can leave it out. Nothing here sends, stores or logs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from accord.exchange.follow_up_clocks import due_at
from accord.exchange.follow_up_codes import Access, Outcome, Refusal, Urgency, Worth

__all__ = ["Act", "Event", "FollowUp", "FollowUpError", "Misstep", "Side", "State"]


class Side(StrEnum):
    """Whose record a follow-up is."""

    ASKING = "asking"
    ASKED = "asked"


class State(StrEnum):
    """Where a follow-up stands."""

    NONE = "none"
    DRAFTED = "drafted"
    CONFIRMED = "confirmed"
    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    OVERDUE = "overdue"
    REFUSED = "refused"
    ANSWERED = "answered"
    CLOSED = "closed"


class Act(StrEnum):
    """What brings a follow-up into another state."""

    DRAFT = "draft"
    CONFIRM = "confirm"
    SEND = "send"
    RECEIVE = "receive"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ANSWER = "answer"
    CLOSE = "close"


class Misstep(StrEnum):
    """Why an act is not taken."""

    ORDER = "this cannot follow the state in which the follow-up is"
    SIDE = "this is not for this side to do"
    OFFICER = "an officer must do this, and says so under his id"
    SAME_OFFICER = "another officer than the one who drafted it must confirm it"
    CODE = "a code of the list for this act is needed"
    CLOCK = "the moment lies before the act that went before"


class FollowUpError(ValueError):
    """An act is not allowed.

    Attributes:
        misstep: Why.
    """

    def __init__(self, misstep: Misstep) -> None:
        self.misstep = misstep
        super().__init__(misstep.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act that was done.

    Attributes:
        act: The act.
        at: When, aware.
        officer: Id of the officer who did it; empty for what a node does by itself.
        code: Access, ground of refusal, outcome or worth; empty for acts without one.
    """

    act: Act
    at: datetime
    officer: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """What an act needs and where it leads.

    Attributes:
        before: States from which it is allowed.
        after: State to which it leads.
        sides: Sides whose record may take it.
        is_human: Whether an officer must do it.
        codes: Codes of which it needs one; empty for an act without.
    """

    before: frozenset[State]
    after: State
    sides: frozenset[Side]
    is_human: bool
    codes: frozenset[str] = frozenset()


_ASKING, _ASKED, _BOTH = frozenset({Side.ASKING}), frozenset({Side.ASKED}), frozenset(Side)
_UNDECIDED = frozenset({State.RECEIVED})
_RULES = MappingProxyType(
    {
        Act.DRAFT: _Rule(before=frozenset({State.NONE}), after=State.DRAFTED, sides=_ASKING, is_human=True),
        Act.CONFIRM: _Rule(
            before=frozenset({State.DRAFTED}), after=State.CONFIRMED, sides=_ASKING, is_human=True
        ),
        Act.SEND: _Rule(before=frozenset({State.CONFIRMED}), after=State.SENT, sides=_ASKING, is_human=False),
        Act.RECEIVE: _Rule(
            before=frozenset({State.NONE, State.SENT}), after=State.RECEIVED, sides=_BOTH, is_human=False
        ),
        Act.ACCEPT: _Rule(
            before=_UNDECIDED, after=State.ACCEPTED, sides=_BOTH, is_human=True, codes=frozenset(Access)
        ),
        Act.REFUSE: _Rule(
            before=_UNDECIDED | {State.ACCEPTED},
            after=State.REFUSED,
            sides=_BOTH,
            is_human=True,
            codes=frozenset(Refusal),
        ),
        Act.ANSWER: _Rule(
            before=frozenset({State.ACCEPTED}),
            after=State.ANSWERED,
            sides=_BOTH,
            is_human=True,
            codes=frozenset(Outcome),
        ),
        Act.CLOSE: _Rule(
            before=frozenset(State) - {State.NONE, State.OVERDUE, State.CLOSED},
            after=State.CLOSED,
            sides=_BOTH,
            is_human=True,
            codes=frozenset(Worth),
        ),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """The history of one follow-up on one side.

    Attributes:
        id: Id, the same on both sides.
        side: Whose record this is.
        urgency: How much the asker is pressed.
        events: What was done, oldest first.
    """

    id: str
    side: Side
    urgency: Urgency
    events: tuple[Event, ...] = ()

    @property
    def state(self) -> State:
        """Where it stands, whatever the clock says."""
        return _RULES[self.events[-1].act].after if self.events else State.NONE

    @property
    def received(self) -> datetime | None:
        """When the asked authority received it; None if it did not, as far as is known here."""
        return next((event.at for event in self.events if event.act is Act.RECEIVE), None)

    @property
    def access(self) -> Access | None:
        """How the information is accessible; None as long as no officer of the asked authority said it."""
        code = next((event.code for event in self.events if event.act is Act.ACCEPT), None)
        return Access(code) if code else None

    @property
    def due(self) -> datetime | None:
        """Last moment for an answer or refusal; None as long as it was not received."""
        return due_at(self.received, self.urgency, self.access) if self.received else None

    def state_at(self, now: datetime) -> State:
        """Return where it stands at a moment: overdue if it is undecided or unanswered past its time.

        Args:
            now: The moment, aware.
        """
        is_open = self.state in (State.RECEIVED, State.ACCEPTED)
        return State.OVERDUE if is_open and self.due is not None and now > self.due else self.state

    @property
    def is_late(self) -> bool:
        """Whether it was answered or refused, but after its time."""
        ends = [event.at for event in self.events if event.act in (Act.ANSWER, Act.REFUSE)]
        return bool(ends) and self.due is not None and ends[0] > self.due

    def allowed(self) -> tuple[Act, ...]:
        """Return the acts that may come next on this side, whoever does them."""
        fitting = (
            act for act, rule in _RULES.items() if self.state in rule.before and self.side in rule.sides
        )
        return tuple(act for act in fitting if act is not Act.RECEIVE or self._may_receive)

    def after(self, event: Event) -> FollowUp:
        """Return the follow-up after one more act.

        Args:
            event: What is done.

        Raises:
            FollowUpError: It is not allowed; the follow-up stays as it was.
        """
        rule = _RULES[event.act]
        if self.side not in rule.sides:
            raise FollowUpError(Misstep.SIDE)
        if event.act not in self.allowed():
            raise FollowUpError(Misstep.ORDER)
        if rule.is_human and not event.officer:
            raise FollowUpError(Misstep.OFFICER)
        if (event.code in rule.codes) is not bool(rule.codes) or (event.code and not rule.codes):
            raise FollowUpError(Misstep.CODE)
        if event.act is Act.CONFIRM and event.officer == self.events[0].officer:
            raise FollowUpError(Misstep.SAME_OFFICER)
        if self.events and event.at < self.events[-1].at:
            raise FollowUpError(Misstep.CLOCK)
        return replace(self, events=(*self.events, event))

    @property
    def _may_receive(self) -> bool:
        """The asked side begins with the receipt; the asking side gets it after sending."""
        return (self.state is State.NONE) is (self.side is Side.ASKED)
