"""The command on own pace and merits: converge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import JsonOption, SnapshotOption, load, print_json, print_line, print_table, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from accord.domain.figure import Figure
    from accord.methods.convergence.standing import Comparisons, Standing
    from accord.store.snapshot import Snapshot

__all__ = ["converge"]


def converge(
    snapshot: SnapshotOption = None,
    indicator: Annotated[str | None, typer.Option(help="Only this indicator.", show_default=False)] = None,
    benchmark: Annotated[
        str | None, typer.Option(help="Only against this benchmark.", show_default=False)
    ] = None,
    json: JsonOption = False,
) -> None:
    """Say how far each partner is from a benchmark, when it gets there, and how sure ranks are.

    The kind of the benchmark is named: the mean of members and the published aggregate are different
    things. Years are years at the present pace; closed, never and cannot say are answers. All intervals
    hold 90 % unless the figure says otherwise.
    """
    from accord.methods.convergence.standing import comparisons

    opened = load(snapshot)
    found = _chosen(comparisons(opened.figures), indicator, benchmark)
    if json:
        print_json([_to_json(one, opened) for one in found])
        return
    for one in found:
        _print(one, opened)
    say("Where a number comes from: accord why converge.KIND.INDICATOR.SOURCE...; ids: --json")


def _chosen(
    every: Sequence[Comparisons], indicator: str | None, benchmark: str | None
) -> Sequence[Comparisons]:
    """Return what was asked for.

    Raises:
        UsageError: The snapshot holds nothing to compare (ACC-260), nothing on this indicator (ACC-261), or
            nothing against this benchmark (ACC-262).
    """
    from accord.errors import Problem, UsageError

    if not every:
        raise UsageError(
            Problem(
                id="ACC-260",
                what="The snapshot has no series of indicators that could be compared.",
                expected="a snapshot that took in observations of partners",
                fix="Build again with observations; `accord build --help` says how.",
            )
        )
    known = sorted({one.indicator for one in every})
    if indicator is not None and indicator not in known:
        raise UsageError(
            Problem(
                id="ACC-261",
                what="No partner has observations of this indicator.",
                field="indicator",
                value=indicator,
                expected=f"one of {', '.join(known)}",
                fix="Correct the id, or take in observations of it.",
            )
        )
    of_indicator = [one for one in every if indicator in {None, one.indicator}]
    benchmarks = sorted({one.benchmark for one in of_indicator} - {""})
    if benchmark is not None and benchmark not in benchmarks:
        raise UsageError(
            Problem(
                id="ACC-262",
                what="Nothing is compared with this benchmark.",
                field="benchmark",
                value=benchmark,
                expected=f"one of {', '.join(benchmarks)}" if benchmarks else "observations of its members",
                fix="Correct the id, or take in observations of the members of the benchmark.",
            )
        )
    return [one for one in of_indicator if benchmark in {None, one.benchmark}]


def _to_json(one: Comparisons, opened: Snapshot) -> dict[str, object]:
    from accord.store.figure_json import figure_json

    def told(figure: Figure | None) -> object:
        return figure_json(figure) if figure else None

    kinds = {row.id: row.kind.value for row in opened.declaration.benchmarks}
    return {
        "indicator": one.indicator,
        "source": one.source,
        "benchmark": one.benchmark or None,
        "benchmark_kind": kinds.get(one.benchmark),
        "partners": [
            {
                "partner": row.partner,
                "gap": told(row.gap),
                "years": told(row.years),
                "rank": told(row.rank),
            }
            for row in one.standings
        ],
        "sigma": told(one.sigma),
        "beta": told(one.beta),
        "order": told(one.order),
    }


def _print(one: Comparisons, opened: Snapshot) -> None:
    """Print the partners in a table, and below it what holds for all of them."""
    labels = {row.id: row.label for row in opened.declaration.indicators}
    benchmarks = {row.id: row for row in opened.declaration.benchmarks}
    against = benchmarks.get(one.benchmark)
    print_line(f"{labels.get(one.indicator, one.indicator)}  ({one.indicator}, {one.source})")
    if against is None:
        print_line("  no benchmark: none of its members has observations")
    else:
        print_line(f"  against {against.label} ({against.kind.value.replace('_', ' ')})")
    headings, numeric = list(_HEADINGS), 8
    rows = [_row(row) for row in one.standings]
    if not any(row.gap is not None and row.gap.value is not None for row in one.standings):
        # Without a gap its columns would say "none" of values that are there; the reason stands below.
        headings, numeric = [*headings[:1], *headings[_OF_GAPS:]], 3
        rows = [[*cells[:1], *cells[_OF_GAPS:]] for cells in rows]
    if rows:
        print_table(headings, rows, numeric=numeric)
    for figure in (one.sigma, one.beta, one.order):
        if figure is not None:
            _print_shared(figure)
    for reason in dict.fromkeys(_absences(one.standings)):
        print_line(f"  {reason}")
    print_line()


_HEADINGS = (
    "partner",
    "period",
    "value",
    "benchmark",
    "members",
    "gap",
    "gap interval",
    "years",
    "rank",
    "ranks",
)
_OF_GAPS = 7
"""Place of the first column after those of the gap."""


def _row(row: Standing) -> list[str]:
    from accord.methods.convergence.standing import shown_interval, shown_number, shown_years

    known = row.gap.parameters if row.gap is not None else {}
    return [
        row.partner,
        known.get("period", "none"),
        known.get("value", "none"),
        known.get("benchmark_value", "none"),
        str(row.gap.n) if row.gap is not None and row.gap.n is not None else "none",
        shown_number(_number(row.gap)),
        shown_interval(row.gap) if row.gap is not None else "none",
        shown_years(row.years) if row.years is not None else "none",
        shown_number(_number(row.rank), places=0),
        shown_interval(row.rank, places=0) if row.rank is not None else "none",
    ]


def _number(figure: Figure | None) -> Decimal | None:
    from decimal import Decimal

    return figure.value if figure is not None and isinstance(figure.value, Decimal) else None


def _print_shared(figure: Figure) -> None:
    from accord.cleaning.values import shown_figure

    n = f", n {figure.n}" if figure.n is not None and figure.lower is None else ""
    missing = f", without {figure.parameters['missing']}" if "missing" in figure.parameters else ""
    print_line(f"  {figure.label}: {shown_figure(figure)}{n}{missing}")
    print_line(f"    {figure.reason}")


def _absences(standings: Sequence[Standing]) -> Sequence[str]:
    """Return why partners have no gap, and who left the benchmark."""
    gaps = [row.gap for row in standings if row.gap is not None]
    left = [gap.parameters["members_left_out"] for gap in gaps if "members_left_out" in gap.parameters]
    return [
        *(gap.reason for gap in gaps if gap.value is None),
        *(f"Members left out of the benchmark: {names}" for names in left),
    ]
