"""Says in plain sentences why a candidate is in or out, and what would have to change."""

from __future__ import annotations

from collections.abc import Callable

from accord.cleaning.sentences import listed
from accord.domain.portfolio import Portfolio
from accord.domain.portfolio_reasons import Reason, ReasonKind, Verdict
from accord.methods.portfolio.wording import said_benefit, said_condition, said_few, said_money, said_name

__all__ = ["said_reason", "said_verdict"]

_TIE = "; that one was not taken, since it needs as much grant or more."


def said_verdict(portfolio: Portfolio, verdict: Verdict) -> tuple[str, ...]:
    """Return sentences that say why a candidate is in or out, the deciding one first.

    Args:
        portfolio: The portfolio.
        verdict: Why.
    """
    decides, *others = verdict.reasons
    further = [
        _displaces_too(portfolio, decides, other) or _further(said_reason(portfolio, verdict, other))
        for other in others
    ]
    return (said_reason(portfolio, verdict, decides), *further, *_would_be_chosen(portfolio, verdict))


def said_reason(portfolio: Portfolio, verdict: Verdict, reason: Reason) -> str:
    """Return one reason as a sentence."""
    return _REASONS[reason.kind](portfolio, verdict, reason)


def _further(text: str) -> str:
    """Return a sentence that does not begin again with whether the candidate is in or out."""
    for start in ("In: ", "In, ", "Out: ", "Out, "):
        if text.startswith(start):
            rest = text.removeprefix(start)
            return rest[0].upper() + rest[1:]
    return text


def _names(portfolio: Portfolio, reason: Reason) -> str:
    names = [said_name(portfolio, one) for one in reason.names]
    return said_few(names)


def _conditions(portfolio: Portfolio, reason: Reason) -> str:
    return "; ".join(said_condition(portfolio, one) for one in reason.names)


def _falls(portfolio: Portfolio, verdict: Verdict, amount: float | None) -> str:
    if amount is None:
        return "the result falls, by how much was not computed"
    least = "" if verdict.is_exact else "at least "
    return f"the best result falls by {least}{said_benefit(portfolio, amount)}"


def _worth_it(portfolio: Portfolio, verdict: Verdict, reason: Reason) -> str:
    if reason.amount is None:
        return "In: it is part of the best choice that was found; what its loss costs was not computed."
    others = [said_name(portfolio, one) for one in verdict.goes_out if one != verdict.candidate]
    parts = [f"{_names(portfolio, reason)} would come in"] if reason.names else []
    parts += [f"{said_few(others)} would go out too"] if others else []
    instead = f": {', '.join(parts)}" if parts else ""
    return f"In: without it {_falls(portfolio, verdict, reason.amount)}{instead}."


def _interchangeable(portfolio: Portfolio, verdict: Verdict, reason: Reason) -> str:
    names = _names(portfolio, reason)
    if verdict.is_chosen:
        other = f"with {names} instead" if names else "without it"
        return f"In, but not by its benefit: a choice {other} is exactly as good{_TIE}"
    other = f"a choice with it and without {names}" if names else "a choice with it"
    return f"Out, but not by its benefit: {other} is exactly as good{_TIE}"


def _needed_by(portfolio: Portfolio, verdict: Verdict, reason: Reason) -> str:
    own = "" if reason.amount is None else f"; by itself it brings {said_benefit(portfolio, reason.amount)}"
    return f"In: {_names(portfolio, reason)} cannot go ahead without it{own}."


def _together(portfolio: Portfolio, verdict: Verdict, reason: Reason) -> str:
    extra = said_benefit(portfolio, reason.amount or 0.0)
    return f"Beside {_names(portfolio, reason)} it brings {extra} more than it would bring alone."


def _demanded(portfolio: Portfolio, verdict: Verdict, reason: Reason) -> str:
    if len(reason.names) == 1 and any(rule.id == reason.names[0] for rule in portfolio.rules):
        return f"In: demanded by {_conditions(portfolio, reason)}."
    if len(reason.names) == 1:
        return f"In: no choice without it obeys {_conditions(portfolio, reason)}."
    return f"In: without it these cannot hold together: {_conditions(portfolio, reason)}."


def _unknown(portfolio: Portfolio, verdict: Verdict, reason: Reason) -> str:
    verb = "is" if len(reason.names) == 1 else "are"
    return f"Out: its {listed(reason.names)} {verb} not known. Unknown is not zero; it cannot be weighed."


def _missing(portfolio: Portfolio, verdict: Verdict, reason: Reason) -> str:
    known = {one.id for one in portfolio.candidates}
    why = {True: "cannot be chosen itself", False: "is no candidate"}
    rows = [f"{said_name(portfolio, one)}, which {why[one in known]}" for one in reason.names]
    return f"Out: it needs {listed(rows)}."


def _beaten(portfolio: Portfolio, verdict: Verdict, reason: Reason) -> str:
    falls = _falls(portfolio, verdict, reason.amount)
    return f"Out: only one of it and {_names(portfolio, reason)} can be chosen; with it instead {falls}."


def _not_alone(portfolio: Portfolio, verdict: Verdict, reason: Reason) -> str:
    falls = _falls(portfolio, verdict, reason.amount)
    return f"Out: it needs {_names(portfolio, reason)}, which is not chosen; with all of them {falls}."


def _displaces(portfolio: Portfolio, verdict: Verdict, reason: Reason) -> str:
    if reason.names:
        falls = _falls(portfolio, verdict, reason.amount)
        return f"Out: to make room for it {_names(portfolio, reason)} would have to go, and {falls}."
    if reason.amount is None:
        return "Out: under these rules others bring more; by how much was not computed."
    return f"Out: with it {_falls(portfolio, verdict, reason.amount)}."


def _displaces_too(portfolio: Portfolio, decides: Reason, other: Reason) -> str:
    """Return who else would have to go, where the deciding reason has said already what that costs."""
    is_said = other.kind is ReasonKind.DISPLACES and other.names and other.amount == decides.amount
    return f"{_names(portfolio, other)} would have to go, too." if is_said else ""


def _no_room(portfolio: Portfolio, verdict: Verdict, reason: Reason) -> str:
    if len(reason.names) == 1:
        return f"Out: no choice with it obeys {_conditions(portfolio, reason)}."
    return f"Out: with it these cannot hold together: {_conditions(portfolio, reason)}."


_REASONS: dict[ReasonKind, Callable[[Portfolio, Verdict, Reason], str]] = {
    ReasonKind.WORTH_IT: _worth_it,
    ReasonKind.INTERCHANGEABLE: _interchangeable,
    ReasonKind.NEEDED_BY: _needed_by,
    ReasonKind.ONLY_TOGETHER: _together,
    ReasonKind.DEMANDED: _demanded,
    ReasonKind.NO_GRANT: lambda *_: "It takes nothing from the envelope.",
    ReasonKind.UNKNOWN: _unknown,
    ReasonKind.BARRED: lambda call, _, reason: f"Out: barred by {_conditions(call, reason)}.",
    ReasonKind.NO_YEAR: lambda *_: "Out: in no year of the call could it start and end in time.",
    ReasonKind.MISSING: _missing,
    ReasonKind.BEATEN: _beaten,
    ReasonKind.NOT_ALONE: _not_alone,
    ReasonKind.HARMS: lambda call, _, reason: (
        f"Out: its own benefit is not above zero ({said_benefit(call, reason.amount or 0.0)})."
    ),
    ReasonKind.DISPLACES: _displaces,
    ReasonKind.NO_ROOM: _no_room,
}


def _would_be_chosen(portfolio: Portfolio, verdict: Verdict) -> list[str]:
    """Say how much better, or with how small a grant, a candidate would be as good as what is chosen."""
    if verdict.is_chosen or not verdict.is_exact or not verdict.change:
        return []
    text = f"It would be as good if its benefit were {said_benefit(portfolio, verdict.change)} higher"
    if verdict.grant_limit is not None:
        text += f", or if it asked for a grant of at most {said_money(portfolio, verdict.grant_limit)}"
    return [text + "."]
