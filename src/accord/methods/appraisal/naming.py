"""The name under which appraisals are cited, and the ids of their figures."""

from __future__ import annotations

from decimal import Decimal

from accord.domain.appraisal_flows import Analysis

__all__ = ["APPRAISAL_METHOD", "APPRAISAL_PREFIX", "appraisal_id", "percent"]

APPRAISAL_METHOD = "appraisal 1"
"""Name and version of the method."""

APPRAISAL_PREFIX = "appraisal."
"""With this begins the id of every figure of an appraisal."""


def percent(rate: Decimal) -> str:
    """Return a rate in per cent as ids write it: 0.05 is ``5``, 0.055 is ``5.5``."""
    text = f"{rate * 100:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def appraisal_id(project: str, figure: str, analysis: Analysis | None = None, *more: str) -> str:
    """Return the id of a figure, e.g. ``appraisal.hill-road.npv.economic.5``."""
    parts = (project, figure, analysis.value if analysis else "", *more)
    return APPRAISAL_PREFIX + ".".join(part for part in parts if part)
