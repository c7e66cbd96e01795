"""Commands on the audit log of decisions: decide history, decide verify, decide export."""

from __future__ import annotations

import json as json_format
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.alerts import AlertArgument, change_text
from accord.cli.output import JsonOption, print_json, print_line
from accord.cli.recording import DecisionsOption
from accord.errors import IntegrityError, Problem

if TYPE_CHECKING:
    from accord.domain.audit_log import LogEntry
    from accord.store.decisions.chain import Head

__all__ = ["export", "history", "verify"]

_FILE = Path("decisions.sqlite")
HeadOption = Annotated[
    str,
    typer.Option("--head", metavar="NUMBER:HASH", help="A head that was kept elsewhere.", show_default=False),
]


def history(alert: AlertArgument, decisions: DecisionsOption = _FILE, json: JsonOption = False) -> None:
    """Show everything that happened to an alert, oldest first."""
    from accord.store.decisions.file import open_decisions
    from accord.store.decisions.json_rows import to_values

    with open_decisions(decisions) as file:
        file.alert(alert)
        entries = file.history(alert)
    if json:
        print_json([to_values(entry) for entry in entries])
        return
    for entry in entries:
        if (event := entry.event) is None:
            continue
        status = event.alert.status.value
        print_line(
            f"{entry.number}  {entry.at:%Y-%m-%d %H:%M}  {event.kind.value} by {event.by}, now {status}:"
            f" {event.because}"
        )
        for change in event.changes:
            print_line(f"    {change_text(change)}")


def verify(decisions: DecisionsOption = _FILE, head: HeadOption = "", json: JsonOption = False) -> None:
    """Check every entry of the audit log, and that two persons made each decision.

    Exit code 4 names the first entry that is not what it was. Keep the printed head elsewhere and give it
    with --head next time: only so can a log be told whose end was cut off.
    """
    from accord.domain.audit_log import Change
    from accord.methods.decisions.log_rules import broken_rules
    from accord.store.decisions.chain import START, read_head
    from accord.store.decisions.file import open_decisions
    from accord.store.decisions.verifying import verified_entries

    known = read_head(head) if head else None
    kinds: Counter[str] = Counter()
    last: list[Head] = [START]

    def entries(checked: Iterator[tuple[Head, LogEntry]]) -> Iterator[LogEntry]:
        for last[0], entry in checked:
            kinds["run" if entry.event is None else entry.event.kind.value] += 1
            yield entry

    with open_decisions(decisions) as file:
        broken = list(broken_rules(entries(verified_entries(file, known))))
    if broken:
        raise IntegrityError(*(_broken(decisions, number, what) for number, what in broken[:20]))
    if json:
        print_json({"entries": last[0].number, "head": str(last[0]), "kinds": dict(sorted(kinds.items()))})
        return
    runs, decided = kinds["run"], kinds[Change.CONFIRMED.value]
    print_line(f"{last[0].number:,} entries ({runs:,} runs, {decided:,} decisions), each is what it was.")
    print_line(f"head {last[0]}")


def export(decisions: DecisionsOption = _FILE, head: HeadOption = "") -> None:
    """Print the whole checked audit log, one line of JSON for each entry, with its hash."""
    from accord.store.decisions.chain import read_head
    from accord.store.decisions.file import open_decisions
    from accord.store.decisions.json_rows import to_values
    from accord.store.decisions.verifying import verified_entries

    with open_decisions(decisions) as file:
        for after, entry in verified_entries(file, read_head(head) if head else None):
            line = {"hash": after.hash, "entry": to_values(entry)}
            print_line(json_format.dumps(line, ensure_ascii=True, sort_keys=True, separators=(",", ":")))


def _broken(path: Path, number: int, what: str) -> Problem:
    return Problem(
        id="ACC-415",
        what="An entry of the audit log could not have been made by the rules.",
        file=str(path),
        row=f"entry {number}",
        value=what,
        expected="a proposal by one person and a confirmation by another",
        fix="Decide nothing from this file; find out who wrote this entry past Accord.",
    )
