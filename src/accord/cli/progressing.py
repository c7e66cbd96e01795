"""The command that says how indicators move: progress."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import JsonOption, SnapshotOption, load, print_json, print_table, say
from accord.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from accord.domain.figure import Figure
    from accord.store.figure_json import Json

__all__ = ["progress"]

_HEADINGS = ["indicator", "source", "partner", "class", "from", "to", "change", "interval", "pace", "rule"]


def progress(
    snapshot: SnapshotOption = None,
    indicator: Annotated[str | None, typer.Option(help="Only this indicator.", show_default=False)] = None,
    partner: Annotated[str | None, typer.Option(help="Only this partner.", show_default=False)] = None,
    rule: Annotated[
        str | None, typer.Option(help="By this rule, wherever it holds.", show_default=False)
    ] = None,
    json: JsonOption = False,
) -> None:
    """Say how each indicator moves for each partner, and whether that is more than noise.

    A partner without a value is shown as `no data`, a change within its errors as not distinguishable from
    no change. `why ID` explains every figure that is printed, with the rule and why it was chosen.
    """
    from accord.methods.progress.rules import PROGRESS_RULES

    opened = load(snapshot)
    every = list(_classes(opened.figures))
    partners = {row.id for row in opened.declaration.partners}
    _check("ACC-256", "indicator", indicator, {figure.subject for figure in every})
    _check("ACC-257", "partner", partner, partners | {figure.partner for figure in every})
    _check("ACC-258", "rule", rule, [row.name for row in PROGRESS_RULES])
    chosen = [
        found
        for figure in every
        if indicator in (None, figure.subject) and partner in (None, figure.partner)
        if (found := _by_rule(figure, rule, opened.figures)) is not None
    ]
    if json:
        print_json([_row(figure, opened.figures) for figure in chosen])
        return
    if not chosen:
        say("No indicator with an observation matches all of this.")
        return
    print_table(_HEADINGS, [_cells(figure, opened.figures) for figure in chosen])
    say("The ids of the figures: accord progress --json; accord why ID explains one.")


def _check(name: str, option: str, given: str | None, known: Iterable[str]) -> None:
    """Refuse what is not known and name what is near (ACC-256, ACC-257, ACC-258)."""
    names = sorted(known)
    if given is None or given in names:
        return
    near = difflib.get_close_matches(given, names, n=5, cutoff=0.4)
    raise UsageError(
        Problem(
            id=name,
            what=f"There is no {option} of this name whose progress could be shown.",
            field=option,
            value=given,
            expected=", ".join(near or names) or "nothing: this snapshot holds no observation",
            fix="Choose one of these." if names else "Take observations in, and build again.",
        )
    )


def _classes(figures: Mapping[str, Figure]) -> Iterator[Figure]:
    """Yield the figures that give the class of an indicator by the rule that its scale chose."""
    from accord.methods.progress.class_figures import progress_figure_id

    for figure in figures.values():
        source = figure.parameters.get("source", "")
        if figure.id == progress_figure_id(figure.subject, source, figure.partner):
            yield figure


def _by_rule(figure: Figure, rule: str | None, figures: Mapping[str, Figure]) -> Figure | None:
    """Return the class by another rule; None where that rule does not hold."""
    if rule is None or figure.parameters["rule"] == rule:
        return figure
    return figures.get(f"{figure.id}.{rule}")


def _parts(figure: Figure, figures: Mapping[str, Figure]) -> tuple[Figure | None, Figure | None]:
    """Return the figures of change and pace; the pace belongs to the rule that the scale chose."""
    from accord.methods.progress.class_figures import progress_figure_id

    name = progress_figure_id(figure.subject, figure.parameters["source"], figure.partner)
    pace = figures.get(f"{name}.pace") if figure.id == name else None
    return figures.get(f"{name}.change"), pace


def _row(figure: Figure, figures: Mapping[str, Figure]) -> dict[str, Json]:
    from accord.store.figure_json import figure_json

    change, pace = _parts(figure, figures)
    told: Mapping[str, str] = figure.parameters
    return {
        "figure": figure.id,
        "indicator": figure.subject,
        "source": told["source"],
        "vintage": told["vintage"],
        "segment": told["segment"],
        "partner": figure.partner,
        "class": str(figure.value),
        "by_pace_alone": told.get("by_pace_alone"),
        "base": told.get("base"),
        "last": told.get("last"),
        "base_value": told.get("base_value"),
        "last_value": told.get("last_value"),
        "target": told.get("target"),
        "due": told.get("due"),
        "rule": told["rule"],
        "method": figure.method,
        "n": figure.n,
        "change": figure_json(change) if change is not None else None,
        "pace": figure_json(pace) if pace is not None else None,
        "reason": figure.reason,
    }


def _cells(figure: Figure, figures: Mapping[str, Figure]) -> Sequence[str]:
    from accord.cleaning.values import shown_figure, shown_value

    change, pace = _parts(figure, figures)
    told = figure.parameters
    ends = "" if change is None else "no error stated"
    if change is not None and change.lower is not None and change.upper is not None:
        ends = f"{shown_value(change.lower)} to {shown_value(change.upper)}"
    if change is not None and isinstance(change.value, str):
        ends = ""
    return [
        figure.subject,
        told["source"],
        figure.partner,
        shown_figure(figure),
        _shown_value(told, "base"),
        _shown_value(told, "last"),
        shown_value(change.value, change.unit) if change is not None else "",
        ends,
        shown_figure(pace) if pace is not None else "",
        told["rule"],
    ]


def _shown_value(told: Mapping[str, str], end: str) -> str:
    """Return a value with its period; empty if there is none."""
    from contextlib import suppress
    from decimal import Decimal, InvalidOperation

    from accord.cleaning.values import shown_value

    written = told.get(f"{end}_value", "")
    with suppress(InvalidOperation):  # a word of an ordinal scale, or nothing
        written = shown_value(Decimal(written))
    return f"{written} ({told[end]})" if end in told else ""
