"""What a composite says of itself in words: its method, its settings, and why a score is what it is."""

from __future__ import annotations

import math
from decimal import Decimal

from accord.domain.composite import CompositeSpec
from accord.domain.composite_steps import ImputationMethod, Mean, Normalisation, ScreeningMethod, Transform
from accord.methods.composite.naming import COMPOSITE_METHOD, SOURCE_MEAN_METHOD
from accord.methods.composite.running import CompositeRun
from accord.methods.composite.unit_descent import UnitDescent

__all__ = [
    "ADD_UNCERTAINTY",
    "is_source_mean",
    "score_level",
    "stated_method",
    "stated_parameters",
    "stated_reason",
]

ADD_UNCERTAINTY = (
    "the specification states no `uncertainty`, and a score without an interval is not shown. Add, for"
    " instance, `uncertainty: {replications: 2000, seed: 1, weights: 0.25}`"
)
"""Why a composite is not shown, and what to do."""


def is_source_mean(spec: CompositeSpec) -> bool:
    """Whether the composite is a mean of sources, which has its interval without replications."""
    return Mean.MEAN_OF_SOURCES in spec.aggregation.methods


def score_level(spec: CompositeSpec) -> Decimal | None:
    """Return the share that intervals hold; None for a composite without intervals.

    Of a mean of sources it is that of the normal distribution within ``width`` standard errors, rounded to
    per cents: 0.90 for 1.65.
    """
    if is_source_mean(spec):
        return Decimal(round(100 * math.erf(float(spec.aggregation.width) / math.sqrt(2)))) / 100
    return spec.uncertainty.interval if spec.uncertainty else None


def stated_method(spec: CompositeSpec) -> str:
    """Return name and version of the method of a specification."""
    return SOURCE_MEAN_METHOD if is_source_mean(spec) else COMPOSITE_METHOD


def stated_parameters(spec: CompositeSpec, run: CompositeRun) -> dict[str, str]:
    """Return the settings of a composite that differ from doing nothing, and how its replications fared."""
    aggregation, treatment = spec.aggregation, spec.treatment
    means = ", ".join(aggregation.methods)
    found = {"specification": spec.id, "aggregation": means, "normalisation": _scale(spec.normalisation)}
    if is_source_mean(spec):
        found |= {"width": str(aggregation.width), "least sources": str(aggregation.least_sources)}
    if spec.screening.method is not ScreeningMethod.NONE:
        found["screening"] = f"{spec.screening.method}, least share {spec.screening.least_share}"
    if spec.imputation.method is not ImputationMethod.NONE:
        by = f" by {spec.imputation.by}" if spec.imputation.by else ""
        found["imputation"] = f"{spec.imputation.method}{by}"
    if treatment.first is not Transform.NONE:
        found["treatment"] = f"{treatment.first}, then {treatment.second}"
    if aggregation.floor is not None:
        found["floor"] = str(aggregation.floor)
    level = score_level(spec)
    if level is not None:
        found["interval"] = f"{float(100 * level):g} %"
    if run.spread is not None and spec.uncertainty is not None:
        found |= {
            "varied": ", ".join(run.spread.things) or "nothing",
            "replications": str(run.spread.replications),
            "failed": str(sum(run.spread.failed.values())),
            "on the scale": str(run.spread.on_scale),
            "seed": str(spec.uncertainty.seed),
        }
    return found


def _scale(settings: Normalisation) -> str:
    ends = f" {settings.lower} to {settings.upper}" if settings.method in ("minmax", "goalposts") else ""
    return f"{settings.method}{ends}"


def stated_reason(spec: CompositeSpec, run: CompositeRun, descent: UnitDescent, *, group: str = "") -> str:
    """Return why a score is what it is, or why there is none."""
    if not descent.is_included:
        return f"Screened out: {descent.screening}"
    step = next(each for each in descent.groups if each.code == (group or descent.groups[-1].code))
    counts = f"{step.n} of {step.of} indicators in the data, {step.n_imputed} imputed"
    if step.score is None:
        return f"No score: too little is known ({counts})"
    words = step.mean.replace("_", " ") if is_source_mean(spec) else f"{step.mean} mean"
    said = f"{words.capitalize()}: {counts}"
    if group:
        return f"{said}; the interval is that of the composite only"
    if is_source_mean(spec):
        return f"{said}; the interval is {spec.aggregation.width} standard errors around the rounded score"
    if run.spread is None:
        return f"{said}; not to be shown: {ADD_UNCERTAINTY}"
    failed = sum(run.spread.failed.values())
    why = "".join(f"; {count} because {text}" for text, count in run.spread.failed.items())
    return f"{said}; {run.spread.replications} replications, {failed} failed{why}"
