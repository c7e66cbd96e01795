"""Two persons, a reason that the record allows, and an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.audit_log import Change, Event, LogEntry
from accord.domain.decision import Alert, AlertStatus, Outcome, Reason
from accord.domain.listing import Effect
from accord.domain.screening import Verdict
from accord.errors import UsageError
from accord.methods.decisions.four_eyes import confirm, draft_proposal, person_id, propose, refuse
from accord.methods.decisions.log_rules import broken_rules
from accord.methods.decisions.reasons import EXPIRY, REASONS, default_expiry, latest_expiry
from screened import NOON, Register, compared, hit, listing, opened, party


def alert(
    *, effect: Effect = Effect.ASSET_FREEZE, identity: Verdict = Verdict.SILENT, field: str = "birth date"
) -> Alert:
    register = Register()
    listed = listing(effect=effect)
    found = hit(listed=listed, identity=identity, field=field)
    register.screen([(party(), (found,))], compared([listed]))
    return register.only


def proposed(of: Alert, by: str = "ana", reason: Reason = Reason.NAME_ONLY) -> Event:
    draft = draft_proposal(of, reason, note="Seen.", evidence=("file 1",), by=by, at=NOON)
    return propose(of, draft)


def test_a_second_person_makes_a_proposal_a_decision() -> None:
    event = confirm(proposed(alert()).alert, by="boro", at=NOON, note="Agreed.")
    assert (event.kind, event.alert.status, event.alert.proposal) == (
        Change.CONFIRMED,
        AlertStatus.DISMISSED,
        None,
    )
    decision = event.alert.decision
    assert decision is not None
    assert (decision.proposal.by, decision.by, decision.note) == ("ana", "boro", "Agreed.")
    assert (decision.party_version, decision.listing_version) == (
        event.alert.party_version,
        event.alert.listing_version,
    )


@pytest.mark.parametrize("same", ["ana", "ANA", " Ana ", "ａｎａ"])
def test_the_same_person_in_another_spelling_is_no_second_person(same: str) -> None:
    waiting = proposed(alert(), by="ana").alert
    with pytest.raises(UsageError, match="ACC-234"):
        confirm(waiting, by=same, at=NOON)
    with pytest.raises(UsageError, match="ACC-234"):
        refuse(waiting, by=same, note="No.")


@pytest.mark.parametrize(
    "text", ["", " ", "an a", "аna", "ana\u200b", "ana+2@office.example", "-", "a\n", "ana\nb"]
)
def test_ids_that_could_pass_for_others_are_refused(text: str) -> None:
    if text == "a\n":
        text = "ä"
    with pytest.raises(UsageError, match="ACC-232"):
        person_id(text)


@given(st.text(max_size=12))
def test_an_id_is_settled_after_one_reading(text: str) -> None:
    try:
        plain = person_id(text)
    except UsageError:
        return
    assert person_id(plain) == plain
    assert plain.isascii()


def test_a_refusal_leaves_the_alert_as_before() -> None:
    before = alert()
    event = refuse(proposed(before).alert, by="boro", note="Look at the passport.")
    assert (event.kind, event.alert) == (Change.REFUSED, before)


def test_a_decision_in_force_stays_in_force_until_the_next_is_confirmed() -> None:
    decided = confirm(proposed(alert(), reason=Reason.TRUE_MATCH).alert, by="boro", at=NOON).alert
    assert decided.status is AlertStatus.CONFIRMED
    again = proposed(decided, by="boro").alert
    assert again.status is AlertStatus.CONFIRMED
    last = confirm(again, by="ana", at=NOON).alert
    assert (last.status, [one.by for one in last.prior]) == (AlertStatus.DISMISSED, ["boro"])


@pytest.mark.parametrize(
    ("reason", "of", "is_allowed"),
    [
        (Reason.DEBARMENT_NOT_APPLICABLE, alert(effect=Effect.DEBARMENT), True),
        (Reason.DEBARMENT_NOT_APPLICABLE, alert(), False),
        (Reason.NAME_ONLY, alert(), True),
        (Reason.NAME_ONLY, alert(identity=Verdict.SUPPORTS), False),
        (Reason.DIFFERENT_BIRTH_DATE, alert(), True),
        (Reason.DIFFERENT_BIRTH_DATE, alert(identity=Verdict.SUPPORTS), False),
        (Reason.DIFFERENT_PERSON, alert(identity=Verdict.SUPPORTS, field="identifier"), False),
        (Reason.DIFFERENT_KIND, alert(), False),
        (Reason.TRUE_MATCH, alert(identity=Verdict.CONTRADICTS), True),
    ],
)
def test_a_reason_must_fit_the_record(reason: Reason, of: Alert, is_allowed: bool) -> None:
    if is_allowed:
        assert proposed(of, reason=reason).kind is Change.PROPOSED
    else:
        with pytest.raises(UsageError, match="ACC-235"):
            proposed(of, reason=reason)


def test_every_reason_code_has_one_rule() -> None:
    assert [rule.reason for rule in REASONS] == list(Reason)


@pytest.mark.parametrize("note", ["", "  "])
def test_a_note_is_needed(note: str) -> None:
    with pytest.raises(UsageError, match="ACC-239"):
        draft_proposal(alert(), Reason.NAME_ONLY, note=note, by="ana", at=NOON)
    with pytest.raises(UsageError, match="ACC-239"):
        refuse(proposed(alert()).alert, by="boro", note=note)


def test_a_document_is_needed_where_the_reason_rests_on_one() -> None:
    with pytest.raises(UsageError, match="ACC-239"):
        draft_proposal(alert(), Reason.DIFFERENT_BIRTH_DATE, note="Seen.", evidence=(" ",), by="ana", at=NOON)


def test_a_false_positive_always_ends() -> None:
    event = proposed(alert())
    assert event.alert.proposal is not None
    assert event.alert.proposal.expires == date(2027, 3, 1)
    assert proposed(alert(), reason=Reason.TRUE_MATCH).alert.proposal.expires is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("reason", "day"),
    [
        (Reason.NAME_ONLY, date(2026, 3, 1)),
        (Reason.NAME_ONLY, date(2028, 3, 2)),
        (Reason.TRUE_MATCH, date(2027, 3, 1)),
    ],
)
def test_an_end_out_of_range_is_refused(reason: Reason, day: date) -> None:
    with pytest.raises(UsageError, match="ACC-236"):
        draft_proposal(alert(), reason, note="Seen.", evidence=("f",), expires=day, by="ana", at=NOON)


def test_months_end_on_the_last_day_of_a_shorter_month() -> None:
    assert (EXPIRY.months, EXPIRY.most_months) == (12, 24)
    assert default_expiry(date(2028, 2, 29)) == date(2029, 2, 28)
    assert latest_expiry(date(2026, 12, 31)) == date(2028, 12, 31)


def test_a_proposal_that_ended_before_it_was_confirmed_is_refused() -> None:
    late = datetime(2027, 3, 1, 9, tzinfo=UTC)
    with pytest.raises(UsageError, match="ACC-236"):
        confirm(proposed(alert()).alert, by="boro", at=late)


def test_there_is_one_proposal_at_a_time_and_none_about_a_closed_alert() -> None:
    waiting = proposed(alert()).alert
    closed = replace(alert(), status=AlertStatus.CLOSED)
    for stopped in (waiting, closed):
        with pytest.raises(UsageError, match="ACC-233"):
            proposed(stopped, by="boro")
    with pytest.raises(UsageError, match="ACC-233"):
        confirm(alert(), by="boro", at=NOON)


def entries(*events: Event) -> list[LogEntry]:
    return [
        LogEntry(number=number, previous="", at=NOON, event=event) for number, event in enumerate(events, 1)
    ]


def start(of: Alert) -> Event:
    return Event(kind=Change.OPENED, alert=of, by="screening", because="")


def test_a_log_that_the_rules_made_breaks_none() -> None:
    first = alert()
    waiting = proposed(first)
    refused = refuse(waiting.alert, by="boro", note="No.")
    second = proposed(refused.alert, by="boro")
    assert list(broken_rules(entries(start(first), waiting, refused, second))) == []
    done = confirm(second.alert, by="ana", at=NOON)
    assert list(broken_rules(entries(start(first), waiting, refused, second, done))) == []


def test_well_formed_entries_that_no_rule_could_make_are_found() -> None:
    first = alert()
    waiting = proposed(first)
    done = confirm(waiting.alert, by="boro", at=NOON)
    decision = done.alert.decision
    assert decision is not None
    alone = replace(done, by="ana", alert=replace(done.alert, decision=replace(decision, by="ana")))
    other = replace(decision, proposal=replace(decision.proposal, outcome=Outcome.TRUE_MATCH))
    switched = replace(done, alert=replace(done.alert, decision=other))
    quiet = replace(start(done.alert), kind=Change.FACTS_CHANGED)
    for wrong, what in (
        ([start(first), waiting, alone], "one person"),
        ([start(first), waiting, switched], "not the proposal"),
        ([start(first), done], "without a proposal"),
        ([start(first), quiet], "nobody confirmed"),
        ([waiting], "never opened"),
        ([start(first), start(first)], "opened twice"),
        ([start(first), replace(waiting, kind=Change.FACTS_CHANGED)], "nobody made"),
    ):
        ((number, found),) = list(broken_rules(entries(*wrong)))
        assert (number, what in found) == (len(wrong), True), found


def test_the_made_up_register_starts_with_one_open_alert() -> None:
    assert opened().only.status is AlertStatus.OPEN
