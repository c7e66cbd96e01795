"""What one comparison does to one alert: the rules by which screening changes its state.

Each rule gives at most one event, which carries the alert whole and says all that differs. Nothing is left
out because an earlier check exists. What a person has confirmed is never undone by a machine, and an alert
that vanishes because the party's own data were edited waits for a person.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from accord.domain.audit_log import Change, Event, FieldChange
from accord.domain.decision import Alert, AlertStatus, Outcome
from accord.domain.screening import Hit, Query
from accord.methods.decisions.alert_facts import (
    DELISTED,
    ENDED,
    Compared,
    opened_alert,
    seen_alert,
    why_gone,
)
from accord.methods.decisions.materiality import field_changes

__all__ = ["SCREENING", "expire", "mark_exempt", "settle"]

SCREENING = "screening"
"""Who makes the changes of this module."""
_AGAIN = "it hits again"


def settle(alert: Alert | None, query: Query, hit: Hit | None, compared: Compared) -> Event | None:
    """Return what changes for a party and a listing; None if nothing does.

    Args:
        alert: The alert as it is known; None if there is none.
        query: The party.
        hit: What the comparison found; None if nothing.
        compared: Under what it was made.
    """
    is_alarming = hit is not None and hit.band.opens_alert and not hit.is_ended
    if alert is None:
        if hit is None or not is_alarming:
            return None
        opened = opened_alert(query, hit, compared)
        return _event(Change.OPENED, opened, f"{hit.band.value} with {hit.listing_id}", ())
    seen = seen_alert(alert, query, hit, compared)
    changes = (
        *field_changes("party", alert.party, seen.party),
        *field_changes("listing", alert.listing, seen.listing),
    )
    if hit is None or not is_alarming:
        return _vanished(alert, seen, why_gone(alert, hit, compared), changes)
    return _alarming(alert, seen, changes, compared)


def expire(alert: Alert, day: date) -> Event | None:
    """Return the reopening of an alert whose false positive no longer holds; None if it does.

    Args:
        alert: The alert.
        day: The day of today.
    """
    if alert.status is not AlertStatus.DISMISSED or not _has_expired(alert, day):
        return None
    gone = replace(_reopened(alert), gone_because=alert.gone_because, review=alert.gone_because)
    return _event(Change.REOPENED, gone, _expired(alert), ())


def mark_exempt(alert: Alert) -> Event | None:
    """Return the mark on an alert whose party is now called exempt; None if it has it or is closed.

    It closes nothing: calling a party exempt must not be a way around two persons.
    """
    if alert.status is AlertStatus.CLOSED:
        return None
    return _kept(alert, alert, "the party is now marked as an exempt recipient", ())


def _vanished(alert: Alert, seen: Alert, why: str, changes: tuple[FieldChange, ...]) -> Event | None:
    if why not in {ENDED, DELISTED}:
        if alert.status is AlertStatus.CONFIRMED:
            return _kept(alert, seen, f"confirmed as a true match, but {why}", changes)
        was_edited = alert.party_version != seen.party_version or alert.gone_because
        if alert.status is AlertStatus.OPEN and was_edited:
            return _kept(alert, seen, f"{why} since the party's data were changed", changes)
    if alert.status is AlertStatus.CLOSED and alert.gone_because == why:
        return None
    closed = replace(seen, status=AlertStatus.CLOSED, gone_because=why, proposal=None, review="")
    return _event(Change.CLOSED, closed, _with_lapse(alert, why), changes)


def _kept(alert: Alert, seen: Alert, why: str, changes: tuple[FieldChange, ...]) -> Event | None:
    """Return the mark on an alert that does not hit now and that only persons may close."""
    if alert.gone_because == why and not changes and alert.hit.band is seen.hit.band:
        return None
    kept = replace(seen, gone_because=why, review=why, proposal=None)
    return _event(Change.REVIEW_DUE, kept, _with_lapse(alert, why), changes)


def _alarming(
    alert: Alert, seen: Alert, changes: tuple[FieldChange, ...], compared: Compared
) -> Event | None:
    if alert.status is AlertStatus.CLOSED:
        return _returned(alert, seen, changes, compared.day)
    if alert.status is AlertStatus.DISMISSED:
        if changes:
            return _event(Change.REOPENED, _reopened(seen), _differences(alert, seen, changes), changes)
        if _has_expired(alert, compared.day):
            return _event(Change.REOPENED, _reopened(seen), _expired(alert), ())
    return _still_alarming(alert, seen, changes, compared)


def _still_alarming(
    alert: Alert, seen: Alert, changes: tuple[FieldChange, ...], compared: Compared
) -> Event | None:
    """Return what changes for an alert that keeps its status."""
    differs = _differences(alert, seen, changes)
    is_open = alert.status is AlertStatus.OPEN
    review = "" if is_open else differs or ("" if alert.gone_because else alert.review)
    seen = replace(seen, gone_because="", review=review, proposal=None)
    if alert.gone_because:
        again = "; ".join(filter(None, (_AGAIN, differs)))
        return _event(Change.RESTORED, seen, _with_lapse(alert, again), changes)
    if seen.hit.band is not alert.hit.band:
        return _event(Change.BAND_CHANGED, seen, _with_lapse(alert, differs), changes)
    if changes:
        return _event(Change.FACTS_CHANGED, seen, _with_lapse(alert, differs), changes)
    if not is_open and compared.is_full and alert.config_version != compared.config_version:
        why = "the matcher changed since the decision"
        return _event(Change.REVIEW_DUE, replace(seen, review=why), _with_lapse(alert, why), ())
    return None


def _returned(alert: Alert, seen: Alert, changes: tuple[FieldChange, ...], day: date) -> Event:
    """Return what becomes of a closed alert that hits again."""
    decision = alert.decision
    if decision is not None and decision.proposal.outcome is Outcome.FALSE_POSITIVE:
        judged = (decision.party_version, decision.listing_version)
        if judged == (seen.party_version, seen.listing_version) and not _has_expired(alert, day):
            restored = replace(seen, status=AlertStatus.DISMISSED, gone_because="")
            return _event(Change.RESTORED, restored, f"{_AGAIN}; the decision still holds", changes)
    because = "; ".join((_AGAIN, *_named(changes)))
    return _event(Change.REOPENED, _reopened(seen), because, changes)


def _reopened(seen: Alert) -> Alert:
    prior = seen.prior if seen.decision is None else (*seen.prior, seen.decision)
    return replace(
        seen,
        status=AlertStatus.OPEN,
        gone_because="",
        review="",
        proposal=None,
        decision=None,
        prior=prior,
    )


def _differences(alert: Alert, seen: Alert, changes: tuple[FieldChange, ...]) -> str:
    band = (
        () if seen.hit.band is alert.hit.band else (f"{alert.hit.band.value} became {seen.hit.band.value}",)
    )
    return "; ".join((*band, *_named(changes)))


def _named(changes: tuple[FieldChange, ...]) -> tuple[str, ...]:
    return tuple(f"{change.field} of the {change.of} changed" for change in changes)


def _with_lapse(alert: Alert, why: str) -> str:
    return why if alert.proposal is None else f"{why}; the proposal lapsed"


def _has_expired(alert: Alert, day: date) -> bool:
    expires = None if alert.decision is None else alert.decision.proposal.expires
    return expires is not None and day >= expires


def _expired(alert: Alert) -> str:
    expires = None if alert.decision is None else alert.decision.proposal.expires
    return f"the false positive held until {expires}"


def _event(kind: Change, alert: Alert, because: str, changes: tuple[FieldChange, ...]) -> Event:
    return Event(kind=kind, alert=alert, by=SCREENING, because=because, changes=changes)
