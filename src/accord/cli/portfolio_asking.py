"""Which call a command means, and what an id says of how the command line had changed it."""

from __future__ import annotations

import re
from pathlib import Path

from accord.cli.output import check_files
from accord.taking_in.portfolio_answers import WhatIf

__all__ = ["BUNDLED_NAME", "call_file", "what_if_of"]

BUNDLED_NAME = "sofia_2018"
"""What stands in place of a file for the portfolio that comes with Accord."""

_ENVELOPE = re.compile(r"~envelope-(\d+(?:\.\d+)?)", re.ASCII)
_WITHOUT = re.compile(r"~without-([A-Za-z0-9_-]+)", re.ASCII)


def call_file(file: Path | None) -> Path:
    """Return the file of a call; that of the bundled one where none, or its name, is given.

    Raises:
        UsageError: There is no such file (ACC-213).
    """
    from accord.sources.portfolio.reading import BUNDLED

    if file is None or (str(file) == BUNDLED_NAME and not file.exists()):
        return BUNDLED
    check_files([file])
    return file


def what_if_of(figure: str) -> WhatIf:
    """Return what the command line had changed where a figure has this id."""
    envelope = _ENVELOPE.search(figure)
    return WhatIf(envelope=envelope[1] if envelope else "", without=tuple(_WITHOUT.findall(figure)))
