"""How many observations each place has of each indicator: what is not there is counted, never filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accord.domain.observation import Observation

__all__ = ["Coverage", "PlaceCoverage", "coverage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCoverage:
    """What there is of one place.

    Attributes:
        n: Number of observations with a value; zero is one.
        absent: Number of stated absences.
        first: First period with a value; empty if there is none.
        last: Last period with a value.
    """

    n: int
    absent: int
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What there is of one indicator in one edition of one source.

    Attributes:
        indicator: Id of the indicator.
        source: Id of the source.
        vintage: The edition.
        places: Counts by place, for every place that is asked for or stands in the edition.
    """

    indicator: str
    source: str
    vintage: str
    places: Mapping[str, PlaceCoverage]

    def having(self, least: int = 1) -> tuple[str, ...]:
        """Return the places that have at least so many values: those over which a mean is one.

        Args:
            least: Fewest values.
        """
        return tuple(place for place, counted in self.places.items() if counted.n >= least)


def coverage(observations: Iterable[Observation], places: Iterable[str] = ()) -> tuple[Coverage, ...]:
    """Count the observations of each indicator, source and vintage by place.

    A mean over places changes its members from indicator to indicator; this says who they are. Editions are
    counted apart. A year that repeats a survey wave counts as often as the source writes it.

    Args:
        observations: Observations.
        places: Codes of places that are counted even if they have none; empty for those that occur.
    """
    wanted = tuple(dict.fromkeys(places))
    groups: dict[tuple[str, str, str], dict[str, list[Observation]]] = {}
    for row in observations:
        group = groups.setdefault((row.indicator, row.source, row.vintage), {place: [] for place in wanted})
        if not wanted or row.partner in group:
            group.setdefault(row.partner, []).append(row)
    return tuple(
        Coverage(
            indicator=indicator,
            source=source,
            vintage=vintage,
            places={place: _counted(rows) for place, rows in sorted(group.items())},
        )
        for (indicator, source, vintage), group in sorted(groups.items())
    )


def _counted(rows: Iterable[Observation]) -> PlaceCoverage:
    ordered = sorted(rows, key=lambda row: (row.period.begins, row.period.ends))
    known = [row for row in ordered if row.value is not None]
    return PlaceCoverage(
        n=len(known),
        absent=len(ordered) - len(known),
        first=known[0].period.text if known else "",
        last=known[-1].period.text if known else "",
    )
