"""The command that adds up what listed owners hold: ownership."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.lists_options import day_of_option
from accord.cli.output import JsonOption, check_files, print_json, print_line, say
from accord.errors import Problem, UsageError

if TYPE_CHECKING:
    from accord.domain.ownership import OwnershipResult, OwnershipRule

__all__ = ["ownership"]


def ownership(
    shares: Annotated[
        Path,
        typer.Argument(
            metavar="SHARES.csv",
            help="Who holds how much: columns owner, company, percent, source, as_of, owner_kind (listed,"
            " person, state, company).",
        ),
    ],
    company: Annotated[
        str, typer.Option("--company", help="Only this company. Default: every one that is held.")
    ] = "",
    rule: Annotated[
        str, typer.Option("--rule", help="Test: eu, eu-before-july-2024, us or economic-share.")
    ] = "eu",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="Day of the payment. Default: today.")] = "",
    json: JsonOption = False,
) -> None:
    """Add up the shares of listed owners, directly and through chains, and say what follows.

    A share that nobody states is unknown, not zero: where it decides, the answer is that it cannot be told.
    Control is a finding of a person and is not computed. Exit code 1 if a company is owned, watched or
    cannot be told.
    """
    check_files([shares])
    from accord.domain.ownership import OwnershipVerdict
    from accord.methods.ownership.assessing import OwnershipGraph, assess_ownership
    from accord.sources.holdings import read_holdings

    chosen = _rule(rule, day_of_option(on, "--on") or datetime.now(UTC).date())
    known = read_holdings(shares)
    graph = OwnershipGraph(holdings=known.holdings, listed=known.listed, known_ends=known.known_ends)
    companies = list(dict.fromkeys(each.company for each in known.holdings))
    if company and company not in companies:
        raise _usage("ACC-242", "Nobody is said to hold a share of this company.", company, companies)
    results = [assess_ownership(each, graph, chosen) for each in ([company] if company else companies)]
    if json:
        print_json([_to_json(each) for each in results])
    else:
        for each in results:
            _print(each)
        say(f"Test {chosen.id}: {chosen.reference}")
    if any(each.verdict is not OwnershipVerdict.BELOW for each in results):
        raise typer.Exit(1)


def _rule(name: str, day: date) -> OwnershipRule:
    from accord.methods.ownership.assessing import OWNERSHIP_RULES

    rules = {each.id: each for each in OWNERSHIP_RULES}
    if name not in rules:
        raise _usage("ACC-241", "There is no such test of ownership.", name, list(rules))
    rule = rules[name]
    if (rule.since and day < rule.since) or (rule.until and day > rule.until):
        in_force = [each.id for each in OWNERSHIP_RULES if each.id.startswith(name[:2]) and each is not rule]
        raise _usage("ACC-241", f"This test did not hold on {day}.", name, in_force or list(rules))
    return rule


def _usage(problem_id: str, what: str, value: str, known: list[str]) -> UsageError:
    expected = f"one of {', '.join(known)}"
    return UsageError(
        Problem(id=problem_id, what=what, value=value, expected=expected, fix="Correct the command.")
    )


def _to_json(result: OwnershipResult) -> dict[str, object]:
    return {
        "company": result.company,
        "rule": result.rule.id,
        "verdict": result.verdict.value,
        "at_least_percent": str(result.at_least),
        "at_most_percent": str(result.at_most),
        "explanation": list(result.explanation),
        "problems": list(result.problems),
        "reference": result.rule.reference,
    }


def _print(result: OwnershipResult) -> None:
    low, high = result.at_least, result.at_most
    held = f"{low} %" if low == high else f"{low} to {high} %"
    print_line(f"{result.company}: {result.verdict.value} ({held} held by listed owners)")
    for sentence in (*result.explanation, *result.problems):
        print_line(f"  {sentence}")
