"""The options of the command that appraises a project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["AppraisalArgument", "OutOption", "ParametersOption", "TemplateOption", "YearsOption"]

AppraisalArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="FILE",
        help="The appraisal: YAML, or a workbook with the sheets project and flows.",
        show_default=False,
    ),
]
"""The appraisal that is computed."""

OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Folder for the page and the table.", show_default=False),
]
"""Where its page is written."""

ParametersOption = Annotated[
    bool,
    typer.Option(
        "--parameters",
        help="List the values that can be used by name, instead of appraising; with FILE, also its own, and"
        " which fit.",
    ),
]
"""Whether values are listed."""

TemplateOption = Annotated[
    Path | None,
    typer.Option(
        "--template",
        metavar="FILE.xlsx",
        help="Write an empty workbook to be filled in, instead of appraising; a new file.",
        show_default=False,
    ),
]
"""Where an empty workbook is written."""

YearsOption = Annotated[
    str, typer.Option(metavar="FIRST-LAST", help="Years above the columns of the template.")
]
"""The years of an empty workbook."""
