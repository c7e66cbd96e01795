"""The charts of a project's progress: its stages on a line, its cost from statement to statement."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from accord.cleaning.values import shown_value
from accord.domain.evidence import Source
from accord.methods.cost_drift import CostDrift, CostVintage
from accord.methods.stages import StageStep, StageTimeline, StepState
from accord.publish.charts import Bar, bar_chart
from accord.publish.palette import BLUE, GREY, QUIET, TRACK
from accord.publish.svg import drawing, rectangle, text

__all__ = ["drift_chart", "stage_chart"]

_LINE, _DONE = GREY, BLUE
_MIDDLE, _LEFT, _STEP = 9, 28, 40
_CHARACTERS = 56

_DOTS = {
    StepState.STATED: {"fill": _DONE, "stroke": _DONE},
    StepState.PASSED: {"fill": "#ffffff", "stroke": _DONE, "stroke_dasharray": "3 2"},
    StepState.DENIED: {"fill": "#ffffff", "stroke": "#9b2c2c"},
    StepState.NOT_STATED: {"fill": TRACK, "stroke": "#ccd3db"},
}


def stage_chart(timeline: StageTimeline, title: str, *, notes: Sequence[tuple[str, str]] = ()) -> str:
    """Return the stages of a project one below the other, each with what is known of it in words.

    Args:
        timeline: The stages.
        title: What it shows.
        notes: Footnotes.
    """
    parts = [rectangle(_MIDDLE - 1, 14, 2, _STEP * (len(timeline.steps) - 1), fill=_LINE)]
    said: list[str] = []
    for place, step in enumerate(timeline.steps):
        y = 14 + place * _STEP
        parts.append(rectangle(_MIDDLE - 7, y - 7, 14, 14, rx="7", stroke_width="2", **_DOTS[step.state]))
        weight = "600" if step.state is StepState.STATED else "normal"
        parts.append(text(_LEFT, y + 1, step.stage.label, weight=weight))
        words, why = _words(step)
        parts.append(text(_LEFT, y + 16, words, size=11.5, fill=QUIET, why=why))
        said.append(f"{step.stage.label}: {words}")
    height = 14 + _STEP * len(timeline.steps) - 8
    return drawing(parts, height=height, title=title, description="; ".join(said), notes=notes)


def _words(step: StageStep) -> tuple[str, str]:
    """Return what is known of a stage, and the id of the claim that says it."""
    if step.state is not StepState.STATED:
        return step.state.value, ""
    if step.date is None:
        return "stated, undated", ""
    dated = next(said for said in step.statements if said.date == step.date and not said.is_denial)
    return str(step.date), dated.id


def drift_chart(
    drift: CostDrift, sources: Mapping[str, Source], title: str, *, notes: Sequence[tuple[str, str]] = ()
) -> str:
    """Return the stated costs of a project as bars, dated ones first, undated ones apart and quiet.

    Args:
        drift: The statements.
        sources: Documents by id.
        title: What it shows.
        notes: Footnotes.
    """
    dated = [_bar(vintage, sources, f"{vintage.date}") for vintage in drift.vintages]
    undated = [_bar(vintage, sources, "undated") for vintage in drift.undated]
    return bar_chart(title, [*dated, *undated], notes=notes)


def _bar(vintage: CostVintage, sources: Mapping[str, Source], when: str) -> Bar:
    return Bar(
        label=f"{when}, {textwrap.shorten(sources[vintage.source].publisher, _CHARACTERS)}",
        value=vintage.amount,
        shown=shown_value(vintage.amount, vintage.unit, qualifier=vintage.qualifier),
        why=vintage.claim,
        is_quiet=vintage.date is None,
    )
