"""What ``accord portfolio`` prints: who is in and for how much, then why, in plain sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from accord.cleaning.sentences import short_number
from accord.cli.output import print_line, print_table, say
from accord.cli.portfolio_chosen import print_chosen
from accord.domain.portfolio_reasons import ReasonKind
from accord.methods.portfolio.explaining import said_verdict
from accord.methods.portfolio.explaining_answers import (
    said_alternative,
    said_drift,
    said_rule_cost,
    said_standing,
    said_step,
)
from accord.methods.portfolio.guessed import said_guessed
from accord.methods.portfolio.naming import portfolio_id
from accord.methods.portfolio.wording import said_benefit, said_few, said_money, said_name, said_rule

if TYPE_CHECKING:
    from accord.domain.portfolio import Portfolio
    from accord.domain.portfolio_reasons import Verdict
    from accord.taking_in.portfolio_answers import Answered

__all__ = ["doubts", "footnote", "print_answer", "say_doubts"]

_MOST_SAID = 12
_KINDS = {
    ReasonKind.WORTH_IT: "the result falls without them",
    ReasonKind.INTERCHANGEABLE: "another choice is as good",
    ReasonKind.NEEDED_BY: "others need them",
    ReasonKind.ONLY_TOGETHER: "worth more with others",
    ReasonKind.DEMANDED: "demanded by a rule",
    ReasonKind.NO_GRANT: "no grant needed",
    ReasonKind.UNKNOWN: "something about them is not known",
    ReasonKind.BARRED: "barred by a rule",
    ReasonKind.NO_YEAR: "no year fits",
    ReasonKind.MISSING: "what they need cannot be chosen",
    ReasonKind.BEATEN: "another option is worth more",
    ReasonKind.NOT_ALONE: "not worth it with what they need",
    ReasonKind.HARMS: "no benefit",
    ReasonKind.DISPLACES: "others are worth more",
    ReasonKind.NO_ROOM: "no choice that obeys all rules holds them",
}


def print_answer(answer: Answered) -> None:
    """Print a portfolio with its answers."""
    _print_head(answer)
    best = answer.result.best
    if best is not None and best.chosen:
        print_chosen(answer, best)
    _print_verdicts(answer)
    _print_curve(answer)
    for heading, lines in (
        ("What the rules cost", list(_rule_lines(answer))),
        ("How firm the choice is", list(_near_lines(answer))),
    ):
        if lines:
            print_line(f"\n{heading}")
            for line in lines:
                print_line(f"  {line}")
    _print_doubts(answer)
    note = footnote(answer.portfolio)
    if note:
        print_line(f"\n{note}")


def _print_head(answer: Answered) -> None:
    call, result = answer.portfolio, answer.result
    print_line(call.title)
    for remark in answer.remarks:
        print_line(f"  {remark}")
    print_line(f"  money     {call.unit} at prices of {call.price_base}")
    print_line(f"  benefits  {call.benefit_unit}{_counted(call)}")
    if call.years is not None:
        rate = f"{short_number(float(call.discount_rate) * 100)} % for each year that work starts later"
        print_line(f"  years     {call.years[0]} to {call.years[1]}; benefits are discounted at {rate}")
    for rule in sorted(call.rules, key=lambda one: (one.kind.value, one.year or 0, one.id)):
        source = f"; {rule.source}" if rule.source else "; no source: an assumption"
        print_line(f"  rule      {rule.id}: {said_rule(call, rule)}{source}")
    best, count = result.best, len(call.candidates)
    print_line()
    if best is not None and best.chosen:
        print_line(
            f"Chosen: {len(best.chosen)} of {count} candidates, grants of {said_money(call, best.grants)},"
            f" benefit {said_benefit(call, best.value)}."
        )
        if answer.guessed is not None:
            print_line(said_guessed(call, best.value, answer.guessed))
    print_line(said_standing(call, result))


def _counted(call: Portfolio) -> str:
    return "; only what would not come about without the grant" if call.counted.value == "additional" else ""


def _print_verdicts(answer: Answered) -> None:
    call, verdicts = answer.portfolio, answer.result.verdicts
    chosen = sorted((one for one in verdicts if one.is_chosen), key=_closest)
    out = sorted((one for one in verdicts if not one.is_chosen), key=_closest)
    for heading, rows in (
        ("Why in, those closest to going out first", chosen[:_MOST_SAID]),
        ("Why out, those closest to coming in first", out[:_MOST_SAID]),
    ):
        if rows:
            print_line(f"\n{heading}")
        for one in rows:
            print_line(f"  {said_name(call, one.candidate)} ({one.candidate})")
            for sentence in said_verdict(call, one):
                print_line(f"    {sentence}")
    for word, rows in (("in", chosen[_MOST_SAID:]), ("out", out[_MOST_SAID:])):
        if rows:
            kinds = Counter(_KINDS[one.reasons[0].kind] for one in rows)
            said = "; ".join(f"{count}: {kind}" for kind, count in sorted(kinds.items()))
            print_line(f"  {len(rows)} more are {word} ({said}). --json or --out says why for each.")


def _closest(verdict: Verdict) -> tuple[bool, float, str]:
    """Sort those first with whom the best result would change least."""
    return (verdict.change is None, verdict.change or 0.0, verdict.candidate)


def _print_curve(answer: Answered) -> None:
    call, curve = answer.portfolio, answer.result.curve
    if not curve:
        return
    print_line("\nWhat more or less money buys")
    said = said_step(call, answer.result)
    if said:
        print_line(f"  {said}")
    rows = []
    for number, point in enumerate(curve, start=1):
        value = "no choice" if point.value is None else short_number(point.value)
        change = str(answer.figures[portfolio_id(call.id, "curve", str(number), "change")].value)
        rows.append([short_number(point.envelope), value, short_number(point.grants), change])
    print_table([f"envelope, {call.unit}", f"benefit, {call.benefit_unit}", "grants", "choice"], rows)


def _names(call: Portfolio, ids: tuple[str, ...]) -> str:
    return said_few(said_name(call, one) for one in ids)


def _rule_lines(answer: Answered) -> Iterator[str]:
    for cost in answer.result.rules:
        yield said_rule_cost(answer.portfolio, cost)


def _near_lines(answer: Answered) -> Iterator[str]:
    call, result = answer.portfolio, answer.result
    if result.best is None or not result.best.chosen:
        return
    near = f"{float(call.questions.near_share) * 100:g} %"
    if result.in_all:
        yield f"In every choice within {near} of the best: {_names(call, result.in_all)}."
    if result.in_some:
        yield f"In some of them, but not in all: {_names(call, result.in_some)}."
    for one in result.alternatives:
        yield said_alternative(call, one)
    for number, drift in enumerate(result.drift):
        which = "This choice" if number == 0 else f"Near choice {number}"
        yield f"{which} when costs grow: {said_drift(call, drift)}"


def doubts(answer: Answered) -> list[str]:
    """Return what must be known before the answer is used, a line each.

    Args:
        answer: The answer.
    """
    rows = [f"{_ids(one.about)}{one.text}" for one in answer.result.findings]
    return rows + [f"{note}." for note in answer.notes]


def say_doubts(answer: Answered) -> None:
    """Print what must be known to the person at the terminal, beside data on stdout.

    Args:
        answer: The answer.
    """
    if answer.result.best is None:
        say(f"finding  {said_standing(answer.portfolio, answer.result)}")
    for row in doubts(answer):
        say(f"finding  {row}")


def _print_doubts(answer: Answered) -> None:
    rows = doubts(answer)
    if rows:
        print_line("\nWhat must be known before this is used")
        for row in rows:
            print_line(f"  {row}")


def _ids(about: tuple[str, ...]) -> str:
    if not about:
        return ""
    more = f" and {len(about) - 12} more" if len(about) > 12 else ""
    return f"{', '.join(about[:12])}{more}: "


def footnote(portfolio: Portfolio) -> str:
    """Return the footnote on Kosovo* if it must stand below the answer, otherwise nothing."""
    from accord.methods.portfolio.footnote import portfolio_footnote

    note = portfolio_footnote(portfolio)
    return f"KOS stands for Kosovo*.\n{note}" if note else ""
