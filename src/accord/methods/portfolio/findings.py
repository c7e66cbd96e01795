"""What is unknown in a portfolio, or was left out of the answers: records, never errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from accord.cleaning.sentences import listed
from accord.domain.portfolio import MoneyKind
from accord.domain.portfolio_reasons import Finding, FindingKind, ReasonKind, Verdict
from accord.domain.portfolio_rules import LeverageBasis, RuleKind
from accord.methods.portfolio.asking import MOST_AGAIN, MOST_COLUMNS, Asked
from accord.methods.portfolio.preparing import Prepared
from accord.methods.portfolio.solving import LARGE_GAP, MOST_EXACT
from accord.methods.portfolio.wording import said_benefit

__all__ = ["effort_findings", "findings_of"]

_UNKNOWN = (
    ("benefit", FindingKind.UNKNOWN_BENEFIT, "Benefit unknown, which is not zero: never chosen."),
    ("cost", FindingKind.UNKNOWN_COST, "Cost unknown, which is not zero: never chosen."),
    ("grant", FindingKind.UNKNOWN_GRANT, "Grant that is asked for unknown: never chosen."),
)
_COUNTED = {
    LeverageBasis.LOANS_PER_GRANT: (MoneyKind.LOAN,),
    LeverageBasis.PRIVATE_PER_GRANT: (MoneyKind.PRIVATE,),
    LeverageBasis.OTHER_PER_GRANT: tuple(MoneyKind),
    LeverageBasis.TOTAL_PER_GRANT: (),
}


def findings_of(prepared: Prepared) -> tuple[Finding, ...]:
    """Return everything that a reader must know before using the answers, in a fixed order."""
    return tuple(finding for kind in _KINDS for finding in kind(prepared))


def effort_findings(asked: Asked, verdicts: Sequence[Verdict]) -> tuple[Finding, ...]:
    """Return what was left out of the answers because the portfolio is large; nothing for a small one.

    Args:
        asked: The solved portfolio.
        verdicts: Why each candidate is in or out.
    """
    if asked.is_exact:
        return ()
    count, columns = len(asked.prepared.open_ids), len(asked.programme.gains)
    exact = sum(1 for one in verdicts if _is_solved_again(one))
    text = f"{count} candidates can be chosen (programme of {columns} columns). "
    if exact == count:
        text += "For each of them everything was solved again to say exactly what it changes."
    else:
        text += (
            f"Above {MOST_EXACT} candidates, or {MOST_COLUMNS} columns, it is solved again for as many as fit"
            f" into a set effort, those closest to going in or out first: for {exact} of them it is exact"
            " what they change; for the others a lower bound is given, if any."
        )
    if asked.can_solve_again and asked.reasoned < count:
        text += f" `reasons: {count}` below `questions` in the call asks for all; it may take minutes."
    if count > MOST_EXACT:
        text += (
            f" In all other answers the solver stops when no choice can be more than {LARGE_GAP * 100:g} %"
            " better."
        )
    if not asked.can_solve_again:
        text += (
            f" Above {MOST_AGAIN} candidates, or as many columns, costs of rules, near choices and the curve"
            " of envelopes are not computed."
        )
    amounts = {"candidates": float(count), "columns": float(columns), "exact": float(exact)}
    return (Finding(kind=FindingKind.NOT_COMPUTED, about=(), text=text, amounts=amounts),)


def _is_solved_again(verdict: Verdict) -> bool:
    decides = verdict.reasons[0].kind
    return verdict.is_exact and (
        verdict.change is not None or decides in (ReasonKind.DEMANDED, ReasonKind.NO_ROOM)
    )


def _unknown(prepared: Prepared) -> Iterator[Finding]:
    for name, kind, text in _UNKNOWN:
        about = tuple(
            item.id
            for item in prepared.items
            if any(bar.kind is ReasonKind.UNKNOWN and name in bar.names for bar in item.bars)
        )
        if about:
            yield Finding(kind=kind, about=about, text=text, amounts={"candidates": len(about)})


def _additionality(prepared: Prepared) -> Iterator[Finding]:
    about = tuple(
        item.id
        for item in prepared.items
        if not item.candidate.is_reform
        and (item.candidate.additionality is None or not item.candidate.additionality_source)
    )
    if about:
        text = (
            "Not known, or without source, which share of the benefit would not come about without the grant:"
            " the whole benefit may come about anyway."
        )
        yield Finding(
            kind=FindingKind.UNKNOWN_ADDITIONALITY,
            about=about,
            text=text,
            amounts={"candidates": len(about)},
        )


def _money(prepared: Prepared) -> Iterator[Finding]:
    for rule in prepared.rules:
        if rule.kind is not RuleKind.LEVERAGE_AT_LEAST or rule.basis is None:
            continue
        kinds = _COUNTED[rule.basis]
        about = tuple(
            item.id
            for item in prepared.items
            if not item.bars
            and not item.candidate.is_reform
            and any(kind not in item.money for kind in kinds)
        )
        if about:
            text = (
                f"Rule {rule.id}: money that is not stated proves no leverage; it is at least what is shown."
            )
            amounts = {"candidates": float(len(about))}
            yield Finding(kind=FindingKind.UNKNOWN_MONEY, about=about, text=text, amounts=amounts)


def _missing(prepared: Prepared) -> Iterator[Finding]:
    about = {
        other
        for item in prepared.items
        for other in (*item.candidate.requires, *item.candidate.excludes)
        if other not in prepared.position
    }
    about |= {rule.candidate for rule in prepared.rules if rule.candidate} - set(prepared.position)
    if about:
        yield Finding(
            kind=FindingKind.MISSING_CANDIDATE,
            about=tuple(sorted(about)),
            text="Named by a candidate or a rule, but not among the candidates.",
            amounts={"candidates": len(about)},
        )


def _evidence(prepared: Prepared) -> Iterator[Finding]:
    about = [item.id for item in prepared.items if not item.bars and not item.candidate.evidence.is_verified]
    joint = [one.id.partition(" ")[0] for one in prepared.joint if not one.evidence.is_verified]
    about += dict.fromkeys(joint)
    if about:
        yield Finding(
            kind=FindingKind.UNVERIFIED,
            about=tuple(about),
            text="Benefit not verified: an assumption of whoever wrote the file, not a fact.",
            amounts={"rows": len(about)},
        )


def _approximation(prepared: Prepared) -> Iterator[Finding]:
    known, call = prepared.portfolio.approximation, prepared.portfolio
    if known is None:
        return
    sizes = Counter(len(group) for group in known.groups)
    said = listed(f"{count} of {size}" for size, count in sorted(sizes.items(), reverse=True))
    text = (
        f"Too many for what every set of them brings together. They fall into {len(known.groups)}"
        f" groups ({said}), whose benefits are added up: of {known.checked} sets that were computed as a"
        f" whole, the furthest is {said_benefit(call, known.apart)} away from that sum."
    )
    if len(known.groups) == 1:
        text = "Too many for what every set of them brings together, and no part of them stands by itself."
    amounts = {"groups": float(len(known.groups)), "checked": float(known.checked), "apart": known.apart}
    yield Finding(kind=FindingKind.APPROXIMATE, about=known.members, text=text, amounts=amounts)
    if not known.fitted:
        return
    text = f"Benefits of pairs of these are fitted to {known.fits} sets that were computed."
    amounts = {"fits": float(known.fits), "rounds": float(known.rounds)}
    if known.believed is not None and known.computed is not None:
        text += (
            f" By the fit those of them that are chosen bring {said_benefit(call, known.believed)}; computed"
            f" as a whole, {said_benefit(call, known.computed)}: a difference of"
            f" {said_benefit(call, abs(known.believed - known.computed))}."
        )
        amounts |= {"believed": known.believed, "computed": known.computed}
    text += " A choice that is better in truth may have been missed; all other answers rest on the fit."
    yield Finding(kind=FindingKind.APPROXIMATE, about=known.fitted, text=text, amounts=amounts)


_KINDS: tuple[Callable[[Prepared], Iterator[Finding]], ...] = (
    _unknown,
    _additionality,
    _money,
    _missing,
    _evidence,
    _approximation,
)
