"""What ``accord network`` prints, as rows, lines and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isnan
from typing import TYPE_CHECKING

from accord.domain.evidence import weakest
from accord.domain.network import PlaceKind, Tier
from accord.domain.network_change import Network
from accord.methods.network.analysis import NETWORK_METHOD
from accord.methods.network.graph import ASSUMED_SPEEDS
from accord.methods.network.lengths import mode_lengths, total_km
from accord.methods.network.report import GainRange, NetworkReport, Spread

if TYPE_CHECKING:
    from accord.cli.network_reading import NetworkRead

_DECIMALS = 2
_NOTHING = 1e-9
"""Below it a difference of two sums is their last bits."""

LENGTH_HEADINGS = (
    "sections in use",
    "km",
    "length read",
    "derived",
    "guessed",
    "core km",
    "extended core",
    "comprehensive",
    "tier not stated",
)
"""Headings of :func:`length_rows`; those of tiers are left out where no tier is stated."""

__all__ = ["LENGTH_HEADINGS", "gain_rows", "length_rows", "reach_rows", "report_json", "summary_lines"]


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
        cells = [_gain(value, end) for value, end in zip(gains, _spreads(spread), strict=True)]
        rows.append([project, *cells, _evidence(network, project)])
    whole = found.after - found.before
    spread = ranges.get("")
    sums = [f"sum {sum(found.alone):.2f}", f"sum {sum(found.last):.2f}"]
    rows.append(["all together", *sums, _gain(whole, _spreads(spread)[2]), ""])
    return rows


def length_rows(report: NetworkReport, network: Network) -> list[list[str]]:
    """Return a row for each mode: its length, how that is known, and how much lies in each tier on the day.

    Sections of all modes count, whatever the modes of the question; a mode without known lengths has no row.
    """
    has_tiers = any(row.memberships for row in network.sections)
    rows = []
    for lengths in mode_lengths(network, report.question.day):
        whole = total_km(lengths.known)
        if not whole:
            continue
        shares = (total_km(part) / whole for part in (lengths.read, lengths.derived, lengths.guessed))
        cells = [lengths.mode.value, f"{whole:,.0f}", *(f"{share:.0%}" for share in shares)]
        if has_tiers:
            cells += [f"{total_km(lengths.in_tier(tier)):,.0f}" for tier in (*Tier, None)]
        rows.append(cells)
    return rows


def summary_lines(report: NetworkReport, network: Network, footnotes: Sequence[str]) -> Iterator[str]:
    """Yield what stands below the tables: borders, method, assumptions, footnotes of partners."""
    if missing := _without_people(report):
        yield missing
    if years := _years_of_people(report):
        yield years
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
        if outside := _outside(report):
            yield outside
    travelled = {arc.section for arc in report.graph.arcs}
    guessed = sum(1 for row in network.sections if row.id in travelled and row.minutes is None)
    if guessed:
        speeds = ", ".join(f"{name} {speed}" for name, speed in ASSUMED_SPEEDS.items())
        yield f"Times of {guessed} sections follow from length and class, at assumed km/h: {speeds}."
    yield (
        f"Method {NETWORK_METHOD}; state of {report.question.day}; by {', '.join(report.question.modes)};"
        f" seed {report.question.seed}."
    )
    yield from footnotes
    yield "No position is taken on borders or status; crossings are points of passage."


def report_json(report: NetworkReport, read: NetworkRead, *, is_file: bool) -> dict[str, object]:
    """Return the answer as JSON: every number is a figure that `accord why` explains.

    Args:
        report: The answer.
        read: The network that was asked about, and from where it was read.
        is_file: Whether it was read from files: then `accord why` needs them, too.
    """
    from accord.cli.network_options import options_in_ids, with_options
    from accord.methods.network_figures import report_figures
    from accord.store.figure_json import figure_json

    options = options_in_ids(report.question, read.day)
    figures = with_options(report_figures(report, read.network, is_file=is_file), options)
    return {
        "method": NETWORK_METHOD,
        "day": report.question.day.isoformat(),
        "modes": list(report.question.modes),
        "projects": sorted(set(report.question.projects)),
        "seed": report.question.seed,
        "draws": report.question.draws,
        "files": read.hashes,
        "measured_in": report.measured.value,
        "figures": [figure_json(figure) for figure in figures.values()],
        "groups": [list(group) for group in report.groups],
        "sections_without_time": list(report.graph.unknown),
        "footnotes": list(read.footnotes),
    }


def _without_people(report: NetworkReport) -> str:
    """Return a sentence on towns and ports of unknown population; nothing if there is none."""
    pairs = zip(report.graph.places, report.graph.population, strict=True)
    known = [not isnan(people) for place, people in pairs if place.kind in {PlaceKind.TOWN, PlaceKind.PORT}]
    if all(known):
        return ""
    if not any(known):
        return "No population of any place is stated, so nothing can be said of people: fill in `population`."
    missing = f"{known.count(False)} of {len(known)} towns and ports"
    return f"People of {missing} are unknown: no journey begins or ends there."


def _years_of_people(report: NetworkReport) -> str:
    """Return a sentence on the years of the people that count; nothing if no people are known."""
    from accord.methods.network.figure_rows import years_of_people

    years = years_of_people(report.graph.places).get("years_of_people")
    return f"Years of the numbers of people, added up as they are: {years}." if years else ""


def _evidence(network: Network, project: str) -> str:
    level = weakest(row.evidence for row in network.effects if row.project == project)
    return "" if level is None else level.value


def _outside(report: NetworkReport) -> str:
    """Return a sentence on values that lie outside their range as it is printed; nothing if none does."""
    found = report.attribution
    if found is None:
        return ""
    words = []
    at_of = {project: at for at, project in enumerate(found.projects)}
    for row in report.ranges:
        if row.project:
            at = at_of[row.project]
            gains = (found.alone[at], found.last[at], found.shapley[at])
            names = ("alone", "as the last", "Shapley")
        else:
            gains, names = (found.after - found.before,) * 3, ("", "", "")
        for name, gain, spread in zip(names, gains, (row.alone, row.last, row.shapley), strict=True):
            if spread.leaves_out(gain, decimals=_DECIMALS):
                which = f"{row.project} {name}" if row.project else "all together"
                words.append(f"{which} (half of all draws lie below {spread.median:.2f})")
    if not words:
        return ""
    return (
        "Outside their range, because most guesses reach further to one side of their likely value than to"
        f" the other: {'; '.join(dict.fromkeys(words))}. The values stand with every guess at its likely"
        " value; only these add up."
    )


def _spreads(found: GainRange | None) -> Sequence[Spread | None]:
    return (None, None, None) if found is None else (found.alone, found.last, found.shapley)


def _gain(value: float, spread: Spread | None) -> str:
    told = f"{value:.{_DECIMALS}f}"
    if _NOTHING < abs(value) < 0.5 * 10**-_DECIMALS:
        told = f"under {10**-_DECIMALS:g}"
    return (
        told if spread is None else f"{told} ({spread.lower:.{_DECIMALS}f} to {spread.upper:.{_DECIMALS}f})"
    )
