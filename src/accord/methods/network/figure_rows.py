"""Which rows a figure of the network rests on, how it is called, and how it is rounded."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Protocol

from accord.domain.evidence import Evidence, weakest
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.network import Place
from accord.domain.network_change import Network, ProjectEffect
from accord.methods.network.analysis import NETWORK_METHOD
from accord.methods.network.graph import ASSUMED_SPEEDS
from accord.methods.network.report import NetworkReport
from accord.methods.network.scenarios import effects_in

__all__ = [
    "DECIMALS",
    "LEVEL",
    "Basis",
    "basis_of",
    "effects_of",
    "inputs_of",
    "network_figure_id",
    "rounded",
    "row_id",
    "years_of_people",
]

LEVEL = Decimal("0.90")
"""Share of the draws that lies between the ends of a range."""

DECIMALS: Mapping[str, int] = {"minutes": 3, "people": 0, "percent": 2, "km": 1}
"""Decimals to which figures are rounded, half to even, by unit: enough for the smallest project of the
package, and few enough that all machines, libraries and orders of addition give the same figure."""


class _Evidenced(Protocol):
    """A row with an id and an evidence level."""

    @property
    def id(self) -> str:
        """Id of the row."""

    @property
    def evidence(self) -> Evidence:
        """Evidence level of the row."""


_Rows = Sequence[_Evidenced]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Figures that count the rows on which all others rest, so that each of these names them once.

    Attributes:
        figures: Sections in use, places with people, crossings with delays, effects; those without rows are
            left out.
        evidence: Weakest evidence of the rows of each, by id.
        is_file: Whether the rows stand in files, not in the content; two tables of files may use one id.
    """

    figures: tuple[Figure, ...]
    evidence: Mapping[str, Evidence]
    is_file: bool

    def row(self, table: str, name: str) -> str:
        """Return the id by which figures name a row."""
        return row_id(table, name, is_file=self.is_file)

    def inputs(self, *, with_effects: bool) -> tuple[FigureInput, ...]:
        """Return the figures as inputs of another one, those of the effects only where asked."""
        return inputs_of(self._used(with_effects), InputRole.DEFINITION)

    def weakest(self, *, with_effects: bool, rows: Iterable[Evidence] = ()) -> Evidence | None:
        """Return the weakest evidence of the rows, and of some more."""
        return weakest((*rows, *(self.evidence[name] for name in self._used(with_effects))))

    def weakest_of(self, name: str, rows: Iterable[Evidence]) -> Evidence | None:
        """Return the weakest evidence of some rows; that of a figure of the basis where there are none."""
        return weakest(rows) or self.evidence.get(name)

    def _used(self, with_effects: bool) -> list[str]:
        effects = network_figure_id("basis", "effects")
        return [figure.id for figure in self.figures if with_effects or figure.id != effects]


def network_figure_id(*words: str) -> str:
    """Return the id of a figure of a network.

    Args:
        words: ``all``, a partner, a place, a project or a crossing; then what is said of it.
    """
    return ".".join(("network", *words))


def rounded(value: float, unit: str) -> Decimal | None:
    """Return a number as it is published; None if it is no finite number.

    Args:
        value: The number.
        unit: ``minutes``, ``people``, ``percent`` or ``km``.
    """
    if not math.isfinite(value):
        return None
    # Twelve digits first: a sum that is 0.0005 less the last bit on one machine is 0.0005 on all.
    exact = Decimal(f"{value:.12g}")
    return exact.quantize(Decimal(1).scaleb(-DECIMALS[unit]), rounding=ROUND_HALF_EVEN) + 0


def row_id(table: str, name: str, *, is_file: bool) -> str:
    """Return the id by which figures name a row: its own in the content, one with its table in files.

    Args:
        table: ``places``, ``sections``, ``crossings``, ``delays`` or ``effects``.
        name: Id of the row.
        is_file: Whether it stands in a file.
    """
    return f"cell.network.{table}.{name}" if is_file else name


def inputs_of(names: Iterable[str], role: InputRole) -> tuple[FigureInput, ...]:
    """Return ids as inputs of a figure, each once."""
    return tuple(FigureInput(id=name, role=role) for name in dict.fromkeys(names))


def basis_of(report: NetworkReport, network: Network, *, is_file: bool = False) -> Basis:
    """Return the figures that count the rows of a network.

    Args:
        report: The answer about the network.
        network: The network.
        is_file: Whether it was read from files, not from the content.
    """
    travelled = {arc.section for arc in report.graph.arcs}
    waited = {wait.crossing for arc in report.graph.arcs for wait in arc.crossings}
    sections = [row for row in network.sections if row.id in travelled]
    crossings = [row for row in network.crossings if row.id in waited]
    profiles = {name for row in crossings for name in (row.there, row.back)}
    speeds = ", ".join(f"{name} {speed}" for name, speed in ASSUMED_SPEEDS.items())
    question = report.question
    stated = {
        "day": question.day.isoformat(),
        "modes": ", ".join(question.modes),
        "km_per_hour_where_no_time_is_stated": speeds,
    }
    planned = [row for row in sections if row.is_planned]
    delays = [row for row in network.profiles if row.id in profiles]
    used = [row for row in sections if not row.is_planned]
    at = {arc.place for arc in report.graph.arcs if arc.place}
    people = [place for place in report.graph.places if place.population]
    changed = [row for row in network.places if row.id in at]
    counts: tuple[tuple[str, str, _Rows, tuple[str, _Rows], dict[str, str]], ...] = (
        ("sections", "Sections of the network in use", used, ("", ()), stated),
        ("places", "Places of the network whose people count", people, ("", ()), years_of_people(people)),
        ("crossings", "Crossings of the network whose waiting is known", crossings, ("delays", delays), {}),
        ("transfers", "Places where one changes the mode in a known time", changed, ("", ()), {}),
        (
            "effects",
            "Effects of projects on the network",
            effects_of(report, network),
            ("sections", planned),
            {},
        ),
    )
    figures = []
    for table, label, rows, (other, more), parameters in counts:
        if rows:
            stands = "places" if table == "transfers" else table
            inputs = (
                *inputs_of((row_id(stands, row.id, is_file=is_file) for row in rows), InputRole.COUNTED),
                *inputs_of((row_id(other, row.id, is_file=is_file) for row in more), InputRole.PARAMETER),
            )
            level = weakest(row.evidence for row in (*rows, *more))
            figures.append(_count(table, label, len(rows), inputs, (level, parameters)))
    evidence = {figure.id: figure.evidence for figure in figures if figure.evidence is not None}
    return Basis(figures=tuple(figures), evidence=evidence, is_file=is_file)


def effects_of(report: NetworkReport, network: Network, project: str = "") -> list[ProjectEffect]:
    """Return the effects that change a way of the network, of one project or of all that are looked at.

    Args:
        report: The answer about the network.
        network: The network.
        project: Id of a project; empty for all.
    """
    projects = report.attribution.projects if report.attribution else ()
    if project:
        projects = (project,)
    return effects_in(report.graph, network.effects, projects) if projects else []


def years_of_people(places: Iterable[Place]) -> dict[str, str]:
    """Return of which years the people of places are, in words; nothing where no people are known.

    People of different years are added up as they are: nothing is carried to one year.

    Args:
        places: Places; those of unknown population say nothing.
    """
    known = [place.population_year for place in places if place.population]
    years = sorted(year for year in known if year)
    said = []
    if years:
        spread = years[0] if years[0] == years[-1] else f"{years[0]} to {years[-1]}"
        said.append(f"{spread} for {len(years)} of {len(known)} places")
    if len(years) < len(known):
        said.append(f"no year is stated for {len(known) - len(years)} of {len(known)}")
    return {"years_of_people": "; ".join(said)} if said else {}


def _count(
    what: str,
    label: str,
    number: int,
    inputs: tuple[FigureInput, ...],
    told: tuple[Evidence | None, Mapping[str, str]],
) -> Figure:
    return Figure(
        id=network_figure_id("basis", what),
        label=label,
        value=Decimal(number),
        unit="count",
        method=NETWORK_METHOD,
        inputs=inputs,
        parameters=told[1],
        evidence=told[0],
        subject="network",
    )
