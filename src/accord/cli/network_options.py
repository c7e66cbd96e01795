"""Options of `accord network` stand in the ids of its figures, so that `accord why` computes the same."""

from __future__ import annotations

import dataclasses
import urllib.parse
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accord.domain.figure import Figure
    from accord.domain.network_change import Network
    from accord.methods.network.report import Question

__all__ = ["options_in_ids", "question_of_id", "with_options"]

_BEGINS = "network"


def options_in_ids(question: Question, day: date) -> str:
    """Return what ids say of the options: nothing where all are as by default.

    Args:
        question: What is asked.
        day: The day that is asked for by default.

    Returns:
        For instance ``~modes-road+rail~projects-hill+lake``; projects in the order of their ids, and signs
        that are no letters, digits, ``-`` or ``_`` as in the address of a page.
    """
    plain = type(question)(day=day)
    parts = {
        "modes": "+".join(question.modes) if question.modes != plain.modes else "",
        "on": question.day.isoformat() if question.day != day else "",
        "projects": "+".join(_quoted(name) for name in sorted(set(question.projects))),
        "draws": str(question.draws) if question.draws != plain.draws else "",
        "seed": str(question.seed) if question.seed != plain.seed else "",
    }
    return "".join(f"~{key}-{text}" for key, text in parts.items() if text)


def question_of_id(name: str, day: date, network: Network) -> Question:
    """Return what was asked when a figure got its id; the default question where the id fits no options.

    Args:
        name: Id of a figure.
        day: The day that is asked for by default.
        network: The network, which says what projects there are.
    """
    from accord.domain.network import Mode
    from accord.methods.network.report import Question

    parts = name.split(".", 1)[0].split("~")[1:]
    said = {key: text for key, _, text in (part.partition("-") for part in parts)}
    plain = Question(day=day)
    projects = tuple(urllib.parse.unquote(part) for part in said.get("projects", "").split("+") if part)
    if not set(projects) <= {row.project for row in network.effects}:
        return plain
    try:
        found = Question(
            day=date.fromisoformat(said["on"]) if "on" in said else day,
            modes=tuple(Mode(word) for word in said["modes"].split("+")) if "modes" in said else plain.modes,
            projects=projects,
            draws=int(said.get("draws", plain.draws)),
            seed=int(said.get("seed", plain.seed)),
        )
    except ValueError:
        return plain
    return found if options_in_ids(found, day) == "".join(f"~{part}" for part in parts) else plain


def with_options(figures: Mapping[str, Figure], options: str) -> dict[str, Figure]:
    """Return figures whose ids, and whose inputs' ids, say the options."""
    if not options:
        return dict(figures)
    found = {}
    for figure in figures.values():
        inputs = tuple(dataclasses.replace(part, id=_named(part.id, options)) for part in figure.inputs)
        renamed = dataclasses.replace(figure, id=_named(figure.id, options), inputs=inputs)
        found[renamed.id] = renamed
    return found


def _named(name: str, options: str) -> str:
    return name.replace(f"{_BEGINS}.", f"{_BEGINS}{options}.", 1) if name.startswith(f"{_BEGINS}.") else name


def _quoted(name: str) -> str:
    return urllib.parse.quote(name, safe="").replace(".", "%2E").replace("~", "%7E")
