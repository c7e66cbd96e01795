"""A page for each figure and each content row: the descent, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Protocol

from accord.cleaning.values import shown_figure, shown_value
from accord.domain.claim import Claim
from accord.domain.figure import Figure
from accord.publish.charts import Bar, bar_chart, number, value_card
from accord.publish.library import Library
from accord.publish.page import Page
from accord.store.content_rows import ContentRow
from accord.store.descent import Descent, briefly
from accord.store.figure_json import Json, figure_json
from accord.store.observed import said

__all__ = ["figure_page", "figures_page", "report_text"]


class _Told(Protocol):
    """A row at the end of a descent, of whatever kind."""

    def to_json(self) -> dict[str, Json]: ...


_MOST_LEAVES = 60
"""How many inputs a page lists; the JSON and the CSV beside it list all."""


def figures_page(library: Library) -> Page:
    """Return the list of all figures."""
    return Page(
        path="figures",
        title="Figures",
        description="Every published value with its id; each leads to its whole descent.",
        template="figures.html",
        context={"groups": _groups(library)},
        table=[figure_json(figure) for figure in library.figures.values()],
        chart=bar_chart(
            "What this snapshot holds",
            [
                Bar(label=figure.label, value=number(figure), shown=shown_figure(figure), why=figure.id)
                for name in ("claims", "sources", "commitments", "measures", "disputed", "gaps")
                if (figure := library.figures[f"count.{name}"])
            ],
        ),
    )


def _groups(library: Library) -> list[tuple[str, list[Figure]]]:
    """Return values and counts; ratings and measures stand on the pages of their commitments."""
    values, counts = [], []
    for figure in library.figures.values():
        method = figure.method.split(" ", maxsplit=1)[0]
        if method == "count":
            counts.append(figure)
        elif method not in {"commitment_rating", "measure_standing"}:
            values.append(figure)
    return [("Values of the public record", values), ("Counts", counts)]


def figure_page(library: Library, name: str) -> Page:
    """Return the page of a figure or of a content row.

    Args:
        library: The snapshot.
        name: Id of a figure or of a row that exists.
    """
    descent = briefly(library.tracer.trace(name))
    figure, row = descent.figure, descent.row
    label = figure.label if figure else f"{row.kind} {row.id}" if row else name
    return Page(
        path=f"figures/{name}",
        title=label,
        title_why=name,
        description=f"{label}: {_shown(descent)}. Where it comes from, and how sure it is.",
        template="figure.html" if figure else "row.html",
        context={
            "figure": figure,
            "row": row,
            "definition": library.tracer.definition(name),
            "direct": _direct(library, figure) if figure else [],
            "inputs": descent.inputs[:_MOST_LEAVES],
            "definitions": descent.definitions[:_MOST_LEAVES],
            "flows": descent.flows[:_MOST_LEAVES],
            "observations": descent.observations[:_MOST_LEAVES],
            "cells": descent.cells[:_MOST_LEAVES],
            "said": said,
            "elsewhere": descent.told_elsewhere,
            "is_cut": max(map(len, _lists(descent))) > _MOST_LEAVES,
            "report": report_text(library, name),
            "is_comparison": figure is not None and len(_numeric_claims(library, figure)) > 1,
        },
        table=[*(leaf.to_json() for leaves in _lists(descent) for leaf in leaves), *_elsewhere(descent)],
        data={**descent.to_json(), "told_elsewhere": list(_elsewhere(descent))},
        chart=_chart(library, figure, row),
        figure=name,
    )


def _elsewhere(descent: Descent) -> Iterator[dict[str, Json]]:
    """Yield a row for each figure whose own page tells its rows."""
    for below in descent.told_elsewhere:
        yield {
            "id": below.id,
            "role": "told elsewhere",
            "says": below.label,
            "file": f"figures/{below.id}.csv",
        }


def _lists(descent: Descent) -> tuple[Sequence[_Told], ...]:
    return descent.inputs, descent.definitions, descent.flows, descent.observations, descent.cells


def _shown(descent: Descent) -> str:
    if descent.figure is not None:
        return shown_figure(descent.figure)
    return descent.row.says if descent.row is not None else ""


def _direct(library: Library, figure: Figure) -> list[tuple[str, str, str, str]]:
    """Return what a figure was made from, one step down: role, id, name, value."""
    direct = []
    for part in figure.inputs[:_MOST_LEAVES]:
        below = library.figures.get(part.id)
        if below is not None:
            direct.append((part.role.value, below.id, below.label, shown_figure(below)))
        elif (row := library.tracer.rows.get(part.id)) is not None:
            direct.append((part.role.value, row.id, row.kind, row.says))
    return direct


def _number(figure: Figure) -> Decimal | None:
    return number(figure)


def _chart(library: Library, figure: Figure | None, row: ContentRow | None) -> str:
    notes = library.notes_for(figure.label if figure else row.says if row else "")
    if figure is None:
        says = row.says if row else ""
        return value_card(row.kind if row else "", says, why=row.id if row else "", notes=notes)
    claims = _numeric_claims(library, figure)
    if len(claims) < 2:
        return value_card(figure.label, shown_figure(figure), why=figure.id, notes=notes)
    publishers = {source.id: source.publisher for source in library.declaration.sources}
    chosen = figure.inputs[0].id
    bars = [
        Bar(
            label=publishers[claim.source] + ("" if claim.evidence.is_verified else " (unverified)"),
            value=claim.value if isinstance(claim.value, Decimal) else None,
            shown=shown_value(claim.value, claim.unit or figure.unit, qualifier=claim.qualifier),
            why=claim.id,
            is_quiet=claim.id != chosen,
        )
        for claim in claims
    ]
    return bar_chart(figure.label, bars, notes=notes)


def _numeric_claims(library: Library, figure: Figure) -> list[Claim]:
    return [claim for claim in library.claims_of(figure) if isinstance(claim.value, Decimal)]


def report_text(library: Library, name: str) -> str:
    """Return the prefilled text with which a reader reports an error in a figure."""
    descent = library.tracer.trace(name)
    label = descent.figure.label if descent.figure else name
    lines = [
        "Correction to a public record",
        "",
        f"Figure:      {name}",
        f"What it is:  {label}",
        f"It says:     {_shown(descent)}",
        f"Snapshot:    {library.snapshot.id}",
        "",
        "What should it say?",
        "",
        "Which document says so? (title, publisher, address, page, date)",
        "",
        "Documents that were used so far:",
        *(
            f"- {leaf.row.source.publisher}: {leaf.row.source.title} {leaf.row.source.url}".rstrip()
            for leaf in descent.inputs[:10]
            if leaf.row.source is not None
        ),
        "",
        "May we name you as the one who reported it? (yes / no)",
        *(f"\n{note}" for _partner, note in library.notes_for(label)),
    ]
    return "\n".join(lines) + "\n"
