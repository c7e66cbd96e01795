"""The gap to each target by partner, with what is known and what is not kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accord.domain.broadband import Coverage, CoverageStage, Settlement
from accord.domain.broadband_call import BroadbandCase, BroadbandTarget
from accord.domain.broadband_standing import Knowledge, TargetGap
from accord.methods.broadband.covering import Covered, counts_for, covered_places, total_of

__all__ = ["target_gaps"]


def target_gaps(case: BroadbandCase) -> tuple[TargetGap, ...]:
    """Return the gap to each target, by partner and for all together under an empty partner.

    Covered, possibly covered, uncovered and not known add up to the total. Settlements that do not state
    their number are listed and counted in none of them. Passed, covered, connected and used are each
    counted for themselves; the target's own stage stands first. Speeds that were measured are no coverage.

    Args:
        case: What the folder states.
    """
    found: list[TargetGap] = []
    ordered = sorted(case.settlements, key=lambda row: row.id)
    partners = sorted({row.partner for row in ordered})
    for _name, target in sorted(case.targets.items()):
        for asked in _stages(target, case.coverage):
            covered = covered_places(ordered, case.coverage, asked)
            for partner in [*partners, ""]:
                rows = [row for row in ordered if partner in ("", row.partner)]
                found.append(_gap(asked, partner, rows, covered))
    return tuple(found)


def _stages(target: BroadbandTarget, rows: Sequence[Coverage]) -> list[BroadbandTarget]:
    """Return the target with its own stage, then with each other stage of which something is stated."""
    others = [replace(target, stage=stage) for stage in CoverageStage if stage is not target.stage]
    return [target, *(other for other in others if any(counts_for(row, other) for row in rows))]


def _gap(
    target: BroadbandTarget, partner: str, rows: Sequence[Settlement], covered: dict[str, Covered]
) -> TargetGap:
    sums = dict.fromkeys(("total", "covered", "between", "uncovered", "not_known", "by_municipality"), 0.0)
    without: list[str] = []
    counted: list[str] = []
    used: set[str] = set()
    for row in rows:
        total, said = total_of(row, target.basis), covered[row.id]
        if total is None:
            without.append(row.id)
            continue
        counted.append(row.id)
        used.update(said.rows)
        sums["total"] += total
        if said.knowledge is Knowledge.NOT_KNOWN:
            sums["not_known"] += total
            continue
        sums["covered"] += total * said.least
        sums["between"] += total * (said.most - said.least)
        sums["uncovered"] += total * (1 - said.most)
        sums["by_municipality"] += total if said.knowledge is Knowledge.MUNICIPAL else 0.0
    return TargetGap(
        target=target.id,
        stage=target.stage,
        partner=partner,
        places_without_total=tuple(without),
        rows=tuple(sorted(used)),
        settlements=tuple(counted),
        **sums,
    )
