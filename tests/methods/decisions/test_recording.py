"""What screenings do to alerts: every change is recorded, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accord.domain.audit_log import Change
from accord.domain.decision import AlertStatus, Outcome, Proposal, Reason
from accord.domain.listing import Effect
from accord.domain.screening import Band
from accord.errors import UsageError
from accord.methods.decisions.recording import EXEMPTION_RULE, ScreeningRun, advance
from screened import DAY, NOON, Register, compared, hit, listing, opened, party

LATER = DAY + timedelta(days=1)


def test_a_hit_opens_an_alert() -> None:
    register = Register()
    (event,) = register.screen([(party(), (hit(),))])
    assert (event.kind, event.by, event.alert.status) == (Change.OPENED, "screening", AlertStatus.OPEN)


@pytest.mark.parametrize("band", [Band.NAME_ONLY, Band.CONTRADICTED])
def test_a_hit_that_opens_no_alert_is_counted_in_the_run(band: Band) -> None:
    register = Register()
    assert register.screen([(party(), (hit(band=band),))]) == ()
    assert register.last is not None
    assert dict(register.last.hits) == {band.value: 1}


def test_a_listing_that_ended_opens_no_alert() -> None:
    ended = listing(is_ended=True)
    found = hit(listed=ended, is_ended=True)
    assert Register().screen([(party(), (found,))], compared([ended])) == ()


def test_an_identical_run_changes_nothing_and_is_recorded() -> None:
    register = opened()
    first = register.last
    assert register.screen([(party(), (hit(),))]) == ()
    assert register.last is not None
    assert first is not None
    assert (register.last.unchanged, dict(register.last.changes)) == (1, {})
    assert first.parties_sha256 == register.last.parties_sha256


def test_a_change_is_recorded_however_recent_the_last_check_is() -> None:
    """A check of the same day, minutes old, said that all is well; the new hit must not be thrown away."""
    register = Register()
    assert register.screen([(party(), ())]) == ()
    (new,) = register.screen([(party(), (hit(),))])
    assert new.kind is Change.OPENED
    (band,) = register.screen([(party(), (hit(band=Band.MATCH),))])
    assert (band.kind, band.because) == (Change.BAND_CHANGED, "possible became match")
    (gone,) = register.screen([(party(), ())])
    assert (gone.kind, gone.because) == (Change.CLOSED, "the names no longer hit")
    (again,) = register.screen([(party(), (hit(band=Band.MATCH),))])
    assert (again.kind, again.alert.status) == (Change.REOPENED, AlertStatus.OPEN)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (listing(is_ended=True), "the listing ended"),
        (listing(ended_on=DAY), "the listing ended"),
        (None, "the entry is no longer on the list"),
    ],
)
def test_an_alert_closes_when_its_listing_ends(entry: object, why: str) -> None:
    register = opened()
    entries = [] if entry is None else [entry]
    (event,) = register.screen([(party(), ())], compared(entries, day=LATER))  # type: ignore[arg-type]
    assert (event.kind, event.because, event.alert.status) == (Change.CLOSED, why, AlertStatus.CLOSED)
    assert register.screen([(party(), ())], compared(entries, day=LATER)) == ()  # type: ignore[arg-type]


def test_a_dismissed_alert_stays_dismissed_while_nothing_changes() -> None:
    register = opened()
    register.decide()
    assert register.screen([(party(), (hit(),))]) == ()
    remark = listing(remarks=("A new remark.",))
    assert register.screen([(party(), (hit(listed=remark),))], compared([remark])) == ()


def test_a_material_change_of_the_party_reopens_with_what_changed_and_the_earlier_decision() -> None:
    register = opened()
    register.decide()
    born = party(born=date(1960, 5, 1))
    (event,) = register.screen([(born, (hit(born),))])
    assert (event.kind, event.alert.status) == (Change.REOPENED, AlertStatus.OPEN)
    (change,) = event.changes
    assert (change.of, change.field, change.come) == ("party", "birth date", ("1960-05-01",))
    assert event.alert.decision is None
    assert [decision.by for decision in event.alert.prior] == ["boro"]


def test_a_material_change_of_the_listing_reopens_likewise() -> None:
    register = opened()
    register.decide()
    freeze = listing(effect=Effect.DEBARMENT)
    (event,) = register.screen([(party(), (hit(listed=freeze),))], compared([freeze]))
    assert event.kind is Change.REOPENED
    assert [(change.field, change.gone, change.come) for change in event.changes] == [
        ("effect", ("asset freeze",), ("debarment",))
    ]


def test_a_change_that_is_taken_back_does_not_revive_the_old_decision() -> None:
    register = opened()
    register.decide()
    born = party(born=date(1960, 5, 1))
    register.screen([(born, (hit(born),))])
    register.screen([(party(), (hit(),))])
    assert register.only.status is AlertStatus.OPEN


def test_a_false_positive_expires_on_its_day_also_if_its_party_is_not_screened() -> None:
    register = opened()
    register.decide(expires=LATER)
    assert register.screen([(party(), (hit(),))]) == ()
    (event,) = register.screen([], compared([listing()], day=LATER))
    assert (event.kind, event.alert.status) == (Change.REOPENED, AlertStatus.OPEN)
    assert str(LATER) in event.because


def test_a_new_matcher_leaves_a_decision_in_force_and_marks_it_at_the_next_full_screening() -> None:
    register = opened()
    register.decide()
    results = [(party(), (hit(),))]
    assert register.screen(results, compared([listing()], config="1-b", is_full=False)) == ()
    (event,) = register.screen(results, compared([listing()], config="1-b"))
    assert (event.kind, event.alert.status) == (Change.REVIEW_DUE, AlertStatus.DISMISSED)
    assert event.alert.is_waiting
    assert register.screen(results, compared([listing()], config="1-b")) == ()


def test_a_band_that_rises_under_a_decision_is_recorded_and_marked() -> None:
    register = opened()
    register.decide()
    (event,) = register.screen([(party(), (hit(band=Band.MATCH),))])
    assert (event.kind, event.alert.status) == (Change.BAND_CHANGED, AlertStatus.DISMISSED)
    assert event.alert.review == "possible became match"


def test_a_dismissed_alert_that_went_and_came_back_unchanged_is_dismissed_again() -> None:
    register = opened()
    register.decide()
    register.screen([(party(), ())])
    assert register.only.status is AlertStatus.CLOSED
    (event,) = register.screen([(party(), (hit(),))])
    assert (event.kind, event.alert.status) == (Change.RESTORED, AlertStatus.DISMISSED)


def test_no_machine_undoes_a_true_match_except_where_the_listing_ends() -> None:
    register = opened()
    register.decide(Outcome.TRUE_MATCH)
    renamed = party(says="Sasvim Drugi")
    (event,) = register.screen([(renamed, ())])
    assert (event.kind, event.alert.status) == (Change.REVIEW_DUE, AlertStatus.CONFIRMED)
    assert [change.field for change in event.changes] == ["name"]
    assert register.screen([(renamed, ())]) == ()
    (back,) = register.screen([(renamed, (hit(renamed),))])
    assert (back.kind, back.alert.status, back.alert.gone_because) == (
        Change.RESTORED,
        AlertStatus.CONFIRMED,
        "",
    )
    (ended,) = register.screen([(renamed, ())], compared([], day=LATER))
    assert ended.alert.status is AlertStatus.CLOSED
    (listed_again,) = register.screen([(renamed, (hit(renamed),))], compared([listing()], day=LATER))
    assert (listed_again.alert.status, len(listed_again.alert.prior)) == (AlertStatus.OPEN, 1)


def test_an_open_alert_does_not_close_because_the_party_was_renamed() -> None:
    register = opened()
    renamed = party(says="Sasvim Drugi")
    (event,) = register.screen([(renamed, ())])
    assert (event.kind, event.alert.status) == (Change.REVIEW_DUE, AlertStatus.OPEN)
    assert register.screen([(renamed, ())]) == ()
    assert register.only.status is AlertStatus.OPEN


def test_a_proposal_lapses_when_what_it_judged_changes() -> None:
    register = opened()
    proposal = Proposal(
        outcome=Outcome.FALSE_POSITIVE,
        reason=Reason.NAME_ONLY,
        note="made up",
        evidence=(),
        expires=LATER,
        by="ana",
        at=NOON,
    )
    register.alerts[register.only.id] = replace(register.only, proposal=proposal)
    assert register.screen([(party(), (hit(),))]) == ()
    (event,) = register.screen([(party(), (hit(band=Band.MATCH),))])
    assert event.alert.proposal is None
    assert event.because.endswith("the proposal lapsed")


def test_what_a_run_does_not_compare_stays_as_it_is() -> None:
    register = opened()
    other_list = compared([listing("yy:1")], as_of={"yy": DAY})
    assert register.screen([(party(), ())], other_list) == ()
    assert register.screen([(party("p2"), ())]) == ()
    assert register.last is not None
    assert register.last.not_compared == 1


def test_a_known_alert_does_not_close_because_others_filled_the_list_of_hits() -> None:
    register = opened()
    other = listing("zz:2")
    under = compared([listing(), other])
    events = register.screen([(party(), (hit(listed=other),))], under, most_hits=1)
    assert [event.alert.hit.listing_id for event in events] == ["zz:2"]


def test_an_exempt_party_gets_no_alert_and_the_run_names_the_rule() -> None:
    register = Register()
    assert register.screen([(party(is_exempt=True), (hit(),))]) == ()
    assert register.last is not None
    assert (register.last.exempt, register.last.parties) == (1, 0)
    assert register.last.exempt_rule == EXEMPTION_RULE


def test_calling_a_party_exempt_closes_nothing() -> None:
    register = opened()
    (event,) = register.screen([(party(is_exempt=True), ())])
    assert (event.kind, event.alert.status) == (Change.REVIEW_DUE, AlertStatus.OPEN)
    assert register.screen([(party(is_exempt=True), ())]) == ()
    (back,) = register.screen([(party(), (hit(),))])
    assert (back.kind, back.alert.review) == (Change.RESTORED, "")


@pytest.mark.parametrize(
    ("results", "what"),
    [
        ([(party(), ()), (party(), ())], "ACC-238"),
        ([(party(is_exempt=True), ())], "ACC-238"),
    ],
)
def test_a_party_named_twice_or_compared_though_exempt_is_refused(results: object, what: str) -> None:
    run = ScreeningRun(compared=compared(), results=results)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=what):
        advance({}, None, run)


def test_older_lists_are_refused_because_they_would_close_newer_alerts() -> None:
    register = opened()
    with pytest.raises(UsageError, match="ACC-237"):
        register.screen([(party(), ())], compared([], day=DAY - timedelta(days=1)))
    assert register.only.status is AlertStatus.OPEN
