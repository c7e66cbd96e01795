"""The command that estimates an unobserved components model: ucm."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import JsonOption, check_files, print_json, print_table, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from accord.methods.ucm.wgi2022 import CellEstimates

__all__ = ["ucm"]

_COLUMNS = (
    "indicator",
    "code",
    "year",
    "estimate",
    "std_error",
    "n_sources",
    "pct_rank",
    "pct_rank_lower90",
    "pct_rank_upper90",
)


def ucm(
    scores: Annotated[
        Path,
        typer.Argument(
            metavar="SCORES.csv",
            help="Scores of sources: indicator, year, source, representative (1 or 0), code, score.",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.csv", help="File for the estimates.")],
    own_codes: Annotated[
        bool, typer.Option("--own-codes", help="Codes that belong to no country are meant, not slips.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Estimate a latent score from many sources, with its standard error and percentile rank.

    The method is wgi_2022: the unobserved components model of the Worldwide Governance Indicators in their
    edition of 2022, each indicator and year for itself. Estimates have mean 0 and standard deviation 1 over
    the units of a year, so that a change of the world mean cannot be seen. A cell that the sources do not
    identify has no estimates; it and every source that is left out are named, and the exit code is 1.
    """
    from accord.methods.ucm.cells import score_cells
    from accord.methods.ucm.edition import UCM_METHOD, ucm_id
    from accord.methods.ucm.wgi2022 import estimate_cell
    from accord.sources.rates.grid import TableFile
    from accord.sources.score_tables import parse_source_scores

    check_files([scores])
    file = TableFile(name=scores.name, content=scores.read_bytes())
    rows, unused = parse_source_scores(file, own_codes=own_codes)
    estimates = [estimate_cell(cell) for cell in score_cells(rows)]
    lines = [row for one in estimates for row in _rows(one)]
    _write(out, lines)
    if json:
        keys = dict(enumerate(_COLUMNS))
        print_json(
            {
                "method": UCM_METHOD,
                "cells": [_cell_json(one) for one in estimates],
                "file": scores.name,
                "sha256": file.sha256,
                "estimates": [
                    {"figure": ucm_id(str(row[0]), str(row[1]), row[2])}
                    | {keys[place]: value for place, value in enumerate(row)}
                    for row in lines
                ],
            }
        )
    else:
        _print(estimates)
    if unused:
        say(f"Columns that were not needed: {', '.join(unused)}.")
    known = sum(row[3] is not None for row in lines)
    without = f"; {len(lines) - known:,} rows have none" if known < len(lines) else ""
    say(f"{known:,} estimates by {UCM_METHOD} from {len(rows):,} scores stand in {out.name}{without}.")
    left_out = list(_left_out(estimates))
    for text in left_out:
        say(f"left out  {text}")
    if left_out:
        raise typer.Exit(1)


def _rows(one: CellEstimates) -> Iterator[list[object]]:
    """Yield a row for each unit; what is not known is None."""
    numbers = (one.estimate, one.std_error, one.ranks.rank, one.ranks.lower, one.ranks.upper)
    for place, code in enumerate(one.cell.units):
        estimate, error, rank, lower, upper = (_known(column[place]) for column in numbers)
        n_sources = int(one.n_sources[place])
        yield [one.cell.indicator, code, one.cell.year, estimate, error, n_sources, rank, lower, upper]


def _known(value: float) -> float | None:
    return None if value != value else float(value)


def _write(out: Path, rows: Sequence[Sequence[object]]) -> None:
    import csv
    import io

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    out.write_text(text.getvalue(), encoding="utf-8")


def _cell_json(one: CellEstimates) -> dict[str, object]:
    return {
        "indicator": one.cell.indicator,
        "year": one.cell.year,
        "units": len(one.cell.units),
        "reason": one.reason or None,
        "sources": [
            {
                "source": source.source,
                "representative": source.is_representative,
                "units": source.n_units,
                "alpha": _known(source.alpha),
                "beta": _known(source.beta),
                "sigma": _known(source.sigma),
                "reason": source.reason or None,
            }
            for source in one.sources
        ],
    }


def _print(estimates: Sequence[CellEstimates]) -> None:
    rows = []
    for one in estimates:
        used = [source for source in one.sources if not source.reason]
        errors = [value for value in one.std_error.tolist() if value == value]
        rows.append(
            [
                one.cell.indicator,
                str(one.cell.year),
                str(len(one.cell.units)),
                f"{len(used)} of {len(one.sources)}",
                ", ".join(source.source for source in used if source.beta < 0) or "none",
                f"{min(errors):.3f} to {max(errors):.3f}" if errors else "no estimates",
            ]
        )
    print_table(["indicator", "year", "units", "sources", "against its own scale", "standard errors"], rows)


def _left_out(estimates: Sequence[CellEstimates]) -> Iterator[str]:
    for one in estimates:
        where = f"{one.cell.indicator} {one.cell.year}"
        if one.reason:
            yield f"{where}: no estimates: {one.reason}"
        else:
            yield from (
                f"{where}: source {source.source}: {source.reason}" for source in one.sources if source.reason
            )
