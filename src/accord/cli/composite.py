"""The command that computes a composite score from its specification: composite."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import JsonOption, check_files, print_json, print_table, say

if TYPE_CHECKING:
    from accord.cli.composite_writing import Row
    from accord.methods.composite.chain import Chain
    from accord.methods.composite.sensitivity import Indices
    from accord.methods.composite.uncertainty import Spread
    from accord.sources.composite_inputs import CompositeFiles

__all__ = ["composite"]


def composite(
    spec: Annotated[
        Path, typer.Argument(metavar="SPEC.yml", help="Specification; the tables it names stand beside it.")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Folder for the files, made if it is not there.")
    ],
    json: JsonOption = False,
) -> None:
    """Compute a composite score step by step, and what its ranks rest on.

    Writes raw, denominated, screened, imputed, treated, normalised and aggregated values, one CSV file each;
    scores.csv with rank, interval and the number of indicators behind each score; groups.csv with the same
    for every group; flags.csv with every cell that is not what the data say; screening.csv and treatment.csv;
    sensitivity.csv on request. Failed replications are counted and shown, and the exit code is then 1.
    """
    from accord.cli.composite_writing import write_chain
    from accord.methods.composite.running import inputs_of, run_composite
    from accord.sources.composite_inputs import read_composite

    check_files([spec])
    files = read_composite(spec)
    inputs = inputs_of(files.data, files.errors, files.denominators, files.groups)
    run = run_composite(files.spec, files.tree, inputs)
    chain, spread, indices = run.chain, run.spread, run.indices
    out.mkdir(parents=True, exist_ok=True)
    written = write_chain(out, chain, spread, indices)
    _tell(files, chain, spread, indices, json=json)
    say(f"{len(written)} files stand in {out.name}: {', '.join(written)}.")
    if (spread and spread.failed) or (indices and indices.failed):
        raise typer.Exit(1)


def _tell(
    files: CompositeFiles, chain: Chain, spread: Spread | None, indices: Indices | None, *, json: bool
) -> None:
    from accord.cli.composite_writing import group_rows, score_rows, sensitivity_rows
    from accord.methods.composite.naming import COMPOSITE_METHOD, SOURCE_MEAN_METHOD, composite_id

    rows = score_rows(chain, spread)
    if json:
        name = files.spec.id
        print_json(
            {
                "method": SOURCE_MEAN_METHOD if chain.means else COMPOSITE_METHOD,
                "id": name,
                "title": files.spec.title,
                "files": files.files,
                "passed_over": list(files.passed_over),
                "scores": [{"figure": composite_id(name, str(row["unit"])), **row} for row in rows],
                "groups": [
                    {"figure": composite_id(name, str(row["unit"]), str(row["group"])), **row}
                    for row in group_rows(chain)
                ],
                "screened_out": [unit.unit for unit in chain.screening if not unit.is_included],
                "raised_to_floor": chain.raised,
                "uncertainty": _spread_json(spread),
                "sensitivity": _indices_json(indices, sensitivity_rows(indices) if indices else []),
            }
        )
    else:
        _print(rows, spread)
    _say(files, chain, spread, indices)


def _spread_json(spread: Spread | None) -> Row | None:
    from accord.cli.composite_writing import known

    if spread is None:
        return None
    return {
        "varied": list(spread.things),
        "replications": spread.replications,
        "failed": spread.failed,
        "scores_from": spread.on_scale,
        "exact_order": known(spread.exact_order),
    }


def _indices_json(indices: Indices | None, rows: list[Row]) -> Row | None:
    if indices is None:
        return None
    return {"base": indices.base, "runs": indices.runs, "failed": indices.failed, "indices": list(rows)}


def _print(rows: list[Row], spread: Spread | None) -> None:
    def shown(row: Row, name: str) -> str:
        value = row.get(name)
        return "not known" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)

    print_table(
        ["unit", "rank", *(["ranks"] if spread else []), "score", "interval", "n", "imputed", "of"],
        [
            [
                str(row["unit"]),
                shown(row, "rank"),
                *([f"{shown(row, 'rank_lower')} to {shown(row, 'rank_upper')}"] if spread else []),
                shown(row, "score"),
                "none" if row["lower"] is None else f"{shown(row, 'lower')} to {shown(row, 'upper')}",
                *(str(row[name]) for name in ("n", "n_imputed", "of")),
            ]
            for row in rows
        ],
        numeric=3,
    )


def _say(files: CompositeFiles, chain: Chain, spread: Spread | None, indices: Indices | None) -> None:
    flags = [flag.flag for flag in chain.flags]
    counts = ", ".join(f"{flags.count(flag)} {flag}" for flag in dict.fromkeys(flags))
    say(f"Cells that are not what the data say: {counts or 'none'} (flags.csv).")
    for unit in chain.screening:
        if not unit.is_included:
            say(f"screened out  {unit.unit}: {unit.reason} ({unit.known} of {unit.of})")
    if chain.raised:
        say(f"{chain.raised} values were raised to the floor before a mean.")
    if files.passed_over:
        say(f"Passed over: {'; '.join(files.passed_over)}.")
    if spread is None:
        say("No interval but that of a mean of sources: the specification states no `uncertainty`.")
        return
    share = int(float(files.spec.uncertainty.interval) * 100) if files.spec.uncertainty else 0
    say(
        f"{spread.replications:,} replications, {sum(spread.failed.values()):,} failed; varied:"
        f" {', '.join(spread.things) or 'nothing'}; {share} % within the bounds; scores from"
        f" {spread.on_scale:,} replications with the specification's normalisation; all ranks as stated in"
        f" {spread.exact_order:.1%}."
    )
    for reason, count in spread.failed.items():
        say(f"failed  {count:,}: {reason}")
    if spread.failed:
        say("They do not fail at random: all ranges are those of the rest. State a `floor`, or `lower: 1`.")
    if indices:
        say(
            f"Sensitivity: {indices.runs:,} runs; {indices.failed:,} of {indices.base:,} base points left out"
            " because a run failed."
        )
