"""A composite as its figures tell it: units with score, interval, rank and range, and counts beside them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from accord.domain.figure import Figure
from accord.publish.library import Library

__all__ = ["CompositeView", "ScoreView", "composite_view", "composite_views"]

_PREFIX = "composite."
_RANK = ".rank"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreView:
    """One unit.

    Attributes:
        figure: Its score; without an interval its value is not known.
        rank: Its rank with its range; None where no replications tell one, and then no rank is shown.
        name: Name of the partner, or the code of the unit.
    """

    figure: Figure
    rank: Figure | None
    name: str

    @property
    def is_shown(self) -> bool:
        """Whether there is a score with an interval and a count: nothing else is shown."""
        figure = self.figure
        ends = (figure.value, figure.lower, figure.upper)
        return all(isinstance(end, Decimal) for end in ends) and bool(figure.n)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeView:
    """One composite.

    Attributes:
        id: Id of the specification.
        figure: The composite itself: title, settings, replications.
        scores: Units with a score that is shown, the best first.
        others: Units without one, in the order of their ids.
    """

    id: str
    figure: Figure
    scores: tuple[ScoreView, ...]
    others: tuple[ScoreView, ...]


def composite_views(library: Library) -> tuple[CompositeView, ...]:
    """Return the composites of a snapshot in the order of their ids."""
    found = [
        figure.id.removeprefix(_PREFIX)
        for figure in library.figures.values()
        if figure.id.startswith(_PREFIX) and figure.subject == figure.id
    ]
    return tuple(composite_view(library, name) for name in sorted(found))


def composite_view(library: Library, spec_id: str) -> CompositeView:
    """Return one composite.

    Args:
        library: The snapshot.
        spec_id: Id of its specification.
    """
    whole = library.figures[f"{_PREFIX}{spec_id}"]
    views = [_score_view(library, part.id, whole.id) for part in whole.inputs]
    shown = [view for view in views if view.is_shown]
    return CompositeView(
        id=spec_id,
        figure=whole,
        scores=tuple(sorted(shown, key=_place)),
        others=tuple(sorted((view for view in views if not view.is_shown), key=lambda view: view.figure.id)),
    )


def _score_view(library: Library, name: str, whole: str) -> ScoreView:
    figure = library.figures[name]
    unit = name.removeprefix(f"{whole}.")
    return ScoreView(
        figure=figure,
        rank=library.figures.get(f"{name}{_RANK}"),
        name=library.names.get(figure.partner, unit),
    )


def _place(view: ScoreView) -> tuple[Decimal, str]:
    value = view.figure.value
    return (-value if isinstance(value, Decimal) else Decimal(0), view.figure.id)
