"""What is known about the coverage of a place at a speed: an interval, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from accord.domain.broadband import Coverage, CoverageBasis, Settlement, Technology
from accord.domain.broadband_call import BroadbandTarget
from accord.domain.broadband_standing import Knowledge

__all__ = ["NOT_KNOWN", "Covered", "counts_for", "covered_places", "total_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """Which share of a settlement is covered at a target.

    Attributes:
        knowledge: What is known.
        least: Share that is covered at least.
        most: Share that is covered at most: the technologies that were reported, if none overlaps.
        rows: Ids of the statements.
    """

    knowledge: Knowledge
    least: float
    most: float
    rows: tuple[str, ...]


NOT_KNOWN = Covered(knowledge=Knowledge.NOT_KNOWN, least=0.0, most=1.0, rows=())
"""Nobody said anything; the share is not zero."""


def covered_places(
    settlements: Sequence[Settlement], rows: Sequence[Coverage], target: BroadbandTarget
) -> dict[str, Covered]:
    """Return for each settlement which share is covered at a target.

    Only verified statements of the target's stage, basis and technologies count, at its speed or above; one
    about a lower speed says nothing about a higher one, and passed, covered, connected and used are never
    taken for each other. Of a technology the latest statement at the target's own speed counts, or the
    largest at speeds above it, which is then a lower end only. Of several technologies the largest share
    is covered at least and their sum, up to 1, at most; a statement on ``any`` goes before both.

    A municipality's share is taken for its settlements only where none of them has a statement of its own.

    Args:
        settlements: The settlements.
        rows: Statements, in any order.
        target: The target.
    """
    own: dict[str, list[Coverage]] = {}
    municipal: dict[str, list[Coverage]] = {}
    for row in rows:
        if counts_for(row, target):
            (municipal if row.is_municipal else own).setdefault(row.place, []).append(row)
    mixed = {one.municipality for one in settlements if one.id in own and one.municipality}
    totals = _municipal_totals(settlements, target.basis)
    found: dict[str, Covered] = {}
    for one in settlements:
        if one.id in own:
            found[one.id] = _joined(own[one.id], total_of(one, target.basis), target, Knowledge.STATED)
        elif one.municipality in municipal and one.municipality not in mixed:
            total = totals[one.municipality]
            found[one.id] = _joined(municipal[one.municipality], total, target, Knowledge.MUNICIPAL)
        else:
            found[one.id] = NOT_KNOWN
    return found


def total_of(settlement: Settlement, basis: CoverageBasis) -> float | None:
    """Return the households, inhabitants or schools of a settlement; None if not stated."""
    value = {
        CoverageBasis.HOUSEHOLDS: settlement.households,
        CoverageBasis.POPULATION: settlement.population,
        CoverageBasis.SCHOOLS: settlement.schools,
    }[basis]
    return None if value is None else float(value)


def counts_for(row: Coverage, target: BroadbandTarget) -> bool:
    """Whether a statement is about a target's stage, basis and technologies, at its speed or above."""
    is_technology = not target.technologies or row.technology in target.technologies
    return (
        is_technology
        and row.evidence.is_verified
        and row.stage is target.stage
        and row.basis is target.basis
        and row.speed_mbit >= target.speed_mbit
    )


def _municipal_totals(settlements: Iterable[Settlement], basis: CoverageBasis) -> Mapping[str, float | None]:
    """Return the total of each municipality; None as soon as one settlement does not state its own."""
    totals: dict[str, float | None] = {}
    for one in settlements:
        value, before = total_of(one, basis), totals.get(one.municipality, 0.0)
        totals[one.municipality] = None if value is None or before is None else before + value
    return totals


def _joined(
    rows: Sequence[Coverage], total: float | None, target: BroadbandTarget, knowledge: Knowledge
) -> Covered:
    by_technology: dict[Technology, tuple[float, float, tuple[str, ...]]] = {}
    for technology in sorted({row.technology for row in rows}):
        said = _of_technology([row for row in rows if row.technology is technology], total, target)
        if said is not None:
            by_technology[technology] = said
    if not by_technology:
        return NOT_KNOWN
    if Technology.ANY in by_technology:
        by_technology = {Technology.ANY: by_technology[Technology.ANY]}
    return Covered(
        knowledge=knowledge,
        least=max(least for least, _most, _rows in by_technology.values()),
        most=min(1.0, sum(most for _least, most, _rows in by_technology.values())),
        rows=tuple(sorted(row for _least, _most, used in by_technology.values() for row in used)),
    )


def _of_technology(
    rows: Sequence[Coverage], total: float | None, target: BroadbandTarget
) -> tuple[float, float, tuple[str, ...]] | None:
    """Return the ends of the share of one technology and the rows; None if numbers have no total."""
    exact = [row for row in rows if row.speed_mbit == target.speed_mbit] if target.speed_mbit else list(rows)
    days = [row.day.last_day for row in exact or rows]
    latest = [row for row in exact or rows if row.day.last_day == max(days)]
    shares = {row.id: _share(row, total) for row in latest}
    known = {row: share for row, share in shares.items() if share is not None}
    if not known:
        return None
    least = max(known.values()) if not exact else min(known.values())
    most = max(known.values()) if exact else 1.0
    return least, most, tuple(sorted(known))


def _share(row: Coverage, total: float | None) -> float | None:
    if row.share is not None:
        return float(row.share)
    if row.number is None or not total:
        return None
    return min(1.0, float(row.number) / total)
