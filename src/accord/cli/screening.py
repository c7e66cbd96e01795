"""The command that compares parties with sanctions lists: screen."""

from __future__ import annotations

import json as json_format
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from accord.cli.lists_options import LISTS, ListsOption
from accord.cli.output import JsonOption, print_json, print_line
from accord.cli.screening_run import ScreeningRun, hit_line
from accord.errors import Problem, UsageError

if TYPE_CHECKING:
    from accord.sources.parties import PartyRow

__all__ = ["screen"]

_TOP = 10


PartiesArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="[INPUT.csv]",
        help="Parties: a CSV file with the column name, and id, schema, birth_date, country, identifier,"
        " final_recipient where known.",
        show_default=False,
    ),
]
NameOption = Annotated[
    str | None, typer.Option("--name", help="Compare this one name instead.", show_default=False)
]
SchemaOption = Annotated[
    str, typer.Option("--schema", help="What --name names: Person, Organization, Vessel, or not known.")
]
BirthOption = Annotated[
    str, typer.Option("--birth-date", help="Birth date of --name, as precisely as known.")
]
TopOption = Annotated[int, typer.Option("--top", min=1, max=64, help="Most listings for each party.")]
LeastOption = Annotated[
    float | None,
    typer.Option(
        "--min-score",
        min=0,
        max=1,
        help="Least name evidence. Default: the score that may open an alert.",
        show_default=False,
    ),
]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE.jsonl", help="Write there instead of to stdout.", show_default=False),
]


def screen(
    parties: PartiesArgument = None,
    lists: ListsOption = LISTS,
    name: NameOption = None,
    schema: SchemaOption = "",
    birth_date: BirthOption = "",
    country: Annotated[str, typer.Option("--country", help="Country of --name.")] = "",
    identifier: Annotated[str, typer.Option("--identifier", help="Number of a document of --name.")] = "",
    top: TopOption = _TOP,
    min_score: LeastOption = None,
    out: OutOption = None,
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
    run = ScreeningRun(matcher, known, top, least)
    if name is not None:
        _answer(run, rows, json=json)
    else:
        with _opened(out) as file:
            for hit in run.hits(rows):
                file.write(json_format.dumps(hit_line(hit, run), ensure_ascii=False) + "\n")
    run.sum_up()
    if run.unscreened:
        raise typer.Exit(3)
    if any(count for band, count in run.bands.items() if band in {"match", "possible"}):
        raise typer.Exit(1)


@contextmanager
def _opened(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    with out.open("w", encoding="utf-8") as file:
        yield file


def _answer(run: ScreeningRun, rows: Iterable[PartyRow], *, json: bool) -> None:
    hits = list(run.hits(rows))
    if json:
        print_json([hit_line(hit, run) for hit in hits])
        return
    for hit in hits:
        ended = ", ended" if hit.is_ended else ""
        print_line(f"{hit.name_score:.2f}  {hit.band.value:<12} {hit.listing_id}  {hit.listed_name}")
        since = f" since {hit.listed_on}" if hit.listed_on else ""
        print_line(
            f"      {hit.effect.value}{since}{ended}; {hit.regime or 'no regime stated'}; as of {hit.as_of}"
        )
        print_line(f"      {hit.explanation}")
