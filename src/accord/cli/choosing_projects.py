"""The command ``accord portfolio``: which projects to choose under a grant envelope, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import JsonOption, print_json, print_line, say

if TYPE_CHECKING:
    from accord.taking_in.portfolio_answers import Answered

__all__ = ["portfolio"]


def portfolio(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help="The call, in YAML. Default: the connectivity package of the bundled declaration.",
            show_default=False,
        ),
    ] = None,
    envelope: Annotated[
        str,
        typer.Option(
            "--envelope", metavar="AMOUNT", help="Another envelope of all years, in the unit of FILE."
        ),
    ] = "",
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="RULE", help="Leave this rule away; may be given several times."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="DIR", help="Folder for two tables: candidates, figures.", show_default=False
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Choose projects under a grant envelope, and say for each why it is in or out.

    Finds the set with the greatest benefit that obeys all rules, proved by a solver or with a stated gap;
    what the next million buys, what each rule costs, near choices, and regret when costs grow. A candidate
    with an unknown benefit or grant is never chosen. Exit code 1 if something must be known before the
    answer is used: it is named.
    """
    from accord.cli.portfolio_asking import BUNDLED_NAME, call_file
    from accord.taking_in.portfolio_answers import WhatIf, answered

    asked = call_file(file)
    if out is not None:
        _check_folder(out)
    answer = answered(asked, WhatIf(envelope=envelope.strip(), without=tuple(without or ())))
    if json:
        _print_json(answer)
    else:
        _print(answer, BUNDLED_NAME if file is None else file)
    if out is not None:
        from accord.cli.portfolio_files import write_tables

        for name in write_tables(answer, out):
            say(f"{name} stands in {out.name}")
    if not answer.is_settled:
        raise typer.Exit(1)


def _print_json(answer: Answered) -> None:
    from accord.cli.portfolio_json import portfolio_json
    from accord.cli.portfolio_printing import say_doubts

    print_json(portfolio_json(answer))
    say_doubts(answer)


def _print(answer: Answered, source: Path | str) -> None:
    from accord.cli.portfolio_printing import print_answer

    print_answer(answer)
    example = f"portfolio.{answer.portfolio.id}.standing"
    example = next((one for one in answer.figures if one.endswith(".value")), example)
    print_line(f"\nWhere a number comes from: accord why {example} --from {source}")


def _check_folder(out: Path) -> None:
    if out.exists() and not out.is_dir():
        from accord.errors import Problem, UsageError

        raise UsageError(
            Problem(
                id="ACC-295",
                what="The tables cannot be written: there is a file where their folder should be.",
                field="--out",
                file=str(out),
                expected="a folder, or a name that is free",
                fix="Name another folder with --out.",
            )
        )
