"""What ``accord network`` prints, as rows, lines and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from accord.domain.evidence import weakest
from accord.domain.network_change import Network
from accord.methods.network.analysis import NETWORK_METHOD
from accord.methods.network.graph import ASSUMED_SPEEDS
from accord.methods.network.reach import Reach
from accord.methods.network.report import GainRange, NetworkReport

__all__ = ["gain_rows", "reach_rows", "report_json", "summary_lines"]


def reach_rows(report: NetworkReport) -> list[list[str]]:
    """Return a row for all places and for each partner."""
    rows = []
    for part in report.reach:
        cells = [part.partner or "all places"]
        known = part.before
        cells.append("unknown" if known is None else f"{known.population:,.0f}")
        for name, form in (("minutes", "{:.1f}"), ("potential", "{:,.0f}"), ("within_hour", "{:,.0f}")):
            for reach in (part.before, part.after):
                value = None if reach is None else getattr(reach, name)
                cells.append("none" if value is None else form.format(value))
        rows.append(cells)
    return rows


def gain_rows(report: NetworkReport, network: Network) -> list[list[str]]:
    """Return a row for each project and one for all together."""
    found = report.attribution
    if found is None:
        return []
    ranges = {row.project: row for row in report.ranges}
    rows = []
    for at, project in enumerate(found.projects):
        gains = (found.alone[at], found.last[at], found.shapley[at])
        spread = ranges.get(project)
        cells = [_gain(value, end) for value, end in zip(gains, _ends(spread), strict=True)]
        rows.append([project, *cells, _evidence(network, project)])
    whole = found.after - found.before
    spread = ranges.get("")
    sums = [f"sum {sum(found.alone):.2f}", f"sum {sum(found.last):.2f}"]
    rows.append(["all together", *sums, _gain(whole, _ends(spread)[2]), ""])
    return rows


def summary_lines(report: NetworkReport, network: Network, footnotes: Sequence[str]) -> Iterator[str]:
    """Yield what stands below the tables: borders, method, assumptions, footnotes of partners."""
    if report.border is None:
        yield "Time at borders: no delay of a crossing on these ways is known."
    else:
        share = report.border
        yield (
            f"Time at borders: {share.mean:.1%} of all travel time ({share.lower:.1%} to {share.upper:.1%},"
            f" nine of ten of {share.draws:,} draws)."
        )
    found = report.attribution
    if found is not None:
        if any(found.error):
            yield f"Shapley values from drawn orders of building, standard error to {max(found.error):.3g}."
        else:
            yield f"Shapley values over all {found.subsets:,} sets of projects."
    if report.ranges:
        yield f"Ranges: nine of ten of {report.question.draws:,} draws of every guess at once."
    guessed = sum(1 for row in network.sections if row.minutes is None)
    if guessed:
        speeds = ", ".join(f"{name} {speed}" for name, speed in ASSUMED_SPEEDS.items())
        yield f"Times of {guessed} sections follow from length and class, at assumed km/h: {speeds}."
    yield (
        f"Method {NETWORK_METHOD}; state of {report.question.day}; by {', '.join(report.question.modes)};"
        f" seed {report.question.seed}."
    )
    yield from footnotes
    yield "No position is taken on borders or status; crossings are points of passage."


def report_json(
    report: NetworkReport, network: Network, files: Mapping[str, str], footnotes: Sequence[str]
) -> dict[str, object]:
    """Return the answer as JSON, with the hash of each file that was read and the footnotes of partners."""
    border = report.border
    return {
        "method": NETWORK_METHOD,
        "day": report.question.day.isoformat(),
        "modes": list(report.question.modes),
        "seed": report.question.seed,
        "draws": report.question.draws,
        "files": dict(files),
        "assumed_km_per_hour": {name.value: speed for name, speed in ASSUMED_SPEEDS.items()},
        "measured_in": report.measured.value,
        "reach": [
            {
                "figure": f"network.{part.partner or 'all'}",
                "partner": part.partner or None,
                "before": _reach_json(part.before),
                "after": _reach_json(part.after),
            }
            for part in report.reach
        ],
        "projects": _projects_json(report, network),
        "border_share": None
        if border is None
        else {
            "mean": border.mean,
            "lower": border.lower,
            "median": border.median,
            "upper": border.upper,
            "draws": border.draws,
            "crossings": [
                {
                    "crossing": row.crossing,
                    "from": row.begins,
                    "to": row.ends,
                    "share_of_journeys": row.journeys,
                    "median_minutes": row.median,
                    "mean_minutes": row.mean,
                    "minutes_exceeded_by_one_in_twenty": row.late,
                }
                for row in border.crossings
            ],
        },
        "groups": [list(group) for group in report.groups],
        "sections_without_time": list(report.graph.unknown),
        "footnotes": list(footnotes),
    }


def _projects_json(report: NetworkReport, network: Network) -> list[dict[str, object]]:
    found = report.attribution
    if found is None:
        return []
    ranges = {row.project: row for row in report.ranges}
    rows: list[dict[str, object]] = []
    for at, project in enumerate(found.projects):
        spread = ranges.get(project)
        rows.append(
            {
                "figure": f"network.{project}",
                "project": project,
                "alone": found.alone[at],
                "last": found.last[at],
                "shapley": found.shapley[at],
                "shapley_standard_error": found.error[at],
                "alone_range": list(spread.alone) if spread else None,
                "last_range": list(spread.last) if spread else None,
                "shapley_range": list(spread.shapley) if spread else None,
                "evidence": _evidence(network, project),
            }
        )
    return rows


def _reach_json(reach: Reach | None) -> dict[str, object] | None:
    if reach is None:
        return None
    return {
        "known_population": reach.population,
        "mean_minutes": reach.minutes,
        "potential": reach.potential,
        "within_hour": reach.within_hour,
    }


def _evidence(network: Network, project: str) -> str:
    level = weakest(row.evidence for row in network.effects if row.project == project)
    return "" if level is None else level.value


def _ends(spread: GainRange | None) -> Sequence[tuple[float, float] | None]:
    return (None, None, None) if spread is None else (spread.alone, spread.last, spread.shapley)


def _gain(value: float, ends: tuple[float, float] | None) -> str:
    return f"{value:.2f}" if ends is None else f"{value:.2f} ({ends[0]:.2f} to {ends[1]:.2f})"
