"""The command that compares parties with sanctions lists: screen."""

from __future__ import annotations

import json as json_format
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from accord.cli.lists_options import LISTS, ListsOption
from accord.cli.output import JsonOption, print_json, print_line, say
from accord.errors import Problem, UsageError

if TYPE_CHECKING:
    from accord.domain.screening import Hit, Query
    from accord.methods.screening.matcher import Matcher
    from accord.sources.parties import PartyRow
    from accord.store.lists.opening import Lists

__all__ = ["screen"]

_BATCH = 2000
_MOST_SHOWN = 20
_TOP = 10
_OLD_DAYS = 7


def screen(
    parties: Annotated[
        Path | None,
        typer.Argument(
            metavar="[INPUT.csv]",
            help="Parties: a CSV file with the column name, and id, schema, birth_date, country, identifier,"
            " final_recipient where known.",
            show_default=False,
        ),
    ] = None,
    lists: ListsOption = LISTS,
    name: Annotated[
        str | None, typer.Option("--name", help="Compare this one name instead.", show_default=False)
    ] = None,
    schema: Annotated[
        str, typer.Option("--schema", help="What --name names: Person, Organization, Vessel, or not known.")
    ] = "",
    birth_date: Annotated[
        str, typer.Option("--birth-date", help="Birth date of --name, as precisely as known.")
    ] = "",
    country: Annotated[str, typer.Option("--country", help="Country of --name.")] = "",
    identifier: Annotated[str, typer.Option("--identifier", help="Number of a document of --name.")] = "",
    top: Annotated[int, typer.Option("--top", min=1, max=64, help="Most listings for each party.")] = _TOP,
    min_score: Annotated[
        float | None,
        typer.Option(
            "--min-score",
            min=0,
            max=1,
            help="Least name evidence. Default: the score that may open an alert.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE.jsonl", help="Write there instead of to stdout.", show_default=False
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Compare parties with sanctions lists, and say why each hit is one.

    Prints one line of JSON for each hit. Exit code 1 if a hit opens an alert, 3 if a row could not be
    screened. A result depends on the party, the lists and the method alone, never on other rows.
    """
    from accord.methods.screening.banding import ALERT_SCORE
    from accord.methods.screening.matcher import Matcher
    from accord.sources.parties import read_parties, read_party
    from accord.store.lists.opening import open_lists

    if (parties is None) == (name is None):
        raise UsageError(
            Problem(
                id="ACC-240",
                what="Either a file of parties or one name is needed.",
                expected="accord screen INPUT.csv, or accord screen --name NAME",
                fix="Give one of the two.",
            )
        )
    known = open_lists(lists, today=datetime.now(UTC).date())
    matcher = Matcher(known.listings)
    least = ALERT_SCORE if min_score is None else min_score
    if name is not None:
        row = {"name": name, "schema": schema, "birth_date": birth_date, "country": country}
        rows: Iterable[PartyRow] = [read_party({**row, "identifier": identifier})]
    else:
        assert parties is not None  # noqa: S101 - checked above
        rows = read_parties(parties)
    run = _Run(matcher, known, top, least)
    if name is not None:
        _answer(run, rows, json=json)
    else:
        with _opened(out) as file:
            for hit in run.hits(rows):
                file.write(json_format.dumps(_line(hit, run), ensure_ascii=False) + "\n")
    run.sum_up()
    if run.unscreened:
        raise typer.Exit(3)
    if any(count for band, count in run.bands.items() if band in {"match", "possible"}):
        raise typer.Exit(1)


class _Run:
    """One screening, with what it counts."""

    def __init__(self, matcher: Matcher, lists: Lists, top: int, least: float) -> None:
        self.matcher, self.lists, self.top, self.least = matcher, lists, top, least
        days = {source.code: source.as_of for source in lists.sources}
        codes = {listing.list for listing in lists.listings}
        self.as_of = {code: days.get(code, min(days.values())) for code in codes}
        self.version = matcher.configuration.version
        self.parties = self.exempt = self.unscreened = self.problems = 0
        self.bands: Counter[str] = Counter()

    def hits(self, rows: Iterable[PartyRow]) -> Iterator[Hit]:
        """Screen row after row, in batches that change the speed and nothing else."""
        from accord.methods.screening.screening import screen as screen_parties

        left = iter(rows)
        while batch := list(islice(left, _BATCH)):
            queries = [query for row in batch if (query := self._noted(row)) is not None]
            for _, hits in screen_parties(queries, self.matcher, self.as_of, top=self.top, least=self.least):
                self.bands.update(hit.band.value for hit in hits)
                yield from hits
            self._show_progress()

    def _noted(self, row: PartyRow) -> Query | None:
        for problem in row.problems:
            if self.problems < _MOST_SHOWN:
                say(problem.render())
            self.problems += 1
        self.unscreened += row.query is None
        self.parties += row.query is not None
        self.exempt += row.query is not None and row.query.is_exempt
        return row.query

    def _show_progress(self) -> None:
        if sys.stderr.isatty() and self.parties > _BATCH:
            print(f"\r{self.parties:,} parties", end="", file=sys.stderr, flush=True)  # noqa: T201

    def sum_up(self) -> None:
        """Say how many parties were compared with what, and what came of it."""
        if sys.stderr.isatty() and self.parties > _BATCH:
            say()
        listed = len(self.matcher.index.listings)
        days = ", ".join(f"{source.code} of {source.as_of}" for source in self.lists.sources)
        compared = self.parties - self.exempt
        parties = "1 party" if compared == 1 else f"{compared:,} parties"
        say(f"{parties} compared with {listed:,} listings ({days}).")
        found = ", ".join(f"{count:,} {band}" for band, count in sorted(self.bands.items()))
        say(
            f"Hits: {found or 'none'}. A party without a hit is not cleared; it is not found under this name."
        )
        if self.exempt:
            say(f"Exempt as final recipients of humanitarian aid, and not compared: {self.exempt:,}.")
        if self.problems > _MOST_SHOWN:
            say(f"{self.problems - _MOST_SHOWN:,} more problems are not shown.")
        if self.unscreened:
            say(f"Rows that could not be screened: {self.unscreened:,}.")
        for source in self.lists.sources:
            if source.age_days is not None and source.age_days > _OLD_DAYS:
                say(f"The list {source.code} is {source.age_days:,} days old: run `accord lists update`.")


@contextmanager
def _opened(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    with out.open("w", encoding="utf-8") as file:
        yield file


def _line(hit: Hit, run: _Run) -> dict[str, object]:
    return {
        "query_id": hit.query_id,
        "listing_id": hit.listing_id,
        "list": hit.list,
        "name_score": hit.name_score,
        "identity": hit.identity.value,
        "band": hit.band.value,
        "explanation": hit.explanation,
        "as_of": hit.as_of.isoformat(),
        "listed_name": hit.listed_name,
        "is_weak": hit.is_weak,
        "effect": hit.effect.value,
        "regime": hit.regime,
        "listed_on": None if hit.listed_on is None else hit.listed_on.isoformat(),
        "is_ended": hit.is_ended,
        "evidence": [
            {"field": each.field, "verdict": each.verdict.value, "asked": each.asked, "listed": each.listed}
            for each in hit.evidence
        ],
        "parts": [[part.asked, part.listed, part.likeness, part.bits] for part in hit.parts],
        "lists_id": run.lists.snapshot_id,
        "method": run.version,
    }


def _answer(run: _Run, rows: Iterable[PartyRow], *, json: bool) -> None:
    hits = list(run.hits(rows))
    if json:
        print_json([_line(hit, run) for hit in hits])
        return
    for hit in hits:
        ended = ", ended" if hit.is_ended else ""
        print_line(f"{hit.name_score:.2f}  {hit.band.value:<12} {hit.listing_id}  {hit.listed_name}")
        since = f" since {hit.listed_on}" if hit.listed_on else ""
        print_line(
            f"      {hit.effect.value}{since}{ended}; {hit.regime or 'no regime stated'}; as of {hit.as_of}"
        )
        print_line(f"      {hit.explanation}")
