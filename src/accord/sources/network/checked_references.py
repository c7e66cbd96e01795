"""Each id of a network names one row, and each row that is named is there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from accord.domain.network_change import EffectKind, Network
from accord.errors import Problem
from accord.sources.row_problems import Identified, row_problem

__all__ = ["check_references"]


def check_references(network: Network) -> Iterator[Problem]:
    """Yield a problem for each id that stands twice, section that stands twice, or row that is not there.

    Args:
        network: Rows that are valid each by itself.
    """
    groups: tuple[Iterable[Identified], ...] = (
        network.places,
        network.sections,
        network.profiles,
        network.crossings,
        network.effects,
    )
    for group in groups:
        yield from _doubles(group)
    yield from _double_sections(network)
    places = {row.id for row in network.places}
    sections = {row.id for row in network.sections}
    profiles = {row.id for row in network.profiles}
    crossings = {row.id for row in network.crossings}
    for section in network.sections:
        for field, name in (("begins", section.begins), ("ends", section.ends)):
            yield from _missing(section, field, name, ("place", places))
    for crossing in network.crossings:
        yield from _missing(crossing, "section", crossing.section, ("section", sections))
        for field, name in (("there", crossing.there), ("back", crossing.back)):
            if name:
                yield from _missing(crossing, field, name, ("delay profile", profiles))
    targets = {
        EffectKind.SHORTENS_WAIT: ("crossing", crossings),
        EffectKind.RETIMES_TRANSFER: ("place", places),
    }
    for effect in network.effects:
        known = targets.get(effect.kind, ("section", sections))
        yield from _missing(effect, "target", effect.target, known)


def _doubles(rows: Iterable[Identified]) -> Iterator[Problem]:
    first: dict[str, Identified] = {}
    for row in rows:
        if row.id in first:
            other = first[row.id].origin
            yield row_problem(
                row,
                "ACC-825",
                "The id is used twice.",
                field="id",
                value=row.id,
                expected=f"an id of its own (first used at {other.file}:{other.line})",
                fix="Give this row another id, or remove it.",
            )
        first.setdefault(row.id, row)


def _double_sections(network: Network) -> Iterator[Problem]:
    """Yield sections that are the same but for their id; parallel ways of another route or time are none."""
    first: dict[tuple[object, ...], str] = {}
    for row in network.sections:
        ends = (row.begins, row.ends) if row.is_one_way else tuple(sorted((row.begins, row.ends)))
        way = (*ends, row.mode, row.route, row.is_planned, row.is_one_way)
        key = (*way, row.length_km, row.minutes, row.valid_from, row.valid_to)
        if key in first:
            yield row_problem(
                row,
                "ACC-825",
                "The section stands twice.",
                field="begins",
                value=f"{row.begins} to {row.ends}",
                expected=f"one row for each section (it is the same as `{first[key]}`)",
                fix="Remove one of the two; a second carriageway or road needs its own route or time.",
            )
        first.setdefault(key, row.id)


def _missing(row: Identified, field: str, name: str, known: tuple[str, set[str]]) -> Iterator[Problem]:
    kind, names = known
    if name not in names:
        near = difflib.get_close_matches(name, sorted(names), n=3)
        yield row_problem(
            row,
            "ACC-826",
            f"There is no {kind} with this id.",
            field=field,
            value=name,
            expected=f"the id of a {kind}" + (f", e.g. {', '.join(near)}" if near else ""),
            fix=f"Did you mean `{near[0]}`?" if near else f"Add the {kind}, or correct the id.",
        )
