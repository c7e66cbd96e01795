"""Commands that show alerts: decide list, decide show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import JsonOption, print_json, print_line, print_table, say
from accord.cli.recording import DecisionsOption
from accord.domain.decision import Alert, AlertStatus, Decision

if TYPE_CHECKING:
    from accord.domain.audit_log import Event, FieldChange

__all__ = ["AlertArgument", "change_text", "list_alerts", "show"]

AlertArgument = Annotated[str, typer.Argument(metavar="ALERT", help="Id of the alert.")]
_FILE = Path("decisions.sqlite")


def list_alerts(
    decisions: DecisionsOption = _FILE,
    status: Annotated[
        str, typer.Option("--status", help="waiting (open, or to be looked at again), all, or one status.")
    ] = "waiting",
    json: JsonOption = False,
) -> None:
    """List alerts. Without an option: those that wait for a person."""
    from accord.store.decisions.file import open_decisions

    allowed = ("waiting", "all", *(known.value for known in AlertStatus))
    if status not in allowed:
        raise typer.BadParameter(f"one of {', '.join(allowed)}", param_hint="--status")
    with open_decisions(decisions) as file:
        alerts = [alert for alert in file.alerts().values() if _is_asked(alert, status)]
    if json:
        print_json([_summary(alert) for alert in alerts])
        return
    rows = [
        [
            alert.id,
            alert.status.value
            + (", proposed" if alert.proposal else "")
            + (", look again" * bool(alert.review)),
            alert.hit.band.value,
            f"{alert.query.id}: {alert.query.name}",
            f"{alert.hit.listing_id}: {alert.hit.listed_name}",
            alert.hit.effect.value,
        ]
        for alert in alerts
    ]
    if rows:
        print_table(["alert", "status", "band", "party", "listing", "effect"], rows)
    say(f"{len(rows):,} alerts.")


def _standing(alert: Alert) -> str:
    marks = (", proposed" if alert.proposal else "", ", look again" if alert.review else "")
    return alert.status.value + "".join(marks)


def _is_asked(alert: Alert, status: str) -> bool:
    if status == "waiting":
        return alert.is_waiting
    return status in ("all", alert.status.value)


def _summary(alert: Alert) -> dict[str, object]:
    return {
        "alert": alert.id,
        "status": alert.status.value,
        "is_proposed": alert.proposal is not None,
        "review": alert.review,
        "band": alert.hit.band.value,
        "name_score": alert.hit.name_score,
        "party": alert.query.id,
        "name": alert.query.name,
        "listing": alert.hit.listing_id,
        "listed_name": alert.hit.listed_name,
        "effect": alert.hit.effect.value,
        "regime": alert.hit.regime,
        "as_of": alert.hit.as_of.isoformat(),
    }


def show(alert: AlertArgument, decisions: DecisionsOption = _FILE, json: JsonOption = False) -> None:
    """Show an alert: both records, the comparison, what changed last, and all decisions so far."""
    from accord.store.decisions.file import open_decisions
    from accord.store.decisions.json_rows import to_values

    with open_decisions(decisions) as file:
        found = file.alert(alert)
        last = file.history(alert)[-1].event
    if json:
        print_json(to_values(found))
        return
    assert last is not None  # noqa: S101 - the history of an alert holds events only
    _print_alert(found, last)


def _print_alert(alert: Alert, last: Event) -> None:
    hit = alert.hit
    print_line(f"{alert.id}  {alert.status.value}, {hit.band.value}, name evidence {hit.name_score:.2f}")
    ended = ", ended" if hit.is_ended else ""
    since = f" since {hit.listed_on}" if hit.listed_on else ""
    print_line(f"  {hit.effect.value}{since}{ended}; {hit.regime or 'no regime stated'}; as of {hit.as_of}")
    print_line(f"  {hit.explanation}")
    for of, fields in (("party", alert.party), ("listing", alert.listing)):
        name = alert.query.id if of == "party" else hit.listing_id
        print_line(f"{of} {name}")
        for field, values in fields.items():
            print_line(f"  {field:<14} {'; '.join(values) or 'not known'}")
    print_line(f"last change: {last.kind.value} by {last.by}: {last.because}")
    for change in last.changes:
        print_line(f"  {change_text(change)}")
    if alert.review:
        print_line(f"look again: {alert.review}")
    for decision in alert.prior:
        _print_decision("earlier decision", decision)
    if alert.decision is not None:
        _print_decision("decision", alert.decision)
    if alert.proposal is not None:
        proposal = alert.proposal
        print_line(f"proposed by {proposal.by}: {proposal.outcome.value}, {proposal.reason.value}")
        print_line(f"  {proposal.note} ({'; '.join(proposal.evidence) or 'no reference'})")


def change_text(change: FieldChange) -> str:
    """Say in one line what a field lost and gained."""
    gone, come = "; ".join(change.gone) or "nothing", "; ".join(change.come) or "nothing"
    return f"{change.of}, {change.field}: gone {gone}; come {come}"


def _print_decision(title: str, decision: Decision) -> None:
    proposal = decision.proposal
    until = f", until {proposal.expires}" if proposal.expires else ""
    print_line(f"{title}: {proposal.outcome.value}, {proposal.reason.value}{until}")
    print_line(f"  {proposal.note} ({'; '.join(proposal.evidence) or 'no reference'})")
    print_line(f"  proposed by {proposal.by} on {proposal.at:%Y-%m-%d}, confirmed by {decision.by}")
