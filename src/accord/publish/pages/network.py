"""The page of the network: maps, each with its numbers in a table, and what is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from accord.cleaning.values import shown_value
from accord.domain.figure import Figure
from accord.domain.network import Mode, Place, Tier
from accord.domain.network_change import Crossing, EffectKind, ProjectEffect
from accord.publish.charts import value_card
from accord.publish.library import Library
from accord.publish.maps.crossing_map import WAITING, journeys_in_words
from accord.publish.network_view import NetworkMaps, shown_places
from accord.publish.page import Page
from accord.store.figure_json import figure_json

__all__ = ["has_effects", "network_page"]

_KINDS = {
    EffectKind.OPENS: "opens",
    EffectKind.RETIMES: "changes the time from",
    EffectKind.CLOSES: "closes",
    EffectKind.SHORTENS_WAIT: "shortens the waiting at",
    EffectKind.RETIMES_TRANSFER: "changes the time to change the mode at",
}
_SCOPES = ("mean_minutes", "potential", "within_hour")
_USES = ("journeys", "median", "mean", "late")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One effect of a project in words."""

    effect: ProjectEffect
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _PlaceRow:
    """One place: its figures before and after, and classes in words."""

    place: Place
    before: str
    after: str
    saved: str
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _CrossingRow:
    """One crossing in one direction."""

    crossing: Crossing
    begins: str
    ends: str
    figure: str
    longest: str


def has_effects(library: Library, project: str) -> bool:
    """Whether the network of a snapshot says what a project changes."""
    return any(row.project == project for row in library.declaration.network_effects)


def network_page(library: Library) -> Page:
    """Return the page of the network; where a declaration states none, it says so."""
    maps = library.network
    header = library.declaration.header.id
    figures = [figure for name, figure in library.figures.items() if name.startswith("network.")]
    if maps is None:
        chart = value_card("Roads and rails", "no network is stated", why=header)
        context: dict[str, object] = {"maps": None}
    else:
        chart = maps.overview.file(maps.notes)
        context = _context(library, maps)
    return Page(
        path="network",
        title="Roads and rails",
        description="Maps of the network, and what projects change in travel time, with every guess named.",
        template="network.html",
        context=context,
        table=[figure_json(figure) for figure in figures],
        columns=("figure", "label", "value"),
        chart=chart,
    )


def _context(library: Library, maps: NetworkMaps) -> dict[str, object]:
    effects = sorted(library.declaration.network_effects, key=lambda row: (row.project, row.id))
    changes: dict[str, list[_Change]] = {}
    for effect in effects:
        changes.setdefault(effect.project, []).append(_Change(effect=effect, says=_said(effect, maps)))
    return {
        "maps": maps,
        "changes": changes,
        "project_titles": {
            name: library.projects[name].title for name in changes if name in library.projects
        },
        "counted": list(maps.alone),
        "scopes": _scopes(library, maps),
        "whats": _SCOPES,
        "places": _place_rows(library, maps),
        "crossings": _crossing_rows(library, maps),
        "uses": _USES,
        "waiting_words": {
            name: (WAITING.words_of(row.mean), journeys_in_words(row.journeys))
            for name, row in maps.waiting.items()
        },
        "speeds": _parameter(library, "network.basis.sections", "km_per_hour_where_no_time_is_stated"),
        "years_of_people": _parameter(library, "network.basis.places", "years_of_people"),
        "unknown_people": [row for row in shown_places(maps.network) if row.population is None],
        "profiles": maps.network.profiles,
        "lengths": [mode for mode in Mode if f"network.lengths.{mode}.read" in library.figures],
        "tiers": _tiers(library),
        "outside": [name for name in _gains(maps) if _is_outside(library.figures.get(name))],
        "sides": ("before", "after") if maps.alone else ("before",),
    }


def _tiers(library: Library) -> list[tuple[str, str]]:
    """Return the tiers in which any section lies, and last that of sections of which none is stated."""
    named = [(tier.value, tier.replace("_", " ").capitalize()) for tier in Tier]
    found = {name.rsplit(".", 1)[1] for name in library.figures if name.startswith("network.tiers.")}
    return [row for row in (*named, ("unstated", "No tier stated")) if row[0] in found]


def _gains(maps: NetworkMaps) -> list[str]:
    """Return the ids of gains that have a range."""
    each = (f"network.{project}.{way}" for project in maps.alone for way in ("alone", "last", "shapley"))
    return ["network.all.gain", *each]


def _is_outside(figure: Figure | None) -> bool:
    """Whether the value of a figure does not lie in its range, with the two decimals that a page shows."""
    if (
        figure is None
        or figure.lower is None
        or figure.upper is None
        or not isinstance(figure.value, Decimal)
    ):
        return False
    value, lower, upper = (shown_value(each) for each in (figure.value, figure.lower, figure.upper))
    return value not in {lower, upper} and not figure.lower <= figure.value <= figure.upper


def _said(effect: ProjectEffect, maps: NetworkMaps) -> str:
    """Return what an effect changes, e.g. ``opens Petrovac to Kotor``; its minutes stand beside it."""
    labels = {row.id: row.label for row in maps.network.places}
    names = {row.id: row.label for row in maps.network.crossings}
    names |= {row.id: f"{labels[row.begins]} to {labels[row.ends]}" for row in maps.network.sections}
    if effect.kind is EffectKind.RETIMES_TRANSFER:
        names = labels
    return f"{_KINDS[effect.kind]} {names[effect.target]}"


def _scopes(library: Library, maps: NetworkMaps) -> list[tuple[str, str]]:
    """Return all places, then each partner of which people are known."""
    shown = {row.partner for row in maps.network.places}
    partners = [row for row in library.partners if row in shown]
    named = [("all", "All places"), *((row, library.names[row]) for row in partners)]
    return [row for row in named if f"network.{row[0]}.mean_minutes.before" in library.figures]


def _place_rows(library: Library, maps: NetworkMaps) -> list[_PlaceRow]:
    rows = []
    for place in shown_places(maps.network):
        before, after = (f"network.{place.id}.mean_minutes.{when}" for when in ("before", "after"))
        rows.append(
            _PlaceRow(
                place=place,
                before=before if before in library.figures else "",
                after=after if after in library.figures else "",
                saved=maps.scale.words_of(maps.saved_by_place[place.id]),
                alone=tuple(maps.scale.words_of(values[place.id]) for values in maps.alone.values()),
            )
        )
    return rows


def _crossing_rows(library: Library, maps: NetworkMaps) -> list[_CrossingRow]:
    """Return the directions of the crossings, the most used first; those without figures last."""
    labels = {row.id: row.label for row in maps.network.places}
    sections = {row.id: row for row in maps.network.sections}
    order = sorted(
        maps.network.crossings, key=lambda row: (-(maps.waiting[row.id].journeys or 0.0), row.label, row.id)
    )
    rows = []
    for crossing in order:
        section = sections[crossing.section]
        ends = (labels[section.begins], labels[section.ends])
        for way, (begins, to) in (("there", ends), ("back", ends[::-1])):
            figure = f"network.{crossing.id}.{way}"
            known = f"{figure}.mean" in library.figures
            rows.append(
                _CrossingRow(
                    crossing=crossing,
                    begins=begins,
                    ends=to,
                    figure=figure if known else "",
                    longest=f"{figure}.longest_seen",
                )
            )
    return rows


def _parameter(library: Library, name: str, parameter: str) -> str:
    figure = library.figures.get(name)
    return "" if figure is None else figure.parameters.get(parameter, "")
