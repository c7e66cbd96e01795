"""What must be known before a number on broadband is quoted, in sentences and as a figure."""

from __future__ import annotations

from accord.domain.broadband import CoverageBasis
from accord.domain.broadband_call import BroadbandCase, CostParameter
from accord.domain.broadband_plan import BroadbandResult
from accord.domain.figure import InputRole
from accord.methods.broadband.figure_making import FigureMaker, cell_id
from accord.methods.broadband.naming import GAP_METHOD

__all__ = ["add_findings", "counted", "findings", "is_weak", "used_costs"]

_SHOWN = 5


def findings(case: BroadbandCase, result: BroadbandResult) -> list[str]:
    """Return what is not known, doubtful or counted by a policy.

    Args:
        case: What the folder states.
        result: What was computed from it.
    """
    said: list[str] = []
    call = case.call
    for gap in result.gaps:
        is_asked = gap.rows or (call is not None and call.target == gap.target)
        if gap.partner == "" and gap.not_known and gap.total and is_asked:
            target = case.targets[gap.target]
            said.append(
                f"not known: for {gap.not_known:,.0f} of {gap.total:,.0f} {counted(target.basis)}"
                f" ({gap.not_known / gap.total:.0%}) nobody said whether they have {target.label!r}"
            )
    if not case.coverage and call is None:
        said.append("not known: nobody said of any settlement what it has; coverage.csv has no row")
    without = [row.id for row in case.settlements if row.households is None]
    if without:
        said.append(f"not known: the households of {_listed(without)}; they are in no number")
    said += _reasons_out(result)
    said += [f"counted by the call: {label}" for label in result.allowed]
    said += [f"doubtful cost: {name}: {text}" for name, text in sorted(result.doubts.items())]
    said += _weak_costs(case, result)
    unverified = [row.id for row in case.coverage if not row.evidence.is_verified]
    unverified += [row.id for row in case.prices if not row.evidence.is_verified]
    unverified += [row.id for row in case.incomes if not row.evidence.is_verified]
    if unverified:
        said.append(f"unverified: counts nowhere: {_listed(unverified)}")
    said += _not_spread(case, result)
    for reading, plan in result.plans.items():
        if plan.high > plan.budget:
            said.append(
                f"cost: with every cost at its high end the plan ({reading.value.replace('_', ' ')}) takes"
                f" {plan.high:,.0f}, more than the {plan.budget:,.0f} that there are"
            )
    return said


def counted(basis: CoverageBasis) -> str:
    """Return the word for what a target counts."""
    return "inhabitants" if basis.value == "population" else basis.value


def _not_spread(case: BroadbandCase, result: BroadbandResult) -> list[str]:
    """Return whom only the share of a municipality is known of, if the call does not spread it."""
    call = case.call
    if call is None or call.spreads_municipal:
        return []
    gaps = [gap for gap in result.gaps if gap.target == call.target and not gap.partner]
    households = sum(gap.by_municipality for gap in gaps)
    if not households:
        return []
    return [
        f"in no plan: of {households:,.0f} households only the share of their municipality is known;"
        " `spreads_municipal: true` in call.yml takes it for each settlement, and says so"
    ]


def _reasons_out(result: BroadbandResult) -> list[str]:
    """Return why settlements cannot be planned, without those that are covered."""
    counted: dict[str, list[str]] = {}
    for row in result.settlements.values():
        if row.without_plan is not None and row.without_plan.name not in _SAID_ELSEWHERE:
            counted.setdefault(row.without_plan.value, []).append(row.id)
    return [f"in no plan: {reason}: {_listed(names)}" for reason, names in sorted(counted.items())]


def _weak_costs(case: BroadbandCase, result: BroadbandResult) -> list[str]:
    """Return what is weak about the costs that were used."""
    used = used_costs(case, result)
    said = [
        f"weak cost: {row.id} {row.value:,f} {row.unit} comes with Accord. {row.note}"
        for row in used
        if _is_shipped_money(row)
    ]
    years = sorted({row.price_base for row in used if row.price_base is not None})
    if len(years) > 1:
        said.append(
            f"prices: costs are at prices of {', '.join(map(str, years))}; nothing is brought to one year"
        )
    return said


def used_costs(case: BroadbandCase, result: BroadbandResult) -> list[CostParameter]:
    """Return the costs that settlements and their ways were reckoned with, in the order of their ids."""
    rows = result.settlements.values()
    names = {name for row in rows for cost in row.costs for name in cost.parameters}
    names |= {"fibre.backhaul", "microwave.hop", "microwave.longest"} if names else set()
    return [row for name, row in sorted(case.parameters.items()) if name in names]


def is_weak(row: CostParameter) -> bool:
    """Whether a cost was not stated by the folder, or not read in its source."""
    return not row.evidence.is_verified or _is_shipped_money(row)


def _is_shipped_money(row: CostParameter) -> bool:
    return row.origin.file.startswith("accord/") and row.price_base is not None


def add_findings(maker: FigureMaker, result: BroadbandResult) -> None:
    """Make the figure that counts what must be known; its reason says each."""
    said = findings(maker.case, result)
    basis = maker.case.call
    inputs = [
        *((cell_id("targets", name), InputRole.TARGET) for name in sorted(maker.case.targets)),
        *((cell_id("parameters", row.id), InputRole.PARAMETER) for row in used_costs(maker.case, result)),
        *((cell_id("call", key), InputRole.PARAMETER) for key in ("unknown", "spreads_municipal") if basis),
    ]
    maker.add(
        maker.id("findings"),
        "What must be known before a number is quoted",
        len(said),
        inputs,
        unit="count",
        method=GAP_METHOD,
        reason=" ".join(f"{text}." for text in said) or "Nothing was found.",
    )


_SAID_ELSEWHERE = {"COVERED", "COVERAGE_NOT_KNOWN", "HOUSEHOLDS_NOT_KNOWN"}


def _listed(names: list[str]) -> str:
    more = "" if len(names) <= _SHOWN else f" and {len(names) - _SHOWN} more"
    return ", ".join(sorted(names)[:_SHOWN]) + more
