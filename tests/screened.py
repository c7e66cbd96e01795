"""Made-up parties, listings, hits and screenings for tests of decisions. All names are invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from accord.domain.audit_log import Event, RunRecord
from accord.domain.decision import Alert, AlertStatus, Decision, Outcome, Proposal, Reason
from accord.domain.listing import BirthDate, Effect, ListedName, Listing, ListingKind
from accord.domain.screening import Band, Hit, IdentityEvidence, Query, Verdict
from accord.methods.decisions.alert_facts import Compared
from accord.methods.decisions.delta import DeltaPlan
from accord.methods.decisions.recording import ScreeningRun, advance, split_exempt

DAY = date(2026, 3, 1)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
Results = Sequence[tuple[Query, tuple[Hit, ...]]]


def party(
    name: str = "p1", *, says: str = "Testan Primer", born: date | None = None, is_exempt: bool = False
) -> Query:
    """A party."""
    birth = None if born is None else BirthDate(earliest=born, latest=born)
    return Query(id=name, name=says, kind=ListingKind.PERSON, birth_date=birth, is_exempt=is_exempt)


def listing(
    name: str = "zz:1",
    *,
    says: str = "Testan Primer",
    effect: Effect = Effect.ASSET_FREEZE,
    born: date | None = date(1960, 5, 1),
    remarks: tuple[str, ...] = (),
    addresses: tuple[str, ...] = (),
    is_ended: bool = False,
    ended_on: date | None = None,
) -> Listing:
    """A listed person."""
    return Listing(
        id=name,
        list=name.partition(":")[0],
        kind=ListingKind.PERSON,
        names=(ListedName(text=says),),
        effect=effect,
        birth_dates=() if born is None else (BirthDate(earliest=born, latest=born),),
        remarks=remarks,
        addresses=addresses,
        is_ended=is_ended,
        ended_on=ended_on,
    )


def hit(
    query: Query | None = None,
    listed: Listing | None = None,
    *,
    band: Band = Band.POSSIBLE,
    identity: Verdict = Verdict.SILENT,
    field: str = "birth date",
    is_ended: bool = False,
) -> Hit:
    """A comparison of a party with a listing."""
    query, listed = query or party(), listed or listing()
    evidence = IdentityEvidence(field=field, verdict=identity, asked="", listed="")
    return Hit(
        query_id=query.id,
        listing_id=listed.id,
        list=listed.list,
        listed_name=listed.names[0].text,
        is_weak=False,
        name_score=0.9,
        parts=(),
        identity=identity,
        evidence=(evidence,),
        band=band,
        explanation="alike",
        effect=listed.effect,
        regime="made up",
        listed_on=None,
        is_ended=is_ended,
        as_of=DAY,
    )


def compared(
    listings: Iterable[Listing] = (),
    *,
    day: date = DAY,
    as_of: Mapping[str, date] | None = None,
    config: str = "1-a",
    is_full: bool = True,
) -> Compared:
    """What a screening compared with, on one list ``zz`` unless told."""
    return Compared(
        register="parties",
        listings={each.id: each for each in listings},
        as_of={"zz": day} if as_of is None else as_of,
        lists_id=f"lists-{day}",
        config_version=config,
        is_full=is_full,
        day=day,
    )


class Register:
    """Alerts as screenings and people leave them, kept in memory."""

    def __init__(self) -> None:
        self.alerts: dict[str, Alert] = {}
        self.last: RunRecord | None = None

    def screen(
        self,
        results: Results,
        under: Compared | None = None,
        *,
        plan: DeltaPlan | None = None,
        most_hits: int = 64,
    ) -> tuple[Event, ...]:
        """Record a screening; exempt parties are taken out first."""
        screened, exempt = split_exempt(query for query, _ in results)
        found = {query.id: hits for query, hits in results}
        run = ScreeningRun(
            compared=under or compared([listing()]),
            results=[(query, found[query.id]) for query in screened],
            exempt=exempt,
            plan=plan,
            most_hits=most_hits,
        )
        self.last, events = advance(self.alerts, self.last, run)
        self.alerts |= {event.alert.id: event.alert for event in events}
        return events

    @property
    def only(self) -> Alert:
        """The one alert."""
        (alert,) = self.alerts.values()
        return alert

    def decide(
        self, outcome: Outcome = Outcome.FALSE_POSITIVE, expires: date | None = date(2027, 3, 1)
    ) -> None:
        """Decide the one alert as two persons would."""
        alert = self.only
        is_match = outcome is Outcome.TRUE_MATCH
        proposal = Proposal(
            outcome=outcome,
            reason=Reason.TRUE_MATCH if is_match else Reason.NAME_ONLY,
            note="made up",
            evidence=(),
            expires=None if is_match else expires,
            by="ana",
            at=NOON,
        )
        decision = Decision(
            proposal=proposal,
            party_version=alert.party_version,
            listing_version=alert.listing_version,
            by="boro",
            at=NOON,
        )
        self.put(
            alert, status=AlertStatus.CONFIRMED if is_match else AlertStatus.DISMISSED, decision=decision
        )

    def put(self, alert: Alert, *, status: AlertStatus, decision: Decision | None = None) -> None:
        """Put an alert into a state."""
        self.alerts[alert.id] = replace(alert, status=status, decision=decision)


def opened() -> Register:
    """A register with one open alert."""
    register = Register()
    register.screen([(party(), (hit(),))])
    return register
