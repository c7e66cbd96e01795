"""Commands that answer from a snapshot: status, figures, why, diff."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import JsonOption, SnapshotOption, load, print_json, print_line, print_table, say
from accord.cli.tracing_flows import print_flow_leaves
from accord.cli.tracing_money import explain_money, is_money
from accord.cli.tracing_observations import print_cell_leaves, print_observation_leaves
from accord.cli.tracing_payments import explain_what_if, is_what_if

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accord.store.descent import Descent, Leaf

__all__ = ["diff", "figures", "status", "why"]

_MOST_ROWS_BELOW = 25
"""More rows of one figure below the one that was asked for are counted; `--json` lists them all."""


def status(
    snapshot: SnapshotOption = None,
    commitment: Annotated[str | None, typer.Option(help="Only this commitment.", show_default=False)] = None,
    partner: Annotated[str | None, typer.Option(help="Only this partner.", show_default=False)] = None,
    pillar: Annotated[str | None, typer.Option(help="Only this pillar.", show_default=False)] = None,
    rating: Annotated[str | None, typer.Option(help="Only this rating.", show_default=False)] = None,
    json: JsonOption = False,
) -> None:
    """Say how far each commitment is kept by each partner."""
    from accord.store.status import Filter, status_rows

    chosen = Filter(
        commitment=commitment or "", partner=partner or "", pillar=pillar or "", rating=rating or ""
    )
    rows = status_rows(load(snapshot), chosen)
    if json:
        print_json([row.to_json() for row in rows])
        return
    if not rows:
        say("No commitment matches all of this.")
        return
    print_table(
        [
            "commitment",
            "partner",
            "rating",
            "trend",
            "disputed",
            "evidence",
            "last evidence",
            "decisive reason",
        ],
        [
            [
                row.commitment,
                row.partner,
                row.rating.replace("_", " "),
                row.trend,
                "disputed" if row.is_disputed else "",
                row.evidence or "",
                row.last_evidence or "",
                row.reasons[0],
            ]
            for row in rows
        ],
    )
    say("Reasons in full: accord status --commitment ID --json, or accord why ID.rating.PARTNER")


def figures(
    snapshot: SnapshotOption = None,
    json: JsonOption = False,
) -> None:
    """List every published figure with its id; `why ID` explains one."""
    from accord.cleaning.values import shown_figure
    from accord.store.figure_json import figure_json

    opened = load(snapshot)
    if json:
        print_json([figure_json(figure) for figure in opened.figures.values()])
        return
    rows = [
        [figure.id, shown_figure(figure), "disputed" if figure.is_disputed else "", figure.label]
        for figure in opened.figures.values()
    ]
    print_table(["figure", "value", "", "what it is"], rows)


def why(
    figure: Annotated[
        str, typer.Argument(help="Id of a figure, claim, commitment, project, source, flow or sum of money.")
    ],
    snapshot: SnapshotOption = None,
    table: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="PATH",
            help="Compute a score, an estimate, an appraisal, a network, a portfolio or broadband again from"
            " what its command read.",
            show_default=False,
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Explain where a number comes from.

    Names the method, its parameters, and for each input the file, its hash, the place in it, the
    document, the day on which it was read and the evidence level.
    """
    from accord.store.tracing import Tracer

    if table is not None:
        _explain_from(figure, table, json=json)
        return
    if is_money(figure):
        explain_money(load(snapshot).folder, figure, json=json)
        return
    if is_what_if(figure):
        explain_what_if(load(snapshot), figure, json=json)
        return
    descent = Tracer(load(snapshot)).trace(figure)
    if json:
        print_json(descent.to_json())
        return
    _print_head(descent)
    for title, leaves in (("Inputs", descent.inputs), ("Definitions of this project", descent.definitions)):
        if leaves:
            print_line(f"\n{title}")
            _print_leaves(figure, leaves)
    print_observation_leaves(descent.observations)
    print_cell_leaves(descent.cells)
    print_flow_leaves(descent.flows)
    print_line(f"\nSnapshot {descent.snapshot}")


def _explain_from(figure: str, path: Path, *, json: bool) -> None:
    from accord.cli.tracing_appraisals import explain_appraisal, is_appraisal
    from accord.cli.tracing_computed import explain_computed, is_computed
    from accord.cli.tracing_scores import explain_score

    if is_appraisal(figure):
        explain_appraisal(figure, path, json=json)
    elif is_computed(figure):
        explain_computed(figure, path, json=json)
    else:
        explain_score(figure, path, json=json)


def _print_head(descent: Descent) -> None:
    from accord.cleaning.values import shown_figure, shown_value

    figure, row = descent.figure, descent.row
    if row is not None:
        print_line(f"{row.id}  ({row.kind})\n  {row.says}")
        return
    if figure is None:
        return
    print_line(f"{figure.id}  {figure.label}\n  {shown_figure(figure)}")
    if figure.minimum is not None:
        spread = f"{shown_value(figure.minimum, figure.unit)} to {shown_value(figure.maximum, figure.unit)}"
        word = "disputed" if figure.is_disputed else "revised over time"
        print_line(f"  spread     {spread} in {figure.claims} claims, {word}")
    print_line(f"  method     {figure.method}")
    if figure.parameters:
        print_line(
            "  parameters " + ", ".join(f"{name} = {value}" for name, value in figure.parameters.items())
        )
    if figure.reason:
        print_line(f"  reason     {figure.reason}")
    if len(descent.steps) > 1:
        print_line("\nDescent")
        for depth, step in descent.steps:
            print_line(f"  {'  ' * depth}{step.id} = {shown_figure(step)}  [{step.method}]")


def _print_leaves(figure: str, leaves: Sequence[Leaf]) -> None:
    """Print what a figure comes from; many rows of a figure below it are counted, and listed by their own."""
    counts = Counter(leaf.used_by for leaf in leaves)
    long = {name: count for name, count in counts.items() if count > _MOST_ROWS_BELOW and name != figure}
    for leaf in leaves:
        if leaf.used_by not in long:
            _print_leaf(leaf)
    for name, count in long.items():
        print_line(f"  {count} rows of {name}: accord why {name}")


def _print_leaf(leaf: Leaf) -> None:
    content = leaf.to_json()
    print_line(f"  {leaf.row.id}  ({leaf.row.kind}, {leaf.role})  {leaf.row.says}")
    if leaf.row.source is not None:
        source = leaf.row.source
        published = source.published or "undated"
        print_line(f"    said by  {source.publisher}: {source.title} ({published}), read {source.date_read}")
        print_line(f"    evidence {leaf.row.evidence}" + (f"   {source.url}" if source.url else ""))
    print_line(f"    stands   {content['file']}, {content['place']}")
    print_line(f"    sha256   {leaf.sha256}")
    if leaf.row.note:
        print_line(f"    note     {leaf.row.note}")


def diff(
    first: Annotated[Path, typer.Argument(help="The earlier snapshot (or store).")],
    second: Annotated[Path, typer.Argument(help="The later snapshot (or store).")],
    json: JsonOption = False,
) -> None:
    """Say which figures changed between two snapshots, and why. Exit code 1 if any did."""
    from accord.store.differences import find_changes

    changes = find_changes(load(first), load(second))
    if json:
        print_json(
            [
                {
                    "figure": change.figure,
                    "label": change.label,
                    "before": change.before or None,
                    "after": change.after or None,
                    "because": list(change.because),
                }
                for change in changes
            ]
        )
    for change in changes if not json else ():
        print_line(f"{change.figure}  {change.label}")
        print_line(f"  {change.before or 'did not exist'} -> {change.after or 'no longer exists'}")
        for reason in change.because:
            print_line(f"  because {reason}")
    words = {0: "No figure differs.", 1: "One figure differs."}
    say(words.get(len(changes), f"{len(changes)} figures differ."))
    if changes:
        raise typer.Exit(1)
