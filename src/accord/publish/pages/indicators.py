"""The scoreboard of all indicators, and a page for each with its editions laid over each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.cleaning.values import plain_value
from accord.domain.figure import Figure
from accord.domain.indicator import Indicator
from accord.domain.observation import Observation, Series, vintage_order
from accord.domain.progress import ProgressTerms
from accord.methods.claimed_observations import REGION
from accord.methods.convergence.standing import comparisons
from accord.methods.progress.judging import judge
from accord.methods.progress.path import progress_path
from accord.methods.progress.target_choice import choose_target
from accord.publish.convergence_charts import gap_chart, rank_chart
from accord.publish.library import Library
from accord.publish.page import Page, Row
from accord.publish.path_chart import path_chart
from accord.publish.scoreboard import ScoreLine, score_lines
from accord.publish.scoreboard_chart import scoreboard_chart
from accord.publish.vintage_chart import vintage_chart
from accord.store.figure_json import figure_json
from accord.store.observed import ObservationLeaf

__all__ = ["indicator_ids", "indicator_page", "indicators_page"]

_REGION = "The region, as the source draws it"
_SCALES = {
    "ratio": "ratio scale: growth in percent means something",
    "interval": "interval scale: differences mean something, growth does not",
    "ordinal": "words in an order: neither differences nor growth mean anything",
}
_DIRECTIONS = {None: "neither more nor less is better", "higher": "more is better", "lower": "less is better"}
_BESIDE = {
    "sigma": "Spread among partners",
    "beta": "Growth by initial level",
    "order": "Chance that this order is right",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edition:
    """One vintage of a source as a table: periods down, partners across."""

    vintage: str
    segment: str
    periods: tuple[str, ...]
    rows: tuple[tuple[Observation | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What the page of an indicator shows of one source."""

    line: ScoreLine
    chart: str
    beside: tuple[tuple[str, Figure], ...]
    ranks: str
    benchmarks: tuple[tuple[str, str, str], ...]
    editions: tuple[_Edition, ...]
    others: int
    paths: tuple[tuple[str, str], ...]


def indicator_ids(library: Library) -> list[str]:
    """Return the ids of all indicators."""
    return [indicator.id for indicator in library.declaration.indicators]


def indicators_page(library: Library) -> Page:
    """Return the scoreboard: the newest value of every indicator for every partner, with its doubt.

    Indicators of which nothing was observed are named below it, with who asks for them.
    """
    lines = score_lines(library)
    observed = {line.indicator.id for line in lines}
    waiting = [row for row in library.declaration.indicators if row.id not in observed]
    return Page(
        path="indicators",
        title="Indicators",
        description="What changed, how fast, and whether it is more than noise, for every partner.",
        template="indicators.html",
        context={"lines": lines, "waiting": waiting, "region": REGION, "region_name": _REGION},
        table=[row for line in lines for row in _rows(line)],
        columns=("indicator", "source", "partner", "value"),
        chart=scoreboard_chart(library, lines),
    )


def _rows(line: ScoreLine) -> Iterator[Row]:
    for cell in line.cells:
        latest = figure_json(cell.latest) if cell.latest else {}
        change = figure_json(cell.change) if cell.change else {}
        yield {
            "indicator": line.indicator.id,
            "source": line.source,
            "partner": cell.partner,
            "figure": latest.get("figure"),
            "value": latest.get("value"),
            "unit": line.indicator.unit,
            "period": cell.observation.period.text if cell.observation else None,
            "vintage": cell.observation.vintage if cell.observation else None,
            "std_error": str(cell.observation.std_error)
            if cell.observation and cell.observation.std_error
            else None,
            "progress": plain_value(cell.progress.value) if cell.progress else None,
            "progress_figure": cell.progress.id if cell.progress else None,
            "change": change.get("value"),
            "change_lower": change.get("lower"),
            "change_upper": change.get("upper"),
            "reason": cell.progress.reason if cell.progress else None,
        }


def indicator_page(library: Library, name: str) -> Page:
    """Return the page of an indicator: scale, breaks, every source, every vintage.

    Args:
        library: The snapshot.
        name: Id of an indicator that exists.
    """
    indicator = next(row for row in library.declaration.indicators if row.id == name)
    lines = [line for line in score_lines(library) if line.indicator.id == name]
    parts = [_part(library, line) for line in lines]
    rows = [
        row for series in library.series_by_indicator[name] for row in (*series.observations, *series.absent)
    ]
    return Page(
        path=f"indicators/{name}",
        title=indicator.label,
        title_why=name,
        description=f"{indicator.label}: every source, every edition, with its doubt.",
        template="indicator.html",
        context={
            "indicator": indicator,
            "parts": parts,
            "scale": _SCALES[indicator.scale.value],
            "directions": {segment.id: _DIRECTIONS[segment.direction] for segment in indicator.segments},
            "region": REGION,
            "region_name": _REGION,
            "asked": [row for row in library.commitments.values() if row.id in indicator.commitments],
            "targets": [row for row in library.declaration.targets if row.indicator == name],
        },
        table=[_leaf(row) for row in rows if row.partner in {*library.partners, REGION}],
        columns=("id", "partner", "period", "value"),
        chart=parts[0].chart if parts else _chart(library, indicator, ()),
    )


def _part(library: Library, line: ScoreLine) -> _Part:
    every = [each for each in library.series_by_indicator[line.indicator.id] if each.source == line.source]
    shown = {cell.partner for cell in line.cells}
    own = [each for each in every if each.partner in shown]
    prefix = f"{line.indicator.id}.{line.source}"
    beside = comparisons({key: row for key, row in library.figures.items() if f".{prefix}" in key})
    names, labels = library.names, {row.id: row.label for row in library.declaration.benchmarks}
    notes = library.notes_for(*names.values())
    return _Part(
        line=line,
        chart=_chart(library, line.indicator, own),
        beside=tuple(
            (title, library.figures[f"converge.{kind}.{prefix}"])
            for kind, title in _BESIDE.items()
            if f"converge.{kind}.{prefix}" in library.figures
        ),
        ranks=rank_chart(f"Ranks: {line.indicator.label}", beside[0], names, notes=notes) if beside else "",
        benchmarks=tuple(
            (each.benchmark, label, gap_chart(f"Gaps: {label}", each, names, label, notes=notes))
            for each in beside
            if (label := labels.get(each.benchmark, ""))
        ),
        editions=tuple(_editions(own, [cell.partner for cell in line.cells])),
        others=len({each.partner for each in every} - shown),
        paths=tuple(_paths(library, line)),
    )


def _paths(library: Library, line: ScoreLine) -> Iterator[tuple[str, str]]:
    """Yield the path to the target of each partner for whom one counts: name and drawing."""
    judged = {cell.partner: cell.progress.id for cell in line.cells if cell.progress}
    for series in library.judged_series:
        goal = choose_target(library.declaration.targets, series).chosen
        is_here = (series.indicator.id, series.source) == (line.indicator.id, line.source)
        if is_here and goal is not None and series.partner in judged:
            name = _REGION if series.partner == REGION else library.names[series.partner]
            path = progress_path(judge(series, goal, ProgressTerms()))
            title = f"{line.indicator.label}: {name}"
            yield name, path_chart(path, title, figure=judged[series.partner], notes=library.notes_for(name))


def _chart(library: Library, indicator: Indicator, series: Sequence[Series]) -> str:
    is_regional = bool(series) and {each.partner for each in series} == {REGION}
    names = {REGION: _REGION} if is_regional else library.names
    return vintage_chart(indicator.label, series, names, notes=library.notes_for(*names.values()))


def _editions(series: Sequence[Series], partners: Sequence[str]) -> Iterator[_Edition]:
    """Yield the vintages, the newest first, each segment for itself."""
    keys = sorted(
        {(each.vintage, each.segment.id) for each in series},
        key=lambda pair: (vintage_order(pair[0]), pair[1]),
        reverse=True,
    )
    for vintage, segment in keys:
        rows = {
            (row.period.text, row.partner): row
            for each in series
            if (each.vintage, each.segment.id) == (vintage, segment)
            for row in (*each.observations, *each.absent)
        }
        periods = sorted({period for period, _partner in rows}, reverse=True)
        yield _Edition(
            vintage=vintage,
            segment=segment,
            periods=tuple(periods),
            rows=tuple(tuple(rows.get((period, partner)) for partner in partners) for period in periods),
        )


def _leaf(row: Observation) -> Row:
    leaf = ObservationLeaf(observation=row, role="", used_by="").to_json()
    return {key: value for key, value in leaf.items() if key not in {"role", "used_by"}}
