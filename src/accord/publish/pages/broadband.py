"""The pages on broadband: what was announced and would buy, and one page for each call that was taken in."""

from __future__ import annotations

from collections.abc import Sequence

from accord.cleaning.values import shown_figure
from accord.domain.broadband_facts import shipped_cell_id
from accord.domain.figure import Figure
from accord.domain.project import Project
from accord.methods.announced_broadband import (
    announced_sums,
    costed_projects,
    digital_concerns,
)
from accord.methods.broadband.naming import BROADBAND_PREFIX, PLAN_METHOD
from accord.methods.broadband.partner_tests import TEST_AIMS, PartnerTest
from accord.methods.broadband.statuses import STATUS_WORDS
from accord.publish.broadband_map import unplaced
from accord.publish.broadband_partners import PartnerAnswers
from accord.publish.broadband_view import BroadbandView, SettlementRow
from accord.publish.charts import Bar, bar_chart, number, value_card
from accord.publish.library import Library
from accord.publish.page import Page
from accord.store.figure_json import Json, figure_json
from accord.taking_in.broadband import kept_shipped

__all__ = ["broadband_ids", "broadband_page", "call_page"]

_ANNOUNCED = f"{BROADBAND_PREFIX}announced."
_SINGLE = (("settlement",), ("plan", "alone", "settlement"), ("plan", "with_others", "settlement"))
"""Beginnings of the ids of figures on single settlements."""
_READINGS = (("alone", "the grants pay everything"), ("with_others", "others add money"))
_MOST_SETTLEMENTS = 300
"""More settlements are not listed on a page; its data holds all of them."""


def broadband_ids(library: Library) -> Sequence[str]:
    """Return the ids of the calls on broadband of a snapshot."""
    return library.broadband_names


def broadband_page(library: Library) -> Page:
    """Return the page on what was announced and would buy, what is not known, and the calls taken in."""
    declaration, figures = library.declaration, library.figures
    sums = announced_sums(declaration, figures)
    projects = costed_projects(declaration, figures)
    concerns = digital_concerns(declaration)
    views = [_view(library, name) for name in library.broadband_names]
    shipped = kept_shipped(library.taken_in)
    names = {row.id: library.names[row.id] for row in declaration.partners}
    announced = [figure for name, figure in figures.items() if name.startswith(_ANNOUNCED)]
    return Page(
        path="broadband",
        title="Broadband",
        description="What was announced for broadband, what it would buy, and what nobody stated.",
        template="broadband.html",
        context={
            "prefix": _ANNOUNCED,
            "sums": [library.commitments[name] for name in sums],
            "projects": projects,
            "shipped": shipped,
            "answers": PartnerAnswers(
                figures=library.figures,
                names=names,
                facts=shipped.facts if shipped else (),
                limit=shipped.by_id[1].get(TEST_AIMS[PartnerTest.PRICE][1]) if shipped else None,
                notes=library.notes_for(*names.values()),
            ),
            "shipped_cell": shipped_cell_id,
            "gaps": [row for row in declaration.gaps if concerns & set(row.concerns)],
            "indicators": [row for row in declaration.indicators if concerns & set(row.commitments)],
            "calls": views,
        },
        table=[figure_json(figure) for figure in announced],
        columns=("figure", "label", "value", "unit", "method"),
        chart=_readings(library, sums, projects),
    )


def call_page(library: Library, name: str) -> Page:
    """Return the page of one call.

    Args:
        library: The snapshot.
        name: Id of the call; ``standing`` for a folder without one.
    """
    view = _view(library, name)
    call, read = view.case.call, library.broadband(name).read
    rows = view.settlements(_MOST_SETTLEMENTS)
    title = call.title if call else "Broadband without a call"
    whole = [_row_json(view, row) for row in rows]
    single = tuple(view.id(*parts) for parts in _SINGLE)
    numbers: list[Json] = [
        figure_json(figure)
        for key, figure in library.figures.items()
        if key.startswith(f"{BROADBAND_PREFIX}{name}.") and not key.startswith(single)
    ]
    first = call.target if call else next(iter(view.case.targets))
    return Page(
        path=f"broadband/{name}",
        title=title,
        title_why=view.id("cell", "call", "title") if call else "",
        description="Who lacks broadband, what it costs to reach them, and what is not known.",
        template="broadband_call.html",
        context={
            "view": view,
            "call": call,
            "case": view.case,
            "result": view.result,
            "status_words": STATUS_WORDS,
            "settlements": rows[:_MOST_SETTLEMENTS],
            "is_cut": len(rows) > _MOST_SETTLEMENTS,
            "sheet": library.broadband_map(name),
            "unplaced": unplaced(view.case),
            "strange": [row for row in view.partners if row not in library.partners],
            "files": read.files,
            "method": PLAN_METHOD,
        },
        table=whole,
        columns=("settlement", "label", "partner", "status", "figure"),
        data={"figures": numbers, "settlements": list(whole)},
        chart=view.gap_drawing(first),
    )


def _view(library: Library, name: str) -> BroadbandView:
    kept = library.broadband(name)
    partners = {row.partner for row in kept.read.case.settlements}
    return BroadbandView(
        case=kept.read.case,
        result=kept.result,
        figures=library.figures,
        names=library.names,
        notes=[(key, note) for key, note in library.footnotes.items() if key in partners],
    )


def _readings(library: Library, sums: Sequence[str], projects: Sequence[Project]) -> str:
    """Return the chart of both readings at the cost of each project."""
    bars = []
    for name in sums:
        for project in projects:
            for reading, words in _READINGS:
                figure = library.figures.get(f"{_ANNOUNCED}{reading}.{name}.{project.id}")
                if figure is not None:
                    bars.append(_bar(figure, f"{words}, at the cost of {project.title}", reading))
    title = "Households that the announced sum would buy, by reading"
    if not bars:
        return value_card("Broadband", "no sum was announced", why=library.declaration.header.id)
    return bar_chart(title, bars, notes=library.notes_for(*(bar.label for bar in bars)))


def _bar(figure: Figure, label: str, reading: str) -> Bar:
    return Bar(
        label=label.capitalize() if label.islower() else label[0].upper() + label[1:],
        value=number(figure),
        shown=shown_figure(figure),
        why=figure.id,
        is_quiet=reading == "with_others",
    )


def _row_json(view: BroadbandView, each: SettlementRow) -> dict[str, Json]:
    row = each.row
    return {
        "settlement": row.id,
        "label": each.label,
        "partner": row.partner,
        "status": each.status,
        "known": row.knowledge.value,
        "households": row.households,
        "unserved": row.unserved,
        "way": row.path_cost,
        **{f"cost_{cost.technology.value}": cost.access for cost in row.costs},
        "figure": each.why,
        "reason": view.figures[each.why].reason,
    }
