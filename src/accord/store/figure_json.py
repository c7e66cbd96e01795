"""A figure with the keys that ``accord figures --json`` documents."""

from __future__ import annotations

from accord.cleaning.values import plain_value, shown_figure
from accord.domain.figure import Figure

__all__ = ["Json", "figure_json"]

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
"""What JSON can hold."""


def figure_json(figure: Figure) -> dict[str, Json]:
    """Return a figure with the keys that ``accord figures --json`` documents."""
    return {
        "figure": figure.id,
        "label": figure.label,
        "value": plain_value(figure.value),
        "shown": shown_figure(figure),
        "unit": figure.unit,
        "qualifier": figure.qualifier.value,
        "method": figure.method,
        "parameters": dict(figure.parameters),
        "minimum": plain_value(figure.minimum),
        "maximum": plain_value(figure.maximum),
        "claims": figure.claims,
        "disputed": figure.is_disputed,
        "evidence": figure.evidence.value if figure.evidence else None,
        "last_evidence": str(figure.last_evidence) if figure.last_evidence else None,
        "reason": figure.reason,
        "subject": figure.subject,
        "partner": figure.partner,
        "lower": plain_value(figure.lower),
        "upper": plain_value(figure.upper),
        "level": plain_value(figure.level),
        "n": figure.n,
    }
