"""The options of `accord build`: what a snapshot is made of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "BUNDLED",
    "AppraisalOption",
    "AsOfOption",
    "BroadbandOption",
    "CompositeOption",
    "CurrencyOption",
    "DeclarationArgument",
    "IatiOption",
    "ListsOption",
    "ObservationsOption",
    "PortfolioOption",
    "RatesOption",
]


def _repeatable(metavar: str, text: str) -> object:
    """Return an option that takes a file or folder and may be given several times."""
    return typer.Option(metavar=metavar, help=f"{text} May be repeated.", show_default=False)


BUNDLED = "sofia_2018"
"""Name of the declaration that ships with Accord."""
DeclarationArgument = Annotated[
    str, typer.Argument(help="Folder of a declaration, or the name of a bundled one.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        metavar="YYYY-MM-DD",
        help="Build the world as it was known on this day. Default: the day of the latest reading.",
        show_default=False,
    ),
]
IatiOption = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Take in published transactions: the folder that `accord read iati` wrote.",
        show_default=False,
    ),
]
RatesOption = Annotated[list[Path] | None, _repeatable("FILE", "Exchange rates, such as the ECB's CSV.")]
CurrencyOption = Annotated[str, typer.Option(help="Currency into which transactions are converted.")]
ListsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Screen everyone who pays or is paid: the folder that `accord lists add` keeps. No list is"
        " used that is younger than the day of the snapshot.",
        show_default=False,
    ),
]
CompositeOption = Annotated[
    list[Path] | None,
    _repeatable("SPEC.yml", "Publish the scores of a composite: its specification for `accord composite`."),
]
AppraisalOption = Annotated[
    list[Path] | None,
    _repeatable("FILE", "Publish the appraisal of a project: its file for `accord appraise`."),
]
BroadbandOption = Annotated[
    list[Path] | None,
    _repeatable("DIR", "Publish a folder on broadband, as `accord broadband --data` reads it."),
]
PortfolioOption = Annotated[
    list[Path] | None,
    _repeatable(
        "FILE",
        "Publish what is chosen under a call for grants: its file for `accord portfolio`, or"
        " `sofia_2018` for the bundled one. Needs SciPy; takes as long as that command.",
    ),
]
ObservationsOption = Annotated[
    list[Path] | None,
    _repeatable(
        "DIR",
        "Take in observations of indicators: a folder that `accord read observations` or"
        " `accord report read` wrote.",
    ),
]
