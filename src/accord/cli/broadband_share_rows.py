"""What `accord broadband` prints beside a plan: the cost curve, rules of sharing, and its costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.cli.output import print_line, print_table

if TYPE_CHECKING:
    from accord.cli.tracing_broadband import Answer

__all__ = ["print_costs", "print_curve", "print_shares"]


def print_curve(found: Answer) -> None:
    """Print what other envelopes reach."""
    call = found.files.case.call
    if call is None or not any(point.households for point in found.result.curve):
        return
    print_line("\nCost curve: what other envelopes reach, each as all the money")
    rows = [
        [
            f"{call.currency} {point.envelope:,.0f}",
            f"{point.households:,.0f}",
            f"{point.weighted:,.0f}",
            f"{point.bound:,.0f}",
            f"{point.cost:,.0f}",
            ", ".join(
                f"{one.value.replace('_', ' ')} {count:,.0f}" for one, count in point.technologies.items()
            ),
        ]
        for point in found.result.curve
    ]
    print_table(["envelope", "households", "weighted", "at most", "spent", "by"], rows, numeric=5)


def print_shares(found: Answer) -> None:
    """Print the rules of sharing side by side, and who gets nothing because nothing is known."""
    if not any(shared.reached for shared in found.result.shared):
        return
    partners = sorted({row.partner for row in found.files.case.settlements})
    print_line("Rules of sharing the envelope, side by side; none is recommended")
    rows = []
    for shared in found.result.shared:
        name = shared.rule.value.replace("_", " ")
        if shared.reason:
            rows.append([name, "not known", "", "", "", shared.reason])
            continue
        unspent = f"{sum(shared.unspent.values()):,.0f}" if shared.unspent else "none shared out"
        each = ", ".join(f"{partner} {shared.households.get(partner, 0):,.0f}" for partner in partners)
        rows.append(
            [name, f"{shared.reached:,.0f}", f"{shared.forgone:,.0f}", f"{shared.cost:,.0f}", unspent, each]
        )
    print_table(
        ["rule", "households", "weighted forgone", "spent", "left over", "households by partner"], rows
    )

    silent = _silent_partners(found)
    if silent:
        print_line(
            f"Of {', '.join(silent)} no settlement can be planned, as what a plan needs is not known: they"
            " get nothing by any rule until somebody states it.\n"
        )


def _silent_partners(found: Answer) -> list[str]:
    """Return the partners of which nothing can be planned and something is not known."""
    from accord.domain.broadband_standing import WhyOut

    reasons: dict[str, set[WhyOut | None]] = {}
    for row in found.result.settlements.values():
        reasons.setdefault(row.partner, set()).add(row.without_plan)
    return sorted(
        partner for partner, each in reasons.items() if None not in each and each != {WhyOut.COVERED}
    )


def print_costs(found: Answer) -> None:
    """Print the costs that were used, with their sources."""
    from accord.methods.broadband.findings import used_costs

    print_line("Costs; those from accord/parameters.yml come with Accord, and your own take their place")
    rows = [
        [
            row.id,
            f"{row.value:,f} {row.unit}",
            str(row.price_base or ""),
            row.evidence.value,
            row.origin.file,
            row.source.partition(", http")[0],
        ]
        for row in used_costs(found.files.case, found.result)
    ]
    print_table(["cost", "value", "prices of", "evidence", "file", "source"], rows)
