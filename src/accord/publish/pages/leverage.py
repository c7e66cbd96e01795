"""The page of leverage: every definition, for packages and projects, and the test of what was announced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accord.cleaning.values import shown_figure
from accord.domain.figure import Figure
from accord.methods.leverage_definitions import LEVERAGE_DEFINITIONS, LeverageDefinition
from accord.methods.leverage_figures import left_out_by_reason, leverage_figure_id
from accord.methods.leverage_scopes import ScopeLeverage, leverage_scopes
from accord.publish.charts import Bar, bar_chart, number
from accord.publish.library import Library
from accord.publish.page import Page, Row
from accord.store.figure_json import figure_json

__all__ = ["leverage_page"]

_PARTS = ("shortfall", "grants_unidentified", "needed_of_rest")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One package or project under one definition, as the template shows it."""

    scope: ScopeLeverage
    name: str
    left_out: dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """One definition with everything that stands under it."""

    definition: LeverageDefinition
    place: int
    lines: tuple[_Line, ...]
    chart: str


def leverage_page(library: Library) -> Page:
    """Return the page of leverage.

    Packages stand before projects; projects of the first package before all others.
    """
    scopes = leverage_scopes(library.declaration)
    packages = [scope for scope in scopes if scope.is_package]
    return Page(
        path="leverage",
        title="Leverage",
        description="How much other money stands beside each grant, under every definition in use.",
        template="leverage.html",
        context={
            "packages": packages,
            "projects": [scope for scope in scopes if not scope.is_package],
            "sections": [_section(library, scopes, place) for place in range(len(LEVERAGE_DEFINITIONS))],
            "id_of": leverage_figure_id,
            "notes_of": {row.id: row.reason for row in library.declaration.leverage},
        },
        table=[_row(library, scope, definition) for scope in scopes for definition in LEVERAGE_DEFINITIONS],
        columns=("scope", "definition", "value"),
        chart=_overview(library, (packages or list(scopes))[:1]),
    )


def _section(library: Library, scopes: Sequence[ScopeLeverage], place: int) -> _Section:
    definition = LEVERAGE_DEFINITIONS[place]
    lines = tuple(
        _Line(
            scope=scope,
            name=leverage_figure_id(scope.id, definition.id),
            left_out=left_out_by_reason(scope.results[place]),
        )
        for scope in scopes
    )
    bars = [_bar(library.figures[line.name], line.scope.label) for line in lines]
    notes = library.notes_for(*(line.scope.label for line in lines))
    chart = bar_chart(f"Leverage, {definition.title.lower()}", bars, notes=notes)
    return _Section(definition=definition, place=place, lines=lines, chart=chart)


def _bar(figure: Figure, label: str, *, is_quiet: bool = False) -> Bar:
    return Bar(
        label=label, value=number(figure), shown=shown_figure(figure), why=figure.id, is_quiet=is_quiet
    )


def _overview(library: Library, scopes: Sequence[ScopeLeverage]) -> str:
    bars = []
    for scope in scopes:
        needed = library.figures.get(leverage_figure_id(scope.id, part="needed"))
        bars += [_bar(needed, "Announced", is_quiet=True)] if needed else []
        bars += [
            _bar(library.figures[leverage_figure_id(scope.id, definition.id)], definition.title)
            for definition in LEVERAGE_DEFINITIONS
        ]
    labels = [scope.label for scope in scopes]
    title = f"Leverage under each definition: {labels[0]}" if labels else "Leverage under each definition"
    return bar_chart(title, bars, notes=library.notes_for(*labels))


def _row(library: Library, scope: ScopeLeverage, definition: LeverageDefinition) -> Row:
    name = leverage_figure_id(scope.id, definition.id)
    ratio = figure_json(library.figures[name])
    parts = {part: library.figures.get(f"{name}.{part}") for part in ("above", "below", *_PARTS, "reach")}
    return {
        "scope": scope.id,
        "label": scope.label,
        "definition": definition.id,
        "figure": name,
        "value": ratio["value"],
        "shown": ratio["shown"],
        "unit": scope.terms.unit,
        **{part: figure_json(figure)["value"] if figure else None for part, figure in parts.items()},
        "reason": ratio["reason"],
    }
