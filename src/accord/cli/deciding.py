"""Commands by which two persons decide about alerts: decide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.alerts import AlertArgument, list_alerts, show
from accord.cli.auditing import export, history, verify
from accord.cli.output import JsonOption, print_json, print_line, print_table
from accord.cli.recording import DecisionsOption, record
from accord.domain.decision import Alert, Reason
from accord.errors import Problem, UsageError

if TYPE_CHECKING:
    from accord.domain.audit_log import Event

__all__ = ["app", "confirm", "propose", "reasons", "refuse"]

app = typer.Typer(
    help="Record screenings, decide about alerts by two persons, and check the audit log.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("record")(record)
app.command("list")(list_alerts)
app.command("show")(show)

ByOption = Annotated[str, typer.Option("--by", metavar="PERSON", help="Id of the person who acts.")]
_FILE = Path("decisions.sqlite")


@app.command()
def reasons(json: JsonOption = False) -> None:
    """List the reason codes, what follows from each, and when it may be used."""
    from accord.methods.decisions.reasons import REASONS

    if json:
        keys = ("reason", "outcome", "text", "needs_evidence", "only_if")
        print_json([{key: getattr(rule, key) for key in keys} for rule in REASONS])
        return
    rows = [
        [
            rule.reason.value,
            rule.outcome.value,
            rule.text,
            "yes" if rule.needs_evidence else "no",
            rule.only_if,
        ]
        for rule in REASONS
    ]
    print_table(["reason", "outcome", "what it says", "document", "only if"], rows)


@app.command()
def propose(
    alert: AlertArgument,
    *,
    reason: Annotated[str, typer.Option("--reason", help="Code; `accord decide reasons` lists them.")],
    note: Annotated[str, typer.Option("--note", help="Why, in your words.")],
    by: ByOption,
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", help="Reference to a document; may be repeated.")
    ] = None,
    expires: Annotated[
        str | None,
        typer.Option("--expires", metavar="DAY", help="When a false positive ends. Default: in 12 months."),
    ] = None,
    decisions: DecisionsOption = _FILE,
) -> None:
    """Propose a decision; it decides nothing until another person confirms it."""
    from accord.methods.decisions import four_eyes

    now = datetime.now(UTC)
    code, day = _reason(reason), _day(expires)

    def decide(found: Alert) -> Event:
        proposal = four_eyes.draft_proposal(
            found, code, note=note, evidence=tuple(evidence or ()), expires=day, by=by, at=now
        )
        return four_eyes.propose(found, proposal)

    event = _recorded(decisions, alert, now, decide)
    proposal = event.alert.proposal
    until = f", until {proposal.expires}" if proposal is not None and proposal.expires else ""
    print_line(f"{alert}: proposed by {event.by}{until}. Another person must confirm it.")


@app.command()
def confirm(
    alert: AlertArgument,
    *,
    by: ByOption,
    note: Annotated[str, typer.Option("--note", help="What you add.")] = "",
    decisions: DecisionsOption = _FILE,
) -> None:
    """Confirm what another person proposed; from now on it is in force."""
    from accord.methods.decisions import four_eyes

    now = datetime.now(UTC)
    event = _recorded(decisions, alert, now, lambda found: four_eyes.confirm(found, by=by, at=now, note=note))
    print_line(f"{alert}: {event.alert.status.value}; {event.because}, confirmed by {event.by}.")


@app.command()
def refuse(
    alert: AlertArgument,
    *,
    by: ByOption,
    note: Annotated[str, typer.Option("--note", help="Why not, in your words.")],
    decisions: DecisionsOption = _FILE,
) -> None:
    """Refuse what another person proposed; the alert stands as before."""
    from accord.methods.decisions import four_eyes

    now = datetime.now(UTC)
    event = _recorded(decisions, alert, now, lambda found: four_eyes.refuse(found, by=by, note=note))
    print_line(f"{alert}: {event.alert.status.value}; the proposal was refused by {event.by}.")


app.command("history")(history)
app.command("verify")(verify)
app.command("export")(export)


def _recorded(path: Path, alert: str, now: datetime, decide: Callable[[Alert], Event]) -> Event:
    from accord.store.decisions.file import open_decisions

    with open_decisions(path) as file:
        return file.record_event(alert, now, decide)


def _reason(text: str) -> Reason:
    known = {reason.value: reason for reason in Reason}
    if text not in known:
        raise UsageError(
            Problem(
                id="ACC-235",
                what="There is no such reason code.",
                value=text,
                expected=", ".join(known),
                fix="Choose one of them; `accord decide reasons` says when each may be used.",
            )
        )
    return known[text]


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            Problem(
                id="ACC-236",
                what="The expiry is no day.",
                value=text or "",
                expected="a day such as 2027-06-30",
                fix="Correct the day, or leave --expires out.",
            )
        ) from error
