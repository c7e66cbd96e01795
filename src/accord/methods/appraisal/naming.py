"""The name under which appraisals are cited, and the ids of their figures."""

from __future__ import annotations

from decimal import Decimal

from accord.domain.appraisal_flows import Analysis
from accord.methods.appraisal.rate_schedule import Rate

__all__ = ["APPRAISAL_METHOD", "APPRAISAL_PREFIX", "appraisal_id", "percent", "rate_key", "rate_words"]

APPRAISAL_METHOD = "appraisal 1"
"""Name and version of the method."""

APPRAISAL_PREFIX = "appraisal."
"""With this begins the id of every figure of an appraisal."""


def percent(rate: Decimal) -> str:
    """Return a share in per cent: 0.05 is ``5``, 0.055 is ``5.5``."""
    text = f"{rate * 100:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rate_key(rate: Rate) -> str:
    """Return a rate as ids write it: ``5``, ``7-nominal``; one that falls from 3.5 % to 3 % is ``3.5-3``."""
    if isinstance(rate, Decimal):
        return percent(rate)
    return "-".join((*map(percent, rate.stated), *(["nominal"] if rate.is_nominal else [])))


def rate_words(rate: Rate) -> str:
    """Return a rate as texts write it: ``5 %``; one that falls from 3.5 % to 3 % is ``3.5/3 %``.

    A nominal one says so, and which real one it is if that is the same in all years.
    """
    if isinstance(rate, Decimal):
        return f"{percent(rate)} %"
    said = f"{'/'.join(map(percent, rate.stated))} %"
    if rate.is_nominal:
        said += " nominal" + ("" if rate.one is None else f" ({rate.one * 100:.2f} % real)")
    return said


def appraisal_id(project: str, figure: str, analysis: Analysis | None = None, *more: str) -> str:
    """Return the id of a figure, e.g. ``appraisal.hill-road.npv.economic.5``."""
    parts = (project, figure, analysis.value if analysis else "", *more)
    return APPRAISAL_PREFIX + ".".join(part for part in parts if part)
