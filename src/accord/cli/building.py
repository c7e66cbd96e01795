"""Commands that make snapshots: demo, build."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.building_options import (
    BUNDLED,
    AppraisalOption,
    AsOfOption,
    BroadbandOption,
    CompositeOption,
    CurrencyOption,
    DeclarationArgument,
    IatiOption,
    ListsOption,
    ObservationsOption,
    PortfolioOption,
    RatesOption,
)
from accord.cli.output import StoreOption, load, print_line, print_table, say
from accord.errors import Problem, UsageError

if TYPE_CHECKING:
    from accord.store.snapshot import Snapshot
    from accord.taking_in.money import Money
    from accord.taking_in.own_files import OwnFiles

__all__ = ["build", "demo"]


def build(
    declaration: DeclarationArgument = BUNDLED,
    snapshot: StoreOption = None,
    as_of: AsOfOption = None,
    iati: IatiOption = None,
    rates: RatesOption = None,
    currency: CurrencyOption = "EUR",
    lists: ListsOption = None,
    observations: ObservationsOption = None,
    composite: CompositeOption = None,
    appraisal: AppraisalOption = None,
    broadband: BroadbandOption = None,
    portfolio: PortfolioOption = None,
) -> None:
    """Check a declaration and build a snapshot of it.

    Prints the folder of the snapshot. Nothing is written if a check fails.
    """
    from accord.cli.portfolio_asking import call_file
    from accord.taking_in.money import Money
    from accord.taking_in.own_files import OwnFiles

    money = None if iati is None else Money(tables=iati, rates=tuple(rates or ()), currency=currency.upper())
    folder = _build(
        declaration,
        snapshot,
        _read_day(as_of),
        money=money,
        lists=lists,
        observations=observations or (),
        own=OwnFiles(
            composites=composite or (),
            appraisals=appraisal or (),
            broadband=broadband or (),
            portfolios=[call_file(file) for file in portfolio or ()],
        ),
    )
    print_line(str(folder))
    if lists is not None:
        _say_screened(folder)
    _say_later(folder, observations or ())
    if as_of is not None:
        known = _number(load(folder), "count.claims")
        say(f"{known} claims were known on {as_of}. An undated document counts from its reading.")


def demo(
    snapshot: StoreOption = None,
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the site after the summary.")
    ] = True,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes any free one.")
    ] = 8018,
) -> None:
    """Build the bundled declaration and serve its site.

    Prints a summary first; Ctrl-C ends the server.
    """
    folder = _build(BUNDLED, snapshot, None)
    opened = load(folder)
    _print_summary(opened)
    if serve:
        from accord.publish.server import serve_snapshot

        serve_snapshot(opened, port=port, announce=say, may_move=True)


def _build(
    declaration: str,
    store: Path | None,
    day: date | None,
    *,
    money: Money | None = None,
    lists: Path | None = None,
    observations: Sequence[Path] = (),
    own: OwnFiles | None = None,
) -> Path:
    from accord.build import build_snapshot
    from accord.sources.declaration import declaration_folder
    from accord.store.finding import STORE
    from accord.taking_in.own_files import OwnFiles

    return build_snapshot(
        declaration_folder(declaration),
        store or STORE,
        as_of=day,
        money=money,
        lists=lists,
        observations=observations,
        own=own or OwnFiles(),
    )


def _say_later(folder: Path, observations: Sequence[Path]) -> None:
    """Say how many observations are of editions that were not known on the snapshot's day."""
    from accord.store.observed import read_observed
    from accord.store.tables import read_note

    read = sum(read_note(tables)["observations"] for tables in observations)
    later = read - len(read_observed(folder))
    if observations and later:
        say(
            f"{later:,} observations are of editions later than the snapshot's day and were left out; the day"
            " is that of the latest reading of a document. To take them in, look at a source again and renew"
            " its `date_read`."
        )


def _say_screened(folder: Path) -> None:
    """Say how many parties were compared with what, and what came of it."""
    from collections import Counter

    from accord.domain.party import Standing
    from accord.store.screened import read_screened

    screened = read_screened(folder)
    assert screened is not None  # noqa: S101  (it was built with lists)
    standing = Counter(party.standing for party in screened.parties)
    bands = Counter(each.hit.band.value for each in screened.hits)
    found = ", ".join(f"{count:,} {band}" for band, count in sorted(bands.items())) or "none"
    used = ", ".join(f"{used.code} of {used.as_of}" for used in screened.lists)
    say(f"{standing[Standing.SCREENED]:,} parties compared with {used}. Hits: {found}.")
    say(
        f"Not compared: {standing[Standing.EXEMPT]:,} exempt as final recipients of humanitarian aid,"
        f" {standing[Standing.UNNAMED]:,} not named. No match is no clearance."
    )
    for old in screened.lists:
        if old.is_stale:
            say(f"The list {old.code} is of {old.as_of}, {old.age_days:,} days before the snapshot's day.")
    for code in screened.run.missing:
        say(f"The list {code} is held only for later days and was not used.")


def _read_day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            Problem(
                id="ACC-207",
                what="The day cannot be read.",
                field="--as-of",
                value=text,
                expected="a day of the calendar written YYYY-MM-DD",
                fix="Write for example --as-of 2020-12-31.",
            )
        ) from error


def _print_summary(snapshot: Snapshot) -> None:
    from accord.cleaning.values import shown_figure
    from accord.domain.assessment import Rating

    declaration, figures = snapshot.declaration, snapshot.figures
    print_line(f"{declaration.header.title}, as known on {snapshot.manifest.as_of}")
    print_line()
    rows = []
    day = date.fromisoformat(snapshot.manifest.as_of)
    for suffix, name in [(f".{p.id}", p.name_on(day)) for p in declaration.partners] + [("", "all")]:
        rows.append([name, *(_number(snapshot, f"count.{rating}{suffix}") for rating in Rating)])
    print_table(["partner", *(rating.replace("_", " ") for rating in Rating)], rows, numeric=len(Rating))
    for footnote in dict.fromkeys(partner.footnote for partner in declaration.partners if partner.footnote):
        print_line(footnote)
    print_line()
    for name in ("count.claims", "count.disputed", "count.gaps"):
        print_line(f"{figures[name].label}: {shown_figure(figures[name])}")
    print_line(f"Snapshot {snapshot.id}")
    print_line()
    print_line(f"Where does a number come from?  {_command()} why count.complete")


def _number(snapshot: Snapshot, name: str) -> str:
    value = snapshot.figures[name].value
    return f"{value:f}".split(".", maxsplit=1)[0] if isinstance(value, Decimal) else ""


def _command() -> str:
    """Return the command as it can be typed here, also in a clone where it is not on the path."""
    program, here = Path(sys.argv[0]).absolute(), Path.cwd()
    return str(program.relative_to(here)) if program.is_relative_to(here) else program.name
