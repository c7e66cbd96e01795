"""Two persons decide about an alert: one proposes, another one confirms or refuses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date, datetime

from accord.domain.audit_log import Change, Event
from accord.domain.decision import Alert, AlertStatus, Decision, Outcome, Proposal, Reason
from accord.errors import Problem, UsageError
from accord.methods.decisions.reasons import REASONS, ReasonRule, default_expiry, latest_expiry

__all__ = ["confirm", "draft_proposal", "person_id", "propose", "refuse"]

_PERSON = re.compile(r"[a-z0-9][a-z0-9._@-]*[a-z0-9]")


def person_id(text: str) -> str:
    """Return an id of a person in the one form in which ids are compared.

    Letter case, width of letters and outer spaces do not make another person. Letters of other scripts
    that look like Latin ones, invisible signs, inner spaces and the plus of sub-addresses are refused, since
    one person could pass for two with them. Who types the id is for the system around Accord to prove.

    Raises:
        UsageError: It is no such id (ACC-232).
    """
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    if not _PERSON.fullmatch(plain):
        raise UsageError(
            Problem(
                id="ACC-232",
                what="This is no id of a person.",
                value=text,
                expected="letters a to z, digits, and . _ @ - between them, such as ana@office.example",
                fix="Give the id under which the person is known in your office.",
            )
        )
    return plain


def draft_proposal(
    alert: Alert,
    reason: Reason,
    *,
    note: str,
    evidence: tuple[str, ...] = (),
    expires: date | None = None,
    by: str,
    at: datetime,
) -> Proposal:
    """Return a proposal that the rules of its reason allow.

    Args:
        alert: The alert.
        reason: Reason code.
        note: Why; must not be empty.
        evidence: References to documents.
        expires: First day on which a false positive no longer holds; None for the default of 12 months.
        by: Id of the person.
        at: When, in UTC.

    Raises:
        UsageError: The alert's own record speaks against the reason (ACC-235), the day is out of range
            (ACC-236), or note or evidence is missing (ACC-239); or no id of a person (ACC-232).
    """
    rule = next(rule for rule in REASONS if rule.reason is reason)
    references = tuple(text.strip() for text in evidence if text.strip())
    if not rule.fits(alert):
        raise _refused("ACC-235", "The record of the alert speaks against this reason.", alert, rule.only_if)
    if not note.strip():
        raise _refused("ACC-239", "A decision needs a note that says why.", alert, "--note with a sentence")
    if rule.needs_evidence and not references:
        what = "This reason needs a reference to a document."
        raise _refused("ACC-239", what, alert, "--evidence with a file number, an address, a register entry")
    return Proposal(
        outcome=rule.outcome,
        reason=reason,
        note=note.strip(),
        evidence=references,
        expires=_expiry(rule, expires, at.date()),
        by=person_id(by),
        at=at,
    )


def _expiry(rule: ReasonRule, expires: date | None, today: date) -> date | None:
    if rule.outcome is Outcome.TRUE_MATCH and expires is None:
        return None
    last = latest_expiry(today)
    if rule.outcome is Outcome.TRUE_MATCH or (expires is not None and not today < expires <= last):
        is_match = rule.outcome is Outcome.TRUE_MATCH
        raise UsageError(
            Problem(
                id="ACC-236",
                what="This day cannot be the expiry of the decision.",
                value=str(expires),
                expected="none: a true match does not expire" if is_match else f"after {today}, up to {last}",
                fix="Leave --expires out, or give such a day.",
            )
        )
    return expires or default_expiry(today)


def propose(alert: Alert, proposal: Proposal) -> Event:
    """Return the event of a proposal.

    A decision in force stays in force until another person confirms the new one.

    Raises:
        UsageError: The alert is closed or has a proposal already (ACC-233).
    """
    if alert.status is AlertStatus.CLOSED:
        raise _refused("ACC-233", "Screening closed this alert; there is nothing to decide.", alert, "open")
    if alert.proposal is not None:
        what = "A proposal waits for a second person already."
        raise _refused("ACC-233", what, alert, "an alert without a proposal; refuse the first one")
    because = f"{proposal.reason.value}: {proposal.note}"
    return Event(
        kind=Change.PROPOSED, alert=replace(alert, proposal=proposal), by=proposal.by, because=because
    )


def confirm(alert: Alert, *, by: str, at: datetime, note: str = "") -> Event:
    """Return the event by which a second person makes a proposal the decision in force.

    Args:
        alert: The alert.
        by: Id of the person, who must not be the one who proposed.
        at: When, in UTC.
        note: What the person adds.

    Raises:
        UsageError: There is no proposal (ACC-233), the same person proposed it (ACC-234), or its expiry
            has passed meanwhile (ACC-236).
    """
    proposal, person = _other_person(alert, by)
    if proposal.expires is not None and at.date() >= proposal.expires:
        what = "The proposal expired before it was confirmed."
        raise _refused("ACC-236", what, alert, f"a confirmation before {proposal.expires}")
    decision = Decision(
        proposal=proposal,
        party_version=alert.party_version,
        listing_version=alert.listing_version,
        by=person,
        at=at,
        note=note.strip(),
    )
    is_match = proposal.outcome is Outcome.TRUE_MATCH
    decided = replace(
        alert,
        status=AlertStatus.CONFIRMED if is_match else AlertStatus.DISMISSED,
        review="",
        proposal=None,
        decision=decision,
        prior=alert.prior if alert.decision is None else (*alert.prior, alert.decision),
    )
    because = f"{proposal.outcome.value}, {proposal.reason.value}, proposed by {proposal.by}"
    return Event(kind=Change.CONFIRMED, alert=decided, by=person, because=because)


def refuse(alert: Alert, *, by: str, note: str) -> Event:
    """Return the event by which a second person refuses a proposal; the alert stands as before it.

    Raises:
        UsageError: There is no proposal (ACC-233), the same person proposed it (ACC-234), or the note is
            empty (ACC-239).
    """
    _, person = _other_person(alert, by)
    if not note.strip():
        raise _refused("ACC-239", "A refusal needs a note that says why.", alert, "--note with a sentence")
    return Event(kind=Change.REFUSED, alert=replace(alert, proposal=None), by=person, because=note.strip())


def _other_person(alert: Alert, by: str) -> tuple[Proposal, str]:
    person = person_id(by)
    if alert.proposal is None:
        raise _refused("ACC-233", "Nothing was proposed for this alert.", alert, "an alert with a proposal")
    if alert.proposal.by == person:
        raise UsageError(
            Problem(
                id="ACC-234",
                what="Whoever proposed a decision can neither confirm nor refuse it.",
                row=alert.id,
                value=person,
                expected="another person",
                fix="Ask a second person to look at the alert.",
            )
        )
    return alert.proposal, person


def _refused(problem_id: str, what: str, alert: Alert, expected: str) -> UsageError:
    fix = f"Look at the alert with `accord decide show {alert.id}`."
    return UsageError(Problem(id=problem_id, what=what, row=alert.id, expected=expected, fix=fix))
