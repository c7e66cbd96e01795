"""The command ``accord broadband``: who lacks it, what it costs to reach them, how far money goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import JsonOption, print_json, say

if TYPE_CHECKING:
    from accord.cli.tracing_broadband import Answer
    from accord.domain.declaration import Declaration

__all__ = ["broadband"]


def broadband(
    folder: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="DIR",
            help="Folder with settlements.csv, and if you have them coverage.csv, points.csv, prices.csv,"
            " incomes.csv, parameters.yml, targets.yml, call.yml. Default: what the declaration says.",
            show_default=False,
        ),
    ] = None,
    declaration: Annotated[
        str, typer.Option("--declaration", metavar="NAME", help="A bundled declaration, or its folder.")
    ] = "sofia_2018",
    prove: Annotated[
        bool, typer.Option("--prove", help="Also look for the best plan, by a solver where it is needed.")
    ] = False,
    settlements: Annotated[
        bool, typer.Option("--settlements", help="List every settlement, in the plan or out of it.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Say who lacks broadband, what it costs to reach them, and how far an envelope goes.

    Without a folder: what the declaration announced, what the sum would buy at costs on record, and what is
    not known. With a folder: gaps to targets with known and unknown apart, prices against incomes, and, if
    there is a call, a plan that pays shared ways to the backbone once, beside a bound that no plan can pass.

    Missing coverage is missing: such households are in no plan unless call.yml says so. Exit code 1 if
    something must be known before a number is quoted: it is named.
    """
    from accord.sources.declaration import declaration_folder, parse_declaration, read_files

    content = read_files(declaration_folder(declaration))
    declared = parse_declaration(content)
    if folder is None:
        from accord.cli.broadband_announced import announced_json, print_announced

        if json:
            print_json(announced_json(declared, content))
        else:
            print_announced(declared, content)
        return
    from accord.cli.broadband_json import broadband_json
    from accord.cli.broadband_rows import print_broadband
    from accord.cli.tracing_broadband import answer
    from accord.methods.broadband.findings import findings

    found = answer(folder, prove=prove)
    said = [*findings(found.files.case, found.result), *_strangers(found, declared)]
    if json:
        print_json(broadband_json(found, declared, said))
    else:
        print_broadband(found, declared, is_whole=settlements)
    for note in found.files.notes:
        say(note)
    for text in said:
        say(f"finding  {text}")
    if said:
        raise typer.Exit(1)


def _strangers(found: Answer, declared: Declaration) -> Iterator[str]:
    """Yield a sentence on places whose partner is none of the declaration."""
    strange = {row.partner for row in found.files.case.settlements} - {row.id for row in declared.partners}
    if strange:
        yield f"no partner of the declaration: {', '.join(sorted(strange))}; kept as written"
