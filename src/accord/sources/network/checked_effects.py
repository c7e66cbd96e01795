"""What cannot be true of the effects of projects on a network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from accord.domain.network import Section
from accord.domain.network_change import EffectKind, Network, ProjectEffect
from accord.errors import Problem
from accord.sources.row_problems import row_problem

__all__ = ["check_effects"]

_WITH_VALUE = {EffectKind.RETIMES, EffectKind.SHORTENS_WAIT, EffectKind.RETIMES_TRANSFER}


def check_effects(network: Network) -> Iterator[Problem]:
    """Yield effects that cannot be computed; ids and references are not looked at.

    Args:
        network: Rows that are valid each by itself.
    """
    planned = {row.id: row for row in network.sections if row.is_planned}
    unknown = {row.id for row in network.places if row.transfer_minutes is None}
    for effect in network.effects:
        if effect.kind is EffectKind.RETIMES_TRANSFER and effect.target in unknown:
            yield row_problem(
                effect,
                "ACC-817",
                "How long it takes to change the mode at this place is not known, and so no change of it.",
                field="target",
                value=effect.target,
                expected="a place with `transfer_minutes`: the time before the project",
                fix="State the time before with a source, or leave the effect out: unknown is not zero.",
            )
        wrong = _wrong(effect, planned)
        if wrong:
            yield row_problem(
                effect,
                "ACC-832",
                "The effect of the project cannot be computed.",
                field="value",
                value=wrong,
                expected="minutes above zero for a section or change of mode that is retimed, or a section"
                " that is opened without a time of its own; the share of the delay that remains, from 0, for"
                " a crossing; low <= value <= high for a guess",
                fix="Correct the value, the kind, or `is_planned` of the section.",
            )


def _wrong(effect: ProjectEffect, planned: Mapping[str, Section]) -> str:
    """Return what cannot be computed of an effect; empty if nothing."""
    kind, value = effect.kind, effect.value
    own_time = effect.target in planned and (
        planned[effect.target].minutes is not None or planned[effect.target].length_km is not None
    )
    wrong = ""
    if kind is EffectKind.CLOSES and value is not None:
        wrong = "a closed section has no value"
    elif value is None and (kind in _WITH_VALUE or not own_time):
        wrong = "" if kind is EffectKind.CLOSES else "no value"
    elif value is not None and (value < 0 or (value == 0 and kind is not EffectKind.SHORTENS_WAIT)):
        wrong = f"value {value}"
    if kind is EffectKind.OPENS and effect.target not in planned:
        wrong = "it opens a section that is not planned"
    low, high = effect.low, effect.high
    if (low is None) != (high is None) or (
        low is not None and high is not None and (value is None or low < 0 or not low <= value <= high)
    ):
        wrong = f"low {low}, likely {value}, high {high}"
    return wrong
