"""The figures that observations make: the latest value, how it moved, how it stands beside others."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from accord.domain.declaration import Declaration
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.observation import Observation, Series
from accord.domain.period import PartialDate
from accord.methods.claimed_observations import REGION
from accord.methods.convergence.figures import convergence_figures
from accord.methods.observing import latest_series
from accord.methods.progress.figures import progress_figures

__all__ = ["LATEST_METHOD", "indicator_figures"]

LATEST_METHOD = "latest_observation 1.0"


def indicator_figures(observations: Iterable[Observation], declaration: Declaration) -> dict[str, Figure]:
    """Return all figures that rest on observations, by id.

    What a source states for the region only has figures of the region, and none that say of each partner
    that there is no value: nobody was to observe it there.

    Args:
        observations: Observations as known on the day of the snapshot.
        declaration: The content as known on that day.
    """
    every = tuple(observations)
    if not every:
        return {}
    series = latest_series(every, declaration)
    partners = {partner.id for partner in declaration.partners}
    by_partner = {(each.indicator.id, each.source) for each in series if each.partner in partners}
    own = [each for each in series if (each.indicator.id, each.source) in by_partner]
    regional = [each for each in series if each not in own and each.partner == REGION]
    latest = [_latest(each) for each in (*own, *regional) if each.partner in {*partners, REGION}]
    return {
        **{figure.id: figure for figure in latest},
        **progress_figures(own, declaration.targets, partners),
        **progress_figures(regional, declaration.targets, {REGION}),
        **convergence_figures(series, declaration),
    }


def _latest(series: Series) -> Figure:
    """Return the latest value of a series; without any, the absence that stands last."""
    indicator = series.indicator
    rows = series.observations or series.absent
    row = rows[-1]
    value = row.word or row.value
    reason = f"Value of {row.period} in the vintage {row.vintage} of {row.source}"
    if value is None:
        reason = f"The source says of {row.period}: {row.absence}"
    return Figure(
        id=f"observed.{indicator.id}.{series.source}.{series.partner}",
        label=indicator.label,
        value=None if value is None else value if isinstance(value, str) else value.quantize(Decimal("1e-6")),
        unit="" if row.word else indicator.unit,
        method=LATEST_METHOD,
        inputs=(
            FigureInput(id=row.id, role=InputRole.CHOSEN),
            FigureInput(id=indicator.id, role=InputRole.DEFINITION),
        ),
        parameters={"vintage": row.vintage, "segment": series.segment.id, "period": row.period.text},
        last_evidence=PartialDate(str(row.period.year)),
        reason=f"{reason}.",
        subject=indicator.id,
        partner=series.partner,
    )
