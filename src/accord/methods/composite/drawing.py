"""Random draws for the replications of a composite, each thing that varies from a stream of its own.

Switching one thing on or off leaves the draws of the others as they are. The generator is SFC64 of NumPy,
seeded by the specification: the same specification gives the same numbers.
"""

from __future__ import annotations

import numpy as np

from accord.domain.composite_steps import Uncertainty
from accord.methods.composite.plan import Drawn, Plan

__all__ = ["Drawing", "exchanged", "varied_things"]

_THINGS = ("imputation", "treatment", "normalisation", "aggregation")


def varied_things(settings: Uncertainty) -> tuple[str, ...]:
    """Return the names of what varies, in a fixed order; a list with one choice does not vary."""
    varies = {
        "measurement": settings.measurement,
        "weights": settings.weights > 0,
        **{name: len(getattr(settings, name)) > 1 for name in _THINGS},
    }
    return tuple(name for name, is_on in varies.items() if is_on)


class Drawing:
    """Streams of random numbers for one analysis.

    Args:
        plan: The chain.
        settings: What varies.
        stream: Another number gives independent draws, for the second sample of Saltelli's design.
    """

    def __init__(self, plan: Plan, settings: Uncertainty, stream: int = 0) -> None:
        self._plan, self._settings = plan, settings
        names = ("measurement", "weights", *_THINGS)
        self._random = {
            name: np.random.Generator(np.random.SFC64(np.random.SeedSequence([settings.seed, stream, place])))
            for place, name in enumerate(names)
        }

    def draw(self, count: int) -> Drawn:
        """Return the draws of the next replications."""
        plan, share = self._plan, float(self._settings.weights)
        shape = (count if self._settings.measurement else 0, *plan.base.shape)
        choices = np.zeros((count, len(_THINGS)), np.int64)
        options = (plan.imputations, plan.transforms, plan.normalisations, plan.means)
        for column, (name, open_to) in enumerate(zip(_THINGS, options, strict=True)):
            choices[:, column] = self._random[name].integers(len(open_to), size=count)
        deviations = 2 * self._random["weights"].random((count, len(plan.weights))) - 1
        return Drawn(
            noise=self._random["measurement"].standard_normal(shape),
            choices=choices,
            weights=plan.weights * (1 + share * deviations),
        )


def exchanged(one: Drawn, other: Drawn, thing: str) -> Drawn:
    """Return one sample with the draws of one thing from another."""
    if thing == "measurement":
        return one._replace(noise=other.noise)
    if thing == "weights":
        return one._replace(weights=other.weights)
    choices = one.choices.copy()
    column = _THINGS.index(thing)
    choices[:, column] = other.choices[:, column]
    return one._replace(choices=choices)
