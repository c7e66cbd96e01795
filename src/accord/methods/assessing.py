"""All assessments of a declaration, and the figures that publish them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from accord.domain.assessment import Assessment, MeasureResult
from accord.domain.declaration import Declaration
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.period import months_before
from accord.methods.measuring import MEASURE_METHOD, Measuring
from accord.methods.parameters import Parameters, read_parameters
from accord.methods.rating import RATING_METHOD, RATING_PARAMETERS, assess

__all__ = ["assess_declaration", "assessment_figures"]


def assess_declaration(
    declaration: Declaration, figures: Mapping[str, Figure], *, day: date
) -> tuple[Assessment, ...]:
    """Rate every commitment for every partner.

    Args:
        declaration: The content as known on a day.
        figures: Topic and derived figures by id.
        day: That day; the trend looks back from it.

    Returns:
        One assessment for each commitment and partner, in the order of the content.
    """
    parameters = read_parameters(declaration.parameters)
    measuring = Measuring(
        figures=figures,
        claims=declaration.claims,
        sources={source.id: source for source in declaration.sources},
        stages=[stage.id for stage in declaration.stages],
        parameters=parameters,
        day=day,
        window_start=months_before(day, int(parameters["trend_window_months"])),
    )
    return tuple(
        assess(
            commitment,
            partner.id,
            tuple(
                measuring.result(measure, partner.id)
                for measure in commitment.measures
                if measure.applies_to(partner.id)
            ),
            parameters=parameters,
        )
        for commitment in declaration.commitments
        for partner in declaration.partners
    )


def assessment_figures(
    declaration: Declaration, assessments: Iterable[Assessment], *, day: date
) -> dict[str, Figure]:
    """Return one figure for each rating and each measure that stands behind it.

    Args:
        declaration: The content as known on a day.
        assessments: All assessments.
        day: That day; decides which name of a partner is shown.
    """
    names = {partner.id: partner.name_on(day) for partner in declaration.partners}
    parameters = read_parameters(declaration.parameters)
    figures: dict[str, Figure] = {}
    for assessment in assessments:
        name = names[assessment.partner]
        figures[assessment.id] = _rating_figure(assessment, name, parameters)
        for result in assessment.results:
            figures[result.id] = _measure_figure(result, name, parameters)
    return dict(sorted(figures.items()))


def _rating_figure(assessment: Assessment, name: str, parameters: Parameters) -> Figure:
    return Figure(
        id=assessment.id,
        label=f"Rating of {assessment.commitment} for {name}",
        value=assessment.rating.value,
        method=f"{RATING_METHOD}, row {assessment.rule}",
        parameters=parameters.shown(*RATING_PARAMETERS),
        inputs=(
            FigureInput(id=assessment.commitment, role=InputRole.WORDING),
            *(FigureInput(id=result.id, role=InputRole.MEASURE) for result in assessment.results),
        ),
        is_disputed=assessment.is_disputed,
        evidence=assessment.evidence,
        last_evidence=assessment.last_evidence,
        reason=" ".join(assessment.reasons),
        subject=assessment.commitment,
        partner=assessment.partner,
    )


def _measure_figure(result: MeasureResult, name: str, parameters: Parameters) -> Figure:
    return Figure(
        id=result.id,
        label=f"{result.text} ({name})",
        value=result.score,
        unit="score",
        method=MEASURE_METHOD,
        parameters=parameters.shown("partly_from", "partly_score"),
        inputs=(
            FigureInput(id=result.measure, role=InputRole.MEASURE),
            FigureInput(id=result.figure, role=InputRole.EVIDENCE),
        ),
        is_disputed=result.is_disputed,
        evidence=result.evidence,
        last_evidence=result.last_evidence,
        reason=result.reason,
        subject=result.measure.rsplit(".", maxsplit=1)[0],
        partner=result.partner,
    )
