"""Figures of what a network says: what each candidate saves alone, and what all chosen ones save together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.portfolio import Portfolio
from accord.methods.portfolio.figure_making import FigureMaker
from accord.methods.portfolio.naming import joint_key
from accord.methods.portfolio.set_parts import SetBenefits

__all__ = ["named_by_network", "network_figures"]

_ALONE = "As the only one of all that change the network, every guess at its likely value."
_TOGETHER = "Computed on the network as a whole; what single ones save alone does not add up."


def network_figures(
    maker: FigureMaker,
    joint: str,
    rows: Mapping[str, Sequence[str]],
    benefits: SetBenefits,
    chosen: Sequence[str] | None,
) -> Iterator[Figure]:
    """Yield what each member saves alone, then what the chosen members save together.

    Args:
        maker: Makes figures; its cells are those of the files, not yet those of ``named_by_network``.
        joint: Id of the joint benefit of the network.
        rows: Ids of the rows of effects of each member, by id of the member.
        benefits: What sets of members save.
        chosen: Ids of the chosen candidates; None if there is no choice.
    """
    unit, link = maker.portfolio.benefit_unit, maker.cells.get(joint_key(joint))
    told = [FigureInput(id=link, role=InputRole.DEFINITION)] if link else []
    members = sorted(rows)
    alone = benefits.likely([1 << place for place in range(len(members))])
    for member, value in zip(members, alone.tolist(), strict=True):
        effects = [FigureInput(id=row, role=InputRole.TERM) for row in rows[member]]
        yield maker.figure(
            maker.id(joint, member), f"what {member} saves alone on the network", value,
            [*effects, *maker.of_candidates([member], ("benefit",)), *told], unit=unit, reason=_ALONE,
            subject=member,
        )  # fmt: skip
    inside = [member for member in members if chosen is not None and member in chosen]
    together = float(benefits.likely([sum(1 << members.index(one) for one in inside)])[0])
    yield maker.figure(
        maker.id(joint), "what the chosen candidates save together on the network",
        None if chosen is None else together,
        [*(FigureInput(id=maker.id(joint, one), role=InputRole.TERM) for one in members), *told],
        unit=unit, reason=_TOGETHER if chosen is not None else "Nothing is chosen.",
        chosen=", ".join(inside) or "none",
    )  # fmt: skip


def named_by_network(
    portfolio: Portfolio, cells: Mapping[tuple[str, str], str], joint: str, members: Sequence[str]
) -> dict[tuple[str, str], str]:
    """Return the ids of cells with figures of the network in place of what it says.

    Args:
        portfolio: The portfolio with its joint benefits.
        cells: Ids of cells by the keys of ``portfolio_figures``.
        joint: Id of the joint benefit of the network; further tables of it have the id and a number.
        members: Ids of the candidates that change the network.
    """
    maker = FigureMaker(portfolio=portfolio, cells=cells)
    tables = [one for one in portfolio.joint if one.id.partition(" ")[0] == joint]
    together = {one for table in tables for one in table.members}
    named = dict.fromkeys((joint_key(table.id) for table in tables), maker.id(joint))
    named |= {(one, "benefit"): maker.id(joint, one) for one in members if one not in together}
    return {**cells, **named}
