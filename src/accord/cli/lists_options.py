"""Options that the commands on lists share, and what is wrong with one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from accord.errors import Problem, UsageError

__all__ = ["LISTS", "ListsOption", "ReasonOption", "day_of_option", "known_codes", "usage"]

LISTS = Path(".accord") / "lists"
"""Folder of lists where none is named."""
ListsOption = Annotated[Path, typer.Option("--lists", metavar="DIR", help="Folder of lists.")]
ReasonOption = Annotated[
    str,
    typer.Option(
        "--accept-shrinkage",
        metavar="REASON",
        help="Take in a list that lost more than 5 % of its entries; the reason is kept.",
        show_default=False,
    ),
]


def day_of_option(text: str, name: str) -> date | None:
    """Return the day that an option names, or None if it is empty (ACC-225 if it is no day)."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise usage("ACC-225", f"{name} is no day.", text, "a day such as 2026-05-01") from error


def usage(problem_id: str, what: str, value: str, expected: str) -> UsageError:
    """Return an error about an option."""
    fix = "Correct the command; nothing was changed."
    return UsageError(Problem(id=problem_id, what=what, value=value, expected=expected, fix=fix))


def known_codes(chosen: list[str], known: list[str]) -> list[str]:
    """Return the chosen codes of lists; refuse one that is not known (ACC-227)."""
    for code in chosen:
        if code not in known:
            raise usage("ACC-227", "There is no such list.", code, f"one of {', '.join(known)}")
    return chosen
