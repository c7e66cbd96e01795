"""What must be known before a number on broadband is quoted, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accord.cli.tracing_broadband import Answer
    from accord.domain.broadband import CoverageBasis
    from accord.domain.declaration import Declaration

__all__ = ["counted", "findings"]

_SHOWN = 5


def findings(found: Answer, declared: Declaration) -> list[str]:
    """Return what is not known, doubtful or counted by a policy.

    Args:
        found: The answer.
        declared: The declaration, whose partners are known.
    """
    case, result = found.files.case, found.result
    said: list[str] = []
    for gap in result.gaps:
        if gap.partner == "" and gap.not_known and gap.total and gap.rows:
            target = case.targets[gap.target]
            said.append(
                f"not known: for {gap.not_known:,.0f} of {gap.total:,.0f} {counted(target.basis)}"
                f" ({gap.not_known / gap.total:.0%}) nobody said whether they have {target.label!r}"
            )
    without = [row.id for row in case.settlements if row.households is None]
    if without:
        said.append(f"not known: the households of {_listed(without)}; they are in no number")
    said += _reasons_out(found)
    said += [f"counted by the call: {label}" for label in result.allowed]
    said += [f"doubtful cost: {name}: {text}" for name, text in sorted(result.doubts.items())]
    said += _weak_costs(found)
    unverified = [row.id for row in case.coverage if not row.evidence.is_verified]
    unverified += [row.id for row in case.prices if not row.evidence.is_verified]
    unverified += [row.id for row in case.incomes if not row.evidence.is_verified]
    if unverified:
        said.append(f"unverified: counts nowhere: {_listed(unverified)}")
    said += _not_spread(found)
    for reading, plan in result.plans.items():
        if plan.high > plan.budget:
            said.append(
                f"cost: with every cost at its high end the plan ({reading.value.replace('_', ' ')}) takes"
                f" {plan.high:,.0f}, more than the {plan.budget:,.0f} that there are"
            )
    strange = sorted({row.partner for row in case.settlements} - {row.id for row in declared.partners})
    if strange:
        said.append(f"no partner of the declaration: {', '.join(strange)}; kept as written")
    return said


def counted(basis: CoverageBasis) -> str:
    """Return the word for what a target counts."""
    return "inhabitants" if basis.value == "population" else basis.value


def _not_spread(found: Answer) -> list[str]:
    """Return whom only the share of a municipality is known of, if the call does not spread it."""
    call = found.files.case.call
    if call is None or call.spreads_municipal:
        return []
    gaps = [gap for gap in found.result.gaps if gap.target == call.target and not gap.partner]
    households = sum(gap.by_municipality for gap in gaps)
    if not households:
        return []
    return [
        f"in no plan: of {households:,.0f} households only the share of their municipality is known;"
        " `spreads_municipal: true` in call.yml takes it for each settlement, and says so"
    ]


def _reasons_out(found: Answer) -> list[str]:
    """Return why settlements cannot be planned, without those that are covered."""
    counted: dict[str, list[str]] = {}
    for row in found.result.settlements.values():
        if row.without_plan is not None and row.without_plan.name not in _SAID_ELSEWHERE:
            counted.setdefault(row.without_plan.value, []).append(row.id)
    return [f"in no plan: {reason}: {_listed(names)}" for reason, names in sorted(counted.items())]


def _weak_costs(found: Answer) -> list[str]:
    """Return what is weak about the costs that were used."""
    rows = found.result.settlements.values()
    names = {name for row in rows for cost in row.costs for name in cost.parameters}
    names |= {"fibre.backhaul"} if names else set()
    used = [row for name, row in sorted(found.files.case.parameters.items()) if name in names]
    said = [
        f"weak cost: {row.id} {row.value:,f} {row.unit} comes with Accord. {row.note}"
        for row in used
        if row.origin.file.startswith("accord/") and row.price_base is not None
    ]
    years = sorted({row.price_base for row in used if row.price_base is not None})
    if len(years) > 1:
        said.append(
            f"prices: costs are at prices of {', '.join(map(str, years))}; nothing is brought to one year"
        )
    return said


_SAID_ELSEWHERE = {"COVERED", "COVERAGE_NOT_KNOWN", "HOUSEHOLDS_NOT_KNOWN"}


def _listed(names: list[str]) -> str:
    more = "" if len(names) <= _SHOWN else f" and {len(names) - _SHOWN} more"
    return ", ".join(sorted(names)[:_SHOWN]) + more
