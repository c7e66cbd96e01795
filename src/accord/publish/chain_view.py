"""A chain as readers see it, put together from the figures of a snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.domain.declaration import Gap
from accord.domain.figure import Figure, InputRole
from accord.domain.join import ChainStep, Join, JoinRule
from accord.methods.delivery_chain import NOT_SPLIT, chain_figure_id
from accord.methods.delivery_figures import projects_figure_id
from accord.publish.library import Library

__all__ = ["STEP_WORDS", "ChainStepView", "ChainView", "chain_view", "chain_views"]

STEP_WORDS: Mapping[ChainStep, str] = {
    ChainStep.PROMISED: "Promised",
    ChainStep.APPROVED: "Approved",
    ChainStep.SIGNED: "Signed",
    ChainStep.DISBURSED: "Paid out",
    ChainStep.WORKS: "Works begun",
    ChainStep.OPEN: "In use",
}
"""Headings of the steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStepView:
    """One step of a chain.

    Attributes:
        step: The step.
        word: Its heading.
        figure: Figure of the package.
        projects: Figure that counts the projects; None if none is counted.
        partners: Figures by partner, where there is one.
        rest: Figure of what no source splits by partner; None if there is none.
        gaps: Gaps that say where the missing was looked for.
    """

    step: ChainStep
    word: str
    figure: Figure
    projects: Figure | None
    partners: Mapping[str, Figure]
    rest: Figure | None
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainView:
    """A chain with its steps and the rules that join published flows.

    Attributes:
        join: What is followed.
        steps: All steps, the promise first.
        rules: The rules.
    """

    join: Join
    steps: tuple[ChainStepView, ...]
    rules: tuple[JoinRule, ...]


def chain_views(library: Library) -> tuple[ChainView, ...]:
    """Return all chains of a snapshot, in the order of the content."""
    return tuple(_view(library, join) for join in library.declaration.joins)


def chain_view(library: Library, commitment: str) -> ChainView | None:
    """Return the chain of a commitment, or None if its money is not followed."""
    found = (join for join in library.declaration.joins if join.commitment == commitment)
    join = next(found, None)
    return _view(library, join) if join else None


def _view(library: Library, join: Join) -> ChainView:
    return ChainView(
        join=join,
        steps=tuple(
            _promise(library, join) if not number else _step(library, join, step)
            for number, step in enumerate(ChainStep)
        ),
        rules=tuple(rule for rule in library.declaration.join_rules if rule.join == join.id),
    )


def _promise(library: Library, join: Join) -> ChainStepView:
    figure = library.figures[join.promised]
    own = {name: library.figures.get(f"{join.promised}.{name}") for name in library.partners}
    partners = {name: part for name, part in own.items() if part is not None and part.value is not None}
    return ChainStepView(
        step=ChainStep.PROMISED,
        word=STEP_WORDS[ChainStep.PROMISED],
        figure=figure,
        projects=library.figures.get(join.promised_projects),
        partners=partners,
        rest=None if partners else figure,
        gaps=(),
    )


def _step(library: Library, join: Join, step: ChainStep) -> ChainStepView:
    figure = library.figures[chain_figure_id(join.commitment, step)]
    ids = {name: chain_figure_id(join.commitment, step, name) for name in library.partners}
    gaps = {gap.id: gap for gap in library.declaration.gaps}
    return ChainStepView(
        step=step,
        word=STEP_WORDS[step],
        figure=figure,
        projects=library.figures.get(projects_figure_id(join.commitment, step)),
        partners={name: library.figures[own] for name, own in ids.items() if own in library.figures},
        rest=library.figures.get(chain_figure_id(join.commitment, step, NOT_SPLIT)),
        gaps=tuple(gaps[part.id] for part in figure.inputs if part.role is InputRole.GAP),
    )
