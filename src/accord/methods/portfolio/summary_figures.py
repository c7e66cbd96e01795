"""The figures of sums and lists: who gets grants, what is paid when, what changes on the curve, doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from accord.cleaning.sentences import short_number
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.portfolio import Candidate, Portfolio
from accord.domain.portfolio_result import EnvelopePoint, PortfolioResult, Solution
from accord.domain.portfolio_rules import RuleKind
from accord.methods.portfolio.figure_making import FigureMaker
from accord.methods.portfolio.wording import said_few, said_money, said_name, said_rule

__all__ = ["REGIONAL", "summary_figures"]

REGIONAL = "regional"
"""Stands in place of a partner for candidates that belong to none."""


def summary_figures(
    portfolio: Portfolio,
    result: PortfolioResult,
    cells: Mapping[tuple[str, str], str],
    notes: Sequence[str] = (),
) -> tuple[Figure, ...]:
    """Return the figures of what a page says of all candidates together.

    Args:
        portfolio: The portfolio.
        result: Its answers.
        cells: Ids of recorded cells, by the keys of ``portfolio_figures``.
        notes: What a reader should look at, beside the findings of the result.
    """
    maker = FigureMaker(portfolio=portfolio, cells=cells)
    figures = [*_demands(maker), *_counts(maker, result)]
    if result.best is not None:
        figures += _by_partner(maker, result.best)
        figures += _by_year(maker, result.best)
        figures += _near(maker, result)
    figures += _changes(maker, result.curve)
    return (*figures, *_doubts(maker, result, notes))


def _grants(maker: FigureMaker, candidates: Iterable[str]) -> list[FigureInput]:
    return [FigureInput(id=maker.id("grant", one), role=InputRole.TERM) for one in candidates]


def _demands(maker: FigureMaker) -> Iterator[Figure]:
    for rule in sorted(maker.portfolio.rules, key=lambda one: one.id):
        yield maker.figure(
            maker.id("rule", rule.id, "demands"), f"what rule {rule.id} demands",
            said_rule(maker.portfolio, rule), maker.of_rules([rule.id]),
            reason=rule.source or "No source is stated: an assumption of whoever wrote the call.",
        )  # fmt: skip


def _counts(maker: FigureMaker, result: PortfolioResult) -> Iterator[Figure]:
    verdicts = [
        FigureInput(id=maker.id("verdict", one.candidate), role=InputRole.COUNTED) for one in result.verdicts
    ]
    chosen = sum(one.is_chosen for one in result.verdicts)
    yield maker.figure(
        maker.id("chosen"), "number of chosen candidates", chosen, verdicts,
        reason=f"Of {len(result.verdicts)} candidates.",
    )  # fmt: skip
    yield maker.figure(
        maker.id("candidates"), "number of candidates", len(result.verdicts), verdicts,
        reason="All that stand in the call.",
    )  # fmt: skip


def _shares(one: Candidate) -> dict[str, float]:
    """Return which share of the grant each partner gets."""
    return {partner: float(share) for partner, share in one.partners.items()} or {REGIONAL: 1.0}


def _by_partner(maker: FigureMaker, best: Solution) -> Iterator[Figure]:
    call = maker.portfolio
    by_id = {one.id: _shares(one) for one in call.candidates}
    grants = {one.candidate: one.grant for one in best.chosen}
    for partner in sorted({partner for shares in by_id.values() for partner in shares}):
        asking = [one for one, shares in by_id.items() if partner in shares]
        ids = [one for one in grants if partner in by_id[one]]
        amount = sum(grants[one] * by_id[one][partner] for one in ids)
        said = f"{amount / best.grants * 100:.0f} % of all grants; " if best.grants else ""
        yield maker.figure(
            maker.id("grants_to", partner), f"grants to {partner}", amount,
            [*_grants(maker, ids), *maker.of_candidates(ids or asking, ("partners",))], unit=call.unit,
            reason=f"{said}{len(ids)} of {len(asking)} chosen.", subject=partner,
        )  # fmt: skip


def _by_year(maker: FigureMaker, best: Solution) -> Iterator[Figure]:
    call = maker.portfolio
    if call.years is None:
        return
    envelopes = {rule.year: rule for rule in call.rules if rule.kind is RuleKind.ENVELOPE and rule.year}
    left: float | None = 0.0
    for year in range(call.years[0], call.years[1] + 1):
        paid = {one.candidate: one.payments[year] for one in best.chosen if one.payments.get(year)}
        inputs = [FigureInput(id=maker.id("paid", one, str(year)), role=InputRole.TERM) for one in paid]
        rule = envelopes.get(year)
        own = None if rule is None or rule.value is None else float(rule.value)
        room = None if own is None or left is None else own + left
        total = sum(paid.values())
        left = (None if room is None else room - total) if call.carry_over else 0.0
        names = said_few(said_name(call, one) for one in paid)
        yield maker.figure(
            maker.id("paid_in", str(year)), f"grants paid in {year}", total,
            [*inputs, *maker.of_rules([rule.id] if rule else [])], unit=call.unit,
            reason=f"{_room(call, own, room)} Paid for {names or 'nothing'}.",
            room="none" if room is None else f"{room:.12g}",
        )  # fmt: skip


def _room(call: Portfolio, own: float | None, room: float | None) -> str:
    """Return how much may be paid in a year, as a sentence."""
    if own is None:
        return "No envelope of its own."
    text = f"Envelope {said_money(call, own)}"
    if room is None or abs(room - own) < 1e-9:
        return f"{text}."
    return f"{text}, with what earlier years left {said_money(call, room)}."


def _near(maker: FigureMaker, result: PortfolioResult) -> Iterator[Figure]:
    call = maker.portfolio
    if not result.in_all and not result.in_some:
        return
    some = set(result.in_some)
    share = f"{short_number(float(call.questions.near_share) * 100)} %"
    for verdict in result.verdicts:
        name = verdict.candidate
        said = "some" if name in some else "all" if name in result.in_all else "none"
        how = "" if verdict.is_exact else " Of a large call only the choices that were found are looked at."
        yield maker.figure(
            maker.id("near_choices", name), f"in which near choices {name} is", said,
            [FigureInput(id=maker.id("verdict", name), role=InputRole.TERM), maker.best()],
            reason=f"Near choices obey all rules and bring at most {share} less than the best.{how}",
            subject=name,
        )  # fmt: skip


def _changes(maker: FigureMaker, curve: Sequence[EnvelopePoint]) -> Iterator[Figure]:
    """Yield for each envelope what it changes in the choice under the envelope before."""
    before: EnvelopePoint | None = None
    for number, point in enumerate(curve, start=1):
        value = FigureInput(id=maker.id("curve", str(number), "value"), role=InputRole.TERM)
        yield maker.figure(
            maker.id("curve", str(number), "change"), f"what an envelope of {point.envelope:.12g} changes",
            _change(maker.portfolio, before, point), [value],
            reason="Against the choice under the next smaller envelope shown.",
        )  # fmt: skip
        before = point


def _change(call: Portfolio, before: EnvelopePoint | None, point: EnvelopePoint) -> str:
    if point.value is None:
        return "no choice obeys all rules"
    if before is None or before.value is None:
        names = said_few(said_name(call, one) for one in point.chosen)
        return f"chosen: {names}" if names else "nothing is chosen"
    comes = [said_name(call, one) for one in point.chosen if one not in before.chosen]
    goes = [said_name(call, one) for one in before.chosen if one not in point.chosen]
    parts = [f"in: {said_few(comes)}"] if comes else []
    parts += [f"out: {said_few(goes)}"] if goes else []
    return "; ".join(parts) or "the same choice"


def _doubts(maker: FigureMaker, result: PortfolioResult, notes: Sequence[str]) -> Iterator[Figure]:
    call = maker.portfolio
    for number, one in enumerate(result.findings, start=1):
        rows = [FigureInput(id=part.id, role=InputRole.EVIDENCE) for part in maker.of_candidates(one.about)]
        names = said_few(said_name(call, each) for each in one.about)
        yield maker.figure(
            maker.id("finding", str(number)), f"what must be known before this is used: {one.kind.value}",
            f"{names}: {one.text}" if names else one.text, rows,
            reason=f"About {', '.join(one.about)}." if one.about else "About the whole call.",
        )  # fmt: skip
    for number, note in enumerate(notes, start=1):
        yield maker.figure(
            maker.id("note", str(number)), "what must be looked at before this is used", f"{note}.", (),
            reason="Found while reading.",
        )  # fmt: skip
