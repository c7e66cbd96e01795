"""Screens a register of parties and records what changed: decide record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.lists_options import LISTS, ListsOption
from accord.cli.output import JsonOption, print_json, print_line, say
from accord.errors import InputDataError, Problem, UsageError

if TYPE_CHECKING:
    from accord.domain.audit_log import RunRecord
    from accord.domain.screening import Hit, Query
    from accord.methods.decisions.recording import ScreeningRun
    from accord.store.decisions.chain import Head
    from accord.store.decisions.file import DecisionFile
    from accord.store.lists.opening import Lists

__all__ = ["DecisionsOption", "record", "record_screening"]

DecisionsOption = Annotated[
    Path, typer.Option("--decisions", metavar="FILE", help="File of decisions and of their audit log.")
]
_MOST_HITS = 64
_LINE = re.compile(r"line \d+")


def record(
    parties: Annotated[
        Path, typer.Argument(metavar="INPUT.csv", help="All parties of the register, as for `accord screen`.")
    ],
    *,
    lists: ListsOption = LISTS,
    decisions: DecisionsOption = Path("decisions.sqlite"),
    register: Annotated[
        str, typer.Option("--register", help="Name of the register that gave the parties their ids.")
    ] = "parties",
    json: JsonOption = False,
) -> None:
    """Screen all parties of a register, and record every alert that opens, reopens, closes or moves.

    A state that changed is recorded however recent the last screening is. Exit code 1 if an alert waits
    for a person.
    """
    from accord.store.decisions.file import open_decisions
    from accord.store.lists.opening import open_lists

    now = datetime.now(UTC)
    queries = _read(parties)
    known = open_lists(lists, today=now.date())
    run = _screened(queries, known, register, now)
    with open_decisions(decisions, is_new=True) as file:
        done, head = record_screening(file, run, at=now)
        waiting = sum(alert.is_waiting for alert in file.alerts().values())
    _tell(done, head, json=json)
    if waiting:
        say(f"{waiting:,} alerts wait for a person: `accord decide list`.")
        raise typer.Exit(1)


def record_screening(file: DecisionFile, run: ScreeningRun, *, at: datetime) -> tuple[RunRecord, Head]:
    """Record one screening whole, or not at all.

    Args:
        file: File of decisions.
        run: The results, with the snapshot of the lists and the version of the matcher.
        at: When it was made, in UTC.

    Returns:
        What changed, and the new head of the log, worth keeping elsewhere.

    Raises:
        UsageError: A list is older than in the last run (ACC-237), or a party is named twice (ACC-238).
    """
    from accord.methods.decisions.recording import advance

    return file.record_run(run.compared.register, at, lambda alerts, last: advance(alerts, last, run))


def _read(path: Path) -> list[Query]:
    """Read all parties; a register with an unreadable row is not recorded, since silence is no result."""
    from accord.sources.parties import read_parties

    queries: list[Query] = []
    problems: list[Problem] = []
    for row in read_parties(path):
        problems += row.problems
        if row.query is not None:
            queries.append(row.query)
    if problems:
        say("Nothing was recorded.")
        raise InputDataError(*problems[:20])
    nameless = [query for query in queries if _LINE.fullmatch(query.id)]
    if nameless:
        raise UsageError(
            Problem(
                id="ACC-238",
                what="A party has no id of its own, so that no decision about it could be found again.",
                file=str(path),
                row=nameless[0].id,
                field="id",
                expected="an id that stays the same from file to file",
                fix="Add the column id; nothing was recorded.",
            )
        )
    return queries


def _screened(queries: Sequence[Query], lists: Lists, register: str, now: datetime) -> ScreeningRun:
    from accord.methods.decisions.alert_facts import Compared
    from accord.methods.decisions.recording import ScreeningRun, split_exempt
    from accord.methods.screening.banding import ALERT_SCORE
    from accord.methods.screening.matcher import Matcher
    from accord.methods.screening.screening import screen

    matcher = Matcher(lists.listings)
    as_of = {source.code: source.as_of for source in lists.sources}
    screened, exempt = split_exempt(queries)
    results: list[tuple[Query, tuple[Hit, ...]]] = []
    for start in range(0, len(screened), 2000):
        batch = screened[start : start + 2000]
        results += screen(batch, matcher, as_of, top=_MOST_HITS, least=ALERT_SCORE)
    compared = Compared(
        register=register,
        listings={listing.id: listing for listing in lists.listings},
        as_of=as_of,
        lists_id=lists.snapshot_id,
        config_version=matcher.configuration.version,
        is_full=True,
        day=now.date(),
    )
    return ScreeningRun(compared=compared, results=results, exempt=exempt, most_hits=_MOST_HITS)


def _tell(run: RunRecord, head: Head, *, json: bool) -> None:
    changes = dict(run.changes)
    if json:
        print_json(
            {
                "parties": run.parties,
                "exempt": run.exempt,
                "exempt_rule": run.exempt_rule,
                "hits": dict(run.hits),
                "changes": changes,
                "unchanged": run.unchanged,
                "not_compared": run.not_compared,
                "lists_id": run.lists_id,
                "method": run.config_version,
                "head": str(head),
            }
        )
        return
    days = ", ".join(f"{code} of {day}" for code, day in run.as_of.items())
    print_line(f"{run.parties:,} parties compared ({days}).")
    if run.exempt:
        print_line(f"Exempt and not compared: {run.exempt:,}. {run.exempt_rule}")
    said = ", ".join(f"{count:,} {kind}" for kind, count in changes.items()) or "none"
    print_line(f"Changes: {said}; {run.unchanged:,} alerts unchanged, {run.not_compared:,} not compared.")
    print_line(f"head {head}")
