"""Figures on where partners stand: gaps to targets, and prices against incomes."""

from __future__ import annotations

from accord.domain.broadband import CoverageBasis, slug
from accord.domain.broadband_standing import Affordability, TargetGap
from accord.domain.figure import InputRole
from accord.methods.broadband.figure_making import FigureMaker, cell_id
from accord.methods.broadband.naming import AFFORDABILITY_METHOD, GAP_METHOD

__all__ = ["add_affordability", "add_gap", "gap_id"]

_PARTS = {
    "covered": "{} for certain",
    "between": "perhaps {}, as technologies may overlap",
    "uncovered": "known not to be {}",
    "not_known": "of which nobody said whether they are {}",
}


def gap_id(maker: FigureMaker, gap: TargetGap, part: str) -> str:
    """Return the id of a number of a gap, e.g. ``broadband.villages.gap.gigabit.SRB.not_known``.

    Where a stage is counted that the target does not ask, its name stands before the part.
    """
    other = "" if gap.stage is maker.case.targets[gap.target].stage else gap.stage.value
    return maker.id("gap", gap.target, gap.partner or "all", other, part)


def add_gap(maker: FigureMaker, gap: TargetGap) -> None:
    """Make the figures of a gap: the total, its four parts, and the two ends of the share covered."""
    target = maker.case.targets[gap.target]
    basis, where = target.basis, gap.partner or "all partners"
    rest = {"unit": basis.value, "method": GAP_METHOD, "partner": gap.partner}
    column = {CoverageBasis.HOUSEHOLDS: "households", CoverageBasis.POPULATION: "population"}.get(
        basis, "schools"
    )
    settlements = [(cell_id("settlements", name, column), InputRole.TERM) for name in gap.settlements]
    without = [
        (cell_id("settlements", name, column), InputRole.NOT_COUNTED) for name in gap.places_without_total
    ]
    rows = [(cell_id("coverage", name), InputRole.EVIDENCE) for name in gap.rows]
    aim = (cell_id("targets", gap.target), InputRole.TARGET)
    reason = f"Sum over {len(gap.settlements)} settlements."
    if without:
        reason += f" {len(without)} settlements do not state their {basis.value} and are in no number."
    total = maker.add(
        gap_id(maker, gap, "total"),
        f"{target.label}, {where}: {basis.value} of which the number is stated",
        gap.total if gap.settlements else None,
        [*settlements, *without] or [aim],
        reason=reason,
        **rest,
    )
    for part, words in _PARTS.items():
        maker.add(
            gap_id(maker, gap, part),
            f"{target.label}, {where}: {basis.value} {words.format(gap.stage.value)}",
            getattr(gap, part) if gap.settlements else None,
            [(total, InputRole.TERM), aim, *rows],
            reason=_part_reason(gap, part, basis),
            **rest,
        )
    for end, share in (("at_least", gap.share_at_least), ("at_most", gap.share_at_most)):
        numerator = gap_id(maker, gap, "covered" if end == "at_least" else "uncovered")
        maker.add(
            gap_id(maker, gap, f"share_{end}"),
            f"{target.label}, {where}: share {gap.stage.value}, {end.replace('_', ' ')}",
            None if share is None else share * 100,
            [(numerator, InputRole.NUMERATOR), (total, InputRole.DENOMINATOR), aim],
            reason=_share_reason(gap, end),
            **{**rest, "unit": "percent"},
        )


def _part_reason(gap: TargetGap, part: str, basis: CoverageBasis) -> str:
    if part == "not_known":
        return (
            "No statement on this target was given for them; they count neither as covered nor as uncovered."
        )
    said = f"{len(gap.rows)} statements on coverage of {basis.value} at this target."
    if gap.by_municipality:
        said += (
            f" {gap.by_municipality:,.6g} {basis.value} are known by the share of their municipality only."
        )
    return said


def _share_reason(gap: TargetGap, end: str) -> str:
    if gap.share_at_least is None:
        return "Nothing is known: no statement on this target was given."
    if end == "at_least":
        return "Covered for certain by the total; what is not known counts as if it were uncovered."
    return "The total less what is known to be uncovered, by the total; what is not known counts as covered."


def _affordability_id(maker: FigureMaker, row: Affordability) -> str:
    """Return the id of a price against an income."""
    return maker.id("affordability", row.limit, row.partner, slug(row.basket), slug(row.group))


def add_affordability(maker: FigureMaker, row: Affordability) -> None:
    """Make the figure of a price against an income; unknown where one of the two was not given."""
    inputs = [(cell_id("limits", row.limit), InputRole.TARGET)]
    if row.price:
        inputs.append((cell_id("prices", row.price), InputRole.NUMERATOR))
    if row.income:
        inputs.append((cell_id("incomes", row.income), InputRole.DENOMINATOR))
    maker.add(
        _affordability_id(maker, row),
        f"Price of {row.basket} against income per head ({row.group}), {row.partner}",
        None if row.share is None else row.share * 100,
        inputs,
        unit="percent",
        method=AFFORDABILITY_METHOD,
        reason=row.reason,
        partner=row.partner,
    )
