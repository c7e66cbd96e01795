"""A portfolio is read, changed as the command line asks, joined with its network, and answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from accord.domain.portfolio_rules import RuleKind
from accord.errors import Problem, UsageError
from accord.sources.row_problems import nearest
from accord.taking_in.portfolio_network import JOINT

if TYPE_CHECKING:
    from accord.domain.figure import Figure
    from accord.domain.portfolio import Portfolio
    from accord.domain.portfolio_result import PortfolioResult
    from accord.domain.recorded_cell import RecordedCell
    from accord.methods.portfolio.guessed import Guessed
    from accord.sources.portfolio.reading import PortfolioFiles
    from accord.taking_in.portfolio_network import Linked

__all__ = ["Answered", "WhatIf", "answered"]

_EMPTY = "empty, so it is unknown"
_AMOUNT = re.compile(r"\d{1,12}(?:\.\d{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What the command line changes in a call; it is part of the ids of figures, so that these stay apart.

    Attributes:
        envelope: Envelope of all years as it was typed; empty for that of the call.
        without: Ids of rules that are left away.
    """

    envelope: str = ""
    without: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        """What is added to the id of the call."""
        parts = [f"envelope-{self.envelope}"] if self.envelope else []
        parts += [f"without-{rule}" for rule in sorted(set(self.without))]
        return "".join(f"~{part}" for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A portfolio with its answers.

    Attributes:
        portfolio: The portfolio that was solved.
        result: Its answers.
        guessed: What the draws of the guesses of its network say; None without.
        figures: Every figure by id.
        cells: Every cell by id.
        files: Hash of each file by name.
        raw: Bytes of each file by the name under which a snapshot keeps it; those of the network in a folder.
        notes: What a reader should look at.
        remarks: What the call says of itself and of its network.
    """

    portfolio: Portfolio
    result: PortfolioResult
    guessed: Guessed | None
    figures: Mapping[str, Figure]
    cells: Mapping[str, RecordedCell]
    files: Mapping[str, str]
    raw: Mapping[str, bytes]
    notes: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def is_settled(self) -> bool:
        """Whether nothing has to be known before the answers are used."""
        return self.result.best is not None and not self.result.findings and not self.notes


def answered(file: Path, what_if: WhatIf) -> Answered:
    """Read and answer a portfolio.

    Args:
        file: The call.
        what_if: What the command line changes.

    Raises:
        UsageError: The changes name nothing in the call (ACC-295), or SciPy is missing (ACC-296).
        InputDataError: A file is refused.
    """
    from accord.methods.portfolio.figures import portfolio_figures
    from accord.methods.portfolio.guessed import guessed_figures, guessed_of
    from accord.methods.portfolio.running import choose_portfolio
    from accord.methods.portfolio.summary_figures import summary_figures
    from accord.sources.portfolio.reading import read_portfolio
    from accord.taking_in.portfolio_network import linked

    read = _changed(read_portfolio(file), what_if)
    link = linked(read.portfolio, read.network, file.parent)
    result = choose_portfolio(link.portfolio)
    cells = _told_by_joint(read.cells, link)
    ids = {key: cell.id for key, cell in cells.items()}
    notes = (*read.notes, *link.notes)
    of_network, ids = _of_network(link, result, ids)
    made = (
        *of_network,
        *portfolio_figures(link.portfolio, result, ids),
        *summary_figures(link.portfolio, result, ids, notes),
    )
    figures = {one.id: one for one in made}
    guessed = None if result.best is None else guessed_of(link.drawn, result.best)
    if guessed is not None and result.best is not None and read.network is not None:
        inputs = [ids["joint network", "values"]]
        more = guessed_figures(link.portfolio, result.best, guessed, inputs, read.network.seed)
        figures |= {one.id: one for one in more}
    remarks = [read.portfolio.note, read.network.note if read.network else ""]
    return Answered(
        portfolio=link.portfolio,
        result=result,
        guessed=guessed,
        figures=figures,
        cells={**{cell.id: cell for cell in cells.values()}, **link.cells},
        files={**read.files, **link.files},
        notes=notes,
        raw={**read.raw, **{f"network/{Path(name).name}": raw for name, raw in link.raw.items()}},
        remarks=tuple(remark for remark in remarks if remark),
    )


def _told_by_joint(
    cells: Mapping[tuple[str, str], RecordedCell], link: Linked
) -> dict[tuple[str, str], RecordedCell]:
    """Return the cells; an empty benefit is not unknown where a joint benefit says it."""
    told, portfolio = dict(cells), link.portfolio
    joint_of = dict.fromkeys(link.members, JOINT)
    joint_of |= {member: joint.id.partition(" ")[0] for joint in portfolio.joint for member in joint.members}
    for member, joint in joint_of.items():
        cell = told.get((member, "benefit"))
        if cell is not None and cell.says.endswith(_EMPTY):
            says = f"benefit: none of its own; counted together with others (joint benefit {joint})"
            told[member, "benefit"] = replace(cell, says=says)
    return told


def _of_network(
    link: Linked, result: PortfolioResult, ids: dict[tuple[str, str], str]
) -> tuple[tuple[Figure, ...], dict[tuple[str, str], str]]:
    """Return the figures of the network, and ids by which others name these in place of cells."""
    if link.benefits is None:
        return (), ids
    from accord.methods.portfolio.figure_making import FigureMaker
    from accord.methods.portfolio.network_figures import named_by_network, network_figures

    maker = FigureMaker(portfolio=link.portfolio, cells=ids)
    chosen = None if result.best is None else result.best.ids
    figures = tuple(network_figures(maker, JOINT, link.rows, link.benefits, chosen))
    return figures, named_by_network(link.portfolio, ids, JOINT, link.members)


def _changed(read: PortfolioFiles, what_if: WhatIf) -> PortfolioFiles:
    portfolio, cells = read.portfolio, dict(read.cells)
    known = [rule.id for rule in portfolio.rules]
    for name in what_if.without:
        if name not in known:
            raise _no_option("--without", name, f"one of: {', '.join(known) or 'none'}", nearest(name, known))
    rules = [rule for rule in portfolio.rules if rule.id not in what_if.without]
    if what_if.envelope:
        whole = [rule for rule in rules if rule.kind is RuleKind.ENVELOPE and rule.year is None]
        if not whole or _AMOUNT.fullmatch(what_if.envelope) is None:
            expected = f"an amount in {portfolio.unit}, and a call with an envelope of all years"
            fix = "Write a plain number, or add a rule of the kind envelope to the call."
            raise _no_option("--envelope", what_if.envelope, expected, fix)
        amount = Decimal(what_if.envelope)
        rules = [replace(rule, value=amount) if rule is whole[0] else rule for rule in rules]
        key = (f"rule {whole[0].id}", "value")
        says = f"{amount} {portfolio.unit} on the command line, in place of: {cells[key].says}"
        cells[key] = replace(cells[key], says=says)
    changed = replace(portfolio, id=f"{portfolio.id}{what_if.suffix}", rules=tuple(rules))
    return replace(read, portfolio=changed, cells=cells)


def _no_option(option: str, value: str, expected: str, fix: str) -> UsageError:
    return UsageError(
        Problem(
            id="ACC-295",
            what="The option does not fit this call.",
            field=option,
            value=value,
            expected=expected,
            fix=fix,
        )
    )
