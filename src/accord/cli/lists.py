"""Commands that keep lists of sanctioned and debarred parties: lists add, update, diff, status."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.lists_options import LISTS, ListsOption, ReasonOption, day_of_option, known_codes, usage
from accord.cli.output import JsonOption, check_files, print_json, print_table, say
from accord.errors import AccordError

if TYPE_CHECKING:
    from accord.store.figure_json import Json

__all__ = ["add", "app", "diff", "status", "update"]

app = typer.Typer(
    help="Keep lists of sanctioned and debarred parties as dated snapshots.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Published files of lists.")],
    *,
    lists: ListsOption = LISTS,
    code: Annotated[
        str, typer.Option("--list", metavar="CODE", help="Code of the list, if it is not the usual one.")
    ] = "",
    as_of: Annotated[
        str, typer.Option(metavar="DATE", help="Day of which the files are, if they do not say it.")
    ] = "",
    accept_shrinkage: ReasonOption = "",
    json: JsonOption = False,
) -> None:
    """Read published files and keep each list as an immutable snapshot.

    Formats are told by the content: EU, UN, OFAC, UK, Swiss and World Bank files, and a neutral one. OFAC's
    sdn.csv, alt.csv, add.csv and sdn_comments.csv are one list. Exit code 1 if an entry was set apart.
    """
    check_files(files)
    from accord.cli.lists_keeping import added_json, keep, say_account, say_added
    from accord.sources.lists.reading import group_files, read_list
    from accord.sources.lists.result import is_code
    from accord.store.lists.adding import hash_files

    groups = group_files(files)
    if code and (len(groups) > 1 or not is_code(code)):
        raise usage("ACC-228", "The code does not fit.", code, "one list, and small letters, digits, hyphens")
    day = day_of_option(as_of, "--as-of")
    told: list[Json] = []
    set_apart = 0
    for group in groups:
        hashed = dict(zip(group, hash_files(group), strict=True))
        read = read_list(group, code=code)
        for added in keep(read, hashed, lists, (day, "user"), accept_shrinkage):
            told.append(added_json(added))
            say_added(added)
        set_apart += say_account(read)
    if json:
        print_json(told)
    if set_apart:
        raise typer.Exit(1)


@app.command()
def update(
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="[LIST...]", help="Codes of lists; all if none is named.")
    ] = None,
    *,
    lists: ListsOption = LISTS,
    addresses: Annotated[
        Path | None,
        typer.Option(metavar="FILE.yml", help="Addresses in place of the official ones.", show_default=False),
    ] = None,
    accept_shrinkage: ReasonOption = "",
    tries: Annotated[int, typer.Option(min=1, max=20, help="How often to try each download.")] = 5,
    json: JsonOption = False,
) -> None:
    """Download lists from the official addresses and keep what is new.

    An unchanged list is not sent again. A list that cannot be downloaded, is broken or much smaller than
    before stays as it is, and the others are still asked for; the exit code is that of the first failure.
    """
    from accord.cli.lists_keeping import say_account, say_added
    from accord.cli.lists_updating import Outcome, say_kept, update_list
    from accord.sources.lists.official import OFFICIAL, read_official

    known = read_official(addresses or OFFICIAL)
    chosen = known_codes(codes or list(known), list(known))
    failures: list[AccordError] = []
    outcomes: list[Outcome] = []
    for code in chosen:
        try:
            outcome = update_list(known[code], lists, tries=tries, reason=accept_shrinkage)
        except AccordError as error:
            failures.append(error)
            say(f"{error}\n")
            say_kept(lists, code)
            outcome = Outcome(code, "failed", None, None)
        outcomes.append(outcome)
        if outcome.added is not None and outcome.read is not None:
            say_added(outcome.added)
            say_account(outcome.read)
        elif outcome.what != "failed":
            say(f"{code}: {outcome.what}")
    if json:
        print_json([{"list": one.code, "outcome": one.what} for one in outcomes])
    if failures:
        raise typer.Exit(failures[0].exit_code)


@app.command()
def diff(
    code: Annotated[str, typer.Argument(metavar="[LIST]", help="Code of a list; all if none is named.")] = "",
    before: Annotated[str, typer.Argument(metavar="[A]", help="Snapshot, or a day.")] = "",
    after: Annotated[str, typer.Argument(metavar="[B]", help="Snapshot, or a day.")] = "",
    lists: ListsOption = LISTS,
    json: JsonOption = False,
) -> None:
    """Show what was added, removed and changed between the two newest snapshots of a list, or two others."""
    from accord.cli.lists_differing import changes_json, chosen_snapshot, print_changes
    from accord.store.lists.differences import compare_listings
    from accord.store.lists.folder import codes_of, snapshots_of

    known = list(codes_of(lists))
    told: list[Json] = []
    for one in known_codes([code] if code else known, known):
        snapshots = snapshots_of(lists, one)
        if len(snapshots) < 2 and not before:
            say(f"{one}: {snapshots[-1].id} is the only snapshot")
            continue
        old = chosen_snapshot(snapshots, before) if before else snapshots[-2]
        new = chosen_snapshot(snapshots, after) if after else snapshots[-1]
        changes = compare_listings(old.read(), new.read())
        told.append(changes_json(old, new, changes))
        if not json:
            print_changes(old, new, changes)
    if json:
        print_json(told)


@app.command()
def status(
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="[LIST...]", help="Codes of lists; all if none is named.")
    ] = None,
    lists: ListsOption = LISTS,
    on: Annotated[
        str, typer.Option(metavar="DATE", help="Day from which ages are counted. Default: today.")
    ] = "",
    json: JsonOption = False,
) -> None:
    """Show each list with its day, age and hash, and verify every byte of the newest snapshots.

    Exit code 1 if an official list is missing or a list is stale.
    """
    from accord.cli.lists_standing import list_rows

    rows = list_rows(lists, codes or [], day_of_option(on, "--on") or datetime.now(UTC).date())
    if json:
        print_json([row.to_json() for row in rows])
    else:
        headings = ["list", "snapshot", "format", "as of", "confirmed", "state", "age", "entries", "in force"]
        print_table(headings, [row.to_cells() for row in rows], numeric=3)
    if not all(row.is_fresh for row in rows):
        raise typer.Exit(1)
