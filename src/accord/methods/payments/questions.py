"""A question such as "what is lost if this step slips six months?" has an id and can be answered again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accord.domain.declaration import Declaration
from accord.domain.figure import Figure
from accord.methods.payments.figures import record_figures
from accord.methods.payments.record import AgendaRecord, agenda_records
from accord.methods.payments.slips import Slip, SlipEffect, slip_effect, slipped

__all__ = ["Answer", "Question", "answer", "parse_question", "question_id"]

_ON = re.compile(r"on(\d{4}-\d{2}-\d{2})")
_SLIP = re.compile(r"(?P<step>[A-Za-z0-9_-]+)\+(?P<months>\d{1,3})m")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked about a figure.

    Attributes:
        figure: Id of the figure, e.g. ``payments.RGF.SRB.lost``.
        slips: Steps that are late, and by how much.
        on: Day for which the figure is asked; None for the day on which it is all over.
    """

    figure: str
    slips: tuple[Slip, ...] = ()
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A figure with a delay and without it.

    Attributes:
        day: Day for which both are computed.
        late: The figure with the delay.
        on_time: The figure without it.
        effect: What changes when; None if nothing slips.
    """

    day: date
    late: Figure
    on_time: Figure
    effect: SlipEffect | None


def question_id(figure: str, *, slips: Sequence[Slip] = (), on: date | None = None) -> str:
    """Return the id of a question; without a delay and a day it is the id of the figure.

    Args:
        figure: Id of the figure.
        slips: Steps that are late.
        on: Day for which the figure is asked.
    """
    words = [figure, *([f"on{on}"] if on else [])]
    words += [f"{slip.step}+{slip.months}m" for slip in sorted(slips, key=lambda slip: slip.step)]
    return "--".join(words)


def parse_question(name: str) -> Question | None:
    """Return the question that an id asks, or None if it asks none.

    Args:
        name: E.g. ``payments.RGF.SRB.lost--RGF-SRB-rem+6m``.

    Raises:
        ValueError: The id names a day that does not exist.
    """
    figure, *words = name.split("--")
    if not figure.startswith("payments.") or not words:
        return None
    on = None
    day = _ON.fullmatch(words[0])
    if day:
        on, words = date.fromisoformat(day[1]), words[1:]
    found = [_SLIP.fullmatch(word) for word in words]
    slips = [Slip(step=match["step"], months=int(match["months"])) for match in found if match]
    if len(slips) < len(words) or not (slips or on):
        return None
    return Question(figure=figure, slips=tuple(slips), on=on)


def answer(declaration: Declaration, question: Question, *, day: date) -> Answer:
    """Return the answer to a question, computed anew from the content.

    Args:
        declaration: The content as known on a day.
        question: The question.
        day: The day on which it is asked, that of the content.

    Raises:
        KeyError: There is no such figure or step.
        ValueError: A step cannot slip.
    """
    for record in agenda_records(declaration, question.on or day):
        known = {figure.id for figure in record_figures(record, declaration, day=day)}
        if question.figure in known:
            return _answer(declaration, record, question, day)
    raise KeyError(question.figure)


def _answer(declaration: Declaration, record: AgendaRecord, question: Question, day: date) -> Answer:
    effect = slip_effect(record, question.slips, day=day) if question.slips else None
    on = question.on or (effect.moments[-1].day if effect else day)
    late = slipped(record, question.slips, day=day)
    waiting = slipped(record, [Slip(step=slip.step, months=0) for slip in question.slips], day=day)
    return Answer(
        day=on,
        late=_figure(declaration, late, question.figure, on),
        on_time=_figure(declaration, waiting, question.figure, on),
        effect=effect,
    )


def _figure(declaration: Declaration, record: AgendaRecord, name: str, on: date) -> Figure:
    figures = record_figures(record, declaration, day=on)
    return next(figure for figure in figures if figure.id == name)
