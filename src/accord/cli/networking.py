"""The command ``accord network``: what projects change on a network, before and after."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import JsonOption, print_json, print_line, print_table, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from accord.cli.network_reading import NetworkRead
    from accord.domain.network import Mode
    from accord.domain.network_change import Network
    from accord.methods.network.report import NetworkReport

__all__ = ["network"]

_OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", help="Folder for maps as SVG and a table of them.", show_default=False
    ),
]


def network(
    folder: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="PATH",
            help="Folder with places.csv, sections.csv, crossings.csv, effects.csv; or GeoJSON; or .osm.pbf."
            " Default: the network of the declaration.",
            show_default=False,
        ),
    ] = None,
    declaration: Annotated[
        str, typer.Option("--declaration", metavar="NAME", help="A bundled declaration, or its folder.")
    ] = "sofia_2018",
    projects: Annotated[
        str, typer.Option("--projects", metavar="IDS", help="Only these projects, with commas between.")
    ] = "",
    modes: Annotated[
        str, typer.Option("--modes", metavar="MODES", help="By what one travels, with commas between.")
    ] = "road",
    on: Annotated[
        str, typer.Option("--on", metavar="DAY", help="Sections in use on this day. Default: last read.")
    ] = "",
    draws: Annotated[
        int, typer.Option("--draws", min=0, max=10_000, help="Draws over what is guessed; 0 for none.")
    ] = 100,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of all random numbers.")] = 1,
    out: _OutOption = None,
    json: JsonOption = False,
) -> None:
    """Say what projects change: travel times, who reaches whom, waiting at borders, and each project's part.

    Projects complement each other, so that three readings of each stand side by side: alone, as the last of
    all, and by Shapley's value over all orders of building, which add up. Traffic does not react. Places that
    cannot be reached, sections without a time, and people known nowhere are named, and the exit code is 1.
    """
    from accord.cli.network_maps import check_folder
    from accord.cli.network_reading import read_network_of
    from accord.methods.network.analysis import analyse_network
    from accord.methods.network.report import Question

    if out is not None:
        check_folder(out)
    read = read_network_of(folder, declaration)
    chosen = _known_projects(projects, read.network)
    question = Question(
        day=_day(on) if on else read.day, modes=_modes(modes), projects=chosen, draws=draws, seed=seed
    )
    report = analyse_network(read.network, question)
    if json:
        _print_json(report, read, is_file=folder is not None)
    else:
        _print(report, read)
    if out is not None:
        _write_maps(report, read, out)
    _tell_left_out(report, read.notes)


def _print_json(report: NetworkReport, read: NetworkRead, *, is_file: bool) -> None:
    from accord.cli.network_rows import report_json

    print_json(report_json(report, read, is_file=is_file))


def _write_maps(report: NetworkReport, read: NetworkRead, out: Path) -> None:
    from accord.cli.network_maps import write_maps

    say(f"wrote {', '.join(write_maps(out, report, read.network, read.declared))} to {out}")


def _tell_left_out(report: NetworkReport, notes: Sequence[str]) -> None:
    from accord.methods.network.report import stranded_places

    for note in notes:
        say(note)
    left_out = [f"no time is known: {name}" for name in report.graph.unknown]
    if not (report.graph.population > 0).any():
        left_out.append("every place: no population is known")
    left_out += [f"cannot be reached from the rest: {name}" for name in stranded_places(report)]
    for text in left_out:
        say(f"left out  {text}")
    if left_out:
        raise typer.Exit(1)


def _known_projects(text: str, found: Network) -> tuple[str, ...]:
    from accord.errors import Problem, UsageError

    chosen = tuple(name.strip() for name in text.split(",") if name.strip())
    known = sorted({row.project for row in found.effects})
    wrong = [name for name in chosen if name not in known]
    if wrong:
        raise UsageError(
            Problem(
                id="ACC-837",
                what="Nothing is known of what these projects change in the network.",
                field="--projects",
                value=", ".join(wrong),
                expected="some of: " + (", ".join(known) or "none, as the network has no effects"),
                fix="Correct the ids, or state their effects.",
            )
        )
    return chosen


def _modes(text: str) -> tuple[Mode, ...]:
    from accord.domain.network import Mode
    from accord.errors import Problem, UsageError

    try:
        return tuple(Mode(name.strip()) for name in text.split(","))
    except ValueError as error:
        raise UsageError(
            Problem(
                id="ACC-839",
                what="There is no such mode.",
                field="--modes",
                value=text,
                expected="some of: " + ", ".join(Mode),
                fix="Correct the word.",
            )
        ) from error


def _day(text: str) -> date:
    from accord.domain.period import PartialDate
    from accord.errors import Problem, UsageError

    try:
        return PartialDate(text).last_day
    except ValueError as error:
        raise UsageError(
            Problem(
                id="ACC-839",
                what="The option is no date.",
                field="--on",
                value=text,
                expected="YYYY-MM-DD",
                fix="Write a day of the calendar.",
            )
        ) from error


def _print(report: NetworkReport, read: NetworkRead) -> None:
    from accord.cli.network_rows import LENGTH_HEADINGS, gain_rows, length_rows, reach_rows, summary_lines

    print_table(
        ["people of", "known people", "mean minutes", "after", "potential", "after", "within 1 h", "after"],
        reach_rows(report),
        numeric=7,
    )
    rows = gain_rows(report, read.network)
    if rows:
        unit = "minutes saved" if report.measured.value == "minutes" else "people reached"
        print_table(["project", f"alone ({unit})", "last", "Shapley", "rests on"], rows)
        for row in rows:
            if title := read.titles.get(row[0]):
                print_line(f"{row[0]}  {title}")
    lengths = length_rows(report, read.network)
    if lengths:
        headings = list(LENGTH_HEADINGS[: len(lengths[0])])
        print_table(headings, lengths, numeric=len(headings) - 1)
    for line in summary_lines(report, read.network, read.footnotes):
        print_line(line)
