"""All figures and assessments of a declaration, in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from accord.domain.assessment import Assessment
from accord.domain.declaration import Declaration
from accord.domain.figure import Figure
from accord.domain.join import JoinedFlow
from accord.domain.observation import Observation
from accord.methods.announced_broadband import announced_broadband
from accord.methods.assessing import assess_declaration, assessment_figures
from accord.methods.claimed_observations import claimed_observations
from accord.methods.counting import count_figures
from accord.methods.delivery_figures import chain_figures
from accord.methods.derived import derived_figures
from accord.methods.indicator_figures import indicator_figures
from accord.methods.leverage_figures import leverage_figures
from accord.methods.network_figures import network_figures
from accord.methods.payments.figures import payment_figures
from accord.methods.project_figures import project_figures
from accord.methods.topics import topic_figures

__all__ = ["compute"]


def compute(
    declaration: Declaration,
    *,
    day: date,
    flows: Sequence[JoinedFlow] = (),
    observations: Sequence[Observation] = (),
) -> tuple[Sequence[Figure], Sequence[Assessment]]:
    """Compute all figures and assessments of a declaration.

    Args:
        declaration: The content as known on a day.
        day: That day.
        flows: Published flows that the rules of the declaration joined to its commitments.
        observations: Observations from files; those that claims make are added.

    Returns:
        Figures in the order of their ids, and assessments in the order of the content.
    """
    topics = topic_figures(declaration, day=day)
    figures = {**topics, **derived_figures(declaration, topics)}
    assessments = assess_declaration(declaration, figures, day=day)
    figures |= assessment_figures(declaration, assessments, day=day)
    figures |= chain_figures(declaration, figures, flows, day=day)
    figures |= count_figures(declaration, assessments, figures)
    figures |= leverage_figures(declaration) | project_figures(declaration)
    figures |= payment_figures(declaration, day)
    figures |= indicator_figures((*claimed_observations(declaration), *observations), declaration)
    figures |= network_figures(declaration, day=day)
    figures |= announced_broadband(declaration, topics)
    return [figures[name] for name in sorted(figures)], assessments
