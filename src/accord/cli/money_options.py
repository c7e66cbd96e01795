"""The options of the command ``money``, by name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "By",
    "Currency",
    "DeflatorFile",
    "Excluded",
    "OfPartner",
    "OfPublisher",
    "OfType",
    "OfYear",
    "PricesOf",
    "Quality",
]

By = Annotated[
    str,
    typer.Option(
        help="What to group by, with commas: partner, year, type, publisher, currency, kind, receiver, rule,"
        " status."
    ),
]
Currency = Annotated[
    str | None,
    typer.Option(
        help="Currency of the amounts: the one into which the snapshot converts, or `own` for the currency in"
        " which each amount is stated.",
        show_default=False,
    ),
]
OfPartner = Annotated[str | None, typer.Option(help="Only this partner.", show_default=False)]
OfPublisher = Annotated[str | None, typer.Option(help="Only this publisher.", show_default=False)]
OfYear = Annotated[str | None, typer.Option(help="Only this year.", show_default=False)]
OfType = Annotated[
    str | None, typer.Option("--type", help="Only this type, such as commitment.", show_default=False)
]
Excluded = Annotated[
    str | None,
    typer.Option(
        metavar="RULE",
        help="List the flows that a rule left out, such as hierarchy; `all` for every rule.",
        show_default=False,
    ),
]
PricesOf = Annotated[
    int | None,
    typer.Option(
        metavar="YEAR", help="Show sums in the prices of this year; needs --deflator.", show_default=False
    ),
]
DeflatorFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Price index by year, a CSV with a YAML file of the same name beside it that describes it.",
        show_default=False,
    ),
]
Quality = Annotated[
    bool,
    typer.Option(
        "--quality",
        help="List what each publisher's files lack for following the money; --publisher narrows it.",
    ),
]
