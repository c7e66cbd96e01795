"""What a whole screening changes: every alert that it opens, reopens, closes or moves, and the run itself.

Exempt parties are never compared here or before: ``split_exempt`` takes them out.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from accord.domain.audit_log import Event, RunRecord
from accord.domain.decision import Alert
from accord.domain.screening import Hit, Query
from accord.errors import Problem, UsageError
from accord.methods.decisions.alert_facts import Compared
from accord.methods.decisions.alert_states import expire, mark_exempt, settle
from accord.methods.decisions.delta import DeltaPlan
from accord.methods.decisions.materiality import alert_id, party_fingerprint

__all__ = ["EXEMPTION_RULE", "ScreeningRun", "advance", "split_exempt"]

EXEMPTION_RULE = (
    "Final beneficiaries of EU humanitarian aid are not vetted"
    " (https://www.dgecho-partners-helpdesk.eu/sanctions/sanction-clauses)."
)
"""Rule by which a party is exempt, as it is recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningRun:
    """The results of one screening of a register.

    Attributes:
        compared: Under what parties were compared.
        results: Each party that was compared, with its hits.
        exempt: Parties that were exempt.
        most_hits: Most hits that a party could get. Where one got that many, a known alert without a hit
            is left as it is, since the hit may be the next one.
        plan: What was compared, for a delta; None if every party was compared with every listing.
    """

    compared: Compared
    results: Iterable[tuple[Query, tuple[Hit, ...]]]
    exempt: Iterable[Query] = ()
    most_hits: int = 64
    plan: DeltaPlan | None = None


@dataclass(slots=True)
class _Tally:
    parties: set[str] = field(default_factory=set)
    exempt: set[str] = field(default_factory=set)
    bands: Counter[str] = field(default_factory=Counter)
    settled: set[str] = field(default_factory=set)
    unchanged: int = 0


def split_exempt(queries: Iterable[Query]) -> tuple[list[Query], list[Query]]:
    """Return the parties that may be compared, and the exempt ones, who must not be."""
    screened: list[Query] = []
    exempt: list[Query] = []
    for query in queries:
        (exempt if query.is_exempt else screened).append(query)
    return screened, exempt


def advance(
    known: Mapping[str, Alert], last: RunRecord | None, run: ScreeningRun
) -> tuple[RunRecord, tuple[Event, ...]]:
    """Return the record of a run and every change of an alert, each once.

    An alert of a party that the run does not name, or of a list that it did not compare, stays as it is; only
    its false positive may expire. Identical runs change nothing the second time.

    Args:
        known: Alerts by id, as they are recorded.
        last: Last run of the same register; None for the first.
        run: The run.

    Raises:
        UsageError: A list is older than in the last run (ACC-237); two parties have one id, or an exempt
            party was compared (ACC-238).
    """
    _check_days(last, run.compared)
    of_party: defaultdict[str, dict[str, Alert]] = defaultdict(dict)
    for alert in known.values():
        of_party[alert.fingerprint][alert.hit.listing_id] = alert
    tally = _Tally()
    events = [event for event in _events(of_party, run, tally) if event is not None]
    events += [
        event
        for alert in known.values()
        if alert.id not in tally.settled and (event := expire(alert, run.compared.day)) is not None
    ]
    return _record(run, tally, events, not_compared=len(known.keys() - tally.settled)), tuple(events)


def _events(
    of_party: Mapping[str, Mapping[str, Alert]], run: ScreeningRun, tally: _Tally
) -> Iterator[Event | None]:
    for query, hits in run.results:
        if query.is_exempt:
            raise _wrong_party("An exempt party was compared.", query, "a party that is not exempt")
        fingerprint = _noted(query, run, tally)
        tally.bands.update(hit.band.value for hit in hits)
        alerts = of_party.get(fingerprint, {})
        found = {hit.listing_id: hit for hit in hits}
        is_cut = len(hits) >= run.most_hits
        for listing_id in dict.fromkeys((*alerts, *found)):
            alert, hit = alerts.get(listing_id), found.get(listing_id)
            if alert is not None and hit is None and (is_cut or not _is_covered(run, query.id, alert)):
                continue
            event = settle(alert, query, hit, run.compared)
            tally.settled.add(alert_id(fingerprint, listing_id))
            tally.unchanged += alert is not None and event is None
            yield event
    for query in run.exempt:
        fingerprint = _noted(query, run, tally)
        tally.exempt.add(fingerprint)
        for alert in of_party.get(fingerprint, {}).values():
            if (event := mark_exempt(alert)) is not None:
                tally.settled.add(alert.id)
                yield event


def _is_covered(run: ScreeningRun, party_id: str, alert: Alert) -> bool:
    """Tell whether silence about a pair says something: its list was compared, and a delta covered it."""
    if alert.hit.list not in run.compared.as_of:
        return False
    return run.plan is None or run.plan.covers(party_id, alert.hit.listing_id)


def _noted(query: Query, run: ScreeningRun, tally: _Tally) -> str:
    fingerprint = party_fingerprint(run.compared.register, query.id)
    if fingerprint in tally.parties:
        raise _wrong_party("Two parties have the same id.", query, "each id once")
    tally.parties.add(fingerprint)
    return fingerprint


def _wrong_party(what: str, query: Query, expected: str) -> UsageError:
    return UsageError(
        Problem(
            id="ACC-238",
            what=what,
            row=query.id,
            field="id",
            expected=expected,
            fix="Correct the file of parties; nothing was recorded.",
        )
    )


def _check_days(last: RunRecord | None, compared: Compared) -> None:
    older = [
        (code, day)
        for code, day in compared.as_of.items()
        if last is not None and last.as_of.get(code, day) > day
    ]
    if older and last is not None:
        raise UsageError(
            *(
                Problem(
                    id="ACC-237",
                    what="A list is older than the one that the last recorded screening compared.",
                    field=code,
                    value=day.isoformat(),
                    expected=f"a list of {last.as_of[code].isoformat()} or later",
                    fix="Record with the newest lists; ask about an earlier day with `accord screen`.",
                )
                for code, day in older
            )
        )


def _record(run: ScreeningRun, tally: _Tally, events: list[Event], *, not_compared: int) -> RunRecord:
    compared = run.compared
    screened = tally.parties - tally.exempt
    return RunRecord(
        register=compared.register,
        lists_id=compared.lists_id,
        as_of=dict(sorted(compared.as_of.items())),
        config_version=compared.config_version,
        is_full=compared.is_full and run.plan is None,
        parties=len(screened),
        parties_sha256=_digest(screened),
        exempt=len(tally.exempt),
        exempt_sha256=_digest(tally.exempt),
        exempt_rule=EXEMPTION_RULE if tally.exempt else "",
        hits=dict(sorted(tally.bands.items())),
        changes=dict(sorted(Counter(event.kind.value for event in events).items())),
        unchanged=tally.unchanged,
        not_compared=not_compared,
    )


def _digest(fingerprints: set[str]) -> str:
    return hashlib.sha256("\n".join(sorted(fingerprints)).encode()).hexdigest()
