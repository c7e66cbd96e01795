"""The network of a snapshot as its page shows it: maps, and the figures that stand beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accord.domain.declaration import Declaration
from accord.domain.declared_network import declared_network
from accord.domain.figure import Figure
from accord.domain.network import Place, PlaceKind
from accord.domain.network_change import Network
from accord.domain.partner import Partner
from accord.publish.maps.crossing_map import Waiting, crossing_map
from accord.publish.maps.network_map import network_map
from accord.publish.maps.scales import Scale
from accord.publish.maps.sheet import MapSheet
from accord.publish.maps.value_maps import (
    Values,
    before_after_map,
    project_maps,
    saved_map,
    saving_scale,
)

__all__ = ["NetworkMaps", "map_notes", "maps_of", "network_maps", "shown_places"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkMaps:
    """The maps of a network with the values that they show.

    Attributes:
        network: The network.
        notes: Footnotes of the partners whose places are shown: id and sentence.
        overview: Sections, crossings, places, projects.
        minutes: Mean minutes before and after.
        saved: Minutes saved by all projects; None if no project has an effect.
        projects: Minutes saved by each project alone; None if none has an effect.
        crossings: Waiting at crossings; None if there is none.
        scale: Classes of minutes saved.
        saved_by_place: Minutes saved by all projects, by place.
        alone: Minutes saved by each project alone, by project and place.
        waiting: What is known of each crossing, by id.
    """

    network: Network
    notes: tuple[tuple[str, str], ...]
    overview: MapSheet
    minutes: MapSheet
    saved: MapSheet | None
    projects: MapSheet | None
    crossings: MapSheet | None
    scale: Scale
    saved_by_place: Values
    alone: Mapping[str, Values]
    waiting: Mapping[str, Waiting]

    @property
    def sheets(self) -> tuple[MapSheet, ...]:
        """All maps that there are."""
        some = (self.overview, self.minutes, self.saved, self.projects, self.crossings)
        return tuple(sheet for sheet in some if sheet is not None)


def network_maps(declaration: Declaration, figures: Mapping[str, Figure], *, day: date) -> NetworkMaps | None:
    """Return the maps of the network of a snapshot; None if its declaration states no network.

    Args:
        declaration: The content.
        figures: The figures of the snapshot; a value without one is unknown.
        day: The day of the snapshot.
    """
    network = declared_network(declaration)
    if not network.sections or not network.places:
        return None
    return maps_of(
        network,
        figures,
        day=day,
        titles={row.id: row.title for row in declaration.projects},
        notes=map_notes(network, declaration.partners, day),
    )


def maps_of(
    network: Network,
    figures: Mapping[str, Figure],
    *,
    day: date,
    titles: Mapping[str, str],
    notes: tuple[tuple[str, str], ...],
) -> NetworkMaps:
    """Return the maps of any network.

    Args:
        network: The network.
        figures: Its figures, by id.
        day: Day for which use and tiers hold.
        titles: Titles of projects that have a page, by id.
        notes: Footnotes: id and sentence.
    """
    places = [place.id for place in shown_places(network)]
    before, after = (
        {name: _number(figures.get(f"network.{name}.mean_minutes.{when}")) for name in places}
        for when in ("before", "after")
    )
    saved = {name: _number(figures.get(f"network.{name}.minutes_saved")) for name in places}
    counted = sorted({row.project for row in network.effects if f"network.{row.project}.alone" in figures})
    own = {
        project: {name: _number(figures.get(f"network.{project}.{name}.minutes_saved")) for name in places}
        for project in counted
    }
    scale = saving_scale([*saved.values(), *(value for values in own.values() for value in values.values())])
    waiting = {row.id: _waiting(row.id, figures) for row in network.crossings}
    return NetworkMaps(
        network=network,
        notes=notes,
        overview=network_map(network, day=day, titles=titles),
        minutes=before_after_map(network, before, after if own else None, day=day),
        saved=saved_map(network, saved, day=day, scale=scale) if own else None,
        projects=project_maps(network, own, day=day, scale=scale) if own else None,
        crossings=crossing_map(network, waiting, day=day) if waiting else None,
        scale=scale,
        saved_by_place=saved,
        alone=own,
        waiting=waiting,
    )


def map_notes(network: Network, partners: tuple[Partner, ...], day: date) -> tuple[tuple[str, str], ...]:
    """Return the footnotes of the partners whose places a map shows: id and sentence.

    Args:
        network: The network.
        partners: All partners.
        day: Day for which their names hold.
    """
    shown = {place.partner for place in network.places}
    return tuple(
        (row.id, f"Places in {row.name_on(day)} are shown. {row.footnote}")
        for row in partners
        if row.footnote and row.id in shown
    )


def shown_places(network: Network) -> list[Place]:
    """Return the towns and ports, by name: at border points and junctions nobody is counted."""
    towns = (place for place in network.places if place.kind in {PlaceKind.TOWN, PlaceKind.PORT})
    return sorted(towns, key=lambda place: (place.label, place.id))


def _waiting(crossing: str, figures: Mapping[str, Figure]) -> Waiting:
    """Return the waiting of the slower direction, and the use of both together; None where not known."""
    ways = [f"network.{crossing}.{way}" for way in ("there", "back")]
    both = tuple(_number(figures.get(f"{way}.mean")) for way in ways)
    means = [mean for mean in both if mean is not None]
    uses = [use for way in ways if (use := _number(figures.get(f"{way}.journeys"))) is not None]
    return Waiting(mean=max(means, default=None), journeys=sum(uses) / 100 if uses else None, ways=both)


def _number(figure: Figure | None) -> float | None:
    value = None if figure is None else figure.value
    return float(value) if isinstance(value, int | Decimal) else None
