"""A follow-up moves only as two humans and one human allow, and the clock is nobody's to stop."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.follow_up_codes import Access, Outcome, Refusal, Urgency, Worth
from accord.exchange.following_up import Act, Event, FollowUp, FollowUpError, Misstep, Side, State

START = datetime(2030, 1, 31, 22, 0, tzinfo=UTC)


def asking(urgency: Urgency = Urgency.OTHER) -> FollowUp:
    return FollowUp(id="f-1", side=Side.ASKING, urgency=urgency)


def asked(urgency: Urgency = Urgency.OTHER) -> FollowUp:
    return FollowUp(id="f-1", side=Side.ASKED, urgency=urgency)


def event(act: Act, *, hours: float = 0, officer: str = "", code: str = "") -> Event:
    return Event(act=act, at=START + timedelta(hours=hours), officer=officer, code=code)


def received(urgency: Urgency) -> FollowUp:
    return asked(urgency).after(event(Act.RECEIVE))


def test_the_whole_way_on_both_sides() -> None:
    mine = (
        asking()
        .after(event(Act.DRAFT, officer="o-1"))
        .after(event(Act.CONFIRM, officer="o-2", hours=1))
        .after(event(Act.SEND, hours=2))
        .after(event(Act.RECEIVE, hours=2))
        .after(event(Act.ACCEPT, officer="h-1", code="direct", hours=3))
        .after(event(Act.ANSWER, officer="h-1", code="same", hours=4))
        .after(event(Act.CLOSE, officer="o-1", code="advanced-the-case", hours=5))
    )
    assert mine.state is State.CLOSED
    theirs = (
        received(Urgency.OTHER)
        .after(event(Act.ACCEPT, officer="h-1", code="direct", hours=3))
        .after(event(Act.ANSWER, officer="h-1", code="same", hours=4))
    )
    assert theirs.state is State.ANSWERED
    assert theirs.allowed() == (Act.CLOSE,)


@pytest.mark.parametrize(
    ("urgency", "access", "limit"),
    [
        (Urgency.URGENT, Access.DIRECT, timedelta(hours=8)),
        (Urgency.URGENT, Access.INDIRECT, timedelta(hours=72)),
        (Urgency.OTHER, Access.DIRECT, timedelta(hours=168)),
        (Urgency.OTHER, Access.INDIRECT, timedelta(hours=168)),
    ],
)
def test_the_time_limits_of_article_5_run_from_receipt(
    urgency: Urgency, access: Access, limit: timedelta
) -> None:
    """Directive (EU) 2023/977, Article 5: 8 hours, 3 calendar days, 7 calendar days."""
    held = received(urgency).after(event(Act.ACCEPT, officer="h-1", code=access))
    assert held.due == START + limit
    assert held.state_at(START + limit) is State.ACCEPTED
    assert held.state_at(START + limit + timedelta(seconds=1)) is State.OVERDUE


def test_an_urgent_request_runs_against_eight_hours_until_an_officer_says_how_it_is_accessible() -> None:
    waiting = received(Urgency.URGENT)
    assert waiting.due == START + timedelta(hours=8)
    assert waiting.state_at(START + timedelta(hours=9)) is State.OVERDUE
    told = waiting.after(event(Act.ACCEPT, officer="h-1", code="indirect", hours=9))
    assert told.state_at(START + timedelta(hours=9)) is State.ACCEPTED
    assert told.due == START + timedelta(days=3)


def test_what_was_not_received_is_never_overdue() -> None:
    sent = (
        asking(Urgency.URGENT)
        .after(event(Act.DRAFT, officer="o-1"))
        .after(event(Act.CONFIRM, officer="o-2"))
        .after(event(Act.SEND))
    )
    assert sent.due is None
    assert sent.state_at(START + timedelta(days=400)) is State.SENT


def test_an_overdue_request_can_still_be_answered_and_stays_late() -> None:
    held = received(Urgency.URGENT).after(event(Act.ACCEPT, officer="h-1", code="direct", hours=1))
    late = held.after(event(Act.ANSWER, officer="h-1", code="not-same", hours=8.5))
    assert late.state_at(START + timedelta(hours=9)) is State.ANSWERED
    assert late.is_late
    in_time = held.after(event(Act.ANSWER, officer="h-1", code="not-same", hours=8))
    assert not in_time.is_late


def test_the_officer_who_drafted_cannot_confirm() -> None:
    drafted = asking().after(event(Act.DRAFT, officer="o-1"))
    with pytest.raises(FollowUpError) as refused:
        drafted.after(event(Act.CONFIRM, officer="o-1"))
    assert refused.value.misstep is Misstep.SAME_OFFICER


@pytest.mark.parametrize("act", [Act.ACCEPT, Act.REFUSE])
def test_no_decision_without_an_officer(act: Act) -> None:
    code = {Act.ACCEPT: "direct", Act.REFUSE: "minor-offence"}[act]
    with pytest.raises(FollowUpError) as refused:
        received(Urgency.OTHER).after(event(act, code=code))
    assert refused.value.misstep is Misstep.OFFICER


@pytest.mark.parametrize(
    ("act", "code"),
    [(Act.ACCEPT, ""), (Act.ACCEPT, "same"), (Act.REFUSE, ""), (Act.REFUSE, "direct"), (Act.CLOSE, "same")],
)
def test_an_act_needs_a_code_of_its_own_list(act: Act, code: str) -> None:
    with pytest.raises(FollowUpError) as refused:
        received(Urgency.OTHER).after(event(act, officer="h-1", code=code))
    assert refused.value.misstep is Misstep.CODE


def test_an_act_without_a_list_takes_no_code() -> None:
    with pytest.raises(FollowUpError) as refused:
        asking().after(event(Act.DRAFT, officer="o-1", code="same"))
    assert refused.value.misstep is Misstep.CODE


def test_the_clock_cannot_be_turned_back() -> None:
    held = asked().after(event(Act.RECEIVE, hours=1))
    with pytest.raises(FollowUpError) as refused:
        held.after(event(Act.ACCEPT, officer="h-1", code="direct", hours=0))
    assert refused.value.misstep is Misstep.CLOCK


@pytest.mark.parametrize("act", [Act.DRAFT, Act.CONFIRM, Act.SEND])
def test_the_asked_side_sends_no_request_of_its_own(act: Act) -> None:
    with pytest.raises(FollowUpError) as refused:
        asked().after(event(act, officer="h-1"))
    assert refused.value.misstep is Misstep.SIDE


_EVENTS = st.lists(
    st.builds(
        Event,
        act=st.sampled_from(Act),
        at=st.integers(min_value=0, max_value=400).map(lambda hours: START + timedelta(hours=hours)),
        officer=st.sampled_from(["", "o-1", "o-2", "h-1"]),
        code=st.sampled_from(["", *Access, *Refusal, *Outcome, *Worth]),
    ),
    max_size=40,
)


@given(side=st.sampled_from(Side), urgency=st.sampled_from(Urgency), events=_EVENTS)
def test_no_path_leads_to_an_answer_without_human_decisions(
    side: Side, urgency: Urgency, events: list[Event]
) -> None:
    """Whatever acts are tried in whatever order, the record that comes out keeps the rules."""
    held = FollowUp(id="f-1", side=side, urgency=urgency)
    for tried in events:
        try:
            held = held.after(tried)
        except FollowUpError:
            continue
    acts = [done.act for done in held.events]
    by = {done.act: done.officer for done in held.events}
    assert len(acts) == len(set(acts)), "no act is done twice"
    assert [done.at for done in held.events] == sorted(done.at for done in held.events)
    if Act.ANSWER in acts:
        assert by[Act.ACCEPT]
        assert by[Act.ANSWER]
        assert acts.index(Act.ACCEPT) < acts.index(Act.ANSWER)
        assert Act.REFUSE not in acts
    if side is Side.ASKING and Act.SEND in acts:
        assert by[Act.DRAFT]
        assert by[Act.CONFIRM]
        assert by[Act.DRAFT] != by[Act.CONFIRM]
    if held.state_at(START + timedelta(days=365)) is State.OVERDUE:
        assert acts[-1] in (Act.RECEIVE, Act.ACCEPT)


@given(
    urgency=st.sampled_from(Urgency),
    access=st.sampled_from(Access),
    minutes=st.integers(min_value=0, max_value=20_000),
)
def test_saying_how_it_is_accessible_never_shortens_the_time(
    urgency: Urgency, access: Access, minutes: int
) -> None:
    waiting = received(urgency)
    told = waiting.after(event(Act.ACCEPT, officer="h-1", code=access))
    at = START + timedelta(minutes=minutes)
    assert waiting.due is not None
    assert told.due is not None
    assert told.due >= waiting.due
    assert (told.state_at(at) is State.OVERDUE) is (at > told.due)
