"""The descent of a composite score or an estimate as JSON, as `accord why --from` prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from accord.methods.composite.cells import UsedCell
    from accord.methods.composite.running import CompositeRun
    from accord.methods.composite.unit_descent import GroupStep, IndicatorSteps, UnitDescent
    from accord.methods.ucm.unit_descent import SourceShare, UnitEstimate
    from accord.methods.ucm.wgi2022 import CellEstimates
    from accord.sources.composite_inputs import CompositeFiles
    from accord.sources.rates.grid import TableFile

    Row = dict[str, object]

__all__ = ["composite_json", "ucm_json"]


def composite_json(
    name: str,
    files: CompositeFiles,
    run: CompositeRun,
    descent: UnitDescent,
    cells: Sequence[UsedCell],
    *,
    group: str,
) -> Row:
    """Return why a unit has its score.

    Args:
        name: Id of the score.
        files: Specification and tables.
        run: What came of them.
        descent: The steps of the unit.
        cells: The cells from which it comes.
        group: The group whose score is asked for; empty for the composite.
    """
    from accord.cli.composite_writing import score_rows
    from accord.methods.composite.stating import score_level, stated_method, stated_parameters, stated_reason

    steps = _below(descent.groups, group)
    top = next((step for step in descent.groups if step.code == group), None) if group else None
    row = next((row for row in score_rows(run.chain, run.spread) if row["unit"] == descent.unit), {})
    asked = top or (descent.groups[-1] if descent.groups else None)
    level = score_level(files.spec)
    leaves = {member.code for step in steps for member in step.members}
    bounds: Row = {key: None if group else row.get(key) for key in ("std_error", "lower", "upper")}
    return {
        "figure": name,
        "label": f"{files.spec.title}: {descent.unit}" + (f", {group}" if group else ""),
        "value": asked.score if asked else None,
        **bounds,
        "level": float(level) if level and bounds["lower"] is not None else None,
        "interval": f"{float(level or 0):.0%} interval",
        "rank": None if group else row.get("rank"),
        "rank_lower": None if group else row.get("rank_lower"),
        "rank_upper": None if group else row.get("rank_upper"),
        "n": asked.n if asked else None,
        "n_imputed": asked.n_imputed if asked else None,
        "of": asked.of if asked else None,
        "counts": f"{asked.n} of {asked.of} in the data, {asked.n_imputed} imputed" if asked else "none",
        "method": stated_method(files.spec),
        "parameters": stated_parameters(files.spec, run),
        "reason": stated_reason(files.spec, run, descent, group=group),
        "failed": dict(run.spread.failed) if run.spread else {},
        "indicators": [
            _indicator(each) for each in descent.indicators if not steps or each.indicator.code in leaves
        ],
        "groups": [_group(step) for step in steps],
        "inputs": [_cell(used) for used in cells if not group or _is_below(used, leaves)],
        "files": files.files,
    }


def _below(groups: Sequence[GroupStep], group: str) -> list[GroupStep]:
    """Return the groups from which one is made, and it; all of them for the composite."""
    if not group:
        return list(groups)
    wanted, found = {group}, []
    for step in reversed(groups):
        if step.code in wanted:
            wanted |= {member.code for member in step.members}
            found.append(step)
    return found[::-1]


def _is_below(used: UsedCell, leaves: set[str]) -> bool:
    return used.column in leaves or used.role in {"denominator", "group"}


def _indicator(steps: IndicatorSteps) -> Row:
    leaf = steps.indicator
    return {
        "code": leaf.code,
        "unit": leaf.unit,
        "direction": int(leaf.direction),
        "raw": steps.raw,
        "divided_by": leaf.denominator or None,
        "denominator": steps.denominator,
        "denominated": steps.denominated,
        "flags": list(steps.flags),
        "imputed": steps.imputed,
        "imputed_from": list(steps.stand_ins),
        "treated": steps.treated,
        "normalised": steps.normalised,
        "contribution": steps.contribution,
    }


def _group(step: GroupStep) -> Row:
    return {
        "code": step.code,
        "mean": step.mean.value,
        "score": step.score,
        "n": step.n,
        "n_imputed": step.n_imputed,
        "of": step.of,
        "members": [
            {"code": each.code, "value": each.value, "share": each.share, "term": each.term}
            for each in step.members
        ],
    }


def _cell(used: UsedCell) -> Row:
    cell = used.cell
    return {
        "id": cell.id,
        "role": used.role,
        "says": cell.says,
        "file": cell.file,
        "line": used.line or None,
        "column": used.column,
        "place": cell.place,
        "sha256": cell.sha256,
    }


def ucm_json(
    name: str, file: TableFile, found: CellEstimates, one: UnitEstimate, lines: Mapping[str, int]
) -> Row:
    """Return why a unit has its estimate.

    Args:
        name: Id of the estimate.
        file: The table of scores.
        found: The estimates of the indicator and the year.
        one: The estimate of the unit.
        lines: Line of the unit's score by source.
    """
    from accord.methods.ucm.edition import UCM_METHOD
    from accord.methods.ucm.ranks import Z_90

    cell = found.cell
    has_bounds = one.estimate is not None and one.std_error is not None
    rank, rank_lower, rank_upper = one.percentiles
    left_out = [each for each in one.sources if each.fitted.reason]
    reason = found.reason or (
        f"The mean of the latent score given {one.n_sources} sources; estimates have mean 0 and standard"
        f" deviation 1 over the {len(cell.units)} units of the year"
    )
    if left_out and not found.reason:
        reason += f"; left out: {', '.join(each.fitted.source for each in left_out)}"
    return {
        "figure": name,
        "label": f"{cell.indicator} of {one.code} in {cell.year}",
        "value": one.estimate,
        "std_error": one.std_error,
        "lower": one.estimate - Z_90 * one.std_error if has_bounds else None,  # type: ignore[operator]
        "upper": one.estimate + Z_90 * one.std_error if has_bounds else None,  # type: ignore[operator]
        "level": 0.9 if has_bounds else None,
        "interval": f"90% interval, {Z_90} standard errors",
        "pct_rank": rank,
        "pct_rank_lower90": rank_lower,
        "pct_rank_upper90": rank_upper,
        "n": one.n_sources,
        "counts": f"{one.n_sources} of {len(cell.sources)} sources",
        "method": UCM_METHOD,
        "parameters": {
            "units": len(cell.units),
            "centre": _number(found.centre),
            "spread": _number(found.spread),
            "precision": one.precision,
            "shift": one.shift,
        },
        "reason": reason,
        "sources": [_source(each) for each in one.sources],
        "inputs": [_score_cell(file, found, one.code, each, lines) for each in one.sources],
        "files": {file.name: file.sha256},
    }


def _score_cell(
    file: TableFile, found: CellEstimates, code: str, share: SourceShare, lines: Mapping[str, int]
) -> Row:
    cell, source = found.cell, share.fitted.source
    return {
        "id": f"cell.ucm.{cell.indicator}.{source}.{code}.{cell.year}",
        "role": "not counted" if share.fitted.reason else "score",
        "says": f"{source} gives {code} {share.score!r}",
        "file": file.name,
        "line": lines[source],
        "column": "score",
        "place": f"line {lines[source]}, column score",
        "sha256": file.sha256,
    }


def _number(value: float) -> float | None:
    return None if value != value else value


def _source(share: SourceShare) -> Row:
    fitted = share.fitted
    return {
        "code": fitted.source,
        "representative": fitted.is_representative,
        "units": fitted.n_units,
        "score": share.score,
        "alpha": _number(fitted.alpha),
        "beta": _number(fitted.beta),
        "sigma": _number(fitted.sigma),
        "signal": share.signal,
        "weight": share.weight,
        "contribution": share.contribution,
        "reason": fitted.reason or None,
    }
