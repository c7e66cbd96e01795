"""The table of what was chosen: grants, starts, what each adds, leverage, and what is paid in each year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.cleaning.sentences import listed, short_number
from accord.cli.output import print_line, print_table
from accord.domain.portfolio import MoneyKind
from accord.domain.portfolio_rules import LeverageBasis, RuleKind

if TYPE_CHECKING:
    from accord.domain.portfolio import Candidate, Portfolio
    from accord.domain.portfolio_result import Chosen, Solution
    from accord.taking_in.portfolio_answers import Answered

__all__ = ["print_chosen", "said_partners"]

_COUNTED = {
    LeverageBasis.LOANS_PER_GRANT: (MoneyKind.LOAN,),
    LeverageBasis.PRIVATE_PER_GRANT: (MoneyKind.PRIVATE,),
    LeverageBasis.OTHER_PER_GRANT: tuple(MoneyKind),
}


def print_chosen(answer: Answered, best: Solution) -> None:
    """Print the chosen candidates, those that add most first, and what is said of all of them."""
    call, guessed = answer.portfolio, answer.guessed
    by_id = {one.id: one for one in call.candidates}
    headings = ["chosen", "partner", f"grant, {call.unit}", "of cost"]
    headings += [*(["start"] if call.years else []), f"adds, {call.benefit_unit}"]
    headings += ["adds, by draws", "in draws"] if guessed else []
    rows = []
    for one in sorted(best.chosen, key=lambda row: (-row.adds, row.candidate)):
        cells = [f"{by_id[one.candidate].label} ({one.candidate})", said_partners(by_id[one.candidate])]
        cells += [short_number(one.grant), _share(one, by_id[one.candidate])]
        cells += [str(one.start)] if call.years else []
        cells.append(short_number(one.adds))
        if guessed:
            span = guessed.adds[one.candidate]
            share = guessed.chosen.get(one.candidate, 0.0)
            cells += [f"{short_number(span.lower)} to {short_number(span.upper)}", f"{share:.0%}"]
        rows.append(cells)
    print_table(headings, rows, numeric=len(headings) - 2)
    end = "; what they bring together is in it, so that these do not add up" if call.joint else ""
    print_line(
        f"Adds: what the choice would lose without it and all that need it, if nothing took its place{end}."
    )
    if guessed:
        print_line(
            f"By draws: where nine of ten of {guessed.draws} draws of the guesses lie; in draws: in how many"
            " of them it is part of the best choice."
        )
    if any(one.max_grant_share != one.min_grant_share for one in call.candidates):
        print_line("Grants are the least with which all rules hold: no benefit grows with its grant.")
    print_line(_said_leverage(call, best))
    if call.years:
        print_line(_said_payments(call, best))


def _said_leverage(call: Portfolio, best: Solution) -> str:
    """Return leverage by each definition; where money is not stated it is unknown or a lower bound."""
    ids = set(best.ids)
    chosen = [one for one in call.candidates if one.id in ids and not one.is_reform]
    parts = []
    for basis in LeverageBasis:
        ratio = best.leverage.get(basis.value)
        least = "" if all(_states(one, basis) for one in chosen) else "at least "
        parts.append(f"{basis.value} {'unknown' if ratio is None else f'{least}{short_number(ratio)}'}")
    return f"Leverage by four definitions: {', '.join(parts)}."


def _said_payments(call: Portfolio, best: Solution) -> str:
    """Return what is paid in each year, beside the envelope of that year."""
    first, last = call.years or (0, -1)
    envelopes = {rule.year: rule.value for rule in call.rules if rule.kind is RuleKind.ENVELOPE}
    paid = dict.fromkeys(range(first, last + 1), 0.0)
    for one in best.chosen:
        for year, amount in one.payments.items():
            paid[year] += amount
    said = [
        f"{year} {short_number(amount)}"
        + (f" (envelope {short_number(float(envelopes[year] or 0))})" if year in envelopes else "")
        for year, amount in paid.items()
    ]
    return f"Paid by year, {call.unit}: {listed(said)}."


def said_partners(one: Candidate) -> str:
    """Return the partners of a candidate with their shares; ``regional`` if it has none."""
    if len(one.partners) <= 1:
        return next(iter(one.partners), "regional")
    return ", ".join(
        f"{partner} {short_number(float(share) * 100)} %" for partner, share in one.partners.items()
    )


def _states(one: Candidate, basis: LeverageBasis) -> bool:
    """Whether a candidate states all that counts for a definition of leverage."""
    if basis not in _COUNTED:
        return one.cost is not None
    return all(kind in one.money for kind in _COUNTED[basis])


def _share(chosen: Chosen, one: Candidate) -> str:
    if one.is_reform:
        return "reform"
    return "cost unknown" if chosen.grant_share is None else f"{chosen.grant_share:.0%}"
