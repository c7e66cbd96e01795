"""The figure that publishes a class, with its id, its inputs and what was assumed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from accord.domain.evidence import weakest
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.observation import Observation
from accord.methods.progress.judging import Judgement
from accord.methods.progress.target_choice import TargetChoice

__all__ = ["class_figure", "inputs_of", "progress_figure_id", "progress_parameters"]

_UNFIT = re.compile(r"[^A-Za-z0-9_-]")


def progress_figure_id(indicator: str, source: str, partner: str, part: str = "") -> str:
    """Return the id of a figure of progress, fit for an address.

    Characters that have no place in an address are written as their number, so that two sources never
    share an id.

    Args:
        indicator: Id of the indicator.
        source: Id of the data set.
        partner: Code of the partner.
        part: Empty for the class; else ``change``, ``pace``, ``projected``, ``chance``, the name of a further
            rule, or the id of a further target.
    """
    words = (word for word in ("progress", indicator, source, partner, part) if word)
    return ".".join(_UNFIT.sub(lambda match: f"_x{ord(match.group()):x}_", word) for word in words)


def class_figure(name: str, judgement: Judgement, goals: TargetChoice) -> Figure:
    """Return the figure that publishes a class.

    Args:
        name: Its id.
        judgement: What is said of the series.
        goals: The targets, with those that do not count.
    """
    case, reason = judgement.case, [judgement.reason]
    reason += [f"The target {row.id} is unverified and does not count." for row in goals.not_counted]
    if goals.others:
        reason.append(
            f"Further targets have figures of their own: {', '.join(row.id for row in goals.others)}."
        )
    used = [row for row in (case.base, case.last) if row is not None]
    targets = (goals.chosen,) if goals.chosen is not None else ()
    return Figure(
        id=name,
        label=f"Progress of {case.series.partner}: {case.series.indicator.label}",
        value=judgement.progress.value,
        method=case.choice.rule.method,
        inputs=(
            *inputs_of(dict.fromkeys(row.id for row in used), InputRole.OBSERVED),
            *inputs_of((row.id for row in targets), InputRole.TARGET),
            *inputs_of((row.id for row in goals.others), InputRole.ALTERNATIVE),
            *inputs_of((row.id for row in goals.not_counted), InputRole.NOT_COUNTED),
            *inputs_of((row.id for row in case.series.absent if not used), InputRole.GAP),
            *inputs_of([case.series.indicator.id], InputRole.DEFINITION),
        ),
        parameters=progress_parameters(judgement),
        evidence=weakest([case.series.indicator.evidence, *(row.evidence for row in targets)])
        if used
        else None,
        reason=" ".join(reason),
        subject=case.series.indicator.id,
        partner=case.series.partner,
        n=len(case.series.observations),
    )


def progress_parameters(judgement: Judgement) -> dict[str, str]:
    """Return what a judgement was told and from what it was made, for publication; only what is known."""
    case = judgement.case
    known = {
        "rule": case.choice.rule.name,
        "source": case.series.source,
        "vintage": case.series.vintage,
        "segment": case.series.segment.id,
        "base": case.base.period.text if case.base is not None else "",
        "last": case.last.period.text if case.last is not None else "",
        "base_value": _value(case.base),
        "last_value": _value(case.last),
        "target": case.target.id if case.target is not None else "",
        "due": str(case.target.due) if case.target is not None else "",
        "by_pace_alone": judgement.would_be.value if judgement.would_be is not None else "",
        **case.terms.to_parameters(),
        "draws": str(case.terms.draws) if case.draws is not None else "",
        "seed": str(case.terms.seed) if case.draws is not None else "",
    }
    return {name: value for name, value in known.items() if value}


def _value(row: Observation | None) -> str:
    """Return a value as the source writes it; empty if there is none."""
    return "" if row is None else row.word or str(row.value)


def inputs_of(names: Iterable[str], role: InputRole) -> tuple[FigureInput, ...]:
    """Return inputs that share a role."""
    return tuple(FigureInput(id=name, role=role) for name in names)
