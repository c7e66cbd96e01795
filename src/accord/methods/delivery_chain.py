"""The chain of a commitment's money: promised, approved, signed, disbursed, works, open.

At every step stands an amount with what it was made from, or the reason why it is unknown. Unknown
is not zero, and what no document splits by partner is not split here either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.claim import Qualifier
from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence
from accord.domain.figure import Figure, FigureInput
from accord.domain.join import ChainStep, Join, JoinedFlow
from accord.domain.period import PartialDate
from accord.methods.delivery_step import StepSums, step_sums
from accord.methods.delivery_words import Words

__all__ = ["NOT_SPLIT", "ChainCell", "DeliveryChain", "chain_figure_id", "delivery_chains"]

NOT_SPLIT = "not_split"
"""Stands in the place of a partner for money that no source splits by partner."""

_NO_SPLIT = "Not split by partner in any source."


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainCell:
    """One step of a chain for one partner, for the package, or for what is not split.

    Attributes:
        step: The step.
        partner: Id of the partner; empty for the whole package, ``not_split`` for the rest.
        figure: Id of the figure that publishes it; empty if nothing is published.
        amount: Amount in ``unit``; None if unknown.
        unit: Currency; empty if unknown.
        qualifier: Hedge of the amount.
        minimum: Smallest sum that documents allow, if they differ.
        maximum: Largest sum that documents allow, if they differ.
        is_disputed: Whether documents contradict each other.
        projects: Projects that are known to have reached the step.
        conflicts: What contradicts, in plain words.
        missing: What is missing, in plain words, the most important first.
        gaps: Ids of gaps that say where it was looked for.
        inputs: Figures, claims, lines, flows and rules from which it comes.
        evidence: Weakest evidence level behind it; None if unknown.
        last_evidence: Latest date behind it.
    """

    step: ChainStep
    partner: str
    figure: str
    amount: Decimal | None = None
    unit: str = ""
    qualifier: Qualifier = Qualifier.EXACT
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    is_disputed: bool = False
    projects: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    inputs: tuple[FigureInput, ...] = ()
    evidence: Evidence | None = None
    last_evidence: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryChain:
    """The chain of one commitment.

    Attributes:
        join: What was followed.
        cells: All cells, step by step: the package, each partner, then what is not split.
    """

    join: Join
    cells: tuple[ChainCell, ...]

    def cell(self, step: ChainStep, partner: str = "") -> ChainCell:
        """Return a cell; an empty partner stands for the package.

        Raises:
            KeyError: There is no such cell.
        """
        for cell in self.cells:
            if cell.step is step and cell.partner == partner:
                return cell
        known = ", ".join(sorted({cell.partner for cell in self.cells}))
        raise KeyError(f"no cell of {step} for {partner!r}; the partners are {known}")


def chain_figure_id(commitment: str, step: ChainStep, partner: str = "") -> str:
    """Return the id of the figure of a cell after the promise, e.g. ``PKG-1.chain.approved.ALB``."""
    return ".".join(part for part in (commitment, "chain", step.value, partner) if part)


def delivery_chains(
    declaration: Declaration, figures: Mapping[str, Figure], flows: Sequence[JoinedFlow] = ()
) -> tuple[DeliveryChain, ...]:
    """Follow the money of every commitment for which the content declares a join.

    Args:
        declaration: The content as known on a day.
        figures: Topic and derived figures by id.
        flows: Published flows that the rules joined; empty if none was read or none matches.

    Returns:
        One chain for each join, in the order of the content. In every step with a known amount the
        amounts of the partners and what is not split add up to the package.
    """
    return tuple(_chain(join, declaration, figures, flows) for join in declaration.joins)


def _chain(
    join: Join, declaration: Declaration, figures: Mapping[str, Figure], flows: Iterable[JoinedFlow]
) -> DeliveryChain:
    own = sorted((flow for flow in flows if flow.commitment == join.commitment), key=lambda flow: flow.id)
    partners = [partner.id for partner in declaration.partners]
    cells = list(_promised(join, figures, partners))
    unit = cells[0].unit
    steps = {step.step: step for step in join.steps}
    words = Words(join, declaration)
    for name in ChainStep:
        if name is ChainStep.PROMISED:
            continue
        step = steps.get(name)
        if step is None:
            nothing = ("No step of this kind is followed.",)
            cells += [_empty(join, name, partner, nothing) for partner in ("", *partners, NOT_SPLIT)]
            continue
        sums = step_sums(join, step, declaration, figures, own, unit=unit)
        cells += [_cell(join, sums, words, partner) for partner in ("", *partners, NOT_SPLIT)]
    return DeliveryChain(join=join, cells=tuple(cells))


def _empty(join: Join, step: ChainStep, partner: str, missing: tuple[str, ...]) -> ChainCell:
    name = chain_figure_id(join.commitment, step, partner) if partner != NOT_SPLIT else ""
    return ChainCell(step=step, partner=partner, figure=name, missing=missing)


def _promised(join: Join, figures: Mapping[str, Figure], partners: Sequence[str]) -> Iterable[ChainCell]:
    """Yield the promise as it was made; a part for a partner only if a document names one."""
    package = _promise(figures[join.promised], "")
    yield package
    split = Decimal(0)
    is_split = False
    for partner in partners:
        own = figures.get(f"{join.promised}.{partner}")
        if own is None or not isinstance(own.value, Decimal) or own.unit != package.unit:
            yield ChainCell(step=ChainStep.PROMISED, partner=partner, figure="", missing=(_NO_SPLIT,))
            continue
        is_split, split = True, split + own.value
        yield _promise(own, partner)
    rest = None if package.amount is None else package.amount - split
    yield ChainCell(
        step=ChainStep.PROMISED,
        partner=NOT_SPLIT,
        figure="" if is_split else package.figure,
        amount=rest,
        unit=package.unit if rest is not None else "",
        qualifier=package.qualifier,
        missing=() if rest else package.missing,
        conflicts=("The parts add up to more than the whole.",) if rest is not None and rest < 0 else (),
        inputs=package.inputs,
    )


def _promise(figure: Figure, partner: str) -> ChainCell:
    amount = figure.value if isinstance(figure.value, Decimal) else None
    low = figure.minimum if isinstance(figure.minimum, Decimal) else None
    high = figure.maximum if isinstance(figure.maximum, Decimal) else None
    return ChainCell(
        step=ChainStep.PROMISED,
        partner=partner,
        figure=figure.id,
        amount=amount,
        unit=figure.unit,
        qualifier=figure.qualifier,
        minimum=low if low != high else None,
        maximum=high if low != high else None,
        is_disputed=figure.is_disputed,
        missing=(figure.reason,) if amount is None else (),
        inputs=figure.inputs,
        evidence=figure.evidence,
        last_evidence=figure.last_evidence,
    )


def _cell(join: Join, sums: StepSums, words: Words, partner: str) -> ChainCell:
    group = sums.group({"": None, NOT_SPLIT: ""}.get(partner, partner))
    is_rest = partner == NOT_SPLIT
    missing = () if is_rest else words.missing(sums, group, partner)
    has_figure = not is_rest or group.amount is not None
    return ChainCell(
        step=sums.step.step,
        partner=partner,
        figure=chain_figure_id(join.commitment, sums.step.step, partner) if has_figure else "",
        amount=group.amount,
        unit=group.unit,
        qualifier=group.qualifier if is_rest else words.qualifier(sums, group, partner),
        minimum=group.minimum,
        maximum=group.maximum,
        is_disputed=group.is_disputed,
        projects=group.projects,
        conflicts=group.conflicts,
        missing=missing,
        gaps=words.gaps(sums, group, partner) if missing else (),
        inputs=group.inputs,
        evidence=group.evidence,
        last_evidence=group.last_evidence,
    )
