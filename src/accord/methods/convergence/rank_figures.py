"""The figures that say how partners rank, and how sure the published order is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accord.domain.commitment import Direction
from accord.domain.figure import Figure, InputRole
from accord.domain.indicator import Scale
from accord.domain.observation import Observation
from accord.methods.convergence.group import Group, decimal, inputs
from accord.methods.convergence.ranking import Ranking, ranking
from accord.methods.convergence.spread_figures import ORDINAL_REASON

__all__ = ["RANKING_METHOD", "rank_figures"]

RANKING_METHOD = "rank_ranges 1.0"


def rank_figures(group: Group) -> Iterator[Figure]:
    """Yield the ranks and the probability of the order where at least two partners have observations.

    The period is the latest one that more than half of the partners have; who lacks it is named.

    Args:
        group: The series.
    """
    if len(group.of_partners) < 2:
        return
    rows, period = _latest_rows(group)
    absent = ", ".join(name for name in group.partners if name not in {row.partner for row in rows})
    found, reason = _ranking(group, rows)
    parameters = group.parameters(
        period=period,
        missing=absent,
        draws=str(group.settings.draws),
        seed=str(group.settings.seed),
        errors="independent between partners",
    )
    for place, row in enumerate(rows):
        if found is None:
            break
        yield Figure(
            id=group.figure_id("rank", row.partner),
            label=f"Rank among partners: {group.indicator.label}, {row.partner}, {period}",
            value=decimal(found.ranks[place]),
            unit="count",
            method=RANKING_METHOD,
            inputs=(
                *inputs(InputRole.OBSERVED, (one.id for one in rows)),
                *inputs(InputRole.DEFINITION, (group.indicator.id,)),
            ),
            parameters=parameters,
            reason=reason,
            subject=group.indicator.id,
            partner=row.partner,
            lower=decimal(found.lower[place]) if found.lower else None,
            upper=decimal(found.upper[place]) if found.upper else None,
            level=group.level if found.lower else None,
            n=len(rows),
        )
    seen = [row.id for row in rows] or [one.observations[-1].id for one in group.of_partners]
    is_known = found is not None and found.order is not None
    yield Figure(
        id=group.figure_id("order"),
        label=f"Probability that the published order of partners is right: {group.indicator.label}, {period}",
        value=decimal(100 * found.order) if found and found.order is not None else None,
        unit="percent",
        method=RANKING_METHOD,
        inputs=(
            *inputs(InputRole.OBSERVED if is_known else InputRole.NOT_COUNTED, seen),
            *inputs(InputRole.DEFINITION, (group.indicator.id,)),
        ),
        parameters=parameters,
        reason=reason,
        subject=group.indicator.id,
        n=len(rows) or None,
    )


def _latest_rows(group: Group) -> tuple[Sequence[Observation], str]:
    """Return the observations of the latest period that more than half of the partners have."""
    known = {row.period.text: row.period for one in group.of_partners for row in one.observations}
    for text in sorted(known, key=lambda text: (known[text].ends, known[text].begins), reverse=True):
        rows = [row for one in group.of_partners for row in one.observations if row.period.text == text]
        if len(rows) >= group.settings.least_units and 2 * len(rows) > len(group.of_partners):
            return rows, text
    return (), ""


def _ranking(group: Group, rows: Sequence[Observation]) -> tuple[Ranking | None, str]:
    """Return the ranking, or None, and what is to be said of it."""
    if group.indicator.scale is Scale.ORDINAL:
        return None, ORDINAL_REASON
    if group.segment.direction is None:
        return None, "Not assessable: neither more nor less is better, so that there is no order."
    if not rows:
        return None, f"No period in which {group.settings.least_units} partners have a value."
    found = ranking(
        [float(row.value or 0) for row in rows],
        [None if row.std_error is None else float(row.std_error) for row in rows],
        is_higher_better=group.segment.direction is Direction.HIGHER,
        level=group.settings.level,
        draws=group.settings.draws,
        seed=group.settings.seed,
    )
    if len(set(found.ranks)) == 1:
        return found, "All values are equal: no order was published that could be right."
    if found.order is None:
        without = ", ".join(row.partner for row in rows if row.std_error is None)
        return found, f"How sure the order is is not known: no standard error is stated for {without}."
    return found, "Errors of partners are taken as independent of each other."
